"""Chromium van PATH, in het Nederlands; voor tests met `@pytest.mark.browser`. Aanmelden zoals een mens, en keuren."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, expect

from tests.aanmelden import code, geef_app
from tests.factories import WACHTWOORD
from toegang.models import Gebruiker

GEDULD = 30_000
"""Milliseconden. Geen test meet snelheid; op een drukke machine duurt een bladzijde soms lang, en dat is geen fout."""
expect.set_options(timeout=GEDULD)

# Een klik of een formulier zegt zelf dat er een ander blad komt; dat blad begint weer bij `aangekomen`.
ONDERWEG = """
  window.aangekomen = true;
  const weg = () => { window.aangekomen = false; };
  addEventListener("submit", (e) => { if (!e.defaultPrevented) weg(); });
  navigation.addEventListener("navigate", (e) => { if (!e.destination.sameDocument) weg(); });
"""
BEELDEN = os.environ.get("BEELDEN")  # een map: bewaar van elke gekeurde pagina een beeld, in twee breedtes


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


def open_venster(browser: Browser, **opties: Any) -> BrowserContext:
    """Een eigen venster, waarin elk blad met JavaScript weet of er een ander onderweg is."""
    context = browser.new_context(**opties)
    context.set_default_timeout(GEDULD)
    if opties.get("java_script_enabled", True):
        context.add_init_script(ONDERWEG)
        context.on("page", _let_op)
    return context


def _let_op(pagina: Page) -> None:
    """Geen adres openen over een formulier heen dat nog onderweg is; wie een bestand krijgt, blijft op zijn blad."""
    ga: Any = pagina.goto
    pagina.on("download", lambda _bestand: pagina.evaluate("window.aangekomen = true"))

    def wacht_en_ga(adres: str, **opties: Any) -> Response | None:
        wacht_op_blad(pagina)
        return ga(adres, **opties)

    pagina.__dict__["goto"] = wacht_en_ga


def wacht_op_blad(pagina: Page) -> None:
    """Wacht tot het blad waar de vorige stap naartoe ging er helemaal is; anders keurt een test het vorige.

    Vraagt het telkens opnieuw: een functie die in het blad zelf wacht, laat het inhoudsbeleid (CSP) niet toe.
    """
    einde = monotonic() + GEDULD / 1000
    while monotonic() < einde:
        with suppress(Error):  # het blad ging net weg
            if pagina.evaluate("window.aangekomen && document.readyState === 'complete'"):
                return
        pagina.wait_for_timeout(50)
    pytest.fail(f"{pagina.url}: het volgende blad kwam niet, of dit venster kwam niet uit open_venster")


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


@pytest.fixture
def venster(
    browser: Browser, live_server: Any, als: Any, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[Gebruiker], Page]]:
    """Een eigen venster waarin deze persoon al aangemeld is."""
    contexten: list[BrowserContext] = []

    def open_(wie: Gebruiker) -> Page:
        context = open_venster(browser, base_url=live_server.url, **browser_context_args)
        contexten.append(context)
        koekjes = als(wie).cookies.items()
        context.add_cookies(
            [{"name": naam, "value": koek.value, "url": live_server.url} for naam, koek in koekjes]
        )
        return context.new_page()

    yield open_
    for context in contexten:
        context.close()


def keur(pagina: Page, naam: str) -> None:
    """Axe vindt niets, de pagina schuift niet opzij, en titel en adres zeggen niets over de persoon (LR-34)."""
    wacht_op_blad(pagina)
    assert "Zeno" not in pagina.title() + pagina.url
    for breedte in (1280, 390):
        pagina.set_viewport_size({"width": breedte, "height": 900})
        if BEELDEN:
            Path(BEELDEN).mkdir(parents=True, exist_ok=True)
            pagina.screenshot(path=Path(BEELDEN) / f"{naam}-{breedte}.png", full_page=True)
        fouten = [
            (f["id"], [k["target"] for k in f["nodes"]]) for f in Axe().run(pagina).response["violations"]
        ]
        assert fouten == [], naam
        assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam} schuift"
    pagina.set_viewport_size({"width": 1280, "height": 900})
