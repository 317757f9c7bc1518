"""SQL zoals een aanvaller ze zou binnensmokkelen: op de rol van de toepassing, namens één persoon."""

from typing import Any
from uuid import UUID

from django.db import ProgrammingError, connection, transaction

from tests.wereld import Wereld
from toegang import identiteit
from toegang.identiteit import Iemand


def lees(wie: Iemand | None, sql: str, *args: Any) -> list[Any]:
    """De rijen; één kolom wordt een lijst van waarden."""
    with identiteit.als(wie), connection.cursor() as cursor:
        cursor.execute(sql, args)
        rijen = cursor.fetchall()
    return [rij[0] if len(rij) == 1 else rij for rij in rijen]


def schrijf(wie: Iemand | None, sql: str, *args: Any) -> int:
    """Hoeveel rijen geraakt zijn. Raises ProgrammingError als de databank weigert."""
    with identiteit.als(wie), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, args)
        return int(cursor.rowcount)


def geweigerd(wie: Iemand | None, sql: str, *args: Any) -> bool:
    """Waar als er niets veranderde. Een botsing met een andere rij is geen weigering: die zou iets verklappen."""
    try:
        return schrijf(wie, sql, *args) == 0
    except ProgrammingError:
        return True


def pk_van(wereld: Wereld, naam: str) -> UUID:
    """De sleutel van een rij in de vaste wereld."""
    return UUID(str(wereld.pks[naam]))
