"""Hersteldelen: een geheim in drie delen, waarvan er twee volstaan (Shamir over GF(256)) en één niets zegt.

Uit het geheim volgen een sleutelpaar, waarvoor elk tijdvak verzegeld wordt, en een bewijs waaraan de databank ziet dat
iemand twee delen had. Het geheim en de delen staan nergens: ze worden één keer getoond.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from django.utils.translation import gettext as _

from . import letters
from .zegel import PRIVE_LENGTE

GEHEIM, KENMERK, CONTROLE = 24, 3, 4
DELEN, NODIG = 3, 2
LENGTE = 1 + KENMERK + GEHEIM


class DeelFout(ValueError):
    """Een hersteldeel is verkeerd overgetikt, of hoort niet bij het andere."""


@dataclass(frozen=True, slots=True)
class Deel:
    """Eén van de drie; toont zichzelf alleen op uitdrukkelijke vraag (`tekst`)."""

    nummer: int
    kenmerk: bytes
    waarde: bytes

    def __repr__(self) -> str:
        return f"<hersteldeel {self.nummer}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Een hersteldeel kan niet bewaard worden.")

    def tekst(self) -> str:
        """In groepen van vier om over te tikken, met een controle achteraan."""
        ruw = bytes([self.nummer]) + self.kenmerk + self.waarde
        return letters.schrijf(ruw + _controle(ruw))


def maak_geheim() -> bytes:
    return os.urandom(GEHEIM)


def splits(geheim: bytes, kenmerk: bytes, toeval: bytes | None = None) -> tuple[Deel, ...]:
    """`toeval` is de richting van de rechte; alleen een test kiest ze zelf."""
    richting = toeval or os.urandom(len(geheim))
    return tuple(
        Deel(x, kenmerk[:KENMERK], bytes(s ^ maal(a, x) for s, a in zip(geheim, richting, strict=True)))
        for x in range(1, DELEN + 1)
    )


def voeg_samen(delen: Iterable[Deel]) -> bytes:
    """Het geheim uit twee delen. Raises DeelFout als ze niet van elkaar verschillen of niet bij elkaar horen."""
    een, ander = delen
    if een.nummer == ander.nummer:
        raise DeelFout(_("Dit is twee keer hetzelfde deel."))
    if een.kenmerk != ander.kenmerk:
        raise DeelFout(_("Deze twee delen horen niet bij elkaar."))
    onder = omgekeerd(een.nummer ^ ander.nummer)
    return bytes(
        maal(maal(y1, ander.nummer) ^ maal(y2, een.nummer), onder)
        for y1, y2 in zip(een.waarde, ander.waarde, strict=True)
    )


def lees(tekst: str) -> Deel:
    """Een overgetikt deel; hoofdletters, spaties en streepjes maken niet uit. Raises DeelFout."""
    try:
        ruw = letters.lees(tekst, LENGTE + CONTROLE)
    except ValueError as fout:
        raise DeelFout(_("Een hersteldeel telt dertien groepen van vier tekens.")) from fout
    if _controle(ruw[:LENGTE]) != ruw[LENGTE:] or not 1 <= ruw[0] <= DELEN:
        raise DeelFout(_("Er staat een tekenfout in dit deel."))
    return Deel(ruw[0], ruw[1 : 1 + KENMERK], ruw[1 + KENMERK : LENGTE])


def prive_uit(geheim: bytes, livc_id: UUID) -> bytes:
    """De privésleutel van het herstel (zaad van ML-KEM en X25519)."""
    return _leid_af(b"sleutel", geheim, livc_id, PRIVE_LENGTE)


def bewijs_uit(geheim: bytes, livc_id: UUID) -> bytes:
    """Wat de databank ziet van wie twee delen heeft; opent zelf niets."""
    return _leid_af(b"bewijs", geheim, livc_id, 32)


def kenmerk_van(publiek: bytes) -> bytes:
    """Aan het kenmerk ziet iemand of twee delen van dezelfde reeks zijn."""
    return hashlib.sha256(b"casusoverleg/herstelkenmerk|" + publiek).digest()[:KENMERK]


def maal(a: int, b: int) -> int:
    """Vermenigvuldigen in GF(256), met de veelterm van AES (0x11b)."""
    product = 0
    for _bit in range(8):
        product ^= a & -(b & 1)
        a = a << 1 ^ 0x11B & -(a >> 7)
        b >>= 1
    return product


def omgekeerd(a: int) -> int:
    """a tot de 254ste macht: in GF(256) is dat 1/a."""
    macht = 1
    for _keer in range(254):
        macht = maal(macht, a)
    return macht


def _controle(ruw: bytes) -> bytes:
    return hashlib.sha256(b"casusoverleg/hersteldeel/1|" + ruw).digest()[:CONTROLE]


def _leid_af(doel: bytes, geheim: bytes, livc_id: UUID, lengte: int) -> bytes:
    return hashlib.shake_256(b"casusoverleg/herstel/1|" + doel + b"|" + livc_id.bytes + geheim).digest(lengte)
