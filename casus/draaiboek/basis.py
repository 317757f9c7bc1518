"""De vorm van een stap van het draaiboek. Elke zin heeft een bron: een regel van de wet, of een voorstel van dit product."""

from dataclasses import dataclass

from casus.wetgeving import REGELS, Regel
from casus.wetgeving.basis import Tekst

VOORSTEL = ""
"""Geen bron in de wet of een model: een voorstel van dit product, waar een LIVC vrij van afwijkt."""


@dataclass(frozen=True)
class Zin:
    """Eén raad of vraag, en waar ze vandaan komt."""

    tekst: Tekst
    bron: str = VOORSTEL


@dataclass(frozen=True)
class Stap:
    """Waarvoor een stap dient, wat de wet vraagt, wat goed werkt, en welke vragen helpen.

    `versie` gaat omhoog als praktijk of vragen wijzigen: een LIVC dat de oude tekst aanpaste, ziet dat dan.
    """

    code: str
    titel: Tekst
    waarvoor: Tekst
    regels: tuple[str, ...]
    praktijk: tuple[Zin, ...]
    vragen: tuple[Zin, ...]
    versie: int = 1

    @property
    def wet(self) -> list[Regel]:
        """Wat de wet vraagt, komt altijd uit de regels zelf; niemand schrijft dat over."""
        return [REGELS[nummer] for nummer in self.regels]
