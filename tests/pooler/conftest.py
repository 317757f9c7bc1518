"""Een echte PgBouncer in transactiemodus tussen de toepassing en de testdatabank, met twee verbindingen voor iedereen."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg2
import pytest
from django.conf import settings
from django.db import connections

from scripts.postgres import SYSTEEMGEBRUIKER
from toegang import identiteit

INSTELLINGEN = """
[databases]
proef = {doel} dbname={naam} user={rol}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {poort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
ignore_startup_parameters = options,extra_float_digits
pidfile = {map}/pid
logfile = {map}/log
"""

type Omleiding = Callable[[], object]


def _vrije_poort() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as luisteraar:
        return int(luisteraar.getsockname()[1])


@pytest.fixture
def pgbouncer(transactional_db: None) -> Iterator[int]:
    """De poort waarop hij luistert; naar de server verbindt hij als de rol van de toepassing."""
    pad = shutil.which("pgbouncer") or pytest.fail("PgBouncer ontbreekt: apt-get install pgbouncer")
    databank = connections["default"].settings_dict
    host = databank["HOST"] or databank["OPTIONS"].get("host", "")
    map_, poort = Path(mkdtemp(prefix="pooler-")), _vrije_poort()
    ini = map_ / "pgbouncer.ini"
    doel = f"host={host}" + (f" port={databank['PORT']}" if databank["PORT"] else "")
    ini.write_text(
        INSTELLINGEN.format(
            doel=doel, naam=databank["NAME"], rol=settings.DATABASE_ROL, poort=poort, map=map_
        )
    )
    # Als root wil hij niet draaien; dezelfde systeemgebruiker als PostgreSQL mag bij diens socket.
    wie = SYSTEEMGEBRUIKER if os.geteuid() == 0 else None
    if wie:
        for deel in (map_, ini):
            shutil.chown(deel, wie)
    proces = subprocess.Popen([pad, "-q", str(ini)], user=wie, cwd="/")
    try:
        _wacht(poort)
        yield poort
    finally:
        proces.terminate()
        proces.wait(10)
        shutil.rmtree(map_, ignore_errors=True)


def _wacht(poort: int) -> None:
    for _poging in range(50):
        try:
            verbind(poort).close()
        except psycopg2.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PgBouncer antwoordt niet.")


def verbind(poort: int) -> "psycopg2.extensions.connection":
    """Een verbinding zonder de cursor van de toepassing."""
    verbinding = psycopg2.connect(host="127.0.0.1", port=poort, user=settings.DATABASE_ROL, dbname="proef")
    verbinding.autocommit = True
    return verbinding


@contextmanager
def omgeleid(poort: int) -> Iterator[None]:
    """Binnen dit blok gaat elke verbinding van de toepassing, in elke draad, langs PgBouncer; met de echte cursor."""
    databank = connections["default"].settings_dict
    was = dict(databank)
    connections["default"].close()
    opties = {naam: waarde for naam, waarde in was["OPTIONS"].items() if naam not in ("host", "assume_role")}
    databank |= {
        "HOST": "127.0.0.1",
        "PORT": str(poort),
        "NAME": "proef",
        "USER": settings.DATABASE_ROL,
        "OPTIONS": opties | {"cursor_factory": identiteit.Cursor},
    }
    try:
        yield
    finally:
        connections["default"].close()
        databank.clear()
        databank |= was
