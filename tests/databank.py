"""De testdatabank: gemaakt en gemigreerd door de eigenaar; aanvragen en handelingen lopen als de toepassing.

Zonder DATABASE_URL heeft elke loop een eigen PostgreSQL in `.data/`, zodat twee lopen naast elkaar kunnen: een open
transactie van de ene zou op een gedeelde server het verzegelen in de andere ophouden. `--reuse-db` houdt er een vast.
"""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import TransactionTestCase

from scripts.databank import maak_rol
from scripts.postgres import Postgres
from toegang import identiteit

DATA = Path(__file__).resolve().parent.parent / ".data"
# Wat migraties laden en niets anders vervangt, blijft staan tussen twee tests.
NASLAG = {"toegang_gemeente", "django_content_type", "auth_permission"}

DATABANK = {"db", "transactional_db", "django_db_setup", "testserver"}
EIGEN_SERVER = {"cluster"}

# Wat ook de eigenaar niet wist, zolang deze triggers aan staan.
BLIJVEND = [
    ("audit_regel", "audit_regel_blijft"),
    ("audit_regel", "audit_regel_vervalt"),
    ("audit_verval", "audit_verval_blijft"),
    ("audit_boom", "audit_boom_groeit"),
    ("audit_tegel", "audit_tegel_groeit"),
    ("audit_controlepunt", "audit_controlepunt_blijft"),
    ("audit_medeondertekening", "audit_medeondertekening_blijft"),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--alleen-databank", action="store_true", help="Alleen wat iets vraagt aan de server van deze loop."
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Voor een andere versie van PostgreSQL: wat haar niets vraagt, bewijst er ook niets over."""
    if config.getoption("alleen_databank"):
        weg = [item for item in items if not _vraagt_iets(item)]
        config.hook.pytest_deselected(items=weg)
        items[:] = [item for item in items if item not in weg]


def _vraagt_iets(item: pytest.Item) -> bool:
    """Een test met de databank van deze loop; een eigen cluster (`EIGEN_SERVER`) is altijd de ingebouwde versie."""
    namen = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or namen & DATABANK) and not namen & EIGEN_SERVER


class Testcursor(identiteit.Cursor):
    """De hand van de test: wat een test klaarzet of nakijkt, doet de eigenaar van de databank.

    Zodra er een identiteit is (een aanvraag, een handeling, `als(None)`), is dit de cursor van de toepassing.
    """

    def aanhef(self) -> str:
        if identiteit.huidige() is None:
            return f"SELECT set_config('role','none',true),{self.waarden()};"
        return super().aanhef()


@pytest.fixture(scope="session")
def testserver(django_db_keepdb: bool) -> Iterator[str]:
    """De URL waarop de eigenaar verbindt."""
    if url := os.environ.get("DATABASE_URL_EIGENAAR") or os.environ.get("DATABASE_URL"):
        yield url
        return
    _ruim_verlaten_servers_op()
    server = Postgres(
        DATA / ("testdatabank" if django_db_keepdb else f"testdatabank-{os.getpid()}"), vluchtig=True
    )
    try:
        server.start()
        yield server.url()
    finally:
        server.stop()
        if not django_db_keepdb:
            shutil.rmtree(server.map, ignore_errors=True)


def _ruim_verlaten_servers_op() -> None:
    """Wat een loop die met geweld eindigde, liet draaien of staan."""
    for map_ in DATA.glob("testdatabank-*"):
        if not psutil.pid_exists(int(map_.name.rpartition("-")[2])):
            Postgres(map_, vluchtig=True).stop()
            shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(testserver: str, django_db_keepdb: bool) -> None:
    """Wijst `default` naar de testserver; de rol bestaat voor de migraties haar rechten geven."""
    from config.settings import databank as databank_uit

    maak_rol(testserver, settings.DATABASE_ROL)
    databank = connections["default"].settings_dict
    databank |= databank_uit(testserver)
    databank["TEST"]["NAME"] = "test_casusoverleg" if django_db_keepdb else f"test_casusoverleg_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Vanaf hier, ook in de threads van live_server, verbindt `default` als de toepassingsrol."""
    opties = connections["default"].settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        connection.close()
        opties |= {"assume_role": settings.DATABASE_ROL, "cursor_factory": Testcursor}
        kast: Any = TransactionTestCase
        oud = kast._fixture_teardown
        kast._fixture_teardown = _maak_leeg
    yield
    with django_db_blocker.unblock():
        kast._fixture_teardown = oud
        connection.close()
        del opties["assume_role"], opties["cursor_factory"]


def _maak_leeg(self: TransactionTestCase) -> None:
    """Wat `flush` doet na een test met echte transacties; de toepassing mag niet leegmaken, de eigenaar wel.

    DELETE zonder verwijzingen na te gaan, en alleen waar iets staat: op bijna lege tabellen veel sneller dan TRUNCATE.
    """
    naam = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        vraag = " UNION ALL ".join(
            f"SELECT '{tabel}' WHERE EXISTS (SELECT FROM {naam(tabel)})" for tabel in _tabellen()
        )
        cursor.execute(vraag)
        vol = [tabel for (tabel,) in cursor.fetchall()]
        vast = [(naam(tabel), trigger) for tabel, trigger in BLIJVEND if tabel in vol]
        werk = ["SET LOCAL session_replication_role = replica"]
        werk += [f"ALTER TABLE {tabel} DISABLE TRIGGER {trigger}" for tabel, trigger in vast]
        werk += [f"DELETE FROM {naam(tabel)}" for tabel in vol]
        werk += [f"ALTER TABLE {tabel} ENABLE ALWAYS TRIGGER {trigger}" for tabel, trigger in vast]
        cursor.execute("; ".join(werk))


@cache
def _tabellen() -> list[str]:
    alle = connection.introspection.django_table_names(only_existing=True, include_views=False)
    # Het gedeelde geheugen is geen model: een code die een vorige test gebruikte, zou hier nog verbruikt zijn.
    return sorted({*alle, settings.CACHES["default"]["LOCATION"]} - NASLAG)
