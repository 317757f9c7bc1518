"""De eigen sleutel van wie toezicht houdt, en wat hij ermee opent.

Wie de wachtzin niet kent, opent geen enkele regel, ook niet met alle geheimen van de server. Ontgrendeld blijven de
privésleutels hoogstens een kwartier bruikbaar: op de server versleuteld, met een sleutel die alleen in een koekje van
die ene browser staat.
"""

import hashlib
import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.utils.translation import gettext as _

from . import letters
from .models import Directwikkel, Sleutelhouder, Toezichtsleutel, Toezichttoegang, Wachtzinwikkel
from .zegel import ZegelFout, canoniek, maak_sleutelpaar, open_sleutel, publiek_van, sluit_sleutel

MINSTE_LENGTE, MINSTE_VARIATIE = 16, 8
RONDES, GEHEUGEN_KIB, BANEN = 3, 64 * 1024, 4
NONCE = 12
DUUR = timedelta(minutes=15)
VINGERAFDRUK = 10


class WachtzinTeKort(ValueError):
    """Een wachtzin die te raden is, beschermt het logboek niet."""


class VerwisseldeSleutel(Exception):
    """De publieke sleutel in de databank is niet de helft van wat de wachtzin opent: iemand zette er een andere."""


class Prives(Mapping[int, bytes]):
    """De privésleutels per tijdvak (epoch). Toont zich niet in een foutrapport en laat zich niet bewaren."""

    __slots__ = ("_per_epoch", "gesloten")

    def __init__(self, per_epoch: Mapping[int, bytes], gesloten: tuple[int, ...] = ()) -> None:
        self._per_epoch = dict(per_epoch)
        self.gesloten = gesloten
        """De tijdvakken waarvan de kopie niet opent, of een andere sleutel bevat."""

    def __getitem__(self, epoch: int) -> bytes:
        return self._per_epoch[epoch]

    def __iter__(self) -> Iterator[int]:
        return iter(self._per_epoch)

    def __len__(self) -> int:
        return len(self._per_epoch)

    def __repr__(self) -> str:
        return "<privésleutels>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Privésleutels kunnen niet bewaard worden.")


@dataclass(frozen=True, slots=True, repr=False)
class Eigen:
    """Een houder met zijn geopende eigen sleutel."""

    houder: Sleutelhouder
    prive: bytes

    def __reduce__(self) -> NoReturn:
        raise TypeError("Een eigen sleutel kan niet bewaard worden.")


# -- de eigen sleutel --------------------------------------------------------------------------------------------------


def keur_wachtzin(wachtzin: str) -> str:
    """De zin zoals ze telt (NFKC). Raises WachtzinTeKort."""
    zin = unicodedata.normalize("NFKC", wachtzin)
    if len(zin) < MINSTE_LENGTE or len(set(zin)) < MINSTE_VARIATIE:
        raise WachtzinTeKort(
            _("Een wachtzin telt minstens %(n)d tekens, waarvan %(v)d verschillende.")
            % {"n": MINSTE_LENGTE, "v": MINSTE_VARIATIE}
        )
    return zin


