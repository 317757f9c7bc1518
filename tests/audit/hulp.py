"""Regels lezen zoals een toezichthouder."""

from typing import Any

from audit.models import Regel
from audit.zegel import open_zegel
from tests.factories import PRIVESLEUTEL


def gelezen(regel: Regel) -> dict[str, Any]:
    return open_zegel(PRIVESLEUTEL, bytes(regel.omhulling), regel.open().band(), regel.versie)
