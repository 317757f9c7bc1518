"""Zet de omgeving van de metingen: een eigen databank, mét fsync, en de rol van de toepassing."""

import os
from pathlib import Path

import django

BASIS = Path(__file__).resolve().parent.parent


def start() -> None:
    """Een verse databank `bench` op DATABASE_URL, of anders op een eigen PostgreSQL in `.data/bench`."""
    import psycopg2
    from psycopg2 import sql

    from scripts.databank import maak_rol
    from scripts.postgres import Postgres
    from toegang.bestandskluis import maak_kluis
    from toegang.sleutelring import Sleutelring

    server = Postgres(BASIS / ".data" / "bench")
    beheer = os.environ.get("DATABASE_URL", "")
    if not beheer:
        server.start()
        beheer = server.url()
    maak_rol(beheer)
    verbinding = psycopg2.connect(beheer)
    verbinding.autocommit = True
    with verbinding.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS casusoverleg_bench WITH (FORCE)")
        cursor.execute(sql.SQL("CREATE DATABASE casusoverleg_bench"))
    verbinding.close()
    delen = beheer.split("?", 1)
    url = delen[0].rsplit("/", 1)[0] + "/casusoverleg_bench" + (f"?{delen[1]}" if len(delen) > 1 else "")
    kluis = BASIS / ".data" / "bench-kluis.sqlite3"
    for deel in kluis.parent.glob(f"{kluis.name}*"):
        deel.unlink()
    maak_kluis(kluis)
    os.environ |= {
        "CASUSOVERLEG_MODUS": "demo",
        "DATABASE_URL": url,
        "DATABASE_URL_EIGENAAR": url,
        "SLEUTELRING": Sleutelring.nieuw("bench").als_json(),
        "SLEUTELRING_BESTAND": "",
        "SLEUTELKLUIS": str(kluis),
        "DJANGO_SETTINGS_MODULE": "bench.instellingen",
    }
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


def stop() -> None:
    """Sluit de verbindingen en stopt de eigen server, als die hier gestart is."""
    from django.db import connections

    from scripts.postgres import Postgres

    connections.close_all()
    Postgres(BASIS / ".data" / "bench").stop()
