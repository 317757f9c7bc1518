"""Twee keer dezelfde wandeling naast elkaar: welke velden verschillen, en in weinig woorden wat er anders is."""

from collections.abc import Collection
from difflib import unified_diff

from .wandeling import Blik

REGELS, BREEDTE = 8, 160
"""Zoveel verschillende regels van een lichaam, en zo breed: genoeg om te herkennen, te weinig om te verdrinken."""


def velden(kaal: dict[str, Blik], vol: dict[str, Blik]) -> set[str]:
    """De velden waarin minstens één adres verschilt."""
    return {veld for adres, blik in vol.items() for veld in anders(kaal[adres], blik)}


def anders(een: Blik, ander: Blik) -> list[str]:
    return [veld for veld in vars(een) if getattr(een, veld) != getattr(ander, veld)]


def verschillen(kaal: dict[str, Blik], vol: dict[str, Blik], behalve: Collection[str] = ()) -> list[str]:
    """Elk adres dat verschilt, met wat er anders is; velden in `behalve` tellen niet mee."""
    uit = []
    for adres, blik in vol.items():
        if wat := verschil(kaal[adres], blik, behalve):
            uit.append(f"{adres}: {wat}")
    return uit


def verschil(een: Blik, ander: Blik, behalve: Collection[str] = ()) -> str:
    """Per veld beide waarden; van het lichaam alleen de regels die anders zijn. Leeg als alles gelijk is."""
    delen = []
    for veld in anders(een, ander):
        if veld == "lichaam" and veld not in behalve:
            delen += ["lichaam" + "".join(f"\n    {regel}" for regel in _regels(een.lichaam, ander.lichaam))]
        elif veld not in behalve:
            delen += [f"{veld} {getattr(een, veld)} werd {getattr(ander, veld)}"]
    return "; ".join(delen)


def _regels(een: str, ander: str) -> list[str]:
    stroom = unified_diff(een.splitlines(), ander.splitlines(), lineterm="", n=0)
    inhoud = [regel[0] + regel[1:].strip() for regel in stroom if regel[:1] in "+-" and regel[1:].strip()]
    # De eerste twee zijn de namen van de bestanden die er geen zijn.
    return [regel[:BREEDTE] for regel in inhoud[2 : REGELS + 2]] or ["alleen witruimte"]
