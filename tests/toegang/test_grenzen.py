"""Raden gaat niet: een grens op wachtwoord, tweede stap, bevestigen en wachtwoord vergeten, over alle processen samen."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from config import settings as instellingen
from tests.aanmelden import code, geef_app
from tests.factories import WACHTWOORD, Stad

pytestmark = pytest.mark.django_db
GRENZEN = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "reset_password": "10/m/ip,3/m/key",
}
GEVEN = "/account/tweede-stap/geven/"


@pytest.fixture(autouse=True)
def grenzen(settings: Any) -> Any:
    """De tests melden zich te vaak aan voor grenzen; hier staan ze aan zoals in productie."""
    settings.ACCOUNT_RATE_LIMITS = GRENZEN
    cache.clear()
    yield
    cache.clear()


def met_wachtwoord(email: str, wachtwoord: str = WACHTWOORD) -> Any:
    client = Client()
    return client, client.post("/account/login/", {"login": email, "password": wachtwoord})


def test_na_vijf_foute_wachtwoorden_helpt_ook_het_juiste_niet(stad: Stad) -> None:
    geef_app(stad.caw)
    for _poging in range(5):
        met_wachtwoord(stad.caw.email, "fout")
    _client, antwoord = met_wachtwoord(stad.caw.email)
    assert antwoord.status_code == 200
    assert "Te veel" in antwoord.content.decode()
    assert met_wachtwoord(stad.clb.email)[1].status_code == 302  # een ander account staat daar los van


def test_na_vijf_foute_codes_helpt_ook_de_juiste_niet(stad: Stad) -> None:
    geef_app(stad.caw)
    for _poging in range(5):
        client, _antwoord = met_wachtwoord(stad.caw.email)
        client.post(GEVEN, {"code": "000000"})
    client, _antwoord = met_wachtwoord(stad.caw.email)
    antwoord = client.post(GEVEN, {"code": code()})
    assert antwoord.status_code == 200
    assert client.get("/").status_code == 302


def test_te_veel_van_een_adres_is_een_gewone_pagina(stad: Stad) -> None:
    for _poging in range(30):
        Client().post("/account/login/", {})
    antwoord = Client().post("/account/login/", {})
    assert antwoord.status_code == 429
    assert "429.html" in [sjabloon.name for sjabloon in antwoord.templates]
    assert "Even wachten" in antwoord.content.decode()


def test_bevestigen_heeft_een_grens(stad: Stad, als: Any) -> None:
    geef_app(stad.caw)
    client = als(stad.caw)
    pogingen = [client.post("/account/tweede-stap/opnieuw/", {"code": "000000"}) for _poging in range(11)]
    assert pogingen[-1].status_code == 429


def test_wachtwoord_vergeten_heeft_een_grens(stad: Stad) -> None:
    pogingen = [Client().post("/account/password/reset/", {"email": stad.caw.email}) for _poging in range(4)]
    assert [p.status_code for p in pogingen] == [302, 302, 302, 429]


def test_productie_en_demo_hebben_grenzen_en_een_gedeeld_geheugen() -> None:
    tekst = (instellingen.BASE_DIR / "config/settings.py").read_text()
    for naam, grens in GRENZEN.items():
        assert f'"{naam}": "{grens}"' in tekst
    assert "gedeeldgeheugen" in instellingen.CACHES["default"]["BACKEND"]
