"""Draait de tests op PostgreSQL 15, de oudste versie die telt, met de binaire bestanden van Debian.

De server bestaat alleen voor deze loop, in een eigen map, zonder poort.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

BASIS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASIS))

from scripts.postgres import Postgres

BINAIR = Path(os.environ.get("POSTGRES15", "/usr/lib/postgresql/15/bin"))


def hoofd(args: list[str]) -> int:
    if not (BINAIR / "initdb").exists():
        print(f"PostgreSQL 15 ontbreekt in {BINAIR}: apt-get install postgresql-15", file=sys.stderr)
        return 1
    # Ook wie de loop afbreekt, laat geen server achter.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    map_ = Path(mkdtemp(prefix="casusoverleg-pg15-"))
    server = Postgres(map_ / "data", vluchtig=True, binair=BINAIR, taal=("--locale=C",))
    try:
        server.start()
        omgeving = {
            naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("DATABASE_URL")
        }
        opdracht = [sys.executable, "-m", "pytest", *args]
        return subprocess.run(
            opdracht, check=False, cwd=BASIS, env=omgeving | {"DATABASE_URL": server.url()}
        ).returncode
    finally:
        server.stop()
        shutil.rmtree(map_, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(hoofd(sys.argv[1:]))
