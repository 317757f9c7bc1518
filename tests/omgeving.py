"""De omgeving van de tests; als plugin geladen (`-p tests.omgeving`), vóór Django zijn instellingen leest."""

import os
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent


def zet_omgeving() -> None:
    """Modus, een wegwerpsleutelring en, zonder DATABASE_URL, een eigen PostgreSQL in `.data/`."""
    from scripts.databank import maak_rol
    from scripts.postgres import Postgres
    from toegang.sleutelring import Sleutelring

    os.environ["CASUSOVERLEG_MODUS"] = "test"
    os.environ.setdefault("SLEUTELRING", Sleutelring.nieuw("test").als_json())
    if not os.environ.get("DATABASE_URL"):
        server = Postgres(BASIS / ".data" / "testdatabank", vluchtig=True)
        server.start()
        os.environ["DATABASE_URL"] = server.url()
    maak_rol(os.environ["DATABASE_URL"])


zet_omgeving()
