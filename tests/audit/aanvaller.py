"""Een aanvaller met alles wat stilligt: elke rij van elke tabel, sleutelring, kluis, SECRET_KEY en de code.

Hij zoekt geen fout in de wiskunde. Hij probeert elk stukje dat hij heeft als sleutel of als wachtzin, op elke plaats waar
een sleutel past, en ontsleutelt eerst alles wat de server zelf kan ontsleutelen.
"""

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from audit import hersteldelen, toezichtsleutels
from audit.models import Herstelsleutel, Regel, Sleutelhouder, Toezichtsleutel, Wachtzinwikkel
from audit.toezichtsleutels import Eigen, Prives, open_tijdvakken
from audit.verificateur import open_inhoud, sleutelafdruk
from audit.zegel import KEM_PUBLIEK, ZAAD, ZegelFout, open_sleutel, open_zegel
from toegang.kluis import kluis
from toegang.models import Casussleutel
from toegang.opnieuw import _context as opgeschort_context
from toegang.sleutelring import ontsleutel_veld, ringtekst, sleutelring
from toegang.sleutels import ontwikkel

HOOGSTENS = 4096
KORT = 400
# Nummers, datums, tabel- en rechtnamen: elk van die als zin proberen kost alleen tijd.
GEEN_ZIN = re.compile(r"[0-9a-f-]{32,}|\d{4}-\d\d-\d\d.*|[a-z_.]+|[A-Za-z0-9+/=_-]{60,}")
NASLAG = {"toegang_gemeente", "auth_permission", "django_content_type", "django_migrations"}


