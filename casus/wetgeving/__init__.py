"""De regels van de wet die dit product volgt (LR-nn): wat ze vragen, waarop ze steunen, en hoe zeker dat is.

Een jurist of DPO kijkt elke regel met grondslag S of B na voor echt gebruik; de pagina zegt dat ook.
"""

from django.utils.translation import gettext_lazy as _

from .basis import GRONDSLAGEN, Bron, Regel, Tekst, Vindplaats
from .bronnen import BRONNEN
from .dossier import DOSSIER
from .geheim import GEHEIM, WEG
from .lijst import LEDEN, LIJST, VRIJ

HOOFDSTUKKEN: tuple[tuple[Tekst, tuple[Regel, ...]], ...] = (
    (_("Grond, doel en lijst"), LIJST),
    (_("Wie in het LIVC zit en wie genodigd wordt"), LEDEN),
    (_("Vrij deelnemen en vrij spreken"), VRIJ),
    (_("Geheimhouding"), GEHEIM),
    (_("Wat van tafel weggaat"), WEG),
    (_("Het dossier: gegevens, termijnen en rechten"), DOSSIER),
)
REGELS: dict[str, Regel] = {regel.nummer: regel for _titel, regels in HOOFDSTUKKEN for regel in regels}


def bron(nummer: str) -> str:
    """De vindplaats van een regel in woorden, bijvoorbeeld "Wet LIVC, art. 3 § 1"; leeg als de regel niet bestaat."""
    regel = REGELS.get(nummer)
    return regel.vindplaats if regel else ""


__all__ = ["BRONNEN", "GRONDSLAGEN", "HOOFDSTUKKEN", "REGELS", "Bron", "Regel", "Vindplaats", "bron"]
