"""De soorten persoonsgegevens die mogen, per regeling en versie (LR-50). Gegevens, geen teksten in de code.

Verandert de wet, dan komt er een nieuwe lijst bij en krijgt de oude een einddatum: bestaande inbreng blijft naar haar
eigen versie verwijzen.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Categorie:
    """Eén soort gegeven. `noodzaak`: alleen met een geschreven reden waarom het nodig is."""

    code: str
    nummer: int
    label: Any
    noodzaak: bool = False


@dataclass(frozen=True, slots=True)
class Lijst:
    """De categorieën van één regeling. Een onvolledige lijst is niet te kiezen: ze staat er om het verschil te tonen."""

    versie: str
    regeling: Any
    bron: str
    geldig_van: date
    geldig_tot: date | None
    aantal: int
    categorieen: tuple[Categorie, ...]
    verschil: Any = ""

    @property
    def volledig(self) -> bool:
        return len(self.categorieen) == self.aantal


W2026 = Lijst(
    versie="W2026",
    regeling=_("wet van 8 januari 2026 over persoonsgegevens bij een casusoverleg"),
    bron="Wet van 8 januari 2026, art. 2 § 2",
    geldig_van=date(2026, 2, 15),
    geldig_tot=None,
    aantal=14,
    categorieen=(
        Categorie("identificatie", 1, _("identificatie")),
        Categorie("contact", 2, _("contactgegevens")),
        Categorie("beroep", 3, _("beroep, bekwaamheid en opleiding")),
        Categorie(
            "persoonskenmerken",
            4,
            _("leeftijd, geslacht, nationaliteit, burgerlijke staat en verblijfsstatus"),
        ),
        Categorie("schulden", 5, _("schulden en solvabiliteit")),
        Categorie("leefgewoonten", 6, _("leefgewoonten, vrije tijd en sociale context")),
        Categorie("gezin", 7, _("samenstelling van het gezin")),
        Categorie("huisvesting", 8, _("huisvesting")),
        Categorie("politie_gerecht", 9, _("politionele en gerechtelijke gegevens"), noodzaak=True),
        Categorie("gezondheid", 10, _("gezondheid"), noodzaak=True),
        Categorie("risico", 11, _("risicosituaties en risicogedrag")),
        Categorie("afkomst", 12, _("afkomst"), noodzaak=True),
        Categorie("overtuiging", 13, _("politieke, religieuze of filosofische overtuiging"), noodzaak=True),
        Categorie("seksualiteit", 14, _("seksueel gedrag of seksuele gerichtheid"), noodzaak=True),
    ),
)

# Het decreet telt vijftien categorieën; hier staan alleen de twee waarvan de naam nagegaan is. De andere dertien zijn
# hier niet bekend, en dus niet verzonnen: wie deze lijst wil gebruiken, vult ze eerst aan uit de tekst zelf.
D2023 = Lijst(
    versie="D2023",
    regeling=_("Vlaams decreet van 30 juni 2023 over gegevensverwerking bij een casusoverleg"),
    bron="Decreet van 30 juni 2023, art. 5",
    geldig_van=date(2023, 8, 18),
    geldig_tot=None,
    aantal=15,
    categorieen=(
        Categorie("gedrag", 0, _("gedragsgegevens")),
        Categorie("andere", 0, _("andere noodzakelijke gegevens")),
    ),
    verschil=_(
        "Deze lijst kent geen seksueel gedrag of seksuele gerichtheid. Ze is hier nog niet volledig overgenomen."
    ),
)

LIJSTEN = {lijst.versie: lijst for lijst in (W2026, D2023)}


def geldende_lijst(op: date) -> Lijst:
    """De lijst waaruit een nieuwe inbreng kiest: de nieuwste volledige lijst die op die dag geldt."""
    kandidaten = [
        lijst
        for lijst in LIJSTEN.values()
        if lijst.volledig and lijst.geldig_van <= op and (lijst.geldig_tot is None or lijst.geldig_tot >= op)
    ]
    # Voor de eerste lijst geldt, is er geen ruimere: dan blijft de engste die we kennen.
    return max(kandidaten, key=lambda lijst: lijst.geldig_van, default=W2026)


def zoek(versie: str, code: str) -> Categorie | None:
    """De categorie zoals ze heette toen iemand ze koos."""
    lijst = LIJSTEN.get(versie)
    return next((c for c in lijst.categorieen if c.code == code), None) if lijst else None


def is_gevoelig(versie: str, code: str) -> bool:
    """Of dit soort gegeven alleen mag met een geschreven reden (LR-50)."""
    categorie = zoek(versie, code)
    return categorie is not None and categorie.noodzaak
