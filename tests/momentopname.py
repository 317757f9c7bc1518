"""Wat een fixture telkens gelijk klaarzet, één keer bouwen; daarna komen de rijen in één opdracht terug.

De stad kost 74 opdrachten en staat voor bijna elke test. De rijen zijn die van de eerste keer, tot en met hun nummers.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import connection

from tests.databank import NASLAG


class Momentopname[T]:
    """Wat `bouw` maakte: het voorwerp, en elke rij die erbij kwam."""

    def __init__(self, bouw: Callable[[], T]) -> None:
        vooraf = _rijen()
        self.voorwerp = bouw()
        self.werk = ["SET LOCAL session_replication_role = replica"]
        self.waarden: list[str] = []
        for tabel, rijen in _rijen().items():
            if nieuw := rijen - vooraf.get(tabel, set()):
                naam = connection.ops.quote_name(tabel)
                bron = f"jsonb_populate_recordset(NULL::{naam}, %s)"
                # Naslag blijft staan na een test met echte transacties; al het andere mag er nooit al zijn.
                tenzij = " ON CONFLICT DO NOTHING" if tabel in NASLAG else ""
                self.werk.append(f"INSERT INTO {naam} SELECT * FROM {bron}{tenzij}")
                self.waarden.append(f"[{','.join(nieuw)}]")
        self.werk.append("SET LOCAL session_replication_role = origin")

    def zet_neer(self) -> T:
        with connection.cursor() as cursor:
            cursor.execute("; ".join(self.werk), self.waarden)
        return self.geef()

    def geef(self) -> T:
        """Een eigen exemplaar: wat een test eraan verandert, ziet de volgende niet."""
        return deepcopy(self.voorwerp)


def _rijen() -> dict[str, set[str]]:
    """Elke rij van elke tabel, als tekst. Veel werk, maar één keer per bouw."""
    uit: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for tabel in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {connection.ops.quote_name(tabel)} t")
            uit[tabel] = {rij for (rij,) in cursor.fetchall()}
    return uit


def onthouden[T](bewaard: dict[Any, Momentopname[T]], sleutel: Any, bouw: Callable[[], T]) -> T:
    if sleutel in bewaard:
        return bewaard[sleutel].zet_neer()
    opname = bewaard[sleutel] = Momentopname(bouw)
    return opname.geef()
