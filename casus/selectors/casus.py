"""De lijst van casussen, en wat het overzicht van één casus toont."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Betrokkene, Casus, Kindafweging, Relatie
from casus.voorwaarden.casus import beletten_voorbereiding
from casus.voorwaarden.deelname import beletten_kind
from toegang.beleid import Wie, eis, haal, mag, wie_mag, zichtbaar
from toegang.models import Gebruiker, Livc
from toegang.schermdelen import Knop
from toegang.uitzonderingen import Belet, Verborgen


def zichtbare(gebruiker: Wie, *, staat: str = "", livc: str = "") -> QuerySet[Casus]:
    """De casussen waarvan deze gebruiker mag weten dat ze bestaan; de lijst toont er geen inhoud van (LR-05)."""
    rijen = zichtbaar(gebruiker, "casus.zien", Casus.objects.select_related("livc"))
    if staat:
        rijen = rijen.filter(staat=staat)
    if livc:
        rijen = rijen.filter(livc_id=livc)
    return rijen.order_by("-gewijzigd", "-id")


def inzienbaar(gebruiker: Wie, casussen: list[Casus]) -> set[UUID]:
    """Welke van deze casussen de gebruiker al mag openen; voor de andere wacht de geheimhouding (LR-30)."""
    rijen = Casus.objects.filter(pk__in=[casus.pk for casus in casussen])
    return set(zichtbaar(gebruiker, "casus.inzien", rijen).values_list("pk", flat=True))


def livcs_van(gebruiker: Wie) -> list[Livc]:
    """De LIVC's waarvan deze gebruiker casussen ziet, voor het filter."""
    casussen = zichtbaar(gebruiker, "casus.zien", Casus.objects.all())
    return list(Livc.objects.filter(pk__in=casussen.values("livc")))


def mag_zoeken(gebruiker: Wie) -> bool:
    return zichtbaar(gebruiker, "livc.personen_zoeken", Livc.objects.all()).exists()


def zichtbare_casus(gebruiker: Wie, pk: UUID) -> Casus:
    """De casus zonder inhoud: referentie, staat, LIVC. Raises Verborgen."""
    return haal(gebruiker, "casus.zien", Casus.objects.select_related("livc"), pk)


def casus_voor(gebruiker: Wie, actie: str, pk: UUID) -> Casus:
    """De casus voor een formulier van deze actie. Raises Verborgen, Verboden."""
    rijen = Casus.objects.select_related("livc", "casusregisseur")
    casus = haal(gebruiker, "casus.zien", rijen, pk)
    eis(gebruiker, actie, casus)
    return casus


def wacht_op_geheimhouding(gebruiker: Wie, pk: UUID) -> bool:
    """Hoort deze gebruiker bij de kern, maar aanvaardde hij de geheimhouding nog niet (LR-30)?"""
    casus = zichtbaar(gebruiker, "casus.geheimhouding", Casus.objects.filter(pk=pk)).first()
    return casus is not None and not mag(gebruiker, "casus.inzien", casus)


def mogelijke_regisseurs(casus: Casus) -> QuerySet[Gebruiker]:
    """Wie de casus mag inzien, kan ze ook in handen nemen."""
    return wie_mag("casus.inzien", casus)


def persoonsgegevens(casus: Casus) -> dict[str, Any]:
    """De beginwaarden van het formulier van de persoon."""
    persoon = casus.betrokkene_set.get()
    return {veld: getattr(persoon, veld) for veld in ("naam", "geboortedatum", "gemeente", "contact")}


def relatiegegevens(casus: Casus, pk: UUID) -> dict[str, Any]:
    """De beginwaarden van het formulier van een relatie. Raises Verborgen."""
    relatie = casus.relatie_set.filter(pk=pk).first()
    if relatie is None:
        raise Verborgen(actie="casus.personen", object=casus, regel="LR-51")
    return {"naam": relatie.naam, "verband": relatie.verband}


def afwegingsgegevens(casus: Casus) -> dict[str, Any]:
    """De beginwaarden van de afweging van het belang van het kind."""
    afweging = Kindafweging.objects.filter(casus=casus).first()
    if afweging is None:
        return {}
    return {"belang": afweging.belang, "bijzondere_reden": afweging.bijzondere_reden}


@dataclass(frozen=True)
class Overzicht:
    """Wat het eerste blad van een casus toont, voor wie de casus mag inzien."""

    persoon: Betrokkene
    leeftijd: int | None
    relaties: list[Relatie]
    afweging: Kindafweging | None
    kind_beletten: list[Belet]
    knoppen: list[Knop]
    mag_personen: bool
    mag_regisseur: bool
    kind_knoppen: list[Knop]

    @property
    def kind_van_belang(self) -> bool:
        return self.leeftijd is None or self.leeftijd < 18 or self.afweging is not None


def overzicht(gebruiker: Wie, casus: Casus) -> Overzicht:
    """Roep eerst `inzage.open_casus`."""
    persoon = casus.betrokkene_set.get()
    afweging = (
        Kindafweging.objects.filter(casus=casus).select_related("opgesteld_door", "bevestigd_door").first()
    )
    return Overzicht(
        persoon=persoon,
        leeftijd=persoon.leeftijd(timezone.localdate()),
        relaties=list(casus.relatie_set.order_by("aangemaakt")),
        afweging=afweging,
        kind_beletten=beletten_kind(casus),
        knoppen=knoppen(gebruiker, casus),
        mag_personen=bool(mag(gebruiker, "casus.personen", casus)),
        mag_regisseur=bool(mag(gebruiker, "casus.regisseur", casus)),
        kind_knoppen=_kind_knoppen(gebruiker, casus, afweging),
    )


def knoppen(gebruiker: Wie, casus: Casus) -> list[Knop]:
    """Wat er met deze casus kan: beschikbare overgangen ∩ beleid."""
    overgangen = {overgang.name for overgang in cast(Any, casus).get_available_staat_transitions()}
    lijst = []
    if "start_voorbereiding" in overgangen and mag(gebruiker, "casus.voorbereiden", casus):
        lijst.append(
            Knop(
                "voorbereiding",
                _("Voorbereiding beginnen"),
                reverse("casus:casus_voorbereiden", args=[casus.pk]),
                stijl="hoofd",
                beletten=tuple(beletten_voorbereiding(casus)),
            )
        )
    return lijst


def _kind_knoppen(gebruiker: Wie, casus: Casus, afweging: Kindafweging | None) -> list[Knop]:
    lijst = []
    if mag(gebruiker, "casus.kind_wegen", casus):
        label = _("Belang van het kind wegen") if afweging is None else _("Afweging wijzigen")
        lijst.append(Knop("kind", label, reverse("casus:kind_wegen", args=[casus.pk]), methode="get"))
    wacht = afweging is not None and afweging.bevestigd_op is None
    if wacht and mag(gebruiker, "casus.kind_bevestigen", casus):
        beletten = [Belet(_("U schreef deze afweging zelf."), "LR-15")] if _zelf(gebruiker, afweging) else []
        lijst.append(
            Knop(
                "bevestigen",
                _("Afweging bevestigen"),
                reverse("casus:kind_bevestigen", args=[casus.pk]),
                stijl="hoofd",
                beletten=tuple(beletten),
            )
        )
    return lijst


def _zelf(gebruiker: Wie, afweging: Kindafweging | None) -> bool:
    return afweging is not None and afweging.opgesteld_door_id == gebruiker.pk
