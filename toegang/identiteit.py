"""Namens wie de databank nu werkt: de tweede plaats waar het beleid geldt, naast `beleid`.

Row-level security leest drie waarden die alleen binnen één transactie bestaan: de rol van de databank, de persoon
(of de taak) en het ogenblik. `Cursor` zet ze vóór elke opdracht, in dezelfde aanvraag aan de server. Buiten een
transactie zijn twee opdrachten in één aanvraag samen een transactie, dus de waarden overleven nooit hun opdracht:
niet bij een blijvende verbinding, en niet bij PgBouncer in transactiemodus.

Zonder identiteit ziet de databank niemand, en toont ze niets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from asgiref.local import Local
from django.conf import settings
from django.utils import timezone
from psycopg2.extensions import cursor as PsycopgCursor  # noqa: N812 - zo heet die klasse
from psycopg2.sql import Composable


class Iemand(Protocol):
    """Een gebruiker of een taak: wat een eigen id heeft."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class Identiteit:
    """Een persoon, een taak, of geen van beide."""

    gebruiker: UUID | None = None
    taak: UUID | None = None


NIEMAND = Identiteit()
_lokaal = Local()


def huidige() -> Identiteit | None:
    """None zolang niets gezegd heeft wie er werkt; dat is voor de databank hetzelfde als niemand."""
    identiteit: Identiteit | None = getattr(_lokaal, "identiteit", None)
    return identiteit


@contextmanager
def als(wie: Iemand | None) -> Iterator[None]:
    """Binnen dit blok werkt de databank namens deze persoon of taak; `None` is uitdrukkelijk niemand."""
    vorige = huidige()
    _lokaal.identiteit = _identiteit(wie)
    try:
        yield
    finally:
        _lokaal.identiteit = vorige


def _identiteit(wie: Iemand | None) -> Identiteit:
    if wie is None:
        return NIEMAND
    # Een taak is geen gebruiker, ook niet als haar id toevallig gelijk zou zijn.
    return Identiteit(taak=wie.id) if getattr(wie, "is_taak", False) else Identiteit(gebruiker=wie.id)


class Cursor(PsycopgCursor):
    """Zegt de databank bij elke opdracht wie er werkt. Staat in de opties van elke verbinding van de toepassing."""

    def execute(self, query: str | bytes | Composable, vars: Any = None) -> None:  # noqa: A002 - naam van psycopg2
        if isinstance(query, Composable):
            query = query.as_string(self)
        if isinstance(query, bytes):
            query = query.decode()
        # Na een fout aanvaardt de databank alleen nog terugkeren naar een savepoint; dat leest of schrijft geen rij.
        super().execute(query if query.startswith("ROLLBACK TO") else self.aanhef() + query, vars)

    def executemany(self, query: str | bytes | Composable, vars_list: Any) -> None:
        for rij in vars_list:
            self.execute(query, rij)

    def aanhef(self) -> str:
        """De waarden als opdracht. Een nagekeken rolnaam, UUID's en een tijdstip: er is niets te ontsnappen."""
        return f"SELECT set_config('role','{settings.DATABASE_ROL}',true),{self.waarden()};"

    def waarden(self) -> str:
        wie = huidige() or NIEMAND
        return (
            f"set_config('casusoverleg.gebruiker','{wie.gebruiker or ''}',true),"
            f"set_config('casusoverleg.taak','{wie.taak or ''}',true),"
            f"set_config('casusoverleg.nu','{timezone.now().isoformat()}',true)"
        )


class Eigenaarscursor(Cursor):
    """Voor installeren (de demo): de eigenaar werkt, en functies die naar de persoon of de dag vragen, weten die."""

    def aanhef(self) -> str:
        return f"SELECT {self.waarden()};"
