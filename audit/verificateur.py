"""Rekent een uitvoer van het logboek na zonder Django, databank of netwerk: alleen Python en het pakket `cryptography`.

    python verificateur.py UITVOER.zip [--eerder CONTROLEPUNT] [--sleutel SLEUTEL]
    python verificateur.py --bewijs ONTVANGSTBEWIJS [--sleutel SLEUTEL] [--getuige SLEUTEL …]

Zegt dat alles klopt (uitgang 0), of precies wat niet en waar (uitgang 1). Een eerder bewaard controlepunt toont dat er
sindsdien niets verdween of veranderde; een eerder bewaarde sleutel toont dat het nog altijd hetzelfde logboek is.
Een ontvangstbewijs (C2SP tlog-proof) toont dat één handeling op haar plaats in het logboek staat.

De boom is die van RFC 9162 § 2.1: een blad is `sha256(0x00 || regel)`, een knoop `sha256(0x01 || links || rechts)`.
Een controlepunt is een ondertekende nota (C2SP signed-note en tlog-checkpoint), mede ondertekend door getuigen (C2SP
tlog-cosignature).
"""

import argparse
import hashlib
import json
import re
import sys
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LOG, GETUIGE = 0x01, 0x04
"""De soort handtekening: van het logboek zelf, of van een getuige."""

LEEG = hashlib.sha256(b"").digest()
"""De wortel van een boom zonder bladen."""

AFDRUK, INHOUD_VANAF = 32, 32 + 1168
"""Waar in een omhulling de afdruk van de sleutel eindigt, en waar de inhoud begint (na de sleutel voor het toezicht)."""


def sleutelafdruk(sleutel: bytes) -> bytes:
    """Legt vast welke sleutel bij een omhulling hoort: een andere kan er geen andere inhoud in laten lezen."""
    return hashlib.sha256(b"casusoverleg/regelsleutel/2\x00" + sleutel).digest()


def open_inhoud(sleutel: bytes, omhulling: bytes, band: bytes) -> bytes:
    """De inhoud van één regel met haar eigen sleutel; `band` zijn de open kolommen. Raises ValueError."""
    if sleutelafdruk(sleutel) != omhulling[:AFDRUK]:
        raise ValueError("deze sleutel hoort niet bij deze omhulling")
    try:
        return AESGCM(sleutel).decrypt(bytes(12), omhulling[INHOUD_VANAF:], band)
    except InvalidTag:
        raise ValueError("deze omhulling is veranderd") from None


def bladhash(regel: bytes) -> bytes:
    """RFC 9162 § 2.1.1."""
    return hashlib.sha256(b"\x00" + regel).digest()


def knoop(links: bytes, rechts: bytes) -> bytes:
    """RFC 9162 § 2.1.1."""
    return hashlib.sha256(b"\x01" + links + rechts).digest()


def klopt_inclusie(blad: bytes, index: int, grootte: int, bewijs: Sequence[bytes], wortel: bytes) -> bool:
    """Staat dit blad op deze plaats in de boom met deze wortel? RFC 9162 § 2.1.3.2."""
    kanten = _kanten(index, grootte - 1, len(bewijs)) if 0 <= index < grootte else None
    if kanten is None:
        return False
    for deel, links in zip(bewijs, kanten, strict=True):
        blad = knoop(deel, blad) if links else knoop(blad, deel)
    return blad == wortel


def klopt_consistentie(
    oud: int, nieuw: int, oude_wortel: bytes, nieuwe_wortel: bytes, bewijs: Sequence[bytes]
) -> bool:
    """Is de nieuwe boom de oude met alleen bladen erachter? RFC 9162 § 2.1.4.2."""
    if not 0 <= oud <= nieuw:
        return False
    if oud in (0, nieuw):
        return not bewijs and oude_wortel == (nieuwe_wortel if oud == nieuw else LEEG)
    plaats, laatste = oud - 1, nieuw - 1
    while plaats % 2:
        plaats, laatste = plaats // 2, laatste // 2
    # Een macht van twee: de oude wortel is zelf een knoop van de nieuwe boom, en staat niet in het bewijs.
    delen = [oude_wortel, *bewijs] if oud & (oud - 1) == 0 else list(bewijs)
    kanten = _kanten(plaats, laatste, len(delen) - 1)
    if kanten is None:
        return False
    oude = nieuwe = delen[0]
    for deel, links in zip(delen[1:], kanten, strict=True):
        oude = knoop(deel, oude) if links else oude
        nieuwe = knoop(deel, nieuwe) if links else knoop(nieuwe, deel)
    return oude == oude_wortel and nieuwe == nieuwe_wortel


