"""Een eigen cluster mét fsync, met dezelfde tabellen als de testdatabank: om te doden en om terug te draaien."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psutil
import pytest
from django.conf import settings
from django.db import connections

from scripts.databank import NAAM, maak_databank, maak_rol
from scripts.postgres import BIN, Postgres
from tests.databank import DATA, Testcursor


class Cluster:
    """Een server op de schijf, zonder iets dat hem vlugger maakt ten koste van wat vastgelegd is."""

    def __init__(self, map_: Path) -> None:
        self.server = Postgres(map_)
        self.keren_gedood = 0

    def start(self) -> None:
        self.server.start()

    def url(self, databank: str = NAAM, gebruiker: str = "postgres") -> str:
        return self.server.url(gebruiker, databank)

    def dood(self) -> None:
        """kill -9 van de postmaster en van alles wat hij startte. Eerst stilgezet: zo komt er geen kind meer bij."""
        baas = psutil.Process(int((self.server.map / "postmaster.pid").read_text().split()[0]))
        baas.suspend()
        familie = [baas, *baas.children(recursive=True)]
        for proces in familie:
            with suppress(psutil.NoSuchProcess):
                proces.kill()
        for _poging in range(200):
            if not any(_leeft(proces) for proces in familie):
                break
            time.sleep(0.02)
        else:
            raise TimeoutError("PostgreSQL leeft nog na kill -9.")
        self.keren_gedood += 1

    def doe(self, opdracht: str, *args: str, stdin: bytes | None = None) -> bytes:
        """Een programma van PostgreSQL op deze server; geeft wat het schrijft."""
        klaar = subprocess.run(
            [str(BIN / opdracht), "-h", str(self.server.socketmap), "-U", "postgres", *args],
            input=stdin,
            check=True,
            capture_output=True,
        )
        return klaar.stdout


def _leeft(proces: psutil.Process) -> bool:
    try:
        return bool(proces.is_running() and proces.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def omgeleid(url: str) -> Iterator[None]:
    """Binnen dit blok is `default` deze databank; verder zoals in elke test."""
    from config.settings import databank as databank_uit

    databank = connections["default"].settings_dict
    was = dict(databank)
    connections["default"].close()
    databank |= databank_uit(url, assume_role=settings.DATABASE_ROL, cursor_factory=Testcursor)
    try:
        yield
    finally:
        connections["default"].close()
        databank.clear()
        databank |= was


@pytest.fixture(scope="module")
def cluster(testserver: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[Cluster]:
    """`default` wijst tot het einde van de module naar dit cluster."""
    map_ = Path(mkdtemp(prefix="cluster-", dir=DATA))
    eigen = Cluster(map_ / "pg")
    testdatabank = connections["default"].settings_dict["NAME"]
    try:
        eigen.start()
        maak_rol(eigen.url("postgres"), settings.DATABASE_ROL)
        maak_databank(eigen.url("postgres"))
        delen = testserver.split("?", 1)
        bron = "?".join([f"{delen[0].rsplit('/', 1)[0]}/{testdatabank}", *delen[1:]])
        schema = subprocess.run([str(BIN / "pg_dump"), "-d", bron], check=True, capture_output=True).stdout
        eigen.doe("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", NAAM, stdin=schema)
        with django_db_blocker.unblock(), omgeleid(eigen.url()):
            yield eigen
    finally:
        eigen.server.stop()
        shutil.rmtree(map_, ignore_errors=True)
