"""Wie een bladzijde keurt, keurt de volgende en niet de vorige, ook onder het inhoudsbeleid en op een trage machine."""

from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser import open_venster, wacht_op_blad

pytestmark = pytest.mark.browser
BLAD = "<title>{}</title><a href='/traag'>verder</a><form method='post' action='/traag'><button>x</button></form>"


def antwoord(route: Route) -> None:
    pad = route.request.url.rsplit("/", 1)[-1]
    if pad == "traag":
        sleep(0.7)
    koppen = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}
    if pad == "bestand":
        koppen["Content-Disposition"] = "attachment; filename=x.html"
    route.fulfill(body=BLAD.format(pad), headers=koppen)


@pytest.fixture
def venster(browser: Browser) -> Any:
    venster = open_venster(browser, base_url="http://proef.test")
    venster.route("**/*", antwoord)
    yield venster
    venster.close()


@pytest.mark.parametrize("klik", ["document.querySelector('a').click()", "document.forms[0].requestSubmit()"])
def test_na_een_klik_wacht_men_op_het_volgende_blad(venster: Any, klik: str) -> None:
    pagina = venster.new_page()
    pagina.goto("/eerst")
    pagina.evaluate(klik)
    wacht_op_blad(pagina)
    assert pagina.title() == "traag"


def test_wie_een_bestand_krijgt_blijft_op_zijn_blad(venster: Any) -> None:
    pagina = venster.new_page()
    pagina.goto("/eerst")
    with pagina.expect_download():
        pagina.evaluate("location.href = '/bestand'")
    wacht_op_blad(pagina)
    assert pagina.title() == "eerst"
