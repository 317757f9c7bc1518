"""De tweede stap in een echte browser: een sleutel (virtueel toestel), een app, herstelcodes, en opnieuw bevestigen."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.aanmelden import code
from tests.browser import geef_wachtwoord, keur, meld_aan, open_venster
from tests.factories import Stad, maak_stad

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def basis(live_server: Any) -> str:
    """Een sleutel hoort bij een naam, niet bij een IP-adres; localhost mag zonder https."""
    return re.sub(r"//[^:]+", "//localhost", live_server.url)


@pytest.fixture
def venster(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    contexten: list[BrowserContext] = []

    def nieuw(**opties: Any) -> Page:
        contexten.append(open_venster(browser, **(browser_context_args | opties)))
        return contexten[-1].new_page()

    yield nieuw
    for context in contexten:
        context.close()


def toestel(pagina: Page) -> tuple[Any, str]:
    """Een virtueel toestel met een vingerafdruk, zoals Chrome DevTools het maakt."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    opties = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})["authenticatorId"]


def knop(pagina: Page, naam: str) -> None:
    pagina.get_by_role("button", name=naam, exact=True).click()


def maak_sleutel(pagina: Page, basis: str) -> None:
    pagina.goto(f"{basis}/account/tweede-stap/sleutel/")
    pagina.get_by_label("Naam van deze sleutel").fill("laptop werk")
    knop(pagina, "Sleutel maken")


def test_een_sleutel_maken_bij_de_eerste_aanmelding_en_daarna_zonder_wachtwoord(
    stad: Stad, basis: str, venster: Any
) -> None:
    pagina: Page = venster()
    klachten: list[str] = []
    pagina.on("console", lambda bericht: klachten.append(bericht.text) if bericht.type == "error" else None)
    toestel(pagina)
    begin = timezone.now()
    pagina.goto(f"{basis}/account/login/")
    keur(pagina, "aanmelden")
    geef_wachtwoord(pagina, stad.caw)
    expect(pagina.get_by_role("heading", name="Kies uw tweede stap")).to_be_visible()
    keur(pagina, "tweede-stap-kiezen")
    pagina.get_by_role("link", name="Sleutel maken").click()
    keur(pagina, "sleutel-maken")
    knop(pagina, "Sleutel maken")
    expect(pagina.get_by_role("heading", name="Bewaar uw herstelcodes")).to_be_visible()
    keur(pagina, "herstelcodes")
    pagina.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(pagina.get_by_role("navigation", name="Hoofdmenu")).to_be_attached()
    assert (timezone.now() - begin).total_seconds() < 120

    pagina.goto(f"{basis}/account/tweede-stap/")
    keur(pagina, "tweede-stap")
    pagina.goto(f"{basis}/account/sessies/")
    keur(pagina, "sessies")
    knop(pagina, "Overal afmelden")
    knop(pagina, "Aanmelden met sleutel")
    pagina.wait_for_url(f"{basis}/")
    assert klachten == []


def test_een_sleutel_als_tweede_stap_na_het_wachtwoord(stad: Stad, basis: str, venster: Any) -> None:
    pagina: Page = venster()
    cdp, nummer = toestel(pagina)
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    maak_sleutel(pagina, basis)
    pagina.wait_for_url("**/herstelcodes/")
    pagina.context.clear_cookies()
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    expect(pagina.get_by_role("heading", name="Met uw sleutel")).to_be_visible()
    keur(pagina, "tweede-stap-geven")
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": nummer, "isUserVerified": False})
    knop(pagina, "Sleutel gebruiken")
    expect(pagina.get_by_role("alert")).to_contain_text("Dat lukte niet")
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": nummer, "isUserVerified": True})
    knop(pagina, "Sleutel gebruiken")
    pagina.wait_for_url(f"{basis}/")


def test_een_sleutel_van_een_ander_opent_mijn_account_niet(stad: Stad, basis: str, venster: Any) -> None:
    pagina: Page = venster()
    toestel(pagina)
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.clb)
    maak_sleutel(pagina, basis)
    pagina.wait_for_url("**/herstelcodes/")
    # Het antwoord van Clara's sleutel, ingediend als tweede stap van Cas.
    ander: Page = venster()
    toestel(ander)
    ander.goto(f"{basis}/account/login/")
    geef_wachtwoord(ander, stad.caw)
    maak_sleutel(ander, basis)
    ander.wait_for_url("**/herstelcodes/")
    pagina.context.clear_cookies()
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    knop(pagina, "Sleutel gebruiken")
    expect(pagina.get_by_role("alert")).to_contain_text("Dat lukte niet")
    assert Authenticator.objects.filter(type="webauthn").count() == 2