def nieuwe_houder(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> tuple[Sleutelhouder, Wachtzinwikkel]:
    """Een nieuw eigen paar, nog niet bewaard. Raises WachtzinTeKort."""
    prive, publiek = maak_sleutelpaar()
    houder = Sleutelhouder(livc_id=livc_id, gebruiker_id=gebruiker_id, publiek=publiek)
    return houder, wikkel(Eigen(houder, prive), wachtzin)


def maak_houder(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> Sleutelhouder:
    """Raises WachtzinTeKort, IntegrityError als deze persoon er al een heeft."""
    houder, gewikkeld = nieuwe_houder(livc_id, gebruiker_id, wachtzin)
    houder.save(force_insert=True)
    gewikkeld.save(force_insert=True)
    return houder


def wikkel(eigen: Eigen, wachtzin: str) -> Wachtzinwikkel:
    """De privéhelft onder een (nieuwe) wachtzin. Raises WachtzinTeKort."""
    rij = Wachtzinwikkel(
        houder=eigen.houder, zout=os.urandom(16), rondes=RONDES, geheugen_kib=GEHEUGEN_KIB, banen=BANEN
    )
    nonce = os.urandom(NONCE)
    sleutel = _sleutel_uit(rij, keur_wachtzin(wachtzin))
    rij.gewikkeld = nonce + sleutel.encrypt(nonce, eigen.prive, _eigencontext(eigen.houder))
    return rij


def open_eigen(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> Eigen | None:
    """Eén afleiding uit de wachtzin; None als ze niet klopt. Raises VerwisseldeSleutel."""
    wikkels = Wachtzinwikkel.objects.select_related("houder")
    rij = wikkels.filter(houder__livc_id=livc_id, houder__gebruiker_id=gebruiker_id).first()
    if rij is None:
        return _zet_om(livc_id, gebruiker_id, wachtzin)
    prive = _open(rij, wachtzin, _eigencontext(rij.houder))
    if prive is not None and publiek_van(prive) != bytes(rij.houder.publiek):
        raise VerwisseldeSleutel
    return Eigen(rij.houder, prive) if prive else None


def vingerafdruk(houder: Sleutelhouder) -> str:
    """Zestien tekens die twee mensen aan de telefoon vergelijken (80 bits, eigen aan persoon en LIVC)."""
    ruw = houder.livc_id.bytes + houder.gebruiker_id.bytes + bytes(houder.publiek)
    return letters.schrijf(hashlib.sha256(b"casusoverleg/vingerafdruk/1|" + ruw).digest()[:VINGERAFDRUK])


# -- de tijdvakken -----------------------------------------------------------------------------------------------------


def kopie(houder: Sleutelhouder, sleutel: Toezichtsleutel, prive: bytes) -> bytes:
    """De privésleutel van een tijdvak, verzegeld voor deze houder."""
    return sluit_sleutel(bytes(houder.publiek), prive, _kopiecontext(sleutel, houder))


def geef(
    houder: Sleutelhouder, sleutel: Toezichtsleutel, prive: bytes, gever: UUID | None
) -> Toezichttoegang:
    return Toezichttoegang.objects.create(
        toezichtsleutel=sleutel, houder=houder, verzegeld=kopie(houder, sleutel, prive), gegeven_door=gever
    )


def geef_toegang(
    sleutel: Toezichtsleutel, prive: bytes, gebruiker_id: UUID, wachtzin: str
) -> Toezichttoegang:
    """Dit tijdvak, en een eigen sleutel voor wie er nog geen heeft. Raises WachtzinTeKort."""
    houder = Sleutelhouder.objects.filter(livc_id=sleutel.livc_id, gebruiker_id=gebruiker_id).first()
    return geef(houder or maak_houder(sleutel.livc_id, gebruiker_id, wachtzin), sleutel, prive, None)


def heeft_toegang(livc_id: UUID, gebruiker_id: UUID) -> bool:
    """Of deze persoon minstens één tijdvak kan openen."""
    return (
        Toezichttoegang.objects.filter(houder__livc_id=livc_id, houder__gebruiker_id=gebruiker_id).exists()
        or Directwikkel.objects.filter(toezichtsleutel__livc_id=livc_id, gebruiker_id=gebruiker_id).exists()
    )


def ontgrendel(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> Prives:
    """De privésleutels die deze wachtzin opent; leeg als ze niet klopt. Raises VerwisseldeSleutel."""
    eigen = open_eigen(livc_id, gebruiker_id, wachtzin)
    return open_tijdvakken(eigen) if eigen else Prives({})


def open_tijdvakken(eigen: Eigen) -> Prives:
    """Alles wat voor deze houder verzegeld is, en of het de sleutel is waaronder het logboek staat."""
    prives, gesloten = {}, []
    for toegang in eigen.houder.toegangen.select_related("toezichtsleutel").order_by(
        "toezichtsleutel__epoch"
    ):
        sleutel = toegang.toezichtsleutel
        try:
            prive = open_sleutel(eigen.prive, bytes(toegang.verzegeld), _kopiecontext(sleutel, eigen.houder))
            past = publiek_van(prive) == bytes(sleutel.publieke_sleutel)
        except ZegelFout:
            past = False
        if past:
            prives[sleutel.epoch] = prive
        else:
            gesloten.append(sleutel.epoch)
    return Prives(prives, tuple(gesloten))


def _zet_om(livc_id: UUID, gebruiker_id: UUID, wachtzin: str) -> Eigen | None:
    """Wat van vroeger rechtstreeks onder de wachtzin staat, krijgt de nieuwe vorm."""
    geopend = []
    for rij in Directwikkel.objects.filter(
        toezichtsleutel__livc_id=livc_id, gebruiker_id=gebruiker_id
    ).select_related("toezichtsleutel"):
        context = f"casusoverleg/toezichtsleutel/1|{livc_id}|{rij.toezichtsleutel.epoch}|{gebruiker_id}"
        if (prive := _open(rij, wachtzin, context.encode())) is not None:
            geopend.append((rij, prive))
    if not geopend:
        return None
    maak_houder(livc_id, gebruiker_id, wachtzin)
    eigen = open_eigen(livc_id, gebruiker_id, wachtzin)
    assert eigen is not None
    for rij, prive in geopend:
        geef(eigen.houder, rij.toezichtsleutel, prive, gebruiker_id)
        rij.delete()
    return eigen


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
        return Prives({})
    return Prives({int(epoch): b64decode(prive) for epoch, prive in json.loads(inhoud).items()})


def _open(rij: Wachtzinwikkel | Directwikkel, wachtzin: str, context: bytes) -> bytes | None:
    gewikkeld = bytes(rij.gewikkeld)
    zin = unicodedata.normalize("NFKC", wachtzin)
    try:
        return _sleutel_uit(rij, zin).decrypt(gewikkeld[:NONCE], gewikkeld[NONCE:], context)
    except (InvalidTag, ValueError):
        return None


def _sleutel_uit(rij: Wachtzinwikkel | Directwikkel, zin: str) -> AESGCM:
    afleiding = Argon2id(
        salt=bytes(rij.zout),
        length=32,
        iterations=rij.rondes,
        memory_cost=rij.geheugen_kib,
        lanes=rij.banen,
    )
    return AESGCM(afleiding.derive(zin.encode()))


def _eigencontext(houder: Sleutelhouder) -> bytes:
    return f"casusoverleg/eigen sleutel/1|{houder.livc_id}|{houder.pk}|{houder.gebruiker_id}".encode()


def _kopiecontext(sleutel: Toezichtsleutel, houder: Sleutelhouder) -> str:
    return f"tijdvak|{sleutel.livc_id}|{sleutel.pk}|{houder.pk}"
