"""Geeft regels hun plaats in de boom: meteen na het vastleggen, en elke minuut wat toen nog wachtte."""

import logging
from functools import partial
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from .boom import Tegels
from .models import Boom, Tegel

logger = logging.getLogger(__name__)
PER_RONDE = 5000
"""Zoveel regels per transactie: een ronde houdt het slot van dat logboek hoogstens even vast."""


def straks(livc_id: UUID) -> None:
    """Verzegelt zodra de lopende transactie vastligt; één keer, hoeveel regels ze ook schreef.

    Mislukt dat, dan blijft de regel geldig en neemt de volgende ronde haar mee.
    """
    al = (getattr(taak, "args", ()) for _punten, taak, *_ in connection.run_on_commit)
    if (livc_id,) not in al:
        transaction.on_commit(partial(_probeer, livc_id), robust=True)


def _probeer(livc_id: UUID) -> None:
    try:
        verzegel(livc_id)
    except DatabaseError as fout:
        logger.warning("Verzegelen lukte niet meteen (%s).", type(fout).__name__)


def verzegel(livc_id: UUID) -> int:
    """Geeft alles wat nu een plaats kan krijgen er een; geeft hoeveel regels dat waren."""
    aantal = nieuw = _ronde(livc_id)
    while nieuw == PER_RONDE:
        nieuw = _ronde(livc_id)
        aantal += nieuw
    return aantal


def _ronde(livc_id: UUID) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_verzegel(%s, %s)", [livc_id, PER_RONDE])
        return int(cursor.fetchone()[0])


def slot(livc_id: UUID) -> None:
    """Het slot waaronder de boom van dit logboek groeit, tot het einde van de lopende transactie."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4999239, hashtext(%s))", [str(livc_id)])


def tegels_van(livc_id: UUID) -> Tegels:
    """Leest tegels uit de databank, elk hoogstens één keer."""
    gelezen: dict[tuple[int, int], bytes] = {}

    def tegel(niveau: int, nummer: int) -> bytes:
        if (niveau, nummer) not in gelezen:
            rij = Tegel.objects.filter(livc_id=livc_id, niveau=niveau, nummer=nummer).values_list(
                "waarden", flat=True
            )
            gelezen[niveau, nummer] = bytes(rij[0]) if rij else b""
        return gelezen[niveau, nummer]

    return tegel


def grootte(livc_id: UUID) -> int:
    stand = Boom.objects.filter(livc_id=livc_id).values_list("grootte", flat=True).first()
    return stand or 0
