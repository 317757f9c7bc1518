"""De sleutelring: de sleutels die buiten de database staan.

Een JSON-bestand (SLEUTELRING_BESTAND) of dezelfde JSON in de omgeving (SLEUTELRING). `SECRET_KEY` speelt geen rol.
Met SLEUTELAANBIEDER=vault neemt Vault het wikkelen over. Het bestand wordt bij elk gebruik nagekeken: een geroteerde of
weggenomen ring geldt meteen, zonder herstart.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string

from .aanbieders import Aanbieder, Geheim, Wikkel, ontwikkel
from .uitzonderingen import SleutelFout

LENGTE = 32
NONCE = 12
INGEBOUWD = {"vault": "toegang.aanbieders.vault.Vaultaanbieder"}


@dataclass(frozen=True)
class Sleutelring:
    actief: str
    keks: Mapping[str, bytes] = field(repr=False)
    index: bytes = field(repr=False)
    pseudoniem: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.actief not in self.keks:
            raise SleutelFout(f"De actieve sleutel {self.actief!r} staat niet in de sleutelring.")
        if any(len(sleutel) != LENGTE for sleutel in (*self.keks.values(), self.index, self.pseudoniem)):
            raise SleutelFout(f"Elke sleutel in de sleutelring moet {LENGTE} bytes lang zijn.")

    def wikkel(self, dek: bytes, context: bytes) -> tuple[str, bytes]:
        nonce = os.urandom(NONCE)
        return self.actief, nonce + AESGCM(self.keks[self.actief]).encrypt(nonce, dek, context)

    def ontwikkel(self, kek_id: str, gewikkeld: bytes, context: bytes) -> bytes:
        """Raises SleutelFout: onbekende sleutel, of de wikkel hoort bij een ander dossier."""
        if kek_id not in self.keks:
            raise SleutelFout(f"De sleutel {kek_id!r} staat niet in de sleutelring.")
        try:
            return AESGCM(self.keks[kek_id]).decrypt(gewikkeld[:NONCE], gewikkeld[NONCE:], context)
        except (InvalidTag, ValueError) as fout:
            raise SleutelFout(
                "Een dossiersleutel past niet bij haar dossier of bij de sleutelring."
            ) from fout

    def wikkel_alle(self, geheimen: Sequence[Geheim]) -> list[tuple[str, bytes]]:
        return [self.wikkel(*geheim) for geheim in geheimen]

    def ontwikkel_alle(self, wikkels: Sequence[Wikkel]) -> list[bytes | SleutelFout]:
        uitkomsten: list[bytes | SleutelFout] = []
        for wikkel in wikkels:
            try:
                uitkomsten.append(self.ontwikkel(*wikkel))
            except SleutelFout as fout:
                uitkomsten.append(fout)
        return uitkomsten

    # -- lezen, schrijven, vernieuwen ---------------------------------------------------------------------------

    @classmethod
    def nieuw(cls, kek_id: str) -> "Sleutelring":
        return cls(kek_id, {kek_id: os.urandom(LENGTE)}, os.urandom(LENGTE), os.urandom(LENGTE))

    def met_nieuwe_kek(self, kek_id: str) -> "Sleutelring":
        """De nieuwe sleutel wordt actief; de oude blijven om te lezen tot alles herwikkeld is."""
        if kek_id in self.keks:
            raise SleutelFout(f"Er is al een sleutel {kek_id!r}.")
        return Sleutelring(kek_id, {**self.keks, kek_id: os.urandom(LENGTE)}, self.index, self.pseudoniem)

    def zonder_kek(self, kek_id: str) -> "Sleutelring":
        """Raises SleutelFout: onbekend, of de actieve sleutel."""
        if kek_id not in self.keks or kek_id == self.actief:
            raise SleutelFout(f"{kek_id!r} staat niet in de sleutelring, of is de actieve sleutel.")
        over = {naam: sleutel for naam, sleutel in self.keks.items() if naam != kek_id}
        return Sleutelring(self.actief, over, self.index, self.pseudoniem)

    def als_json(self) -> str:
        keks = {kek_id: b64encode(sleutel).decode() for kek_id, sleutel in self.keks.items()}
        vast = {"index": b64encode(self.index).decode(), "pseudoniem": b64encode(self.pseudoniem).decode()}
        return json.dumps({"versie": 1, "actief": self.actief, "kek": keks, **vast}, indent=2)

    @classmethod
    def uit_json(cls, tekst: str) -> "Sleutelring":
        try:
            ruw: dict[str, Any] = json.loads(tekst)
            if ruw["versie"] != 1:
                raise SleutelFout("Deze versie van de sleutelring is niet bekend.")
            keks = {kek_id: b64decode(sleutel, validate=True) for kek_id, sleutel in ruw["kek"].items()}
            index, pseudoniem = (b64decode(ruw[naam], validate=True) for naam in ("index", "pseudoniem"))
            return cls(ruw["actief"], keks, index, pseudoniem)
        except (ValueError, KeyError, TypeError, AttributeError) as fout:
            # `from None`: de oorzaak kan sleutelmateriaal tonen in een foutrapport.
            raise SleutelFout(f"De sleutelring is niet leesbaar ({type(fout).__name__}).") from None


def ringtekst() -> str:
    """De inhoud van de sleutelring zoals ze bewaard is. Raises SleutelFout."""
    if bestand := settings.SLEUTELRING_BESTAND:
        try:
            stand = Path(bestand).stat()
            return _lees(bestand, (stand.st_ino, stand.st_mtime_ns, stand.st_size))
        except OSError as fout:
            raise SleutelFout(f"De sleutelring {bestand} is niet te lezen: {fout.strerror}.") from fout
    if tekst := settings.SLEUTELRING:
        return str(tekst)
    raise SleutelFout("Er is geen sleutelring: zet SLEUTELRING_BESTAND of SLEUTELRING.")


@lru_cache(maxsize=1)
def _lees(bestand: str, stand: tuple[int, int, int]) -> str:
    """`stand` is waaraan te zien is dat het bestand vervangen werd."""
    return Path(bestand).read_text()


_uit_json = lru_cache(maxsize=1)(Sleutelring.uit_json)


def sleutelring() -> Sleutelring:
    """De sleutelring van deze installatie, zoals ze nu is. Raises SleutelFout."""
    return _uit_json(ringtekst())


def aanbieder() -> Aanbieder:
    """Wie de dossiersleutels wikkelt: de sleutelring zelf, Vault, of een eigen klasse. Raises SleutelFout."""
    keuze = settings.SLEUTELAANBIEDER
    return sleutelring() if keuze in {"", "ring"} else _andere(keuze)


@cache
def _andere(keuze: str) -> Aanbieder:
    return cast(Aanbieder, import_string(INGEBOUWD.get(keuze, keuze))())


def versleutel_veld(context: str, waarde: str) -> str:
    """Een los geheim zonder dossier (een tweede stap, een opgeschorte aanvraag). Raises SleutelFout."""
    [(kek_id, gewikkeld)] = aanbieder().wikkel_alle([Geheim(waarde.encode(), context.encode())])
    return f"{kek_id}:{b64encode(gewikkeld).decode()}"


def ontsleutel_veld(context: str, tekst: str) -> str:
    """Raises SleutelFout: onbekende sleutel, geknoei, of versleuteld voor iets anders."""
    kek_id, _scheiding, gewikkeld = tekst.rpartition(":")
    try:
        wikkel = Wikkel(kek_id, b64decode(gewikkeld, validate=True), context.encode())
        return ontwikkel(aanbieder(), wikkel).decode()
    except ValueError as fout:
        raise SleutelFout("Een versleuteld veld is beschadigd.") from fout


@receiver(setting_changed)
def _vergeet(*, setting: str, **_: Any) -> None:
    if setting.startswith(("SLEUTEL", "VAULT")):
        _andere.cache_clear()