def _kanten(plaats: int, laatste: int, lengte: int) -> list[bool] | None:
    """Voor elk deel van een bewijs of het links staat; None als een bewijs hier niet zo lang hoort te zijn."""
    kanten: list[bool] = []
    while laatste:
        if plaats % 2 or plaats == laatste:
            kanten.append(True)
            while plaats % 2 == 0 and plaats:
                plaats, laatste = plaats // 2, laatste // 2
        else:
            kanten.append(False)
        plaats, laatste = plaats // 2, laatste // 2
    return kanten if len(kanten) == lengte else None


class OngeldigeNota(ValueError):
    """Geen nota, of niet getekend door wie ze zou moeten tekenen."""


@dataclass(frozen=True)
class Sleutel:
    """De publieke sleutel van een ondertekenaar, als één regel: `naam+afdruk+base64(soort || sleutel)`."""

    naam: str
    soort: int
    publiek: bytes

    @property
    def afdruk(self) -> bytes:
        """Vier bytes waaraan een nota herkent met welke sleutel ze getekend is."""
        return hashlib.sha256(self.naam.encode() + b"\n" + bytes([self.soort]) + self.publiek).digest()[:4]

    def __str__(self) -> str:
        return f"{self.naam}+{self.afdruk.hex()}+{b64encode(bytes([self.soort]) + self.publiek).decode()}"

    @classmethod
    def lees(cls, tekst: str) -> "Sleutel":
        """Raises OngeldigeNota."""
        try:
            naam, afdruk, ruw = tekst.strip().split("+", 2)
            bytes_ = b64decode(ruw, validate=True)
            sleutel = cls(naam, bytes_[0], bytes_[1:])
        except (ValueError, IndexError):
            raise OngeldigeNota("dit is geen publieke sleutel") from None
        if (
            sleutel.afdruk.hex() != afdruk
            or len(sleutel.publiek) != 32
            or sleutel.soort not in (LOG, GETUIGE)
        ):
            raise OngeldigeNota("deze publieke sleutel klopt niet met haar afdruk")
        return sleutel

    def klopt(self, bericht: bytes, handtekening: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.publiek).verify(handtekening, bericht)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Nota:
    """Een tekst die op een regeleinde eindigt, en wie ze tekende: (naam, afdruk, handtekening)."""

    tekst: str
    handtekeningen: tuple[tuple[str, bytes, bytes], ...]

    def __str__(self) -> str:
        regels = (
            f"\N{EM DASH} {naam} {b64encode(afdruk + teken).decode()}\n"
            for naam, afdruk, teken in self.handtekeningen
        )
        return f"{self.tekst}\n{''.join(regels)}"

    @classmethod
    def lees(cls, nota: str) -> "Nota":
        """Raises OngeldigeNota."""
        tekst, scheiding, onder = nota.rpartition("\n\n")
        delen = [regel.split(" ") for regel in onder.splitlines()]
        if not scheiding or not delen or any(len(deel) != 3 or deel[0] != "\N{EM DASH}" for deel in delen):
            raise OngeldigeNota("dit is geen ondertekende nota")
        try:
            ruw = [(naam, b64decode(teken, validate=True)) for _streep, naam, teken in delen]
        except ValueError:
            raise OngeldigeNota("een handtekening in de nota is onleesbaar") from None
        return cls(tekst + "\n", tuple((naam, teken[:4], teken[4:]) for naam, teken in ruw))

    def van(self, sleutel: Sleutel) -> bytes | None:
        """De handtekening die bij deze sleutel hoort. Raises OngeldigeNota als er meer dan één staat."""
        gevonden = [
            teken
            for naam, afdruk, teken in self.handtekeningen
            if (naam, afdruk) == (sleutel.naam, sleutel.afdruk)
        ]
        if len(gevonden) > 1:
            raise OngeldigeNota("twee handtekeningen met dezelfde sleutel")
        return gevonden[0] if gevonden else None


