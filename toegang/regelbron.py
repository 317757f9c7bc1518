"""Waar een regel vandaan komt. De wetteksten wonen in het domein; dat meldt zich hier aan, want toegang kent het niet.

In casus.apps: `regelbron.meld_aan(wetgeving.bron)`, een functie van "LR-14" naar bijvoorbeeld "Wet LIVC, art. 3 § 1".
"""

from __future__ import annotations

from collections.abc import Callable

_bronnen: list[Callable[[str], str]] = []


def meld_aan(zoek: Callable[[str], str]) -> None:
    """`zoek` geeft de bron van een regel, of een lege tekst als ze die niet kent."""
    if zoek not in _bronnen:
        _bronnen.append(zoek)


def bron(nummer: str) -> str:
    """De bron in woorden, of leeg als niemand ze kent."""
    return next((tekst for zoek in _bronnen if (tekst := zoek(nummer))), "")
