"""Rekent een uitvoer van het logboek na zonder Django, databank of netwerk: alleen Python en het pakket `cryptography`.

    python verificateur.py UITVOER.zip [--eerder CONTROLEPUNT] [--sleutel SLEUTEL] [--inhoud LIJST.csv]
    python verificateur.py --bewijs ONTVANGSTBEWIJS [--sleutel SLEUTEL] [--getuige SLEUTEL …]

Zegt dat alles klopt (uitgang 0), of precies wat niet en waar (uitgang 1). Een eerder bewaard controlepunt toont dat er
sindsdien niets verdween of veranderde; een eerder bewaarde sleutel toont dat het nog altijd hetzelfde logboek is.
Wat aan een autoriteit bezorgd is, telt alleen de regels van een periode, met hun sleutel: `--inhoud` opent ze.
Een ontvangstbewijs (C2SP tlog-proof) toont dat één handeling op haar plaats in het logboek staat.

De boom is die van RFC 9162 § 2.1: een blad is `sha256(0x00 || regel)`, een knoop `sha256(0x01 || links || rechts)`.
Een controlepunt is een ondertekende nota (C2SP signed-note en tlog-checkpoint), mede ondertekend door getuigen (C2SP
tlog-cosignature).
"""

import argparse
import csv
import hashlib
import json
import re
import sys
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SPELING = timedelta(days=1)
"""Zoveel mogen twee klokken verschillen."""

LOG, GETUIGE = 0x01, 0x04
"""De soort handtekening: van het logboek zelf, of van een getuige."""

LEEG = hashlib.sha256(b"").digest()
"""De wortel van een boom zonder bladen."""

