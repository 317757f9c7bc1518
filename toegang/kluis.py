"""De sleutelkluis: de tweede helft (de scherf) van elke dossiersleutel, buiten PostgreSQL.

Een reservekopie van de databank bevat alleen de eerste helft. Wie een dossier vernietigt, wist de scherf; een
teruggezette kopie opent het dossier dan niet meer (LR-53). De kluis is een bestand (SLEUTELKLUIS=/pad) voor één server,
of Vault (SLEUTELKLUIS=vault:mount/map) voor meer dan één. Ze wordt nooit vanzelf gemaakt: een lege kluis in de plaats
van de echte maakt alles onleesbaar.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol
from uuid import UUID

from django.conf import settings

from .uitzonderingen import SleutelFout

TABEL = "CREATE TABLE scherf (dossier TEXT PRIMARY KEY, inhoud BLOB NOT NULL, gemaakt TEXT NOT NULL) WITHOUT ROWID"
IN_LIJST = "dossier IN (SELECT value FROM json_each(?))"


class Kluis(Protocol):
    """Elke methode werpt SleutelFout als de kluis er niet is of niet antwoordt."""

    def bewaar(self, dossier_id: UUID, scherf: bytes) -> None:
        """Nooit over een bestaande scherf heen."""
        ...

    def haal(self, dossier_ids: Collection[UUID]) -> Mapping[UUID, bytes]: ...
    def wis(self, dossier_ids: Collection[UUID]) -> int: ...
    def alle(self) -> Mapping[UUID, datetime]:
        """Elk dossier met het ogenblik waarop zijn scherf gemaakt werd."""
        ...

    def controleer(self) -> None: ...


class Bestandskluis:
    """Eén SQLite-bestand. Wissen overschrijft de scherf en leegt het bijbestand (WAL)."""

    def __init__(self, pad: str | Path) -> None:
        self.pad = Path(pad)
        self._slot = Lock()
        self._open: tuple[tuple[int, ...], sqlite3.Connection] | None = None

    def bewaar(self, dossier_id: UUID, scherf: bytes) -> None:
        rij = (dossier_id.hex, scherf, datetime.now(UTC).isoformat())
        with self._verbinding() as verbinding:
            verbinding.execute("INSERT INTO scherf VALUES (?, ?, ?)", rij)

    def haal(self, dossier_ids: Collection[UUID]) -> Mapping[UUID, bytes]:
        with self._verbinding() as verbinding:
            vraag = f"SELECT dossier, inhoud FROM scherf WHERE {IN_LIJST}"  # noqa: S608 - vaste tekst
            return {UUID(naam): inhoud for naam, inhoud in verbinding.execute(vraag, _lijst(dossier_ids))}

    def wis(self, dossier_ids: Collection[UUID]) -> int:
        with self._verbinding() as verbinding:
            opdracht = f"DELETE FROM scherf WHERE {IN_LIJST}"  # noqa: S608 - vaste tekst
            aantal = verbinding.execute(opdracht, _lijst(dossier_ids)).rowcount
            verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return aantal

    def alle(self) -> Mapping[UUID, datetime]:
        with self._verbinding() as verbinding:
            rijen = verbinding.execute("SELECT dossier, gemaakt FROM scherf").fetchall()
        return {UUID(naam): datetime.fromisoformat(gemaakt) for naam, gemaakt in rijen}

    def controleer(self) -> None:
        with self._verbinding() as verbinding:
            verbinding.execute("SELECT 1 FROM scherf LIMIT 1").fetchall()

    def kopieer(self, doel: Path) -> None:
        """Een volledige kopie terwijl de toepassing draait; een gewone kopie mist wat nog in het bijbestand staat."""
        _maak_bestand(doel)
        with self._verbinding() as verbinding, closing(sqlite3.connect(doel)) as kopie:
            verbinding.backup(kopie)

    def sluit(self) -> None:
        with self._slot:
            self._sluit()

    def _sluit(self) -> None:
        if self._open:
            self._open[1].close()
            self._open = None

    @contextmanager
    def _verbinding(self) -> Iterator[sqlite3.Connection]:
        """Eén verbinding per proces. Een vervangen bestand gaat opnieuw open: anders komt een scherf in het oude."""
        with self._slot:
            try:
                stand = self.pad.stat()
                merk = (os.getpid(), stand.st_dev, stand.st_ino)
                if self._open is None or self._open[0] != merk:
                    self._sluit()
                    self._open = merk, _verbind(self.pad)
                yield self._open[1]
            except OSError as fout:
                raise SleutelFout(f"De sleutelkluis is er niet: {fout.strerror}.") from None
            except sqlite3.Error as fout:
                raise SleutelFout(f"De sleutelkluis antwoordt niet ({type(fout).__name__}).") from None


def maak_kluis(pad: Path) -> None:
    """Een lege kluis die alleen haar eigenaar leest. Raises FileExistsError."""
    _maak_bestand(pad)
    with closing(_verbind(pad)) as verbinding:
        verbinding.execute(TABEL)


def _maak_bestand(pad: Path) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _verbind(pad: Path) -> sqlite3.Connection:
    verbinding = sqlite3.connect(
        f"{pad.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=5,
        check_same_thread=False,
    )
    for regel in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        verbinding.execute(f"PRAGMA {regel}").fetchall()
    return verbinding


def _lijst(dossier_ids: Collection[UUID]) -> tuple[str]:
    return ("[" + ",".join(f'"{dossier_id.hex}"' for dossier_id in dossier_ids) + "]",)


def _kies(plaats: str) -> Kluis:
    if not plaats:
        raise SleutelFout("Er is geen sleutelkluis: zet SLEUTELKLUIS.")
    if plaats.startswith("vault:"):
        from .aanbieders.vaultkluis import Vaultkluis  # hvac laadt alleen wie het gebruikt

        return Vaultkluis(plaats.removeprefix("vault:"))
    return Bestandskluis(plaats)


_gekozen: Callable[[str], Kluis] = cache(_kies)


def kluis() -> Kluis:
    """De kluis van deze installatie. Raises SleutelFout."""
    return _gekozen(settings.SLEUTELKLUIS)
