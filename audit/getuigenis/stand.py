"""Wat een getuige van elk logboek het laatst mede ondertekende, in één SQLite-bestand.

Elke wijziging staat op de schijf voor ze vastligt, en er is er nooit meer dan een tegelijk, ook over processen heen.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit.verificateur import LEEG, Controlepunt, Sleutel

from .sleutel import leg_map_vast

TABELLEN = (
    "CREATE TABLE getuige (sleutel TEXT NOT NULL) STRICT",
    "CREATE TABLE gezien (herkomst TEXT PRIMARY KEY, grootte INTEGER NOT NULL, wortel BLOB NOT NULL,"
    " nota TEXT NOT NULL) STRICT",
    "CREATE TRIGGER gezien_blijft BEFORE DELETE ON gezien BEGIN SELECT RAISE(ABORT, 'blijft'); END",
    "CREATE TRIGGER gezien_groeit BEFORE UPDATE ON gezien"
    " WHEN NEW.herkomst <> OLD.herkomst OR NEW.grootte <= OLD.grootte BEGIN SELECT RAISE(ABORT, 'groeit'); END",
)


class Standfout(RuntimeError):
    """De stand is er niet, hoort bij een andere sleutel, of kan niet op de schijf."""


@dataclass(frozen=True)
class Slot:
    """Een lopende wijziging: niemand anders leest of schrijft er een."""

    verbinding: sqlite3.Connection

    def laatste(self, herkomst: str) -> Controlepunt:
        """Het laatste punt; voor een logboek dat de getuige nog nooit zag de lege boom."""
        vraag = "SELECT grootte, wortel FROM gezien WHERE herkomst = ?"
        rij = self.verbinding.execute(vraag, (herkomst,)).fetchone()
        return Controlepunt(herkomst, *(rij or (0, LEEG)))

    def bewaar(self, punt: Controlepunt, nota: str) -> None:
        self.verbinding.execute(
            "INSERT INTO gezien VALUES (?, ?, ?, ?) ON CONFLICT (herkomst)"
            " DO UPDATE SET grootte = excluded.grootte, wortel = excluded.wortel, nota = excluded.nota",
            (punt.herkomst, punt.grootte, punt.wortel, nota),
        )


class Stand:
    """Raises Standfout als het bestand er niet is of bij een andere sleutel hoort: een getuige die vergat, tekent niet."""

    def __init__(self, pad: Path, sleutel: Sleutel) -> None:
        self.pad = pad
        with self._verbinding() as verbinding:
            if verbinding.execute("SELECT sleutel FROM getuige").fetchall() != [(str(sleutel),)]:
                raise Standfout(f"{pad} hoort bij een andere sleutel")

    @contextmanager
    def slot(self) -> Iterator[Slot]:
        """Ligt vast, op de schijf, als het blok zonder fout eindigt. Raises Standfout."""
        with self._verbinding() as verbinding:
            verbinding.execute("BEGIN IMMEDIATE")
            yield Slot(verbinding)
            verbinding.execute("COMMIT")

    def groottes(self) -> dict[str, int]:
        with self._verbinding() as verbinding:
            return dict(verbinding.execute("SELECT herkomst, grootte FROM gezien").fetchall())

    @contextmanager
    def _verbinding(self) -> Iterator[sqlite3.Connection]:
        try:
            # Sluiten zonder vastleggen draait terug.
            with closing(_verbind(self.pad)) as verbinding:
                yield verbinding
        except sqlite3.Error as fout:
            raise Standfout(f"{self.pad}: {fout}") from None


def maak(pad: Path, sleutel: Sleutel) -> None:
    """Een lege stand, voor altijd van deze sleutel. Raises FileExistsError, Standfout."""
    os.close(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(_verbind(pad)) as verbinding:
            verbinding.execute("BEGIN IMMEDIATE")
            for tabel in TABELLEN:
                verbinding.execute(tabel)
            verbinding.execute("INSERT INTO getuige VALUES (?)", (str(sleutel),))
            verbinding.execute("COMMIT")
    except sqlite3.Error as fout:
        raise Standfout(f"{pad}: {fout}") from None
    leg_map_vast(pad.parent)


def _verbind(pad: Path) -> sqlite3.Connection:
    """Nooit een nieuw bestand: dat zou een getuige zijn die alles vergat."""
    adres = f"{pad.absolute().as_uri()}?mode=rw"
    verbinding = sqlite3.connect(adres, uri=True, isolation_level=None, timeout=10)
    try:
        # EXTRA is FULL, en ook het wissen van het bijbestand staat op de schijf: dat wissen is het vastleggen.
        for regel in ("journal_mode=DELETE", "synchronous=EXTRA"):
            verbinding.execute(f"PRAGMA {regel}").fetchall()
    except sqlite3.Error:
        verbinding.close()
        raise
    return verbinding
