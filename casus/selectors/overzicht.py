"""Het eerste blad van een casus: wie, waarom, relaties, het belang van een kind, en wat er kan."""

from dataclasses import dataclass
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.indicatoren import INDICATOREN
from casus.models import Betrokkene, Casus, Kindafweging, Relatie
from casus.selectors import afsluiten
from casus.selectors.bewaartermijn import Klok, klok
from casus.selectors.nood import van_casus
from casus.selectors.overgenomen import Overgenomendeel
from casus.selectors.overgenomen import van_casus as overgenomen_van
from casus.voorwaarden.casus import beletten_relatie_verwijderen, beletten_voorbereiding
from casus.voorwaarden.deelname import beletten_kind
from toegang.beleid import Wie, mag
from toegang.models import Noodtoegang
from toegang.schermdelen import Knop
from toegang.uitzonderingen import Belet


@dataclass(frozen=True)
class Relatierij:
    naam: str
    verband: str
    knoppen: list[Knop]


@dataclass(frozen=True)
class Overzicht:
    """Wat het eerste blad van een casus toont, voor wie de casus mag inzien."""

    wie: list[tuple[str, Any]]
    grond: list[tuple[str, Any]]
    leeftijd: int | None
    relaties: list[Relatierij]
    afweging: Kindafweging | None
    kind_beletten: list[Belet]
    knoppen: list[Knop]
    mag_personen: bool
    mag_regisseur: bool
    kind_knoppen: list[Knop]
    indicatoren: list[str]
    klok: Klok
    einde: afsluiten.Einde
    nood: list[Noodtoegang]
    overgenomen: Overgenomendeel | None

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
        wie=_wie(persoon),
        grond=_grond(casus),
        leeftijd=persoon.leeftijd(timezone.localdate()),
        relaties=[_relatierij(casus, rij) for rij in casus.relatie_set.order_by("aangemaakt")],
        afweging=afweging,
        kind_beletten=beletten_kind(casus),
        knoppen=knoppen(gebruiker, casus),
        mag_personen=bool(mag(gebruiker, "casus.personen", casus)),
        mag_regisseur=bool(mag(gebruiker, "casus.regisseur", casus)),
        kind_knoppen=_kind_knoppen(gebruiker, casus, afweging),
        indicatoren=in_woorden(casus.indicatoren or {}),
        klok=klok(casus),
        einde=afsluiten.einde(gebruiker, casus),
        nood=van_casus(gebruiker, casus),
        overgenomen=overgenomen_van(gebruiker, casus),
    )


def _wie(persoon: Betrokkene) -> list[tuple[str, Any]]:
    geboren = date_format(persoon.geboortedatum, "j F Y") if persoon.geboortedatum else ""
    return [
        (_("Naam"), persoon.naam),
        (_("Geboortedatum"), geboren),
        (_("Woonplaats"), persoon.gemeente),
        (_("Contact"), persoon.contact),
    ]


def _grond(casus: Casus) -> list[tuple[str, Any]]:
    grond: list[tuple[str, Any]] = [(_("Rechtsgrond"), casus.get_rechtsgrond_display())]
    if casus.machtiging_datum:
        dag = date_format(casus.machtiging_datum, "j F Y")
        grond.append((_("Machtiging"), f"{casus.machtiging_referentie}, {dag}"))
    return [*grond, (_("Op de lijst gezet door"), casus.op_lijst_door.naam)]


def _relatierij(casus: Casus, relatie: Relatie) -> Relatierij:
    args = [casus.pk, relatie.pk]
    wijzigen = Knop(
        f"wijzigen-{relatie.pk}", _("Relatie wijzigen"), reverse("casus:relatie", args=args), methode="get"
    )
    verwijderen = Knop(
        f"verwijderen-{relatie.pk}",
        _("Relatie verwijderen"),
        reverse("casus:relatie_verwijderen", args=args),
        stijl="gevaar",
        bevestiging=_("De naam en het verband verdwijnen uit de casus."),
        beletten=tuple(beletten_relatie_verwijderen(relatie)),
    )
    return Relatierij(relatie.naam, relatie.verband, [wijzigen, verwijderen])


def in_woorden(aangekruist: dict[str, Any]) -> list[str]:
    """De aangekruiste aanwijzingen in woorden, uit de versie van toen."""
    lijst = INDICATOREN.get(aangekruist.get("versie", ""), ())
    return [str(i.tekst) for i in lijst if i.code in aangekruist.get("codes", ())]


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
    return [*lijst, *afsluiten.knoppen(gebruiker, casus)]


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
