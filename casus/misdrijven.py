"""De misdrijven waarvoor een casusoverleg er is, als lijst met een versie (LR-02, LR-44). Een ander misdrijf bestaat niet.

Verandert de wet, dan komt er een lijst bij en krijgt de oude een einddatum; wat genoteerd is, houdt zijn versie. De
databank kent dezelfde codes (`casus.models.verstrekking`): een nieuwe code vraagt dus ook een migratie.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

ANDER = "ander"
"""De keuze die altijd geweigerd wordt: ze staat er zodat iemand leest waarom."""


@dataclass(frozen=True, slots=True)
class Misdrijf:
    """Eén terroristisch misdrijf. `oud` is het artikel tot en met 7 april 2026."""

    code: str
    label: Any
    oud: str


@dataclass(frozen=True, slots=True)
class Lijst:
    """Wat in één periode telt. `nieuw` is de reeks artikelen van het nieuwe Strafwetboek."""

    versie: str
    nieuw: str
    geldig_van: date
    geldig_tot: date | None
    misdrijven: tuple[Misdrijf, ...]

    def vindplaats(self, misdrijf: Misdrijf) -> str:
        return f"Sw. {self.nieuw}; Sw. oud {misdrijf.oud}"


# De reeks is nagelezen in de wet; welk nieuw nummer bij welk misdrijf hoort, is hier niet nagegaan en dus niet verzonnen.
SW2026 = Lijst(
    versie="Sw2026",
    nieuw="art. 371-388",
    geldig_van=date(2026, 4, 8),
    geldig_tot=None,
    misdrijven=(
        Misdrijf("misdrijf", _("een terroristisch misdrijf plegen, of ermee dreigen"), "art. 137"),
        Misdrijf("groep", _("deelnemen aan een terroristische groep, of ze leiden"), "art. 140"),
        Misdrijf("aanzetten", _("in het openbaar aanzetten tot een terroristisch misdrijf"), "art. 140bis"),
        Misdrijf("werven", _("werven voor een terroristisch misdrijf of een terroristische groep"), "art. 140ter"),
        Misdrijf("opleiding_geven", _("een opleiding geven voor een terroristisch misdrijf"), "art. 140quater"),
        Misdrijf("opleiding_volgen", _("zo een opleiding volgen"), "art. 140quinquies"),
        Misdrijf("reizen", _("reizen met een terroristisch oogmerk"), "art. 140sexies"),
        Misdrijf("voorbereiden", _("een terroristisch misdrijf voorbereiden"), "art. 140septies"),
        Misdrijf("financieren", _("terrorisme financieren of er middelen voor geven"), "art. 141"),
    ),
)  # fmt: skip

LIJSTEN = {lijst.versie: lijst for lijst in (SW2026,)}


def geldende_lijst(op: date) -> Lijst:
    """De lijst die op die dag geldt; een vroegere dag leest de oudste die we kennen."""
    kandidaten = [
        lijst
        for lijst in LIJSTEN.values()
        if lijst.geldig_van <= op and (lijst.geldig_tot is None or lijst.geldig_tot >= op)
    ]
    return max(kandidaten, key=lambda lijst: lijst.geldig_van, default=SW2026)


def zoek(versie: str, code: str) -> Misdrijf | None:
    """Het misdrijf zoals het heette toen iemand het koos."""
    lijst = LIJSTEN.get(versie)
    return next((m for m in lijst.misdrijven if m.code == code), None) if lijst else None


def alle_codes() -> list[str]:
    """Elke code van elke versie, voor de voorwaarde in de databank."""
    return sorted({misdrijf.code for lijst in LIJSTEN.values() for misdrijf in lijst.misdrijven})