TIJD = "%Y-%m-%dT%H:%M:%S.%fZ"
TERMIJNEN = frozenset({("aanmeldingen", 731), ("handelingen", 3653), ("grondslag", 10958)})
"""Elke termijn (klasse, dagen) die ooit gold. Een nieuwe komt erbij; een oude blijft staan, want oude verklaringen noemen haar."""

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
        # Een scherm voert stuurtekens uit: een naam zou kunnen verbergen wat dit programma erna zegt.
        if (
            sleutel.afdruk.hex() != afdruk
            or not naam
            or not naam.isprintable()
            or " " in naam
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


def getekend(nota: str, sleutel: Sleutel) -> str:
    """De tekst van een nota die met deze sleutel van het logboek getekend is. Raises OngeldigeNota."""
    gelezen = Nota.lees(nota)
    teken = gelezen.van(sleutel)
    if teken is None or not sleutel.klopt(gelezen.tekst.encode(), teken):
        raise OngeldigeNota("deze nota is niet getekend door dit logboek")
    return gelezen.tekst


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
        punt = cls.lees(getekend(nota, sleutel))
        if punt.herkomst != sleutel.naam:
            raise OngeldigeNota("dit controlepunt is niet van dit logboek")
        return punt


@dataclass(frozen=True, kw_only=True)
class Verval:
    """Welke regels van één klasse in één vol segment (256 regels) na hun termijn weg zijn; hun bladen blijven."""

    herkomst: str
    segment: int
    klasse: str
    dagen: int
    tot: datetime
    nummers: tuple[int, ...]
    bladen: bytes
    op: datetime

    def tekst(self) -> str:
        return (
            f"casusoverleg/verval/1\n{self.herkomst}\nsegment {self.segment}\nklasse {self.klasse}\n"
            f"termijn {self.dagen}\ntot {self.tot:{TIJD}}\nregels {','.join(map(str, self.nummers))}\n"
            f"bladen {self.bladen.hex()}\nop {self.op:{TIJD}}\n"
        )

    @classmethod
    def uit(cls, nota: str, sleutel: Sleutel) -> "Verval":
        """Raises OngeldigeNota."""
        tekst = getekend(nota, sleutel)
        try:
            _soort, herkomst, *regels = tekst.splitlines()
            veld = dict(regel.split(" ", 1) for regel in regels)
            verval = cls(
                herkomst=herkomst,
                segment=int(veld["segment"]),
                klasse=veld["klasse"],
                dagen=int(veld["termijn"]),
                tot=datetime.strptime(veld["tot"], TIJD).replace(tzinfo=UTC),
                nummers=tuple(int(nummer) for nummer in veld["regels"].split(",")),
                bladen=bytes.fromhex(veld["bladen"]),
                op=datetime.strptime(veld["op"], TIJD).replace(tzinfo=UTC),
            )
        except (ValueError, KeyError):
            raise OngeldigeNota("deze verklaring van verval is onleesbaar") from None
        if verval.tekst() != tekst or herkomst != sleutel.naam:
            raise OngeldigeNota("deze verklaring van verval is niet van dit logboek")
        return verval

    def weg(self, tegel: bytes) -> dict[int, bytes]:
        """Het blad van elke vervallen regel, uit de tegel van haar segment. Raises OngeldigeNota."""
        if (self.klasse, self.dagen) not in TERMIJNEN:
            raise OngeldigeNota("deze termijn bestond nooit")
        if self.op - self.tot < timedelta(days=self.dagen):
            raise OngeldigeNota(
                f"segment {self.segment} verviel voor zijn termijn van {self.dagen} dagen om was"
            )
        if any(a >= b for a, b in pairwise(self.nummers)) or {n // 256 for n in self.nummers} != {
            self.segment
        }:
            raise OngeldigeNota(f"een vervallen regel hoort niet in segment {self.segment}")
        plaatsen = {nummer: nummer % 256 * 32 for nummer in self.nummers}
        bladen = {nummer: tegel[plaats : plaats + 32] for nummer, plaats in plaatsen.items()}
        if len(tegel) != 256 * 32 or hashlib.sha256(b"".join(bladen.values())).digest() != self.bladen:
            raise OngeldigeNota(f"de vervallen regels van segment {self.segment} zijn niet die van de boom")
        return bladen


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


@dataclass
class Geheel:
    """Wat een uitvoer over zichzelf zegt, voor er iets nagerekend is."""

    uitvoer: zipfile.ZipFile
    sleutel: Sleutel
    punt: Controlepunt
    deel: range
    """Welke regels erin horen te staan: alle, of die van een bezorging."""
    bezorging: Mapping[str, str] | None = None
    """Wat het logboek over een bezorging tekende; None voor een gewone uitvoer."""


def controleer(uitvoer: zipfile.ZipFile, eerder: str | None = None, verwacht: str | None = None) -> str:
    """Rekent alles na; geeft één zin met cijfers. Raises KloptNiet."""
    geheel = _geheel(uitvoer, verwacht)
    punt = geheel.punt
    vervallen, per_klasse = _vervallen(geheel)
    bladen, omhuld = _bladen(geheel, vervallen)
    _eis_tegels(uitvoer, bladen, punt)
    _eis_bestanden(geheel, vervallen)
    zin = f"Alles klopt: {punt.grootte} regels, {omhuld} met hun omhulling, tot {punt.herkomst} op {punt.wortel.hex()[:16]}"
    if vervallen:
        delen = (f"{klasse} na {dagen} dagen: {n}" for (klasse, dagen), n in sorted(per_klasse.items()))
        zin += f"; {len(vervallen)} regels vervallen ({', '.join(delen)})"
    if geheel.bezorging is not None:
        zin += _eis_bezorging(geheel, geheel.bezorging)
    zin += "." if eerder is None else f"; {_eis_eerder(geheel, bladen, eerder)}."
    return zin if verwacht is not None else f"{zin}\n{_vergelijk(geheel.sleutel, 'de uitvoer')}"


def _vergelijk(sleutel: Sleutel, wat: str) -> str:
    """Wie alles verzint, tekent het ook zelf."""
    return f"Getekend met {sleutel}. Vergelijk die met de sleutel die u elders bewaarde: {wat} zelf bewijst haar niet."


def _geheel(uitvoer: zipfile.ZipFile, verwacht: str | None) -> Geheel:
    try:
        sleutel = Sleutel.lees(_lees(uitvoer, "sleutel.txt").decode())
        punt = Controlepunt.uit(_lees(uitvoer, "checkpoint").decode(), sleutel)
    except (OngeldigeNota, UnicodeDecodeError) as fout:
        raise KloptNiet(f"het controlepunt van de uitvoer: {fout}") from None
    if verwacht is not None and str(sleutel) != verwacht.strip():
        raise KloptNiet("de uitvoer is getekend met een andere sleutel dan de verwachte")
    if "bezorging.txt" not in uitvoer.namelist():
        return Geheel(uitvoer, sleutel, punt, range(punt.grootte))
    try:
        soort, herkomst, *regels = getekend(_lees(uitvoer, "bezorging.txt").decode(), sleutel).splitlines()
        veld = dict(regel.split(" ", 1) for regel in regels)
        van, tot = (int(nummer) for nummer in veld["regels"].split("-"))
        if not {"van", "tot", "aan", "onthulling"} <= veld.keys():
            raise KloptNiet("bezorging.txt zegt niet alles")
    except (ValueError, KeyError) as fout:
        raise KloptNiet(f"bezorging.txt: {fout}") from None
    if (soort, herkomst) != ("casusoverleg/bezorging/1", sleutel.naam) or not 0 <= van <= tot < punt.grootte:
        raise KloptNiet("bezorging.txt hoort niet bij dit logboek")
    return Geheel(uitvoer, sleutel, punt, range(van, tot + 1), veld)


def _eis_bezorging(geheel: Geheel, veld: Mapping[str, str]) -> str:
    """Dat de periode volledig is, dat wat erin geopend werd past, en dat het is wat getekend werd."""
    tijden = {nummer: str(rij.get("tijdstip")) for nummer, rij in _rijen(geheel, "regels.jsonl")}
    eerste, laatste = geheel.deel[0], geheel.deel[-1]
    # Een rand die zelf verviel, toont niets.
    if eerste > 0 and tijden.get(eerste, veld["van"]) >= veld["van"]:
        raise KloptNiet(f"de eerste regel ({eerste}) valt in de periode: ervoor kan er nog iets zijn")
    if laatste < geheel.punt.grootte - 1 and tijden.get(laatste, "") < veld["tot"]:
        raise KloptNiet(f"de laatste regel ({laatste}) valt in de periode: erna kan er nog iets zijn")
    onthuld = [nagerekend for *_rest, nagerekend in _onthuld(geheel)]
    if hashlib.sha256(_lees(geheel.uitvoer, "onthulling.jsonl")).hexdigest() != veld["onthulling"]:
        raise KloptNiet("onthulling.jsonl is niet wat bij de bezorging getekend is")
    zin = f"; van {veld['van']} tot {veld['tot']}, aan {veld['aan']}: regels {eerste} tot en met {laatste} volledig"
    niet = f", waarvan {onthuld.count(False)} niet zelf na te rekenen" if False in onthuld else ""
    return f"{zin}, {len(onthuld)} te openen{niet}"


def _eis_eerder(geheel: Geheel, bladen: list[bytes], eerder: str) -> str:
    try:
        oud = Controlepunt.uit(eerder, geheel.sleutel)
    except OngeldigeNota as fout:
        raise KloptNiet(f"het eerdere controlepunt: {fout}") from None
    if oud.grootte > len(bladen):
        raise KloptNiet(
            f"het eerdere controlepunt telt {oud.grootte} regels, deze uitvoer maar {len(bladen)}"
        )
    if _wortel(bladen[: oud.grootte]) != oud.wortel:
        raise KloptNiet(
            f"een van de eerste {oud.grootte} regels is niet meer die van het eerdere controlepunt"
        )
    return f"de eerste {oud.grootte} zijn die van het eerdere controlepunt"


def _lees(uitvoer: zipfile.ZipFile, naam: str) -> bytes:
    try:
        return uitvoer.read(naam)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        raise KloptNiet(f"{naam} ontbreekt in de uitvoer, of is beschadigd") from None


VAST = frozenset({"LEESMIJ.txt", "verificateur.py", "sleutel.txt", "checkpoint", "regels.jsonl"})


def _eis_bestanden(geheel: Geheel, vervallen: Mapping[int, bytes]) -> None:
    """Elk bestand hoort erbij en staat er één keer: wat niet nagerekend wordt, leest iemand anders toch voor echt."""
    hoort, gaten = set(VAST), {nummer // 256 for nummer in vervallen}
    if geheel.bezorging is not None:
        hoort |= {"bezorging.txt", "onthulling.jsonl"}
    niveau, aantal = 0, geheel.punt.grootte
    while aantal:
        paden = [tegelpad(van // 256, min(256, aantal - van)) for van in range(0, aantal, 256)]
        hoort |= {f"tile/{niveau}/{pad}" for pad in paden}
        if niveau == 0 and geheel.bezorging is None:
            hoort |= {f"tile/entries/{pad}" for nummer, pad in enumerate(paden) if nummer not in gaten}
        niveau, aantal = niveau + 1, aantal // 256
    for naam, keer in Counter(geheel.uitvoer.namelist()).items():
        if keer > 1:
            raise KloptNiet(f"{naam!r} staat er twee keer")
        if naam not in hoort and not naam.endswith("/") and not naam.startswith("verval/"):
            raise KloptNiet(f"{naam!r} hoort niet in deze uitvoer")


def _vervallen(geheel: Geheel) -> tuple[dict[int, bytes], Counter[tuple[str, int]]]:
    """Het blad van elke regel die volgens een getekende verklaring vervallen is, en hoeveel per klasse en termijn."""
    weg: dict[int, bytes] = {}
    per_klasse: Counter[tuple[str, int]] = Counter()
    verklaringen: list[Verval] = []
    for naam in sorted(set(geheel.uitvoer.namelist()) - {"verval/"}):
        if not naam.startswith("verval/"):
            continue
        try:
            verval = Verval.uit(_lees(geheel.uitvoer, naam).decode(), geheel.sleutel)
            bladen = verval.weg(_lees(geheel.uitvoer, f"tile/0/{tegelpad(verval.segment, 256)}"))
        except (OngeldigeNota, UnicodeDecodeError) as fout:
            raise KloptNiet(f"{naam}: {fout}") from None
        if weg.keys() & bladen.keys():
            raise KloptNiet(f"{naam} noemt een regel die al vervallen was")
        if verval.op > datetime.now(UTC) + SPELING:
            raise KloptNiet(f"{naam}: dit verval moet nog komen")
        weg |= bladen
        verklaringen.append(verval)
        per_klasse[verval.klasse, verval.dagen] += len(bladen)
    _eis_ouder(geheel, verklaringen)
    return weg, per_klasse


def _eis_ouder(geheel: Geheel, verklaringen: list[Verval]) -> None:
    """Wat eerder in de boom kwam, is niet jonger dan de jongste die verviel; anders heet iets van nu ineens oud."""
    te_gaan = sorted(verklaringen, key=lambda verval: verval.nummers[-1], reverse=True)
    jongste = ""
    for nummer, rij in _rijen(geheel, "regels.jsonl"):
        while te_gaan and te_gaan[-1].nummers[-1] < nummer:
            _eis_niet_jonger(jongste, te_gaan.pop())
        jongste = max(jongste, str(rij.get("tijdstip")))
    for verval in te_gaan:
        _eis_niet_jonger(jongste, verval)


def _eis_niet_jonger(jongste: str, verval: Verval) -> None:
    if jongste > f"{verval.tot + SPELING:{TIJD}}":
        raise KloptNiet(
            f"een regel van {jongste} is jonger dan wat na haar kwam en verviel (segment {verval.segment})"
        )


def _bladen(geheel: Geheel, vervallen: Mapping[int, bytes]) -> tuple[list[bytes], int]:
    """Elk blad: van een regel zelf, van een verval, of (buiten een bezorging) uit de tegels; en hoeveel regels er zijn."""
    punt, aantal, uit_regels = geheel.punt, 0, dict(vervallen)
    for segment, groep in groupby(_regels(geheel), lambda paar: paar[0] // 256):
        bundel = dict(groep)
        if dubbel := bundel.keys() & vervallen.keys():
            raise KloptNiet(f"regel {min(dubbel)} zou vervallen zijn, en staat er nog")
        uit_regels |= {nummer: bladhash(regel) for nummer, regel in bundel.items()}
        aantal += len(bundel)
        breedte = min(256, punt.grootte - segment * 256)
        if geheel.bezorging is None and len(bundel) == breedte:
            naam = f"tile/entries/{tegelpad(segment, breedte)}"
            if _lees(geheel.uitvoer, naam) != b"".join(
                len(regel).to_bytes(2, "big") + regel for regel in bundel.values()
            ):
                raise KloptNiet(f"{naam} klopt niet met regels.jsonl")
    for nummer in geheel.deel:
        if nummer not in uit_regels:
            raise KloptNiet(f"regel {nummer} ontbreekt, zonder verklaring van verval")
    buiten = _bladen_van_tegels(geheel) if len(geheel.deel) < punt.grootte else []
    return [uit_regels.get(nummer) or buiten[nummer] for nummer in range(punt.grootte)], aantal


def _bladen_van_tegels(geheel: Geheel) -> list[bytes]:
    grootte = geheel.punt.grootte
    tegels = (f"tile/0/{tegelpad(van // 256, min(256, grootte - van))}" for van in range(0, grootte, 256))
    ruw = b"".join(_lees(geheel.uitvoer, naam) for naam in tegels)
    if len(ruw) != grootte * 32:
        raise KloptNiet("de tegels tellen niet zoveel bladen als het controlepunt")
    return [ruw[plaats : plaats + 32] for plaats in range(0, len(ruw), 32)]


def _json(tekst: str | bytes) -> Any:
    """Eén betekenis per tekst: geen sleutel die twee keer voorkomt. Raises ValueError."""

    def een_keer(paren: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(paren)) != len(paren):
            raise ValueError("een sleutel komt twee keer voor")
        return dict(paren)

    try:
        return json.loads(tekst, object_pairs_hook=een_keer)
    except RecursionError:
        raise ValueError("te diep") from None


def _rijen(geheel: Geheel, naam: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """De lijnen van een bestand, met volgnummers die stijgen en in het deel liggen."""
    vorige, lijnen = -1, _lees(geheel.uitvoer, naam).splitlines()
    for lijn, tekst in enumerate(lijnen, 1):
        try:
            rij: dict[str, Any] = _json(tekst)
            nummer = rij.pop("volgnummer")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KloptNiet(f"lijn {lijn} van {naam} is onleesbaar") from None
        if type(nummer) is not int or nummer <= vorige or nummer not in geheel.deel:
            raise KloptNiet(f"lijn {lijn} van {naam} staat niet op haar plaats (volgnummer {nummer})")
        vorige = nummer
        yield nummer, rij


def _regels(geheel: Geheel) -> Iterator[tuple[int, bytes]]:
    """Elke regel zoals de boom ze bewijst: haar open kolommen en de afdruk van haar omhulling."""
    for nummer, rij in _rijen(geheel, "regels.jsonl"):
        omhulling, band = _omhulling(nummer, rij)
        yield nummer, band + hashlib.sha256(omhulling).digest()


def _omhulling(nummer: int, rij: dict[str, Any]) -> tuple[bytes, bytes]:
    try:
        omhulling = b64decode(rij.pop("omhulling"), validate=True)
    except (ValueError, KeyError, TypeError):
        raise KloptNiet(f"de omhulling van regel {nummer} is onleesbaar") from None
    return omhulling, json.dumps(rij, sort_keys=True, separators=(",", ":")).encode()


type Onthuld = tuple[int, dict[str, Any], dict[str, Any], Any, bool]
"""(volgnummer, open kolommen, inhoud, over de casus, zelf nagerekend)"""


def _onthuld(geheel: Geheel) -> Iterator[Onthuld]:
    """Elke regel waarvan een bezorging de sleutel geeft, geopend. Raises KloptNiet bij een sleutel die niet past."""
    regels = _rijen(geheel, "regels.jsonl")
    for nummer, rij in _rijen(geheel, "onthulling.jsonl"):
        open_ = next((regel for plaats, regel in regels if plaats == nummer), None)
        if open_ is None:
            raise KloptNiet(f"regel {nummer} is onthuld, en staat niet in regels.jsonl")
        omhulling, band = _omhulling(nummer, open_)
        try:
            # Alleen een regel van voor er eigen sleutels waren, mag haar inhoud zonder sleutel geven.
            nagerekend = open_["versie"] != 1
            inhoud = (
                _json(open_inhoud(b64decode(rij["sleutel"]), omhulling, band))
                if nagerekend
                else rij["inhoud"]
            )
        except (ValueError, KeyError, TypeError) as fout:
            raise KloptNiet(f"regel {nummer} opent niet: {fout}") from None
        yield nummer, open_, inhoud, rij.get("casusdeel"), nagerekend


KOLOMMEN = ("volgnummer", "tijdstip", "soort", "naam", "e-mail", "rollen", "organisaties", "reden", "casus", "feiten",
            "over_de_casus", "nagerekend")  # fmt: skip


def schrijf_inhoud(uitvoer: zipfile.ZipFile, naar: IO[str]) -> int:
    """De onthulde regels als CSV; geeft hoeveel. Raises KloptNiet."""
    lijst, aantal = csv.writer(naar, delimiter=";"), 0
    lijst.writerow(KOLOMMEN)
    geheel = _geheel(uitvoer, None)
    if geheel.bezorging is None:
        raise KloptNiet("deze uitvoer onthult niets")
    for nummer, open_, inhoud, casusdeel, nagerekend in _onthuld(geheel):
        actor, casus = (
            deel if isinstance(deel := inhoud.get(naam), dict) else {} for naam in ("actor", "casus")
        )
        namen = (actor.get("naam"), actor.get("email"), actor.get("rollen"), actor.get("organisaties"))
        over = "vernietigd" if casusdeel is None and "casusdeel" in inhoud else casusdeel
        waarden = (nummer, open_["tijdstip"], open_["soort"], *namen, inhoud.get("reden"), casus.get("referentie"),
                   inhoud.get("feiten"), over, "ja" if nagerekend else "nee")  # fmt: skip
        lijst.writerow([_cel(waarde) for waarde in waarden])
        aantal += 1
    return aantal


def _cel(waarde: Any) -> str:
    tekst = waarde if isinstance(waarde, str) else json.dumps(waarde, ensure_ascii=False) if waarde else ""
    # Wat op een formule lijkt, voert een rekenblad anders uit.
    return f"'{tekst}" if tekst.startswith(("=", "+", "-", "@", "\t", "\r")) else tekst


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
        extra = _json(gelezen.extra)
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
    return zin if verwacht is not None else f"{zin}\n{_vergelijk(sleutel, 'het bewijs')}"


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
    ontleder.add_argument(
        "--inhoud", type=Path, help="open wat bezorgd is, en schrijf het als CSV naar dit bestand"
    )
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
        eerder = keuze.eerder.read_text("utf-8") if keuze.eerder else None
        with zipfile.ZipFile(keuze.uitvoer) as uitvoer:
            print(controleer(uitvoer, eerder, keuze.sleutel))
            if keuze.inhoud:
                with keuze.inhoud.open("w", newline="", encoding="utf-8-sig") as lijst:
                    print(f"{schrijf_inhoud(uitvoer, lijst)} regels geopend, in {keuze.inhoud}.")
    except (KloptNiet, OSError, UnicodeDecodeError, zipfile.BadZipFile) as fout:
        print(f"Klopt niet: {fout}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(hoofd())