@dataclass(frozen=True)
class Controlepunt:
    """Hoe groot een logboek was, en de wortel van zijn boom."""

    herkomst: str
    grootte: int
    wortel: bytes

    def tekst(self) -> str:
        """C2SP tlog-checkpoint."""
        return f"{self.herkomst}\n{self.grootte}\n{b64encode(self.wortel).decode()}\n"

    @classmethod
    def lees(cls, tekst: str) -> "Controlepunt":
        """Het punt van de tekst van een nota; wie ze tekende, telt hier niet. Raises OngeldigeNota."""
        try:
            herkomst, grootte, wortel, *_rest = tekst.split("\n")
            punt = cls(herkomst, int(grootte), b64decode(wortel, validate=True))
        except ValueError:
            raise OngeldigeNota("dit controlepunt is onleesbaar") from None
        if punt.tekst() != tekst or punt.grootte < 0 or len(punt.wortel) != 32:
            raise OngeldigeNota("dit controlepunt is onleesbaar")
        return punt

    @classmethod
    def uit(cls, nota: str, sleutel: Sleutel) -> "Controlepunt":
        """Het punt van een nota die met deze sleutel van het logboek getekend is. Raises OngeldigeNota."""
        gelezen = Nota.lees(nota)
        teken = gelezen.van(sleutel)
        if teken is None or not sleutel.klopt(gelezen.tekst.encode(), teken):
            raise OngeldigeNota("deze nota is niet getekend door dit logboek")
        punt = cls.lees(gelezen.tekst)
        if punt.herkomst != sleutel.naam:
            raise OngeldigeNota("dit controlepunt is niet van dit logboek")
        return punt


def getuigd_op(nota: str, getuige: Sleutel) -> int | None:
    """Wanneer deze getuige dit controlepunt zag (seconden sinds 1970); None zonder geldige medeondertekening."""
    gelezen = Nota.lees(nota)
    teken = gelezen.van(getuige)
    if teken is None or len(teken) != 72:
        return None
    tijd = int.from_bytes(teken[:8], "big")
    return tijd if getuige.klopt(medetekst(gelezen.tekst, tijd), teken[8:]) else None


def medetekst(tekst: str, tijd: int) -> bytes:
    """Wat een getuige tekent (C2SP tlog-cosignature, cosignature/v1)."""
    return f"cosignature/v1\ntime {tijd}\n{tekst}".encode()


# Een hele uitvoer


class KloptNiet(Exception):
    """Wat niet klopt, en waar."""


def controleer(uitvoer: zipfile.ZipFile, eerder: str | None = None, verwacht: str | None = None) -> str:
    """Rekent alles na; geeft één zin met cijfers. Raises KloptNiet."""
    try:
        sleutel = Sleutel.lees(_lees(uitvoer, "sleutel.txt").decode())
        punt = Controlepunt.uit(_lees(uitvoer, "checkpoint").decode(), sleutel)
    except (OngeldigeNota, UnicodeDecodeError) as fout:
        raise KloptNiet(f"het controlepunt van de uitvoer: {fout}") from None
    if verwacht is not None and str(sleutel) != verwacht.strip():
        raise KloptNiet("de uitvoer is getekend met een andere sleutel dan de verwachte")
    regels = list(_regels(uitvoer, punt.grootte))
    _eis_tegels(uitvoer, [bladhash(regel) for regel in regels], punt)
    omhuld = _eis_omhullingen(uitvoer, regels)
    zin = f"Alles klopt: {punt.grootte} regels, {omhuld} met hun omhulling, tot {punt.herkomst} op {punt.wortel.hex()[:16]}"
    if eerder is None:
        return zin + "."
    try:
        oud = Controlepunt.uit(eerder, sleutel)
    except OngeldigeNota as fout:
        raise KloptNiet(f"het eerdere controlepunt: {fout}") from None
    if oud.grootte > punt.grootte:
        raise KloptNiet(
            f"het eerdere controlepunt telt {oud.grootte} regels, deze uitvoer maar {punt.grootte}"
        )
    if _wortel([bladhash(regel) for regel in regels[: oud.grootte]]) != oud.wortel:
        raise KloptNiet(
            f"een van de eerste {oud.grootte} regels is niet meer die van het eerdere controlepunt"
        )
    return f"{zin}; de eerste {oud.grootte} zijn die van het eerdere controlepunt."


