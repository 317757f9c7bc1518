"""De stad, haar buurstad, en aangemelde browsers. `tests/conftest.py` neemt dit over."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import Stad, maak_stad
from toegang.models import Gebruiker


@pytest.fixture
def stad(db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def anderstad(db: None) -> Stad:
    return maak_stad("Anderstad", "99902")


@pytest.fixture
def als() -> Callable[[Gebruiker], Client]:
    """Een eigen browser voor deze persoon."""

    def aangemeld(gebruiker: Gebruiker) -> Client:
        client = Client()
        client.force_login(gebruiker)
        return client

    return aangemeld
