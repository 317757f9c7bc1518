"""Wie dossiersleutels wikkelt: één vorm, drie herkomsten.

De sleutelring zelf (een bestand of de omgeving) of Vault. De instelling SLEUTELAANBIEDER kiest; zie `sleutelring.aanbieder`.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from toegang.uitzonderingen import SleutelFout


class Geheim(NamedTuple):
    """Wat gewikkeld wordt. `context` hoort bij de controle en wordt niet bewaard."""

    inhoud: bytes
    context: bytes

    def __repr__(self) -> str:
        return "<geheim>"


class Wikkel(NamedTuple):
    """Wat bewaard is, met de context waarin het moet openen."""

    kek_id: str
    gewikkeld: bytes
    context: bytes


class Aanbieder(Protocol):
    """`actief` is de naam van de sleutel waaronder nieuwe geheimen komen; `index` en `pseudoniem` draaien nooit mee."""

    @property
    def actief(self) -> str: ...
    @property
    def index(self) -> bytes: ...
    @property
    def pseudoniem(self) -> bytes: ...

    def wikkel_alle(self, geheimen: Sequence[Geheim]) -> list[tuple[str, bytes]]:
        """Raises SleutelFout."""
        ...

    def ontwikkel_alle(self, wikkels: Sequence[Wikkel]) -> list[bytes | SleutelFout]:
        """Wat niet opent, geeft een SleutelFout op zijn plaats. Raises SleutelFout als de aanbieder zelf zwijgt."""
        ...


def ontwikkel(aanbieder: Aanbieder, wikkel: Wikkel) -> bytes:
    """Raises SleutelFout: onbekende sleutel, geknoei, of gewikkeld voor iets anders."""
    [uitkomst] = aanbieder.ontwikkel_alle([wikkel])
    if isinstance(uitkomst, SleutelFout):
        raise uitkomst
    return uitkomst