def _lees(uitvoer: zipfile.ZipFile, naam: str) -> bytes:
    try:
        return uitvoer.read(naam)
    except (KeyError, zipfile.BadZipFile):
        raise KloptNiet(f"{naam} ontbreekt in de uitvoer, of is beschadigd") from None


def _regels(uitvoer: zipfile.ZipFile, grootte: int) -> Iterator[bytes]:
    for eerste in range(0, grootte, 256):
        naam = f"tile/entries/{tegelpad(eerste // 256, min(256, grootte - eerste))}"
        bundel, aantal, positie = _lees(uitvoer, naam), 0, 0
        while positie < len(bundel):
            lengte = int.from_bytes(bundel[positie : positie + 2], "big")
            regel = bundel[positie + 2 : positie + 2 + lengte]
            if len(regel) != lengte:
                raise KloptNiet(f"{naam} is afgeknipt")
            yield regel
            aantal, positie = aantal + 1, positie + 2 + lengte
        if aantal != min(256, grootte - eerste):
            raise KloptNiet(f"{naam} telt {aantal} regels")


def _eis_tegels(uitvoer: zipfile.ZipFile, laag: list[bytes], punt: Controlepunt) -> None:
    if _wortel(laag) != punt.wortel:
        raise KloptNiet("de regels geven een andere wortel dan het controlepunt")
    niveau = 0
    while laag:
        for eerste in range(0, len(laag), 256):
            deel = laag[eerste : eerste + 256]
            naam = f"tile/{niveau}/{tegelpad(eerste // 256, len(deel))}"
            if _lees(uitvoer, naam) != b"".join(deel):
                raise KloptNiet(f"{naam} klopt niet met de regels")
        laag = [_wortel(laag[i : i + 256]) for i in range(0, len(laag) - 255, 256)]
        niveau += 1


def _eis_omhullingen(uitvoer: zipfile.ZipFile, regels: list[bytes]) -> int:
    """Elke lijn van regels.jsonl is de regel van de boom, met de omhulling waarvan daar de afdruk staat."""
    aantal = 0
    for lijn in _lees(uitvoer, "regels.jsonl").splitlines():
        try:
            rij: dict[str, Any] = json.loads(lijn)
            nummer, omhulling = rij.pop("volgnummer"), b64decode(rij.pop("omhulling"), validate=True)
            band = json.dumps(rij, sort_keys=True, separators=(",", ":")).encode()
            juist = regels[nummer] == band + hashlib.sha256(omhulling).digest() and nummer == aantal
        except (ValueError, KeyError, IndexError, TypeError):
            juist = False
        if not juist:
            raise KloptNiet(f"lijn {aantal + 1} van regels.jsonl is niet de regel met volgnummer {aantal}")
        aantal += 1
    if aantal != len(regels):
        raise KloptNiet(f"regels.jsonl telt {aantal} lijnen, de boom {len(regels)}")
    return aantal


# Eén ontvangstbewijs

BEWIJSKOP = "c2sp.org/tlog-proof@v1"
BEWIJSVORM = re.compile(
    BEWIJSKOP + r"\nextra (\S+)\nindex (0|[1-9][0-9]{0,18})\n((?:\S+\n)*)\n(.+)", re.DOTALL
)
"""De kop, welke regel het is, haar plaats, het bewijs van onder naar boven, en het controlepunt."""


@dataclass(frozen=True)
class Ontvangstbewijs:
    """De plaats van één regel in de boom van een controlepunt. `extra` zegt welke regel; wat klopt, zegt het bewijs."""

    extra: bytes
    index: int
    bewijs: tuple[bytes, ...]
    nota: str

    @classmethod
    def lees(cls, tekst: str) -> "Ontvangstbewijs":
        """C2SP tlog-proof. Raises KloptNiet."""
        delen = BEWIJSVORM.fullmatch(tekst)
        if delen is None:
            raise KloptNiet("dit is geen ontvangstbewijs")
        try:
            extra, *bewijs = (b64decode(deel, validate=True) for deel in [delen[1], *delen[3].split()])
        except ValueError:
            raise KloptNiet("dit ontvangstbewijs is beschadigd") from None
        return cls(extra, int(delen[2]), tuple(bewijs), delen[4])


