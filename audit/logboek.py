"""De enige weg om een regel te schrijven. Wat niet vastgelegd kan worden, gebeurt niet (LR-57)."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from uuid_utils.compat import uuid7

from . import verzegeling
from .aandacht import Aandacht
from .blad import Open, bladwaarde
from .models import Toezichtsleutel
from .soorten import Soort
from .zegel import verzegel

INVOEGEN = """
    INSERT INTO audit_regel (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem,
                             epoch, versie, kenmerken, getoond, omhulling, blad)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::bytea[], %s, %s)
"""
SLEUTEL = (
    "SELECT epoch, publieke_sleutel FROM audit_toezichtsleutel WHERE livc_id = %s AND ingetrokken IS NULL"
)


class GeenTransactie(RuntimeError):
    """Een regel en haar gevolg horen in dezelfde transactie."""


class OnbekendeSoort(ValueError):
    """De soort staat niet in de gesloten lijst."""


class GeenToezichtsleutel(RuntimeError):
    """Het LIVC heeft geen toezichtsleutel: niemand zou de regel ooit kunnen lezen."""


def heeft_sleutel(livc_id: UUID) -> bool:
    """Of er in dit LIVC iets vastgelegd kan worden."""
    return Toezichtsleutel.objects.filter(livc_id=livc_id, ingetrokken__isnull=True).exists()


def schrijf(
    soort: Soort,
    *,
    livc_id: UUID,
    actor_pseudoniem: bytes,
    inhoud: Mapping[str, Any],
    casus_pseudoniem: bytes | None = None,
    object_pseudoniem: bytes | None = None,
    regel_id: UUID | None = None,
    aandacht: Collection[Aandacht] = (),
    getoond: Collection[bytes] = (),
) -> UUID:
    """Schrijft één verzegelde regel in de lopende transactie; na het vastleggen krijgt ze haar plaats in de boom.

    `aandacht` zegt waarom het toezicht ernaar kijkt, `getoond` wiens inbreng deze blik mee toonde (pseudoniemen).

    Raises GeenTransactie, OnbekendeSoort, GeenToezichtsleutel.
    """
    if not isinstance(soort, Soort):
        raise OnbekendeSoort(f"{soort!r} is geen soort van het logboek.")
    if not connection.in_atomic_block:
        raise GeenTransactie(f"{soort} hoort in dezelfde transactie als wat er gebeurt.")
    epoch, publiek = _geldige_sleutel(livc_id)
    open_ = Open(
        id=regel_id or uuid7(),
        livc_id=livc_id,
        soort=soort.value,
        tijdstip=timezone.now(),
        actor_pseudoniem=actor_pseudoniem,
        casus_pseudoniem=casus_pseudoniem,
        object_pseudoniem=object_pseudoniem,
        epoch=epoch,
        kenmerken=",".join(sorted(aandacht)),
        getoond=tuple(sorted(getoond)),
    )
    omhulling = verzegel(publiek, inhoud, open_.band())
    # SQL en geen model: vlug, en de rol van de toepassing mag de kolommen van de verzegeling niet eens noemen.
    waarden = [
        *(vars(open_) | {"getoond": list(open_.getoond)}).values(),
        omhulling,
        bladwaarde(open_.band(), omhulling),
    ]
    with connection.cursor() as cursor:
        cursor.execute(INVOEGEN, waarden)
    verzegeling.straks(livc_id)
    return open_.id


def _geldige_sleutel(livc_id: UUID) -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(SLEUTEL, [livc_id])
        rij = cursor.fetchone()
    if rij is None:
        raise GeenToezichtsleutel("Dit LIVC heeft nog geen toezichtsleutel; zonder kan er niets gebeuren.")
    return rij[0], bytes(rij[1])