@dataclass
class Aanvaller:
    """`erbij` is wat hij volgens de bewering niet heeft: een wachtzin, twee delen, een koekje."""

    erbij: tuple[bytes, ...] = ()
    blokken: set[bytes] = field(default_factory=set)
    geopend: dict[str, Any] = field(default_factory=dict)

    def val_aan(self) -> dict[str, Any]:
        """De inhoud van elke regel die hij openkrijgt, op id."""
        for waarde in (*self._databank(), *self._sessies(), *self._server(), *self.erbij):
            self._neem(waarde)
        # Een sleutel is toeval: een stuk met alleen leestekens en letters is er geen (kans 2⁻³²), wel een zin of base64.
        vensters = {stuk for blok in self.blokken for stuk in _vensters(blok) if not stuk.isascii()}
        self._regelsleutels(vensters)
        self._eigen_sleutels(vensters)
        self._envelop_van_een_sessie(vensters)
        self._wachtzinnen()
        self._herstel()
        return self.geopend

    # -- wat hij heeft -------------------------------------------------------------------------------------------------

    def _databank(self) -> Iterator[Any]:
        """Elke waarde van elke rij van elke tabel, zoals in een dump."""
        with connection.cursor() as cursor:
            for tabel in connection.introspection.table_names(cursor):
                if tabel not in NASLAG:  # voor elke installatie gelijk: geen geheim
                    cursor.execute(f'SELECT * FROM "{tabel}"')
                    for rij in cursor.fetchall():
                        yield from rij

    def _sessies(self) -> Iterator[Any]:
        """Met SECRET_KEY leest hij sessies; wat daarin onder de sleutelring wacht, opent hij ook."""
        for sessie in Session.objects.all():
            inhoud = sessie.get_decoded()
            yield inhoud
            wie = inhoud.get("_auth_user_id", "")
            staat = (inhoud.get("account_reauthentication_state") or {}).get("state", {})
            for pakket in (inhoud.get("opgeschort"), staat.get("pakket")):
                if pakket:
                    yield ontsleutel_veld(opgeschort_context(_Verzoek(wie)), pakket)

    def _server(self) -> Iterator[Any]:
        yield settings.SECRET_KEY
        yield json.loads(ringtekst())
        yield from sleutelring().keks.values()
        rijen = list(Casussleutel.objects.all())
        yield from (helft for helft in ontwikkel(rijen) if isinstance(helft, bytes))
        yield from kluis().haal([rij.dossier_id for rij in rijen]).values()

    def _neem(self, waarde: Any) -> None:
        if isinstance(waarde, dict):
            waarde = [*waarde.keys(), *waarde.values()]
        if isinstance(waarde, (list, tuple, set)):
            for deel in waarde:
                self._neem(deel)
        elif isinstance(waarde, (bytes, memoryview)):
            self.blokken.add(bytes(waarde)[:HOOGSTENS])
        elif waarde is not None:
            self._neem_tekst(str(waarde))

    def _neem_tekst(self, tekst: str) -> None:
        self.blokken.add(tekst.encode()[:HOOGSTENS])
        for lees in (lambda: b64decode(tekst, validate=True), lambda: bytes.fromhex(tekst)):
            try:
                self.blokken.add(lees()[:HOOGSTENS])
            except ValueError:
                continue
        with suppress(ValueError):
            self.blokken.add(hersteldelen.lees(tekst).waarde)
        if tekst[:1] in "[{":
            with suppress(ValueError):
                self._neem(json.loads(tekst))

    # -- wat hij probeert ----------------------------------------------------------------------------------------------

    def _regelsleutels(self, vensters: Iterable[bytes]) -> None:
        """Elke regel heeft een eigen sleutel, en vooraan haar afdruk."""
        regels = {bytes(regel.omhulling)[:32]: regel for regel in Regel.objects.all()}
        for sleutel in vensters:
            if regel := regels.get(sleutelafdruk(sleutel)):
                inhoud = open_inhoud(sleutel, bytes(regel.omhulling), regel.open().band())
                self.geopend[str(regel.pk)] = json.loads(inhoud)

    def _eigen_sleutels(self, vensters: Iterable[bytes]) -> None:
        """Past een stuk van 32 bytes bij een publieke sleutel, dan staat het zaad er vlak voor."""
        publiek = {
            bytes(sleutel)[KEM_PUBLIEK:]: rij
            for rij in (
                *Toezichtsleutel.objects.all(),
                *Sleutelhouder.objects.all(),
                *Herstelsleutel.objects.all(),
            )
            for sleutel in [rij.publieke_sleutel if isinstance(rij, Toezichtsleutel) else rij.publiek]
        }
        for venster in vensters:
            x25519 = X25519PrivateKey.from_private_bytes(venster).public_key().public_bytes_raw()
            if rij := publiek.get(x25519):
                for blok in self.blokken:
                    plaats = blok.find(venster) - ZAAD
                    if plaats >= 0:
                        self._gebruik(rij, blok[plaats : plaats + ZAAD + 32])

    def _gebruik(self, rij: Any, prive: bytes) -> None:
        if isinstance(rij, Toezichtsleutel):
            self._open(Prives({rij.epoch: prive}))
        elif isinstance(rij, Sleutelhouder):
            self._open(open_tijdvakken(Eigen(rij, prive)))
        else:
            for kopie in rij.kopieen.select_related("toezichtsleutel"):
                sleutel = kopie.toezichtsleutel
                context = f"herstel|{sleutel.livc_id}|{sleutel.pk}|{rij.pk}"
                self._open(Prives({sleutel.epoch: open_sleutel(prive, bytes(kopie.verzegeld), context)}))

    def _envelop_van_een_sessie(self, vensters: Iterable[bytes]) -> None:
        for sessie in Session.objects.all():
            inhoud = sessie.get_decoded()
            if bewaard := inhoud.get("toezicht"):
                ruw = b64decode(bewaard["envelop"])
                context = f"{inhoud['_auth_user_id']}|{bewaard['livc']}|{bewaard['tot']}".encode()
                for venster in vensters:
                    try:
                        open_ = AESGCM(venster).decrypt(ruw[:12], ruw[12:], context)
                    except InvalidTag:
                        continue
                    self._open(
                        Prives({int(epoch): b64decode(prive) for epoch, prive in json.loads(open_).items()})
                    )

    def _wachtzinnen(self) -> None:
        """Elke tekst die op een wachtzin lijkt, en elk stuk van 32 bytes dat rechtstreeks zou passen."""
        teksten = {blok.decode() for blok in self.blokken if 16 <= len(blok) <= 100 and _is_tekst(blok)}
        teksten = {tekst for tekst in teksten if not GEEN_ZIN.fullmatch(tekst)}
        for rij in Wachtzinwikkel.objects.select_related("houder"):
            for tekst in teksten:
                prive = toezichtsleutels._open(rij, tekst, toezichtsleutels._eigencontext(rij.houder))
                if prive is not None:
                    self._open(open_tijdvakken(Eigen(rij.houder, prive)))

    def _herstel(self) -> None:
        """Elk stuk van 24 bytes als geheim, en elke twee delen die hij vond."""
        delen = [blok for blok in self.blokken if len(blok) == hersteldelen.GEHEIM]
        samen = {
            hersteldelen.voeg_samen([hersteldelen.Deel(i, b"", een), hersteldelen.Deel(j, b"", ander)])
            for een in delen
            for ander in delen
            if een != ander
            for i, j in ((1, 2), (1, 3), (2, 3))
        }
        for rij in Herstelsleutel.objects.all():
            afdruk = bytes(rij.bewijs_afdruk)
            for geheim in samen | set(delen):
                bewijs = hersteldelen.bewijs_uit(geheim, rij.livc_id)
                if hashlib.sha256(bewijs).digest() == afdruk:
                    self._gebruik(rij, hersteldelen.prive_uit(geheim, rij.livc_id))

    def _open(self, prives: Prives) -> None:
        for regel in Regel.objects.filter(epoch__in=list(prives)):
            try:
                inhoud = open_zegel(
                    prives[regel.epoch], bytes(regel.omhulling), regel.open().band(), regel.versie
                )
            except ZegelFout:
                continue
            self.geopend[str(regel.pk)] = inhoud


@dataclass
class _Verzoek:
    """Genoeg van een aanvraag om de context van een opgeschort formulier te kennen."""

    pk: str

    @property
    def user(self) -> "_Verzoek":
        return self


def _vensters(blok: bytes) -> Iterator[bytes]:
    """Elk stuk van 32 bytes dat een sleutel kan zijn; in iets langs alleen waar een veld kan beginnen of eindigen."""
    if len(blok) >= 32:
        yield from (blok[i : i + 32] for i in range(0, len(blok) - 31, 1 if len(blok) <= KORT else 16))
        yield blok[-32:]


def _is_tekst(blok: bytes) -> bool:
    try:
        return blok.decode().isprintable()
    except ValueError:
        return False