def controleer_bewijs(tekst: str, verwacht: str | None = None, getuigen: Sequence[str] = ()) -> str:
    """Staat deze ene regel in het logboek dat dit controlepunt tekende? Geeft wat er bewezen is. Raises KloptNiet."""
    gelezen = Ontvangstbewijs.lees(tekst)
    try:
        extra = json.loads(gelezen.extra)
        regel, afdruk = extra["regel"], bytes.fromhex(extra["omhulling"])
        sleutel = Sleutel.lees(extra["sleutel"])
        punt = Controlepunt.uit(gelezen.nota, sleutel)
        gezien = [(getuige, getuigd_op(gelezen.nota, Sleutel.lees(getuige))) for getuige in getuigen]
        wat = f"{regel['soort']} op {regel['tijdstip']} door {regel['actor']}"
    except OngeldigeNota as fout:
        raise KloptNiet(f"het controlepunt van het bewijs: {fout}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KloptNiet("dit ontvangstbewijs is beschadigd") from None
    if verwacht is not None and str(sleutel) != verwacht.strip():
        raise KloptNiet("het bewijs is getekend met een andere sleutel dan de verwachte")
    if niet := [getuige for getuige, tijd in gezien if tijd is None]:
        raise KloptNiet(f"niet mede ondertekend door {niet[0]}")
    band = json.dumps(regel, sort_keys=True, separators=(",", ":")).encode()
    if not klopt_inclusie(bladhash(band + afdruk), gelezen.index, punt.grootte, gelezen.bewijs, punt.wortel):
        raise KloptNiet("deze regel staat niet op die plaats in het logboek")
    zin = f"Klopt: {wat} is regel {gelezen.index} van de {punt.grootte} van {punt.herkomst}."
    if verwacht is None:
        zin += f"\nGetekend met {sleutel}. Vergelijk die met de sleutel die u elders bewaarde: het bewijs zelf bewijst haar niet."
    return zin


def _wortel(laag: list[bytes]) -> bytes:
    """RFC 9162 § 2.1.1: een knoop zonder buur gaat ongewijzigd een laag hoger."""
    while len(laag) > 1:
        oneven = laag[-1:] if len(laag) % 2 else []
        laag = [knoop(laag[i], laag[i + 1]) for i in range(0, len(laag) - 1, 2)] + oneven
    return laag[0] if laag else LEEG


def tegelpad(nummer: int, breedte: int) -> str:
    """C2SP tlog-tiles: drietallen, en `.p/` voor een tegel die nog niet vol is."""
    cijfers = str(nummer).zfill(-(-len(str(nummer)) // 3) * 3)
    delen = [cijfers[i : i + 3] for i in range(0, len(cijfers), 3)]
    pad = "/".join([*(f"x{deel}" for deel in delen[:-1]), delen[-1]])
    return pad if breedte == 256 else f"{pad}.p/{breedte}"


def hoofd(args: Sequence[str] | None = None) -> int:
    ontleder = argparse.ArgumentParser(
        description="Rekent een uitvoer van het logboek na, of één ontvangstbewijs."
    )
    ontleder.add_argument("uitvoer", type=Path, nargs="?", help="het zip-bestand")
    ontleder.add_argument("--eerder", type=Path, help="een controlepunt dat u vroeger bewaarde")
    ontleder.add_argument("--sleutel", help="de sleutel van het logboek zoals u ze vroeger bewaarde")
    ontleder.add_argument("--bewijs", type=Path, help="een ontvangstbewijs, in de plaats van een uitvoer")
    ontleder.add_argument(
        "--getuige",
        action="append",
        default=[],
        help="de sleutel van een getuige die het bewijs mede ondertekende",
    )
    keuze = ontleder.parse_args(args)
    if (keuze.uitvoer is None) == (keuze.bewijs is None) or (keuze.bewijs and keuze.eerder):
        ontleder.error(
            "geef één bestand: een uitvoer (eventueel met --eerder), of --bewijs met een ontvangstbewijs"
        )
    try:
        if keuze.bewijs:
            print(controleer_bewijs(keuze.bewijs.read_text("utf-8"), keuze.sleutel, keuze.getuige))
            return 0
        eerder = keuze.eerder.read_text() if keuze.eerder else None
        with zipfile.ZipFile(keuze.uitvoer) as uitvoer:
            print(controleer(uitvoer, eerder, keuze.sleutel))
    except (KloptNiet, OSError, UnicodeDecodeError, zipfile.BadZipFile) as fout:
        print(f"Klopt niet: {fout}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(hoofd())
