"""De sleutels van het toezicht: per LIVC en tijdvak één paar, de privésleutel gewikkeld per toezichthouder.

Wie de wachtzin niet kent, opent geen enkele regel, ook niet met alle geheimen van de server. Ontgrendeld blijft de
privésleutel hoogstens een kwartier bruikbaar: op de server versleuteld, met een sleutel die alleen in een koekje van
die ene browser staat.
"""

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.db.models import F, Max
from django.utils import timezone

from .models import Toezichtsleutel, Toezichttoegang
from .zegel import canoniek, maak_sleutelpaar

MINSTE_LENGTE = 16
RONDES, GEHEUGEN_KIB, BANEN = 3, 64 * 1024, 4
NONCE = 12
DUUR = timedelta(minutes=15)
POGINGEN, WACHTTIJD = 5, timedelta(minutes=5)

type Prives = Mapping[int, bytes]
"""De privésleutels per tijdvak (epoch)."""


class WachtzinTeKort(ValueError):
    """Een wachtzin die te raden is, beschermt het logboek niet."""


def maak_epoch(livc_id: UUID) -> tuple[Toezichtsleutel, bytes]:
    """Begint een nieuw tijdvak en geeft de privésleutel, die nergens bewaard wordt: deel ze meteen uit."""
    vorige = Toezichtsleutel.objects.filter(livc_id=livc_id)
    epoch = (vorige.aggregate(hoogste=Max("epoch"))["hoogste"] or 0) + 1
    vorige.filter(ingetrokken__isnull=True).update(ingetrokken=timezone.now())
    prive, publiek = maak_sleutelpaar()
    return Toezichtsleutel.objects.create(livc_id=livc_id, epoch=epoch, publieke_sleutel=publiek), prive


def geef_toegang(
    sleutel: Toezichtsleutel, prive: bytes, gebruiker_id: UUID, wachtzin: str
) -> Toezichttoegang:
    """Raises WachtzinTeKort."""
    if len(wachtzin) < MINSTE_LENGTE:
        raise WachtzinTeKort(f"Een wachtzin telt minstens {MINSTE_LENGTE} tekens.")
    toegang = Toezichttoegang(
        toezichtsleutel=sleutel,
        gebruiker_id=gebruiker_id,
        zout=os.urandom(16),
        rondes=RONDES,
        geheugen_kib=GEHEUGEN_KIB,
        banen=BANEN,
    )
    nonce = os.urandom(NONCE)
    toegang.gewikkeld = nonce + _sleutel_uit(toegang, wachtzin).encrypt(nonce, prive, _context(toegang))
    toegang.save()
    return toegang


def heeft_toegang(livc_id: UUID, gebruiker_id: UUID) -> bool:
    return Toezichttoegang.objects.filter(
        toezichtsleutel__livc_id=livc_id, gebruiker_id=gebruiker_id
    ).exists()


def geblokkeerd_tot(livc_id: UUID, gebruiker_id: UUID) -> datetime | None:
    """Na vijf verkeerde wachtzinnen op rij moet iemand wachten."""
    toegangen = Toezichttoegang.objects.filter(
        toezichtsleutel__livc_id=livc_id, gebruiker_id=gebruiker_id, mislukt__gte=POGINGEN
    )
    laatste = toegangen.aggregate(laatste=Max("laatst_mislukt"))["laatste"]
    return laatste + WACHTTIJD if laatste and laatste + WACHTTIJD > timezone.now() else None


def ontgrendel(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> Prives:
    """De privésleutels die deze wachtzin opent; leeg als ze niet klopt. Telt mislukte pogingen."""
    toegangen = Toezichttoegang.objects.filter(toezichtsleutel__livc_id=livc_id, gebruiker_id=gebruiker_id)
    prives = {}
    for toegang in toegangen.select_related("toezichtsleutel").select_for_update(of=("self",)):
        gewikkeld = bytes(toegang.gewikkeld)
        try:
            prives[toegang.toezichtsleutel.epoch] = _sleutel_uit(toegang, wachtzin).decrypt(
                gewikkeld[:NONCE], gewikkeld[NONCE:], _context(toegang)
            )
        except (InvalidTag, ValueError):
            continue
    if prives:
        toegangen.update(mislukt=0)
    else:
        toegangen.update(mislukt=F("mislukt") + 1, laatst_mislukt=timezone.now())
    return prives


# -- een kwartier ontgrendeld ----------------------------------------------------------------------------------------


def berg_op(prives: Prives, context: str) -> tuple[str, str]:
    """Geeft (sleutel voor het koekje, envelop voor de sessie); geen van beide opent iets zonder de andere."""
    sleutel, nonce = AESGCM.generate_key(256), os.urandom(NONCE)
    inhoud = canoniek({str(epoch): b64encode(prive).decode() for epoch, prive in prives.items()})
    envelop = nonce + AESGCM(sleutel).encrypt(nonce, inhoud, context.encode())
    return b64encode(sleutel).decode(), b64encode(envelop).decode()


def haal_op(sleutel: str, envelop: str, context: str) -> Prives:
    """Leeg als koekje, sessie of context niet bij elkaar horen."""
    try:
        ruw = b64decode(envelop)
        inhoud = AESGCM(b64decode(sleutel)).decrypt(ruw[:NONCE], ruw[NONCE:], context.encode())
    except (InvalidTag, ValueError):
        return {}
    return {int(epoch): b64decode(prive) for epoch, prive in json.loads(inhoud).items()}


def _sleutel_uit(toegang: Toezichttoegang, wachtzin: str) -> AESGCM:
    afleiding = Argon2id(
        salt=bytes(toegang.zout),
        length=32,
        iterations=toegang.rondes,
        memory_cost=toegang.geheugen_kib,
        lanes=toegang.banen,
    )
    return AESGCM(afleiding.derive(unicodedata.normalize("NFKC", wachtzin).encode()))


def _context(toegang: Toezichttoegang) -> bytes:
    sleutel = toegang.toezichtsleutel
    return f"casusoverleg/toezichtsleutel/1|{sleutel.livc_id}|{sleutel.epoch}|{toegang.gebruiker_id}".encode()
