"""De twee lezingen over wie verwerkingsverantwoordelijke is (LR-54): gegevens, met hun bron."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casus.models import Verwerkingslezing
from casus.wetgeving import Vindplaats
from casus.wetgeving.bronnen import AVG, D2023, W2026


@dataclass(frozen=True, slots=True)
class Lezing:
    """Wat een wet over de drie fasen zegt. Welke het LIVC volgt, legt de functionaris vast."""

    code: str
    titel: Any
    bron: Vindplaats
    fasen: tuple[tuple[Any, Any], ...]


_VOORAF = _("Voor het signaal, in het eigen dossier")
_SAMEN = _("Tijdens de voorbereiding en het overleg")
_LATER = _("Daarna, in het eigen dossier")

LEZINGEN = (
    Lezing(
        Verwerkingslezing.Lezing.GEZAMENLIJK,
        _("Samen verantwoordelijk"),
        W2026.bij("art. 3"),
        (
            (_VOORAF, _("Elke organisatie voor wat ze zelf verwerkt.")),
            (_SAMEN, _("Alle organisaties en de organisator samen.")),
            (_LATER, _("Elke deelnemer voor wat hij later zelf verwerkt.")),
        ),
    ),
    Lezing(
        Verwerkingslezing.Lezing.AFZONDERLIJK,
        _("Elk afzonderlijk verantwoordelijk"),
        D2023.bij("art. 4 § 3"),
        (
            (_VOORAF, _("Elke organisatie voor wat ze zelf verwerkt.")),
            (_SAMEN, _("Elke Vlaamse organisatie afzonderlijk voor haar deel.")),
            (_LATER, _("Elke organisatie voor wat ze later zelf verwerkt.")),
        ),
    ),
)

EIGEN_PLICHT = {"functionaris": AVG.bij("art. 38, lid 5")}
"""Een geheimhoudingsplicht die uit de functie zelf volgt, en niet uit het casusoverleg."""
