"""Veldtypes die Django niet kent: `xid8`, de transactie waarin een regel kwam, een rij van bytes (`bytea[]`) of getallen."""

from typing import Any

from django.db import models
from django.db.models import Func, Lookup


class TransactieNu(Func):
    function = "pg_current_xact_id"
    arity = 0


class TransactieVeld(models.Field):  # type: ignore[type-arg]
    """De volgorde van nummers is niet de volgorde van vastleggen; deze kolom zegt wat al vaststaat."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, waarde: Any, expression: Any, connection: Any) -> int | None:
        return None if waarde is None else int(waarde)


class Bytesrij(models.Field):  # type: ignore[type-arg]
    """Een lijst van pseudoniemen; met `__bevat` te vinden op één ervan, langs een GIN-index."""

    def db_type(self, connection: Any) -> str:
        return "bytea[]"

    def from_db_value(self, waarde: Any, expression: Any, connection: Any) -> tuple[bytes, ...]:
        return tuple(bytes(deel) for deel in waarde or ())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return [bytes(deel) for deel in value]


class Getallenrij(models.Field):  # type: ignore[type-arg]
    """Een rij van volgnummers; alleen de databank schrijft ze."""

    def db_type(self, connection: Any) -> str:
        return "bigint[]"

    def from_db_value(self, waarde: Any, expression: Any, connection: Any) -> tuple[int, ...]:
        return tuple(waarde or ())


@Bytesrij.register_lookup
class Bevat(Lookup):
    lookup_name = "bevat"

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return ("%s", [[bytes(value)]])

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        links, links_params = self.process_lhs(compiler, connection)
        rechts, rechts_params = self.process_rhs(compiler, connection)
        return f"{links} @> {rechts}::bytea[]", [*links_params, *rechts_params]
