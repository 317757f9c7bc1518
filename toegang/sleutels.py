"""Eén sleutel per dossier: maken, gebruiken, herwikkelen en vernietigen.

Envelop: versie (1 byte), dossier (16), nonce (12), cijfertekst met controle. De sleutels in het geheugen leven
zolang één verzoek of taak duurt.
"""

import hmac
import os
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from asgiref.local import Local
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.tasks.signals import task_finished, task_started

from .models.sleutels import Casussleutel
from .sleutelring import LENGTE, NONCE, aanbieder, sleutelring
from .uitzonderingen import SleutelFout

VERSIE = b"\x01"
KOP = len(VERSIE) + 16
_geheugen = Local()


def maak(dossier_id: UUID, livc_id: UUID) -> None:
    """Geeft een nieuw dossier zijn sleutel; doe dit voor de eerste versleutelde waarde bewaard wordt."""
    dek = AESGCM.generate_key(LENGTE * 8)
    kek_id, gewikkeld = aanbieder().wikkel(dek, _wikkelcontext(dossier_id, livc_id))
    Casussleutel.objects.create(dossier_id=dossier_id, livc_id=livc_id, kek_id=kek_id, gewikkeld=gewikkeld)
    # Wie het dossier maakt, schrijft erin voor hij het mag lezen; daarna geeft alleen de databank de sleutel.
    _sleutels()[dossier_id] = AESGCM(dek)


def bestaat(dossier_id: UUID) -> bool:
    return Casussleutel.objects.filter(dossier_id=dossier_id).exists()


def versleutel(dossier_id: UUID, platte_tekst: bytes, context: bytes) -> bytes:
    """Raises SleutelFout als het dossier geen sleutel heeft."""
    kop, nonce = VERSIE + dossier_id.bytes, os.urandom(NONCE)
    return kop + nonce + _sleutel(dossier_id).encrypt(nonce, platte_tekst, kop + context)


def ontsleutel(dossier_id: UUID, envelop: bytes, context: bytes) -> bytes:
    """Raises SleutelFout: geen sleutel, een ander dossier, een andere plaats, of geknoei."""
    kop, nonce, cijfertekst = (envelop[:KOP], envelop[KOP : KOP + NONCE], envelop[KOP + NONCE :])
    if kop != VERSIE + dossier_id.bytes:
        raise SleutelFout("Deze waarde hoort niet bij dit dossier.")
    try:
        return _sleutel(dossier_id).decrypt(nonce, cijfertekst, kop + context)
    except (InvalidTag, ValueError) as fout:
        raise SleutelFout("Deze waarde is veranderd of staat niet op haar plaats.") from fout


def vernietig(dossier_id: UUID) -> bool:
    """Wist de sleutel: het dossier is daarna onleesbaar, ook in een teruggezette reservekopie (LR-53)."""
    aantal, _ = Casussleutel.objects.filter(dossier_id=dossier_id).delete()
    _sleutels().pop(dossier_id, None)
    return aantal > 0


def laad_vooraf(dossier_ids: Iterable[UUID]) -> None:
    """Haalt de sleutels van een lijst op met één query; een ontbrekende sleutel faalt pas bij het lezen."""
    nodig = set(dossier_ids) - _sleutels().keys()
    if nodig:
        for rij in Casussleutel.objects.filter(dossier_id__in=nodig):
            _sleutels()[rij.dossier_id] = _ontwikkel(rij)


def herwikkel(dossier_id: UUID) -> bool:
    """Wikkelt een dossiersleutel onder de actieve sleutel. Geeft False als dat niet nodig was."""
    with transaction.atomic():
        rij = Casussleutel.objects.select_for_update().get(dossier_id=dossier_id)
        if rij.kek_id == aanbieder().actief:
            return False
        context = _wikkelcontext(rij.dossier_id, rij.livc_id)
        dek = aanbieder().ontwikkel(rij.kek_id, bytes(rij.gewikkeld), context)
        rij.kek_id, rij.gewikkeld = aanbieder().wikkel(dek, context)
        rij.save(update_fields=["kek_id", "gewikkeld"])
    return True


def blinde_index(livc_id: UUID, waarde: str) -> bytes:
    """Een sleutelgebonden afdruk om binnen één LIVC op gelijke waarde te zoeken, los van schrijfwijze."""
    return hmac.digest(sleutelring().index, livc_id.bytes + normaliseer(waarde).encode(), "sha256")


def normaliseer(waarde: str) -> str:
    letters = unicodedata.normalize("NFKD", waarde.casefold())
    return " ".join("".join(teken for teken in letters if not unicodedata.combining(teken)).split())


def vergeet(*_: Any, **__: Any) -> None:
    """Wist alle sleutels uit het geheugen."""
    _geheugen.sleutels = {}


for signaal in (request_started, request_finished, task_started, task_finished):
    signaal.connect(vergeet, dispatch_uid="toegang.sleutels.vergeet")


def _sleutels() -> dict[UUID, AESGCM]:
    if not hasattr(_geheugen, "sleutels"):
        vergeet()
    sleutels: dict[UUID, AESGCM] = _geheugen.sleutels
    return sleutels


def _sleutel(dossier_id: UUID) -> AESGCM:
    sleutels = _sleutels()
    if dossier_id not in sleutels:
        rij = Casussleutel.objects.filter(dossier_id=dossier_id).first()
        if rij is None:
            raise SleutelFout("Dit dossier heeft geen sleutel (meer).")
        sleutels[dossier_id] = _ontwikkel(rij)
    return sleutels[dossier_id]


def _ontwikkel(rij: Casussleutel) -> AESGCM:
    context = _wikkelcontext(rij.dossier_id, rij.livc_id)
    return AESGCM(aanbieder().ontwikkel(rij.kek_id, bytes(rij.gewikkeld), context))


def _wikkelcontext(dossier_id: UUID, livc_id: UUID) -> bytes:
    return b"casusoverleg/dossiersleutel/1" + dossier_id.bytes + livc_id.bytes
