"""Waarmee het logboek vergeleken wordt: dezelfde regel en dezelfde omhulling, in een ketting met een slot per regel."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from audit.models import Toezichtsleutel
from audit.zegel import canoniek, verzegel
from bench.models import Kop, Schakel


def schrijf(
    soort: Any,
    *,
    livc_id: UUID,
    actor_pseudoniem: bytes,
    inhoud: Mapping[str, Any],
    casus_pseudoniem: bytes | None = None,
    object_pseudoniem: bytes | None = None,
    regel_id: UUID | None = None,
    **_kenmerken: Any,
) -> UUID:
    """In de plaats van `audit.logboek.schrijf`: al de rest van een handeling blijft hetzelfde."""
    sleutel = Toezichtsleutel.objects.get(livc_id=livc_id, ingetrokken__isnull=True)
    regel_id = regel_id or uuid7()
    band = canoniek({"id": str(regel_id), "livc": str(livc_id), "soort": soort.value})
    omhulling = verzegel(bytes(sleutel.publieke_sleutel), inhoud, band)
    kop = Kop.objects.select_for_update().get(livc_id=livc_id)
    kop.nummer += 1
    kop.hash = hashlib.sha256(bytes(kop.hash) + band + hashlib.sha256(omhulling).digest()).digest()
    Schakel.objects.create(
        id=regel_id, livc_id=livc_id, nummer=kop.nummer, soort=soort.value, actor_pseudoniem=actor_pseudoniem,
        casus_pseudoniem=casus_pseudoniem, object_pseudoniem=object_pseudoniem, omhulling=omhulling, hash=kop.hash,
    )  # fmt: skip
    kop.save(update_fields=["nummer", "hash"])
    return regel_id
