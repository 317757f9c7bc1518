"""De databank van demo en ontwikkeling in .data/: `databank.py start | stop | omgeving`.

`eval "$(.venv/bin/python scripts/databank.py omgeving)"` zet de omgeving waarmee `manage.py` op de demo werkt.
"""

import json
import os
import secrets
import shlex
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

BASIS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASIS))

from scripts.postgres import Postgres, PostgresFout

DATA = BASIS / ".data"
NAAM = "casusoverleg"
ROL = "casusoverleg_app"


def demoserver() -> Postgres:
    return Postgres(DATA / "databank")


def maak_rol(url: str, rol: str = ROL) -> None:
    """De toepassingsrol: mag aanmelden, bezit niets, ontwijkt geen row-level security."""
    with closing(psycopg2.connect(url)) as verbinding, verbinding, verbinding.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(
                    sql.Identifier(rol)
                )
            )
            # De eigenaar mag de rol aannemen; een superuser kan dat al.
            cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(rol)))


def maak_databank(url: str, naam: str = NAAM) -> None:
    with closing(psycopg2.connect(url)) as verbinding:
        verbinding.autocommit = True
        with verbinding.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam)))


def start() -> Postgres:
    server = demoserver()
    server.start()
    maak_rol(server.url())
    maak_databank(server.url())
    return server


def omgeving() -> dict[str, str]:
    """De omgeving van de demo; maakt het geheim een keer, de sleutelring maakt `manage.py`."""
    geheim = DATA / "geheim"
    if not geheim.exists():
        DATA.mkdir(exist_ok=True)
        geheim.touch(mode=0o600)
        geheim.write_text(secrets.token_urlsafe(64))
    server = demoserver()
    return {
        "CASUSOVERLEG_MODUS": "demo",
        "SECRET_KEY": geheim.read_text(),
        "SLEUTELRING_BESTAND": str(DATA / "sleutelring.json"),
        "SLEUTELKLUIS": str(DATA / "kluis.sqlite3"),
        "DATABASE_URL": server.url(ROL, NAAM),
        "DATABASE_URL_EIGENAAR": server.url("postgres", NAAM),
        "EMAIL_URL": f"filemail://{DATA / 'post'}",
    }


def hoofd(opdracht: str) -> None:
    match opdracht:
        case "start":
            print(
                json.dumps(
                    {naam: w for naam, w in (start(), omgeving())[1].items() if naam.startswith("DATA")}
                )
            )
        case "stop":
            demoserver().stop()
        case "omgeving":
            start()
            print("\n".join(f"export {naam}={shlex.quote(waarde)}" for naam, waarde in omgeving().items()))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        hoofd(sys.argv[1] if len(sys.argv) > 1 else "")
    except PostgresFout as fout:
        sys.exit(str(fout))
    except KeyboardInterrupt:
        sys.exit(os.EX_OK)
