"""Wikkelen door de transit-motor van Vault: de sleutel van de sleutels verlaat Vault nooit.

`SLEUTELAANBIEDER=vault`. De context van een dossier gaat mee als associated_data; een verplaatste wikkel opent niet.
De sleutels voor de blinde index en de pseudoniemen staan door Vault gewikkeld in de sleutelring (SLEUTELRING_BESTAND),
en worden één keer per proces geopend: een vraag aan Vault per waarde zou elke regel van het logboek een netwerkvraag
kosten. Wie het geheugen van een proces leest, leest die twee dus ook.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import lru_cache
from time import monotonic
from typing import Any

from django.conf import settings

from toegang.sleutelring import LENGTE, ringtekst
from toegang.uitzonderingen import SleutelFout

from . import Geheim, Wikkel
from .vaultverbinding import vault

VASTE = ("index", "pseudoniem")
VERS = 30  # seconden dat het nummer van de nieuwste sleutel onthouden wordt
REEKS = 500
NAAM = 30  # met het nummer erbij past ze in Casussleutel.kek_id


class Vaultaanbieder:
    def __init__(self) -> None:
        self.naam: str = settings.VAULT_TRANSIT_SLEUTEL
        if not self.naam or len(self.naam) > NAAM:
            raise SleutelFout(f"VAULT_TRANSIT_SLEUTEL is een naam van hoogstens {NAAM} tekens.")
        self._actief = ("", 0.0)

    @property
    def actief(self) -> str:
        """De nieuwste versie van de transit-sleutel, hoogstens een halve minuut oud."""
        kek_id, gelezen = self._actief
        if not kek_id or monotonic() - gelezen > VERS:
            sleutel = vault().vraag("get", self._pad("keys"))
            if "latest_version" not in sleutel:
                raise SleutelFout("De transit-sleutel bestaat niet in Vault.")
            kek_id = self._kek_id(sleutel["latest_version"])
            self._actief = kek_id, monotonic()
        return kek_id

    @property
    def index(self) -> bytes:
        return self._vast()["index"]

    @property
    def pseudoniem(self) -> bytes:
        return self._vast()["pseudoniem"]

    def wikkel_alle(self, geheimen: Sequence[Geheim]) -> list[tuple[str, bytes]]:
        delen = [{"plaintext": _b64(g.inhoud), "associated_data": _b64(g.context)} for g in geheimen]
        uitkomsten = self._reeks("encrypt", delen)
        if any("ciphertext" not in uitkomst for uitkomst in uitkomsten):
            raise SleutelFout("Vault wil niet wikkelen.")
        return [
            (
                self._kek_id(uitkomst["ciphertext"].split(":")[1].removeprefix("v")),
                uitkomst["ciphertext"].encode(),
            )
            for uitkomst in uitkomsten
        ]

    def ontwikkel_alle(self, wikkels: Sequence[Wikkel]) -> list[bytes | SleutelFout]:
        # Wat een andere aanbieder wikkelde, is voor Vault geen cijfertekst en zou de hele reeks doen mislukken.
        eigen = [n for n, wikkel in enumerate(wikkels) if wikkel.kek_id.startswith(f"{self.naam}:")]
        delen = [
            {
                "ciphertext": wikkels[n].gewikkeld.decode("ascii", "replace"),
                "associated_data": _b64(wikkels[n].context),
            }
            for n in eigen
        ]
        uit: list[bytes | SleutelFout] = [
            SleutelFout(f"De sleutel {wikkel.kek_id!r} is niet van deze Vault.") for wikkel in wikkels
        ]
        for n, uitkomst in zip(eigen, self._reeks("decrypt", delen), strict=True):
            if uitkomst.get("error"):
                uit[n] = SleutelFout("Een dossiersleutel past niet bij haar dossier of bij Vault.")
            else:
                uit[n] = b64decode(uitkomst["plaintext"])
        return uit

    def _reeks(self, werk: str, delen: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
        uit: list[dict[str, Any]] = []
        for begin in range(0, len(delen), REEKS):
            deel = delen[begin : begin + REEKS]
            uitkomsten = (
                vault().vraag("post", self._pad(werk), {"batch_input": deel}).get("batch_results", [])
            )
            if len(uitkomsten) != len(deel):
                raise SleutelFout("Vault gaf geen volledig antwoord.")
            uit += uitkomsten
        return uit

    def _pad(self, werk: str) -> str:
        return f"{settings.VAULT_TRANSIT_MOUNT}/{werk}/{self.naam}"

    def _kek_id(self, versie: int | str) -> str:
        return f"{self.naam}:v{versie}"

    # -- de twee vaste sleutels ---------------------------------------------------------------------------------

    def nieuwe_ring(self) -> str:
        """De sleutelring van een installatie met Vault: alleen de twee vaste sleutels, gewikkeld."""
        gewikkeld = self.wikkel_alle([Geheim(os.urandom(LENGTE), _vaste_context(naam)) for naam in VASTE])
        vaste = {
            naam: [kek_id, inhoud.decode()] for naam, (kek_id, inhoud) in zip(VASTE, gewikkeld, strict=True)
        }
        return json.dumps({"versie": 1, "aanbieder": "vault", **vaste}, indent=2)

    def _vast(self) -> dict[str, bytes]:
        return _open_ring(self, ringtekst())


@lru_cache(maxsize=1)
def _open_ring(aanbieder: Vaultaanbieder, tekst: str) -> dict[str, bytes]:
    try:
        ruw = json.loads(tekst)
        wikkels = [Wikkel(ruw[naam][0], ruw[naam][1].encode(), _vaste_context(naam)) for naam in VASTE]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as fout:
        raise SleutelFout(f"De sleutelring voor Vault is niet leesbaar ({type(fout).__name__}).") from None
    vaste: dict[str, bytes] = {}
    for naam, uitkomst in zip(VASTE, aanbieder.ontwikkel_alle(wikkels), strict=True):
        if isinstance(uitkomst, SleutelFout):
            raise uitkomst
        vaste[naam] = uitkomst
    return vaste


def _vaste_context(naam: str) -> bytes:
    return b"casusoverleg/vaste-sleutel/1|" + naam.encode()


def _b64(ruw: bytes) -> str:
    return b64encode(ruw).decode()
