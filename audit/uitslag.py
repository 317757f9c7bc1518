"""Wat narekenen oplevert: cijfers, en elk gebrek met zijn plaats."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone


@dataclass(frozen=True)
class Gebrek:
    """Wat niet klopt, waar, en van wanneer die plaats is."""

    wat: str
    plaats: str
    sinds: datetime | None = None

    def __str__(self) -> str:
        wanneer = f" (sinds {timezone.localtime(self.sinds):%Y-%m-%d %H:%M:%S})" if self.sinds else ""
        return f"{self.wat}: {self.plaats}{wanneer}"


@dataclass
class Uitslag:
    regels: int = 0
    vervallen: int = 0
    tegels: int = 0
    punten: int = 0
    medeondertekeningen: int = 0
    wachtend: int = 0
    wortel: bytes = b""
    gebreken: list[Gebrek] = field(default_factory=list)
    opmerkingen: list[Gebrek] = field(default_factory=list)
