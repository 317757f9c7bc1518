"""Regels verzegelen voor de toezichthouders: HPKE (RFC 9180) met ML-KEM-768 + X25519.

De toepassing kent alleen de publieke sleutel: ze kan schrijven en niet teruglezen. Valt één van beide
sleutelstelsels, dan houdt het andere.

Elke regel heeft een eigen sleutel. Een omhulling is: de afdruk van die sleutel (32), de sleutel voor het toezicht
(HPKE, 1168), de inhoud onder die sleutel (AES-256-GCM). Zo kan een toezichthouder later van één regel de sleutel
geven aan een autoriteit: die opent ze zelf, en ziet aan de afdruk dat het de inhoud is waarvan het blad in de boom staat.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .verificateur import AFDRUK, INHOUD_VANAF, open_inhoud, sleutelafdruk

VERSIE = 2
SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
DOEL = {1: b"casusoverleg/logboek/1\x00", 2: b"casusoverleg/logboek/2\x00"}
SLEUTELDOEL = b"casusoverleg/sleutel/1\x00"
BLOK = 256
ZAAD = 64  # het zaad van ML-KEM staat vooraan in de privésleutel
KEM_PUBLIEK = 1184
PRIVE_LENGTE = ZAAD + 32


class ZegelFout(Exception):
    """De sleutel past niet, of er is aan de regel geknoeid."""


def maak_sleutelpaar() -> tuple[bytes, bytes]:
    """Geeft (privé, publiek)."""
    mlkem, x25519 = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    publiek = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    return mlkem.private_bytes_raw() + x25519.private_bytes_raw(), publiek


def verzegel(publiek: bytes, inhoud: Mapping[str, Any], band: bytes) -> bytes:
    """`band` zijn de open kolommen: de omhulling opent alleen in die regel (deze HPKE kent geen AAD)."""
    sleutel = os.urandom(32)
    gewikkeld = SUITE.encrypt(sleutel, _publiek(publiek), DOEL[VERSIE] + band)
    # Deze sleutel dient één keer: een vaste nonce kan nooit twee keer met hem voorkomen.
    dicht = AESGCM(sleutel).encrypt(bytes(12), _vul_aan(canoniek(inhoud)), band)
    return sleutelafdruk(sleutel) + gewikkeld + dicht


def open_zegel(prive: bytes, omhulling: bytes, band: bytes, versie: int = VERSIE) -> dict[str, Any]:
    """Raises ZegelFout."""
    try:
        if versie == 1:
            tekst = SUITE.decrypt(omhulling, _prive(prive), DOEL[1] + band)
        else:
            tekst = open_inhoud(regelsleutel(prive, omhulling, band), omhulling, band)
        inhoud = json.loads(tekst)
    except (InvalidTag, ValueError) as fout:
        raise ZegelFout("Deze regel opent niet met deze sleutel.") from fout
    if not isinstance(inhoud, dict):
        raise ZegelFout("In deze regel staat geen inhoud van een regel.")
    return inhoud


def regelsleutel(prive: bytes, omhulling: bytes, band: bytes) -> bytes:
    """De eigen sleutel van één regel, om alleen die te onthullen. Raises ZegelFout."""
    try:
        return SUITE.decrypt(omhulling[AFDRUK:INHOUD_VANAF], _prive(prive), DOEL[VERSIE] + band)
    except (InvalidTag, ValueError) as fout:
        raise ZegelFout("Deze regel opent niet met deze sleutel.") from fout


def publiek_van(prive: bytes) -> bytes:
    """De publieke helft van een privésleutel. Raises ZegelFout."""
    try:
        mlkem = MLKEM768PrivateKey.from_seed_bytes(prive[:ZAAD])
        x25519 = X25519PrivateKey.from_private_bytes(prive[ZAAD:])
    except ValueError as fout:
        raise ZegelFout("Dit is geen privésleutel.") from fout
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def sluit_sleutel(publiek: bytes, geheim: bytes, context: str) -> bytes:
    """Een privésleutel voor één ontvanger; `context` zegt welke sleutel, en voor wie."""
    return SUITE.encrypt(geheim, _publiek(publiek), SLEUTELDOEL + context.encode())


def open_sleutel(prive: bytes, gesloten: bytes, context: str) -> bytes:
    """Raises ZegelFout."""
    try:
        return SUITE.decrypt(gesloten, _prive(prive), SLEUTELDOEL + context.encode())
    except (InvalidTag, ValueError) as fout:
        raise ZegelFout("Deze sleutel opent niet.") from fout


def canoniek(inhoud: Mapping[str, Any]) -> bytes:
    """Eén schrijfwijze per waarde: gesorteerd, zonder witruimte, alleen ASCII."""
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _vul_aan(tekst: bytes) -> bytes:
    """Spaties achter JSON betekenen niets en verbergen de lengte."""
    return tekst + b" " * (-len(tekst) % BLOK)


def _publiek(ruw: bytes) -> hpke.MLKEM768X25519PublicKey:
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(ruw[:KEM_PUBLIEK]),
        X25519PublicKey.from_public_bytes(ruw[KEM_PUBLIEK:]),
    )


def _prive(ruw: bytes) -> hpke.MLKEM768X25519PrivateKey:
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(ruw[:ZAAD]), X25519PrivateKey.from_private_bytes(ruw[ZAAD:])
    )
