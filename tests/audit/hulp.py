"""Regels lezen zoals een toezichthouder, en als eigenaar van de databank werken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

from audit.models import Regel
from audit.zegel import open_zegel
from tests.factories import PRIVESLEUTEL


def gelezen(regel: Regel) -> dict[str, Any]:
    return open_zegel(PRIVESLEUTEL, bytes(regel.omhulling), regel.open().band())


@contextmanager
def als_eigenaar() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_ROL)}")
