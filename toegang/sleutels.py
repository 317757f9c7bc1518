"""Eén sleutel per dossier: maken, gebruiken, herwikkelen en vernietigen.

De sleutel ontstaat uit twee helften: een geheim dat gewikkeld in de databank staat, en een scherf in de kluis. Een
reservekopie van de databank heeft alleen de eerste. Envelop: versie (1 byte), dossier (16), nonce (12), cijfertekst met
controle. De sleutels in het geheugen leven zolang één verzoek of taak duurt.
"""

import hmac
import os
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from asgiref.local import Local
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.tasks.signals import task_finished, task_started

from . import alarm
from .aanbieders import Geheim, Wikkel
from .kluis import kluis
from .models.sleutels import Casussleutel
from .sleutelring import LENGTE, NONCE, aanbieder
from .uitzonderingen import SleutelFout

VERSIE = b"\x01"
KOP = len(VERSIE) + 16
_geheugen = Local()


def maak(dossier_id: UUID, livc_id: UUID) -> None:
    """Geeft een nieuw dossier zijn sleutel; doe dit voor de eerste versleutelde waarde bewaard wordt.

    Eerst de scherf: blijft die na terugdraaien alleen achter, dan opent ze niets. Raises SleutelFout.
    """
    geheim, scherf = os.urandom(LENGTE), os.urandom(LENGTE)
    rij = Casussleutel(dossier_id=dossier_id, livc_id=livc_id)
    [(rij.kek_id, rij.gewikkeld)] = aanbieder().wikkel_alle([Geheim(geheim, rij.context)])
    kluis().bewaar(dossier_id, scherf)
    rij.save(force_insert=True)
    # Wie het dossier maakt, schrijft erin voor hij het mag lezen; daarna geeft alleen de databank de sleutel.
    _sleutels()[dossier_id] = _leid_af(geheim, scherf, rij.context)


def bestaat(dossier_id: UUID) -> bool:
    """Beide helften: in een teruggezette databank staat ook de rij van een vernietigd dossier. Raises SleutelFout."""
    if dossier_id in _sleutels():  # pas samengevoegd, in deze aanvraag
        return True
    return Casussleutel.objects.filter(dossier_id=dossier_id).exists() and bool(kluis().haal([dossier_id]))


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
    """Wist beide helften: het dossier is daarna onleesbaar, ook in een teruggezette reservekopie (LR-53).

    De scherf gaat na het vastleggen: wie terugdraait, verliest niets. Lukt dat niet, dan volgt een alarm en wist
    `kluis_opruimen` ze de volgende nacht.
    """
    aantal, _ = Casussleutel.objects.filter(dossier_id=dossier_id).delete()
    _sleutels().pop(dossier_id, None)
    transaction.on_commit(lambda: _wis_scherf(dossier_id))
    return aantal > 0


def laad_vooraf(dossier_ids: Iterable[UUID]) -> None:
    """Haalt de sleutels van een lijst op met één query; een ontbrekende sleutel faalt pas bij het lezen."""
    nodig = set(dossier_ids) - _sleutels().keys()
    if nodig:
        geopend = voeg_samen(list(Casussleutel.objects.filter(dossier_id__in=nodig)))
        _sleutels().update(
            {naam: sleutel for naam, sleutel in geopend.items() if isinstance(sleutel, AESGCM)}
        )


def blinde_index(livc_id: UUID, waarde: str) -> bytes:
    """Een sleutelgebonden afdruk om binnen één LIVC op gelijke waarde te zoeken, los van schrijfwijze."""
    return hmac.digest(aanbieder().index, livc_id.bytes + normaliseer(waarde).encode(), "sha256")


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
        sleutel = voeg_samen([rij])[dossier_id]
        if isinstance(sleutel, SleutelFout):
            raise sleutel
        sleutels[dossier_id] = sleutel
    return sleutels[dossier_id]


def voeg_samen(rijen: Collection[Casussleutel]) -> dict[UUID, AESGCM | SleutelFout]:
    """Voegt de twee helften samen: één vraag aan de aanbieder en één aan de kluis. Raises SleutelFout."""
    scherven = kluis().haal([rij.dossier_id for rij in rijen])
    uit: dict[UUID, AESGCM | SleutelFout] = {}
    for rij, geheim in zip(rijen, ontwikkel(rijen), strict=True):
        scherf = scherven.get(rij.dossier_id)
        if isinstance(geheim, SleutelFout):
            uit[rij.dossier_id] = geheim
        elif scherf is None:
            uit[rij.dossier_id] = SleutelFout("Van dit dossier ontbreekt de scherf in de kluis.")
        else:
            uit[rij.dossier_id] = _leid_af(geheim, scherf, rij.context)
    return uit


def ontwikkel(rijen: Collection[Casussleutel]) -> list[bytes | SleutelFout]:
    """De helft uit de databank, zonder de scherf. Raises SleutelFout als de aanbieder zwijgt."""
    wikkels = [Wikkel(rij.kek_id, bytes(rij.gewikkeld), rij.context) for rij in rijen]
    return aanbieder().ontwikkel_alle(wikkels)


def _leid_af(geheim: bytes, scherf: bytes, context: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), LENGTE, salt=scherf, info=context).derive(geheim))


def _wis_scherf(dossier_id: UUID) -> None:
    try:
        kluis().wis([dossier_id])
    except SleutelFout as fout:
        alarm.meld("kluis", fout)
