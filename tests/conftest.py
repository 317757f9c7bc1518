"""De testdatabank: gemaakt door de eigenaar, gebruikt met de rechten van de toepassing.

Zonder DATABASE_URL start hier een eigen PostgreSQL in `.data/`. Elke testloop heeft een eigen databank, zodat twee
lopen naast elkaar kunnen.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures import *  # noqa: F403

def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "regel(nummer): deze test bewijst een regel van de wet")
    config.addinivalue_line("markers", "browser: heeft Chromium nodig")





@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from django.db import connections

    connections["default"].settings_dict["TEST"]["NAME"] = f"test_casusoverleg_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Na het aanmaken als eigenaar verbindt `default` als de toepassingsrol; leegmaken doet de eigenaar."""
    from django.conf import settings
    from django.db import connections

    verbinding = connections["default"]
    with django_db_blocker.unblock():
        verbinding.close()
        verbinding.settings_dict["OPTIONS"]["assume_role"] = settings.DATABASE_ROL
    yield
    with django_db_blocker.unblock():
        verbinding.close()
        verbinding.settings_dict["OPTIONS"].pop("assume_role")


@pytest.fixture(autouse=True, scope="session")
def _leegmaken_als_eigenaar() -> Iterator[None]:
    """`flush` na een test met echte transacties: de toepassing mag niet leegmaken, de eigenaar wel."""
    from django.conf import settings
    from django.db import connection
    from django.test import TransactionTestCase

    def maak_leeg(self: TransactionTestCase) -> None:
        tabellen = [
            naam
            for naam in connection.introspection.django_table_names(only_existing=True, include_views=False)
            if naam not in {"toegang_gemeente", "django_content_type", "auth_permission"}
        ]
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("ALTER TABLE audit_regel DISABLE TRIGGER audit_regel_blijft")
            cursor.execute("TRUNCATE " + ", ".join(f'"{naam}"' for naam in tabellen) + " CASCADE")
            cursor.execute("ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft")
            cursor.execute(f'SET ROLE "{settings.DATABASE_ROL}"')

    oud = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = maak_leeg  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = oud  # type: ignore[method-assign]
