"""Een echte PgBouncer in transactiemodus tussen de toepassing en de testdatabank, met twee verbindingen voor iedereen."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg2
import pytest
from django.conf import settings
from django.db import connections

from scripts.postgres import SYSTEEMGEBRUIKER
from toegang import identiteit

POORT = "6432"  # alleen de naam van de socket
INSTELLINGEN = """
[databases]
proef = {doel} dbname={naam} user={rol}
[pgbouncer]
listen_addr =
unix_socket_dir = {map}
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
ignore_startup_parameters = options,extra_float_digits
pidfile = {map}/pid
logfile = {map}/log
"""

# Zoals docs/beheer.md het voorschrijft, maar alleen in de testdatabank: een rol is van de hele server.
GRENS = "ALTER ROLE {rol} IN DATABASE {naam} SET idle_in_transaction_session_timeout = '60s'"


@pytest.fixture
def pgbouncer(transactional_db: None) -> Iterator[Path]:
    """De map van zijn socket; naar de server verbindt hij als de rol van de toepassing."""
    pad = shutil.which("pgbouncer") or pytest.fail("PgBouncer ontbreekt: apt-get install pgbouncer")
    databank = connections["default"].settings_dict
    host = databank["HOST"] or databank["OPTIONS"].get("host", "")
    doel = f"host={host}" + (f" port={databank['PORT']}" if databank["PORT"] else "")
    with connections["default"].cursor() as cursor:
        cursor.execute(GRENS.format(rol=settings.DATABASE_ROL, naam=databank["NAME"]))
    map_ = Path(mkdtemp(prefix="pooler-"))
    ini = map_ / "pgbouncer.ini"
    ini.write_text(INSTELLINGEN.format(doel=doel, naam=databank["NAME"], rol=settings.DATABASE_ROL, map=map_))
    # Als root wil hij niet draaien; dezelfde systeemgebruiker als PostgreSQL mag bij diens socket.
    wie = SYSTEEMGEBRUIKER if os.geteuid() == 0 else None
    if wie:
        for deel in (map_, ini):
            shutil.chown(deel, wie, wie)
    proces = subprocess.Popen(
        [pad, "-q", str(ini)], user=wie, group=wie, extra_groups=[] if wie else None, cwd="/"
    )
    try:
        _wacht(map_)
        yield map_
    finally:
        proces.terminate()
        proces.wait(10)
        shutil.rmtree(map_, ignore_errors=True)


def _wacht(pooler: Path) -> None:
    for _poging in range(50):
        try:
            verbind(pooler).close()
        except psycopg2.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PgBouncer antwoordt niet.")


def verbind(pooler: Path) -> "psycopg2.extensions.connection":
    """Een verbinding zonder de cursor van de toepassing."""
    verbinding = psycopg2.connect(host=str(pooler), port=POORT, user=settings.DATABASE_ROL, dbname="proef")
    verbinding.autocommit = True
    return verbinding


@contextmanager
def omgeleid(pooler: Path, cursor: type[identiteit.Cursor] = identiteit.Cursor) -> Iterator[None]:
    """Binnen dit blok gaat elke verbinding van de toepassing, in elke draad, langs PgBouncer, zoals in productie."""
    databank = connections["default"].settings_dict
    was = dict(databank)
    connections["default"].close()
    opties = {naam: waarde for naam, waarde in was["OPTIONS"].items() if naam != "host"}
    databank |= {
        "HOST": str(pooler),
        "PORT": POORT,
        "NAME": "proef",
        "USER": settings.DATABASE_ROL,
        "OPTIONS": opties | {"cursor_factory": cursor, "assume_role": settings.DATABASE_ROL},
    }
    try:
        yield
    finally:
        connections["default"].close()
        databank.clear()
        databank |= was