def test_een_app_koppelen_zonder_javascript(stad: Stad, basis: str, venster: Any) -> None:
    pagina: Page = venster(java_script_enabled=False)
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    pagina.get_by_role("link", name="App koppelen").click()
    geheim = pagina.locator(".ref.geheim").inner_text()
    expect(pagina.locator("svg.qr")).to_be_visible()
    pagina.get_by_label("Code uit de app").fill("000000")
    knop(pagina, "Koppelen")
    expect(pagina.locator("main")).to_contain_text("klopt niet")
    pagina.get_by_label("Code uit de app").fill(code(pagina.locator(".ref.geheim").inner_text()))
    assert pagina.locator(".ref.geheim").inner_text() == geheim
    knop(pagina, "Koppelen")
    herstelcode = pagina.locator(".codes li").first.inner_text()
    pagina.get_by_role("link", name="Ik heb ze bewaard").click()
    pagina.context.clear_cookies()
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    pagina.get_by_role("textbox", name="Code").fill(herstelcode)
    knop(pagina, "Verder")
    pagina.wait_for_url(f"{basis}/")


def test_de_app_op_een_telefoon(stad: Stad, basis: str, venster: Any) -> None:
    pagina: Page = venster()
    pagina.goto(f"{basis}/account/login/")
    geef_wachtwoord(pagina, stad.caw)
    pagina.goto(f"{basis}/account/tweede-stap/app/")
    keur(pagina, "app-koppelen")


def test_overal_afmelden_sluit_de_andere_browser(stad: Stad, basis: str, venster: Any) -> None:
    een, ander = venster(), venster()
    meld_aan(een, basis, stad.caw)
    meld_aan(ander, basis, stad.caw, stap=1)
    een.goto(f"{basis}/account/sessies/")
    assert een.locator("main .rijen > li").count() == 2
    knop(een, "Overal afmelden")
    ander.goto(f"{basis}/casussen/")
    assert "/account/login/" in ander.url


def test_opnieuw_bevestigen_houdt_wat_getypt_werd(
    stad: Stad, basis: str, venster: Any, settings: Any
) -> None:
    pagina: Page = venster()
    toestel(pagina)
    meld_aan(pagina, basis, stad.beheer)
    maak_sleutel(pagina, basis)
    pagina.wait_for_url("**/herstelcodes/")
    pagina.goto(f"{basis}/livc/{stad.livc.pk}/leden/nieuw/")
    pagina.get_by_label("Naam").first.fill("Nele Nieuw")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    pagina.locator("main form .knoppen button").first.click()
    expect(pagina.get_by_role("heading", name="Bent u het nog?")).to_be_visible()
    keur(pagina, "bent-u-het-nog-sleutel")
    pagina.get_by_role("link", name="Gebruik een code").click()
    keur(pagina, "bent-u-het-nog-code")
    pagina.get_by_role("link", name="Gebruik uw sleutel").click()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    knop(pagina, "Sleutel gebruiken")
    pagina.wait_for_url("**/leden/nieuw/")
    expect(pagina.get_by_label("Naam").first).to_have_value("Nele Nieuw")


def test_weghalen_kan_tot_de_laatste(stad: Stad, basis: str, venster: Any) -> None:
    pagina: Page = venster()
    toestel(pagina)
    meld_aan(pagina, basis, stad.caw)
    pagina.goto(f"{basis}/account/tweede-stap/app/weg/")
    expect(pagina.locator("main")).to_contain_text("enige tweede stap")
    keur(pagina, "app-laatste")
    maak_sleutel(pagina, basis)
    pagina.wait_for_url("**/herstelcodes/")
    pagina.goto(f"{basis}/account/tweede-stap/app/weg/")
    keur(pagina, "app-weg")
    knop(pagina, "Ja, loskoppelen")
    pagina.wait_for_url("**/tweede-stap/")
    pagina.get_by_role("link", name=re.compile("Verwijderen")).click()
    keur(pagina, "sleutel-weg")
    knop(pagina, "Ja, verwijderen")
    expect(pagina.locator("#meldingen")).to_contain_text("enige tweede stap")
    pagina.goto(f"{basis}/account/tweede-stap/herstelcodes/nieuw/")
    keur(pagina, "herstelcodes-nieuw")
