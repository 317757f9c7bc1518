"""Aan wie een terugkoppelingsfiche overgemaakt mag worden (LR-40). Gegevens met een geldigheid, geen code.

Verandert de wet, dan komt er een rij bij en krijgt een oude een einddatum; ook de databank leest deze lijst.
Nagelezen is art. 2, 2° (de basisdiensten: het Coördinatieorgaan voor de dreigingsanalyse, de geïntegreerde politie, de
inlichtingen- en veiligheidsdiensten); 22° niet. Een jurist kijkt de lijst na voor echt gebruik.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

BRON = _("T.E.R.-wet van 29 maart 2024 (numac 2024002980), art. 2, 2° en 22°")
VANAF = date(2024, 10, 1)


@dataclass(frozen=True, slots=True)
class Bestemmeling:
    """Eén dienst, en van wanneer tot wanneer ze een fiche mag krijgen."""

    code: str
    naam: Any
    geldig_van: date = VANAF
    geldig_tot: date | None = None

    def geldt(self, op: date) -> bool:
        return self.geldig_van <= op and (self.geldig_tot is None or self.geldig_tot >= op)


LIJST = (
    Bestemmeling("ocad", _("Coördinatieorgaan voor de dreigingsanalyse (OCAD)")),
    Bestemmeling("vsse", _("Veiligheid van de Staat")),
    Bestemmeling("adiv", _("Algemene Dienst Inlichting en Veiligheid")),
    Bestemmeling("politie", _("Geïntegreerde politie (federaal en lokaal)")),
)


def geldige(op: date) -> list[Bestemmeling]:
    """Wie op die dag een fiche mag krijgen."""
    return [b for b in LIJST if b.geldt(op)]


def naam(code: str) -> str:
    """Hoe de dienst heet; ook van een rij die niet meer geldt."""
    return next((str(b.naam) for b in LIJST if b.code == code), code)
