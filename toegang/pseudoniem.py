"""Pseudoniemen voor de open kolommen van het logboek: gelijk is te zien, wie niet."""

import hmac
from typing import Literal
from uuid import UUID

from .sleutelring import aanbieder

LENGTE = 16


def pseudoniem(soort: Literal["actor", "casus", "object"], livc_id: UUID, uuid: UUID) -> bytes:
    """Per LIVC verschillend, zodat twee logboeken naast elkaar niets over iemand zeggen."""
    bericht = soort.encode() + b"|" + livc_id.bytes + uuid.bytes
    return hmac.digest(aanbieder().pseudoniem, bericht, "sha256")[:LENGTE]
