"""De instellingen van de tests: modus test en een sleutelring die na de loop weg is."""

import os

# Wie de omgeving van de demo in zijn shell heeft, test daarom nog niet op de databank van de demo.
if os.environ.get("CASUSOVERLEG_MODUS") == "demo":
    for naam in ("DATABASE_URL", "DATABASE_URL_EIGENAAR", "SECRET_KEY", "SLEUTELRING_BESTAND", "EMAIL_URL"):
        os.environ.pop(naam, None)
os.environ["CASUSOVERLEG_MODUS"] = "test"

from config.settings import *  # noqa: F403 - pas na de modus
from toegang.sleutelring import Sleutelring

SLEUTELRING_BESTAND = ""
SLEUTELRING = Sleutelring.nieuw("test").als_json()
