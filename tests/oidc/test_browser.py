"""Aanmelden bij een echte aanbieder, in een echte browser: heen, terug, en elke reden om niet binnen te komen."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Request, expect

from tests.aanmelden import code, geef_app
from tests.browser import keur, open_venster
from tests.factories import Stad
from tests.oidc.aanbieder import GEHEIM, Proefaanbieder
from tests.oidc.nagemaakt import OIDC
from toegang.models import Gebruiker, Organisatie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STERK = "urn:be:vlaanderen:authmech:csamtotp"


@pytest.fixture(scope="module")
def proces(live_server: Any) -> Iterator[Proefaanbieder]:
    aanbieder = Proefaanbieder(f"{live_server.url}/account/oidc/terug/")
    yield aanbieder
    aanbieder.stop()


@pytest.fixture
def aanbieder(proces: Proefaanbieder, settings: Any, stad: Stad) -> Proefaanbieder:
    settings.OIDC = OIDC | {"issuer": proces.issuer, "client_secret": GEHEIM}
    Organisatie.objects.filter(leden__gebruiker=stad.caw).update(ovo_code="OVO000001")
    proces.zegt(accounts(stad.caw))
    return proces


def accounts(cas: Gebruiker, email: str = "") -> dict[str, dict[str, Any]]:
    juist = {
        "vo_id": "vo-cas",
        "email": email or cas.email,
        "email_verified": True,
        "vo_orgcode": "OVO000001",
        "acr": STERK,
    }
    return {
        "cas": juist,
        "zwak": juist | {"acr": "urn:be:vlaanderen:authmech:laag"},
        "onbekend": juist | {"vo_id": "vo-nieuw", "email": "niemand@voorbeeld.test"},
        "onbevestigd": juist | {"vo_id": "vo-ander", "email_verified": False},
        "elders": juist | {"vo_id": "vo-ander", "vo_orgcode": "OVO999999"},
    }


@pytest.fixture
def pagina(browser: Browser, browser_context_args: dict[str, Any], live_server: Any) -> Iterator[Page]:
    venster = open_venster(browser, **browser_context_args | {"base_url": live_server.url})
    blad = venster.new_page()
    yield blad
    venster.close()


def aanmelden(pagina: Page, wie: str) -> None:
    """De knop, de aanbieder, en terug."""
    pagina.goto("/account/login/")
    pagina.get_by_role("button", name="Aanmelden met ACM/IDM").click()
    pagina.get_by_label("Wie").fill(wie)
    pagina.get_by_role("button", name="Dat ben ik").click()


def test_van_knop_tot_mijn_werk_en_later_met_een_ander_adres(
    aanbieder: Proefaanbieder, pagina: Page, stad: Stad
) -> None:
    pagina.goto("/account/login/")
    keur(pagina, "aanmelden")
    aanmelden(pagina, "cas")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")
    assert SocialAccount.objects.get().user == stad.caw

    pagina.context.clear_cookies()
    aanbieder.zegt(accounts(stad.caw, email=stad.clb.email))
    aanmelden(pagina, "cas")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")
    expect(pagina.get_by_text(stad.caw.naam).first).to_be_visible()
    assert SocialAccount.objects.get().user == stad.caw


@pytest.mark.parametrize("wie", ["onbekend", "onbevestigd", "elders"])
def test_wie_niet_gekend_is(aanbieder: Proefaanbieder, pagina: Page, wie: str) -> None:
    vooraf = Gebruiker.objects.count()
    aanmelden(pagina, wie)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Zo kunt u hier niet binnen")
    keur(pagina, "onbekend")
    assert Gebruiker.objects.count() == vooraf
    assert not SocialAccount.objects.exists()
    pagina.goto("/")
    assert "/account/login/" in pagina.url


def test_een_zwakke_aanmelding_vraagt_de_eigen_tweede_stap(
    aanbieder: Proefaanbieder, pagina: Page, stad: Stad
) -> None:
    geef_app(stad.caw)
    aanmelden(pagina, "zwak")
    pagina.locator("input[name=code]").fill(code())
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")


def test_een_antwoord_dat_vervalst_of_herhaald_is(aanbieder: Proefaanbieder, pagina: Page) -> None:
    terug: list[str] = []

    def onthoud(vraag: Request) -> None:
        if "/account/oidc/terug/" in vraag.url:
            terug.append(vraag.url)

    pagina.on("request", onthoud)
    aanmelden(pagina, "cas")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")
    pagina.context.clear_cookies()
    for adres in (terug[0], terug[0].replace("state=", "state=x")):
        pagina.goto(adres)
        expect(pagina.get_by_role("heading", level=1)).to_have_text("De aanmelding klopte niet")
    keur(pagina, "klopte-niet")


def test_een_vervalste_state_van_een_verse_aanmelding(aanbieder: Proefaanbieder, pagina: Page) -> None:
    pagina.route(
        f"{aanbieder.issuer}/auth?**",
        lambda weg: weg.continue_(url=weg.request.url.replace("state=", "state=x")),
    )
    aanmelden(pagina, "cas")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("De aanmelding klopte niet")
    assert not SocialAccount.objects.exists()


def test_wie_stopt_bij_de_aanbieder(aanbieder: Proefaanbieder, pagina: Page) -> None:
    pagina.goto("/account/login/")
    pagina.get_by_role("button", name="Aanmelden met ACM/IDM").click()
    pagina.get_by_role("link", name="Stop").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U bent niet aangemeld")
    keur(pagina, "gestopt")


def test_wie_binnen_is_koppelt_zelf(aanbieder: Proefaanbieder, pagina: Page, stad: Stad) -> None:
    """Ook zonder bevestigd e-mailadres, want de persoon toonde in beide wie hij is."""
    geef_app(stad.caw)
    pagina.goto("/account/login/")
    pagina.get_by_label("E-mailadres").fill(stad.caw.email)
    pagina.get_by_label("Wachtwoord").fill("demo-demo-demo")
    pagina.get_by_role("button", name="Aanmelden", exact=True).click()
    pagina.locator("input[name=code]").fill(code())
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")
    pagina.goto("/account/oidc/koppeling/")
    keur(pagina, "koppeling")
    pagina.get_by_role("button", name="Koppelen").click()
    pagina.get_by_label("Wie").fill("onbevestigd")
    pagina.get_by_role("button", name="Dat ben ik").click()
    expect(pagina.get_by_role("button", name="Koppeling wegdoen")).to_be_visible()
    keur(pagina, "gekoppeld")
    assert SocialAccount.objects.get().uid == "vo-ander"


def test_een_aanbieder_die_weg_is(aanbieder: Proefaanbieder, pagina: Page, settings: Any) -> None:
    settings.OIDC = settings.OIDC | {"issuer": "http://127.0.0.1:9"}
    pagina.goto("/account/login/")
    pagina.get_by_role("button", name="Aanmelden met ACM/IDM").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Aanmelden lukt nu niet")
    keur(pagina, "onbereikbaar")


def test_een_gevoelige_stap_vraagt_de_aanbieder_opnieuw(
    aanbieder: Proefaanbieder, pagina: Page, stad: Stad
) -> None:
    aanmelden(pagina, "cas")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Wat vandaag op u wacht")
    for rij in Session.objects.all():  # zes minuten later
        inhoud = rij.get_decoded()
        for stap in inhoud["account_authentication_methods"]:
            stap["at"] -= 360
        Session.objects.save(rij.session_key, inhoud, rij.expire_date)
    pagina.goto("/account/oidc/koppeling/")
    pagina.get_by_role("button", name="Koppeling wegdoen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Bent u het nog?")
    keur(pagina, "opnieuw")
    pagina.get_by_role("button", name="Bevestigen met ACM/IDM").click()
    pagina.get_by_label("Wie").fill("cas")
    pagina.get_by_role("button", name="Dat ben ik").click()
    expect(pagina.get_by_text("De koppeling is weg.")).to_be_visible()
    assert not SocialAccount.objects.exists()
