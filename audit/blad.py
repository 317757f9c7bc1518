"""De bladwaarde van een regel: wat een bewijs later aantoont, zonder dat iemand de inhoud hoeft te zien."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from .zegel import VERSIE, canoniek


@dataclass(frozen=True, kw_only=True)
class Open:
    """De open kolommen van een regel: wat iedereen met de databank ziet, en wat het blad bewijst."""

    id: UUID
    livc_id: UUID
    soort: str
    tijdstip: datetime
    actor_pseudoniem: bytes
    casus_pseudoniem: bytes | None
    object_pseudoniem: bytes | None
    epoch: int
    versie: int = VERSIE
    kenmerken: str = ""
    getoond: tuple[bytes, ...] = ()

    def kolommen(self) -> dict[str, Any]:
        kolommen: dict[str, Any] = {
            "versie": self.versie,
            "id": str(self.id),
            "livc": str(self.livc_id),
            "soort": self.soort,
            "tijdstip": f"{self.tijdstip.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "actor": self.actor_pseudoniem.hex(),
            "casus": self.casus_pseudoniem.hex() if self.casus_pseudoniem else None,
            "object": self.object_pseudoniem.hex() if self.object_pseudoniem else None,
            "epoch": self.epoch,
        }
        if self.versie == 1:  # van voor de kenmerken; haar blad staat al in de boom
            return kolommen
        return kolommen | {
            "kenmerken": self.kenmerken.split(",") if self.kenmerken else [],
            "getoond": [pseudoniem.hex() for pseudoniem in self.getoond],
        }

    def band(self) -> bytes:
        """Eén vaste schrijfwijze, na te rekenen zonder deze toepassing."""
        return canoniek(self.kolommen())


def bladwaarde(band: bytes, omhulling: bytes) -> bytes:
    """Bladwaarde volgens RFC 9162 § 2.1.1; de inhoud telt mee als afdruk, zodat bewijzen zonder inhoud kan."""
    return hashlib.sha256(b"\x00" + band + hashlib.sha256(omhulling).digest()).digest()
