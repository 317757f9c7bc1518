"""Het menu volgt de rol; aanmelden en afmelden werken als gewone pagina's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import get_resolver

from casus.urls import urlpatterns as casusadressen
from tests.factories import WACHTWOORD, Stad
from toegang.contextprocessors import navigatie
from toegang.menu import MENU, ONDER, VOET
from toegang.models import Gebruiker

Als = Callable[[Gebruiker], Client]


def menu(gebruiker: Gebruiker, pad: str = "/") -> dict[str, str]:
    request = RequestFactory().get(pad)
    request.user = gebruiker
    return {str(punt.label): punt.huidig for punt in navigatie(request)["menu"]}


def test_menu_van_de_kern(stad: Stad) -> None:
    for wie in stad.kern:
        assert "Signalen" in menu(wie)
        assert "Toezicht" not in menu(wie)
        assert "Uitnodigingen" not in menu(wie)


def test_menu_van_de_toezichthouder(stad: Stad) -> None:
    assert "Toezicht" in menu(stad.toezicht)
    assert "Signalen" not in menu(stad.toezicht)


def test_beheerder_vindt_geen_enkele_weg_naar_inhoud(stad: Stad) -> None:
    assert menu(stad.beheer).keys() <= {"Mijn werk", "Beheer", "LIVC"}


def test_genodigde_ziet_geen_toezicht_en_geen_livc(stad: Stad) -> None:
    for wie in stad.sociaal:
        assert not menu(wie).keys() & {"Toezicht", "LIVC"}


def gemerkt(gebruiker: Gebruiker, pad: str) -> dict[str, str]:
    return {label: huidig for label, huidig in menu(gebruiker, pad).items() if huidig}


@pytest.mark.parametrize(
    ("wie", "label", "blad", "eronder"),
    [
        ("preventie", "Mijn werk", "/", "/vernietiging/"),
        ("preventie", "Signalen", "/signalen/", "/signalen/nieuw/"),
        ("preventie", "Casussen", "/casussen/", "/fiches/x/"),
        ("caw", "Casussen", "/casussen/", "/overnames/x/parket/"),
        ("caw", "Uitnodigingen", "/uitnodigingen/", "/uitnodigingen/x/weigeren/"),
        ("burgemeester", "Overleg", "/overleg/", "/agendapunten/x/"),
        ("toezicht", "Toezicht", "/toezicht/", "/noodtoegang/x/nakijken/"),
        ("beheer", "Beheer", "/beheer/", "/beheer/x/gebruikers/"),
        ("dpo", "LIVC", "/livc/", "/verzoeken/x/"),
    ],
)
def test_elk_punt_merkt_zijn_blad_en_wat_eronder_staat(
    stad: Stad, wie: str, label: str, blad: str, eronder: str
) -> None:
    assert gemerkt(getattr(stad, wie), blad) == {label: "page"}
    assert gemerkt(getattr(stad, wie), eronder) == {label: "true"}


def test_wie_geen_toezicht_houdt_leest_noodtoegang_en_vragen_onder_zijn_eigen_punt(stad: Stad) -> None:
    assert gemerkt(stad.burgemeester, "/noodtoegang/vragen/") == {"Casussen": "true"}
    assert gemerkt(stad.burgemeester, "/toezicht/vragen/x/") == {"Mijn werk": "true"}
    assert gemerkt(stad.caw, "/draaiboek/") == {}


def test_elk_adres_hoort_onder_een_punt_of_in_de_voet() -> None:
    """Een nieuw adres zonder plaats in het menu: dan weet niemand meer waar hij is."""
    eerste = {str(deel.pattern).split("/")[0] for deel in get_resolver().url_patterns if str(deel.pattern)}
    eerste |= {str(deel.pattern).split("/")[0] for deel in casusadressen}
    assert eerste == ONDER.keys() | VOET
    assert {naam for namen in ONDER.values() for naam in namen} == {naam for _label, naam, *_rest in MENU}


def test_werkplek_noemt_livc_en_rol_of_de_organisatie(stad: Stad) -> None:
    request = RequestFactory().get("/")
    request.user = stad.burgemeester
    assert str(navigatie(request)["werkplek"]) == f"{stad.livc} · burgemeester"
    ander = RequestFactory().get("/")
    ander.user = stad.caw
    assert "CAW" in str(navigatie(ander)["werkplek"])


def test_aanmeldpagina_belooft_en_sluit_zelfregistratie(client: Client, db: None) -> None:
    html = client.get("/account/login/").content.decode()
    assert "Alleen wie zelf aanvaardde" in html
    assert "placeholder" not in html
    assert "demo-demo-demo" not in html
    assert "kan niet" in client.get("/account/signup/").content.decode()


def test_demo_toont_de_accounts(client: Client, db: None, settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "demo-demo-demo" in client.get("/account/login/").content.decode()


def test_fout_bij_aanmelden_staat_in_de_foutlijst(client: Client, stad: Stad) -> None:
    antwoord = client.post("/account/login/", {"login": stad.caw.email, "password": "verkeerd-verkeerd"})
    assert "data-foutlijst" in antwoord.content.decode()
    antwoord = client.post("/account/login/", {"login": stad.caw.email, "password": WACHTWOORD})
    assert antwoord.status_code == 302


@pytest.mark.parametrize(
    "pad",
    [
        "logout/",
        "password/change/",
        "password/reset/",
        "password/reset/done/",
        "reauthenticate/",
        "inactive/",
    ],
)
def test_accountpagina_staat_in_ons_raam(als: Als, stad: Stad, pad: str) -> None:
    html = als(stad.caw).get(f"/account/{pad}", follow=True).content.decode()
    assert 'class="kop"' in html


def test_beleid_voor_inhoud_laat_niets_los(client: Client, db: None) -> None:
    beleid = client.get("/account/login/").headers["Content-Security-Policy"]
    assert "unsafe" not in beleid
    assert "default-src 'none'" in beleid


@pytest.mark.regel("LR-34")
def test_mail_voor_een_nieuw_wachtwoord_zegt_niets_over_casussen(client: Client, stad: Stad) -> None:
    client.post("/account/password/reset/", {"email": stad.caw.email})
    (bericht,) = mail.outbox
    assert bericht.subject == "Een nieuw wachtwoord kiezen"
    assert str(stad.livc) not in bericht.body
    link = next(regel for regel in bericht.body.splitlines() if regel.startswith("http"))
    html = client.get("/" + link.split("/", 3)[3], follow=True).content.decode()
    assert "Nieuw wachtwoord kiezen" in html


def test_onbekend_adres_is_een_gewone_pagina(als: Als, stad: Stad) -> None:
    antwoord = als(stad.preventie).get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Deze pagina is er niet" in antwoord.content.decode()


def test_verlopen_formulier_is_een_gewone_pagina(stad: Stad) -> None:
    antwoord = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert antwoord.status_code == 403
    assert "Uw formulier was verlopen" in antwoord.content.decode()
