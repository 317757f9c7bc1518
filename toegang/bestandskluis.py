"""De sleutelkluis als één SQLite-bestand, voor een installatie op één server.

Niet op een gedeelde schijf: het bijbestand (WAL) werkt alleen als alle processen op dezelfde machine draaien.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from uuid import UUID

from .uitzonderingen import SleutelFout

TABEL = "CREATE TABLE scherf (dossier TEXT PRIMARY KEY, inhoud BLOB NOT NULL, gemaakt TEXT NOT NULL) WITHOUT ROWID"
IN_LIJST = "dossier IN (SELECT value FROM json_each(?))"


class Bestandskluis:
    """Eén SQLite-bestand. Wissen overschrijft de scherf en leegt het bijbestand (WAL)."""

    def __init__(self, pad: str | Path) -> None:
        self._open: tuple[tuple[int, ...], sqlite3.Connection] | None = None
        self._slot = Lock()
        self.pad = Path(pad)

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

    def __del__(self) -> None:
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
    try:
        for regel in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            verbinding.execute(f"PRAGMA {regel}").fetchall()
    except sqlite3.Error:
        verbinding.close()
        raise
    return verbinding


def _lijst(dossier_ids: Collection[UUID]) -> tuple[str]:
    return ("[" + ",".join(f'"{dossier_id.hex}"' for dossier_id in dossier_ids) + "]",)
