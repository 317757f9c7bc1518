"""De sleutel waarmee een getuige mede ondertekent (Ed25519): één bestand dat alleen zijn eigenaar leest."""

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.verificateur import GETUIGE, Nota, Sleutel, medetekst

VOORAAN = "PRIVATE+KEY+"


class Sleutelfout(RuntimeError):
    """Geen bruikbare sleutel; de tekst zegt waarom en noemt nooit de sleutel."""


@dataclass(frozen=True)
class Getuigesleutel:
    naam: str
    prive: Ed25519PrivateKey

    @property
    def publiek(self) -> Sleutel:
        return Sleutel(self.naam, GETUIGE, self.prive.public_key().public_bytes_raw())

    def teken(self, nota: Nota, tijd: int) -> str:
        """De regel onder de nota (cosignature/v1). Tekent alleen de tekst, niet wie er al onder staan."""
        handtekening = self.prive.sign(medetekst(nota.tekst, tijd))
        deel = b64encode(self.publiek.afdruk + tijd.to_bytes(8, "big") + handtekening).decode()
        return f"\N{EM DASH} {self.naam} {deel}\n"


def maak(pad: Path, naam: str) -> Getuigesleutel:
    """Een nieuwe sleutel, op de schijf voor iemand ze gebruikt. Raises Sleutelfout, FileExistsError."""
    if not naam or len(naam.encode()) > 255 or "+" in naam or not naam.isprintable() or " " in naam:
        raise Sleutelfout("de naam van een getuige telt geen spatie, geen + en hoogstens 255 bytes")
    sleutel = Getuigesleutel(naam, Ed25519PrivateKey.generate())
    ruw = bytes([GETUIGE]) + sleutel.prive.private_bytes_raw()
    regel = f"{VOORAAN}{naam}+{sleutel.publiek.afdruk.hex()}+{b64encode(ruw).decode()}\n"
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
        bestand.write(regel)
        bestand.flush()
        os.fsync(bestand.fileno())
    leg_map_vast(pad.parent)
    return sleutel


def lees(pad: Path) -> Getuigesleutel:
    """Raises Sleutelfout, ook als iemand anders bij het bestand kan."""
    try:
        with os.fdopen(os.open(pad, os.O_RDONLY)) as bestand:
            if os.fstat(bestand.fileno()).st_mode & 0o077:
                raise Sleutelfout(f"anderen dan de eigenaar kunnen bij {pad}: chmod 600, of maak een nieuwe")
            tekst = bestand.read().strip()
        naam, afdruk, deel = tekst.removeprefix(VOORAAN).split("+", 2)
        ruw = b64decode(deel, validate=True)
        sleutel = Getuigesleutel(naam, Ed25519PrivateKey.from_private_bytes(ruw[1:]))
    except OSError as fout:
        raise Sleutelfout(f"{pad}: {fout.strerror}") from None
    except ValueError:
        raise Sleutelfout(f"{pad} is geen sleutel van een getuige") from None
    if not tekst.startswith(VOORAAN) or ruw[0] != GETUIGE or sleutel.publiek.afdruk.hex() != afdruk:
        raise Sleutelfout(f"{pad} is geen sleutel van een getuige")
    return sleutel


def leg_map_vast(map_: Path) -> None:
    """Ook de naam van een nieuw bestand moet een stroomonderbreking overleven."""
    nummer = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def lees_logboeken(regels: list[str], eigen: Sleutel) -> dict[str, Sleutel]:
    """Welke logboeken deze getuige volgt, op herkomst. Raises OngeldigeNota, Sleutelfout."""
    logboeken: dict[str, Sleutel] = {}
    for regel in regels:
        if not regel.strip() or regel.startswith("#"):
            continue
        log = Sleutel.lees(regel)
        if log.soort == GETUIGE or log.publiek == eigen.publiek:
            raise Sleutelfout(f"{log.naam} is de sleutel van een getuige, niet van een logboek")
        if logboeken.setdefault(log.naam, log) != log:
            raise Sleutelfout(f"{log.naam} staat er met twee sleutels; een logboek heeft er een")
    return logboeken
