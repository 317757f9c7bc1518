"""De stad, haar buurstad, en aangemelde browsers. `tests/conftest.py` neemt dit over."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.test import Client

from tests.factories import Stad, maak_stad
from toegang import sessies
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
        # Aanmelden schrijft zelf een regel; een test over iets anders telt die niet mee.
        with patch.object(user_logged_in, "send"):
            client.force_login(gebruiker)
        volledig(client, gebruiker)
        return client

    return aangemeld


def volledig(client: Client, gebruiker: Gebruiker) -> None:
    """Deze browser begon nu een sessie met beide stappen, zoals allauth en toegang.sessies dat noteren."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, gebruiker, "password")
    record_authentication(request, gebruiker, "mfa", type="totp")
    sessies.begin(request.session)
    request.session.save()
