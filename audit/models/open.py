"""Wat een rij met open kolommen van het logboek in woorden zegt: soort, redenen en codes, nooit een naam."""

from datetime import datetime

from ..aandacht import Aandacht
from ..soorten import Soort


def _code(letter: str, pseudoniem: bytes | memoryview) -> str:
    """Kort genoeg om te vergelijken op het scherm; filteren gaat op het hele pseudoniem."""
    return f"{letter}-{bytes(pseudoniem).hex()[:6].upper()}"


class MetSoort:
    """Voor elk model dat de soort van een regel onthoudt."""

    soort: str

    @property
    def soort_in_woorden(self) -> str:
        return str(Soort(self.soort).label)


class InHetOpen(MetSoort):
    """Voor elk model met deze kolommen."""

    tijdstip: datetime
    kenmerken: str
    actor_pseudoniem: bytes | memoryview
    casus_pseudoniem: bytes | memoryview | None

    @property
    def redenen(self) -> list[str]:
        """Waarom het toezicht hiernaar kijkt, in woorden."""
        return [str(Aandacht(kenmerk).label) for kenmerk in self.kenmerken.split(",") if kenmerk]

    @property
    def actor_code(self) -> str:
        return _code("P", self.actor_pseudoniem)

    @property
    def actor_hex(self) -> str:
        return bytes(self.actor_pseudoniem).hex()

    @property
    def casus_code(self) -> str:
        return _code("C", self.casus_pseudoniem) if self.casus_pseudoniem else ""

    @property
    def casus_hex(self) -> str:
        return bytes(self.casus_pseudoniem).hex() if self.casus_pseudoniem else ""
