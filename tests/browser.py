"""Chromium van PATH, in het Nederlands; voor tests met `@pytest.mark.browser`. En aanmelden zoals een mens."""

import os
import shutil
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.aanmelden import code, geef_app
from tests.factories import WACHTWOORD
from toegang.models import Gebruiker


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Playwright draait een eigen lus in deze thread; Django mag hier dan toch bij de databank.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium ontbreekt: apt-get install chromium")
    # Chromium weigert zijn zandbak als root, zoals in een container.
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    taal = {"locale": "nl-BE", "timezone_id": "Europe/Brussels"}
    return browser_context_args | taal | {"viewport": {"width": 1280, "height": 900}}


def meld_aan(pagina: Page, basis: str, wie: Gebruiker, stap: int = 0) -> None:
    """Wachtwoord, dan een code uit de app. Een code werkt één keer: `stap` kiest die van straks (1) of net (-1)."""
    geef_app(wie)
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, wie)
    pagina.get_by_role("textbox", name="Code").fill(code(stap=stap))
    pagina.get_by_role("button", name="Verder").click()
    pagina.wait_for_url(lambda adres: "/account/" not in adres)


def geef_wachtwoord(pagina: Page, wie: Gebruiker) -> None:
    pagina.get_by_label("E-mailadres").fill(wie.email)
    pagina.get_by_label("Wachtwoord").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Aanmelden", exact=True).click()
