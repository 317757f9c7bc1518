"""Het veldtype dat Django niet kent: `xid8`, de transactie waarin een regel kwam."""

from typing import Any

from django.db import models
from django.db.models import Func


class TransactieNu(Func):
    function = "pg_current_xact_id"
    arity = 0


class TransactieVeld(models.Field):  # type: ignore[type-arg]
    """De volgorde van nummers is niet de volgorde van vastleggen; deze kolom zegt wat al vaststaat."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, waarde: Any, expression: Any, connection: Any) -> int | None:
        return None if waarde is None else int(waarde)
