"""De lijst van casussen, en wat het overzicht van één casus toont."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from casus.models import Casus, Kindafweging
from toegang.beleid import Wie, eis, haal, mag, wie_mag, zichtbaar
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import Verborgen


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
