"""Het draaiboek: per stap waarvoor ze dient, wat de wet vraagt, wat goed werkt, en welke vragen helpen.

Dit is de meegeleverde tekst. Een LIVC schrijft zijn eigen praktijk en vragen (`casus.models.Draaiboektekst`); wat de wet
vraagt, komt altijd uit de regels.
"""

from . import na, voor
from .basis import VOORSTEL, Stap, Zin

STAPPEN: dict[str, Stap] = {stap.code: stap for stap in (*voor.STAPPEN, *na.STAPPEN)}

__all__ = ["STAPPEN", "VOORSTEL", "Stap", "Zin"]
