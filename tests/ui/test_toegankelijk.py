"""Axe vindt niets op het proefblad en de losse pagina's; en het strenge inhoudsbeleid houdt niets tegen."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.ui.proef import context, proefblad
from toegang.accountformulieren import Aanmelden

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"


def _vraag() -> Any:
    return RequestFactory().get("/")


def _bladen() -> dict[str, str]:
    gast = {"user": AnonymousUser(), "menu": [], "messages": [], "demo": True}
    weigering = {**context(), "uitleg": "Dit kan alleen: de burgemeester.", "regel": "LR-03"}
    return {
        "proef": proefblad(),
        "aanmelden": render_to_string("account/login.html", gast | {"form": Aanmelden()}, _vraag()),
        "verboden": render_to_string("403.html", weigering, _vraag()),
        "storing": render_to_string("500.html"),
    }


@pytest.fixture(scope="module")
def bladen() -> dict[str, str]:
    return _bladen()


@pytest.fixture
def chromium(browser: Browser) -> Browser:
    return browser


def _open(
    chromium: Browser, bladen: dict[str, str], blad: str, breedte: int, schema: Any, fouten: list[str]
) -> Page:
    pagina = chromium.new_page(viewport={"width": breedte, "height": 900}, color_scheme=schema)
    pagina.on("console", lambda bericht: fouten.append(bericht.text))
    pagina.on("pageerror", lambda fout: fouten.append(str(fout)))

    def antwoord(route: Route) -> None:
        pad = route.request.url.split("/", 3)[3]
        if pad.startswith("static/"):
            bestand = Path(str(finders.find(pad.removeprefix("static/"))))
            route.fulfill(body=bestand.read_bytes(), content_type=mimetypes.guess_type(bestand)[0] or "")
        else:
            kop = {"Content-Security-Policy": CSP}
            route.fulfill(body=bladen[pad], content_type="text/html; charset=utf-8", headers=kop)

    pagina.route("**/*", antwoord)
    pagina.goto(f"http://casusoverleg.test/{blad}")
    return pagina


@pytest.mark.parametrize(("breedte", "schema"), [(1280, "light"), (390, "light"), (1280, "dark")])
@pytest.mark.parametrize("blad", ["proef", "aanmelden", "verboden", "storing"])
def test_geen_enkele_overtreding(
    chromium: Browser, bladen: dict[str, str], blad: str, breedte: int, schema: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    fouten: list[str] = []
    pagina = _open(chromium, bladen, blad, breedte, schema, fouten)
    assert fouten == []
    assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth"), "de pagina schuift opzij"
    gevonden = Axe().run(pagina).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in gevonden] == []
    pagina.close()


def test_menu_en_bevestiging_werken(chromium: Browser, bladen: dict[str, str]) -> None:
    pagina = _open(chromium, bladen, "proef", 390, "light", [])
    menu = pagina.get_by_role("link", name="Signalen")
    assert not menu.is_visible()
    pagina.get_by_role("button", name="Menu").click()
    assert menu.is_visible()
    pagina.keyboard.press("Escape")
    pagina.get_by_text("Intrekken", exact=True).click()
    assert pagina.get_by_role("dialog").is_visible()
    # Nog eens Enter is nooit het einde van iets.
    assert pagina.evaluate("document.activeElement.textContent") == "Nee, terug"
    pagina.keyboard.press("Enter")
    assert pagina.get_by_role("dialog").count() == 0
    assert pagina.evaluate("document.activeElement.tagName") == "SUMMARY"
    pagina.close()


def test_raakvlakken_zijn_groot_genoeg(chromium: Browser, bladen: dict[str, str]) -> None:
    pagina = _open(chromium, bladen, "proef", 390, "light", [])
    klein = pagina.evaluate("""
        [...document.querySelectorAll(".knop, .kop-knop, .veld input:not([type=checkbox], [type=radio]), select, textarea")]
            .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)
    """)
    assert klein == []
    pagina.close()


def test_concept_gaat_naar_de_server_en_niet_naar_de_browser(
    chromium: Browser, bladen: dict[str, str]
) -> None:
    pagina = _open(chromium, bladen, "proef", 1280, "light", [])
    verstuurd: list[str] = []

    def bewaar(route: Route) -> None:
        verstuurd.append(route.request.post_data or "")
        route.fulfill(status=204)

    pagina.route("**/concept", bewaar)
    pagina.locator("#id_uitleg").fill("een concept")
    pagina.get_by_text("Concept bewaard. Alleen u ziet het.").wait_for()
    assert "een concept" in verstuurd[0]
    assert pagina.evaluate("localStorage.length") == 0
    # htmx onthoudt in dit tabblad alleen het pad van de pagina, nooit de pagina zelf (historyCacheSize 0).
    assert set(pagina.evaluate("Object.keys(sessionStorage)")) <= {"htmx-current-path-for-history"}
    pagina.close()
