"""De instellingen van de tests: modus test, met een sleutelring en een kluis die na de loop weg zijn."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

# Wie de omgeving van de demo in zijn shell heeft, test daarom nog niet op de databank van de demo.
if os.environ.get("CASUSOVERLEG_MODUS") == "demo":
    for naam in (
        "DATABASE_URL",
        "DATABASE_URL_EIGENAAR",
        "SECRET_KEY",
        "SLEUTELRING_BESTAND",
        "SLEUTELKLUIS",
        "EMAIL_URL",
    ):
        os.environ.pop(naam, None)
os.environ["CASUSOVERLEG_MODUS"] = "test"

from config.settings import *  # noqa: F403 - pas na de modus
from toegang.bestandskluis import maak_kluis
from toegang.sleutelring import Sleutelring

SLEUTELRING_BESTAND = ""
SLEUTELRING = Sleutelring.nieuw("test").als_json()

# In het geheugen als het kan: elke scherf wacht anders op de schijf.
_map = Path(mkdtemp(prefix="casusoverleg-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
atexit.register(shutil.rmtree, _map, ignore_errors=True)
SLEUTELKLUIS = str(_map / "kluis.sqlite3")
maak_kluis(Path(SLEUTELKLUIS))
ALARM_MAP = str(_map)
