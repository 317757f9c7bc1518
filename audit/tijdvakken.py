"""Een nieuw tijdvak: een sleutelpaar, met een kopie voor elke houder en voor het herstel.

De functie in de databank kijkt na dat niemand vergeten wordt; hier komt er alleen wiskunde bij.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from . import herstel
from .models import Sleutelhouder, Toezichtsleutel
from .toezichtsleutels import kopie
from .zegel import maak_sleutelpaar


def begin(
    livc_id: UUID, *, erbij: Iterable[Sleutelhouder] = (), behalve: UUID | None = None
) -> tuple[Toezichtsleutel, bytes]:
    """Geeft het nieuwe tijdvak en zijn privésleutel, die nergens leesbaar bewaard wordt.

    `erbij` kan alleen de installatie; `behalve` is wie zijn eigen sleutel afgeeft. Raises ProgrammingError als de databank het weigert.
    """
    prive, publiek = maak_sleutelpaar()
    sleutel = Toezichtsleutel(livc_id=livc_id, publieke_sleutel=publiek)
    alle = (*huidige_houders(livc_id), *erbij)
    houders = {houder.pk: houder for houder in alle if houder.gebruiker_id != behalve}
    hersteld = herstel.geldig(livc_id)
    waarden: list[Any] = [
        livc_id,
        sleutel.pk,
        publiek,
        [str(pk) for pk in houders],
        [kopie(houder, sleutel, prive) for houder in houders.values()],
        herstel.kopie(hersteld, sleutel, prive) if hersteld else None,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_vernieuw_sleutel(%s, %s, %s, %s::uuid[], %s::bytea[], %s)", waarden)
        sleutel.epoch = cursor.fetchone()[0]
    return sleutel, prive


def huidige_houders(livc_id: UUID) -> list[Sleutelhouder]:
    """Wie het volgende tijdvak krijgt: wie het laatste houdt en nu nog toezicht houdt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(audit_sleutelhouders(%s))", [livc_id])
        pks = [rij[0] for rij in cursor.fetchall()]
    return list(Sleutelhouder.objects.filter(pk__in=pks).order_by("pk"))


def houders_van_vroeger(livc_id: UUID) -> set[UUID]:
    """Wie zijn sleutel nog rechtstreeks onder een wachtzin heeft; leeg voor wie hier geen toezicht houdt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(audit_directhouders(%s))", [livc_id])
        return {rij[0] for rij in cursor.fetchall()}


def ontneem(livc_id: UUID, gebruiker_id: UUID) -> None:
    """Alles wat deze persoon van dit logboek houdt, gaat weg. Raises ProgrammingError als de databank het weigert."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_ontneem_sleutel(%s, %s, NULL)", [livc_id, gebruiker_id])
