"""Veel geldige regels, goedkoop: een omhulling van willekeurige bytes, en een bladwaarde die daar eerlijk uit volgt.

Wat een omhulling zegt, weet de boom niet; narekenen, bewijzen en pagina's doen er precies hetzelfde werk mee.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, connections
from django.utils import timezone

OMHULLING = 64
PER_KEER = 5000


def vul(livc_id: UUID, tot: int, mensen: list[bytes], casussen: list[bytes]) -> None:
    """Regels erbij tot het logboek er `tot` telt, verzegeld en met verse statistieken. Als eigenaar."""
    from psycopg2.extras import execute_values

    from audit import verzegeling
    from audit.models import Regel

    al = Regel.objects.filter(livc_id=livc_id).count()
    namen, sjabloon = _kolommen()
    with connection.cursor() as cursor:
        opdracht = f"INSERT INTO audit_regel ({', '.join(namen)}) VALUES %s"
        for eerste in range(al, tot, PER_KEER):
            rijen = list(_rijen(livc_id, range(eerste, min(tot, eerste + PER_KEER)), tot, mensen, casussen))
            execute_values(cursor.cursor, opdracht, rijen, sjabloon, page_size=1000)
            verzegeling.verzegel(livc_id)
    ruim_op()


def ruim_op() -> None:
    """Verse statistieken; zonder de aanhef, want VACUUM wil alleen staan."""
    from psycopg2.extensions import cursor as kaal

    with connection.connection.cursor(cursor_factory=kaal) as cursor:
        cursor.execute("VACUUM ANALYZE")


def _velden() -> list[Any]:
    """Alles wat wie schrijft zelf invult."""
    from audit.models import Regel

    vanzelf = {"transactie", "volgnummer", "verzegeld_op"}
    return [veld for veld in Regel._meta.concrete_fields if veld.name not in vanzelf]


def _kolommen() -> tuple[list[str], str]:
    velden = _velden()
    return [veld.column for veld in velden], f"({', '.join(['%s'] * len(velden))})"


def _rijen(
    livc_id: UUID, nummers: range, tot: int, mensen: list[bytes], casussen: list[bytes]
) -> Iterator[list[Any]]:
    from audit.blad import bladwaarde
    from audit.models import Regel
    from audit.soorten import Soort

    databank = connections["default"]  # zonder omweg: dit gebeurt een miljoen keer
    soorten, nu, velden = list(Soort.values), timezone.now(), _velden()
    for nummer in nummers:
        regel = Regel(
            livc_id=livc_id,
            soort=soorten[nummer % len(soorten)],
            tijdstip=nu - timedelta(seconds=30 * (tot - nummer)),
            actor_pseudoniem=_wie(nummer, tot, mensen),
            casus_pseudoniem=casussen[nummer % len(casussen)] if nummer % 3 else None,
            epoch=1,
            kenmerken="gevoelig" if nummer % 10 == 0 else "",
            omhulling=os.urandom(OMHULLING),
        )
        regel.blad = bladwaarde(regel.open().band(), bytes(regel.omhulling))
        yield [veld.get_db_prep_save(getattr(regel, veld.attname), databank) for veld in velden]


def _wie(nummer: int, tot: int, mensen: list[bytes]) -> bytes:
    """Scheef, zoals in het echt: de eerste van de lijst deed een dertigtal dingen, de anderen heel veel."""
    zelden, *vaak = mensen
    return zelden if nummer % max(1, tot // 30) == 0 else vaak[nummer % len(vaak)]
