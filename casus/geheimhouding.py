"""De verklaring van geheimhouding, per versie. Wie aanvaardt, aanvaardt de versie die hij las (LR-30).

Wijzig nooit een bestaande tekst: voeg een versie toe. Een oude versie blijft leesbaar voor wie haar aanvaardde.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Verklaring:
    versie: str
    geldig_van: date
    punten: tuple[Any, ...]
    bron: Any


VERKLARINGEN = (
    Verklaring(
        "2026-1",
        date(2026, 4, 8),
        (
            _("Wat u over deze persoon hoort of leest, houdt u voor uzelf en voor deze tafel."),
            _("Dat geldt ook als u niet deelneemt, als u stopt en nadat de casus gesloten is."),
            _(
                "U gebruikt wat u hoort alleen voor het doel van dit overleg: terroristische misdrijven voorkomen."
            ),
            _(
                "Wie namens uw organisatie voor of na het overleg iets van u hoort, is door hetzelfde geheim gebonden."
            ),
            _("U bent niet verplicht om iets te delen. U beslist zelf wat u zegt, en u mag altijd stoppen."),
            _("Wie het geheim schendt, is strafbaar."),
        ),
        _(
            "Strafwetboek art. 352 en 353 § 2 (vóór 8 april 2026: art. 458 en 458ter); wet van 8 januari 2026 art. 5"
        ),
    ),
)


def huidige() -> Verklaring:
    """De versie die vandaag voorgelegd wordt."""
    return VERKLARINGEN[-1]


def verklaring(versie: str) -> Verklaring:
    """Een versie die iemand eerder aanvaardde. Raises KeyError."""
    return {v.versie: v for v in VERKLARINGEN}[versie]
