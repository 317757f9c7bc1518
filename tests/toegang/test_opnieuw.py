"""Wat pijn kan doen, vraagt een verse tweede stap; wat ingevuld was, gaat niet verloren en staat nergens leesbaar."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casus.models import Casus
from tests.aanmelden import code, geef_app
from tests.factories import WACHTWOORD, Stad
from tests.test_toegangsmatrix import adressen
from tests.wereld import Wereld, maak_wereld
from toegang.models import Gebruiker

pytestmark = pytest.mark.django_db
# Wie het mag, en waar: voor elk gevoelig adres dezelfde eis.
GEVOELIG = {
    "casus:signaal_op_lijst": ("burgemeester", "signaal"),
    "casus:afsluiten": ("burgemeester", "casus"),
    "casus:heropenen": ("burgemeester", "casus"),
    "casus:ondertekenen": ("burgemeester", "casus"),
    "casus:inbreng_niveau": ("caw", "inbreng"),
    "casus:fiche_antwoord": ("caw", "fiche"),
    "casus:fiche_overmaken": ("politie", "fiche"),
    "casus:overname_afdrukken": ("caw", "overname"),
    "casus:overname_parket": ("politie", "overname"),
    "casus:lid_nieuw": ("beheer", "livc"),
    "casus:lid_beeindigen": ("beheer", "lid_politie"),
    "casus:lid_machtiging": ("beheer", "lid_politie"),
    "toezicht:bezorgen": ("toezicht", "livc"),
}


@pytest.fixture
def later(als: Any) -> Any:
    """Een browser waarin de tweede stap zes minuten geleden is."""
    reis = time_machine.travel(timezone.now() - timedelta(minutes=6))

    def aangemeld(gebruiker: Gebruiker) -> Client:
        geef_app(gebruiker)
        with reis:
            return als(gebruiker)

    return aangemeld


@pytest.fixture
def wereld(stad: Stad, anderstad: Stad) -> Wereld:
    return maak_wereld(stad, anderstad)


def bevestig(client: Client, naar: str, welke: str | None = None) -> Any:
    return client.post(naar, {"code": welke or code()}, follow=False)


def weg(client: Client, antwoord: Any) -> str:
    """Volgt tot de pagina die de code vraagt."""
    naar = antwoord["Location"]
    while (volgend := client.get(naar)).status_code == 302:
        naar = volgend["Location"]
    assert "Bent u het nog?" in volgend.content.decode()
    return naar


@pytest.mark.parametrize("naam", sorted(GEVOELIG))
def test_een_gevoelige_handeling_vraagt_een_verse_tweede_stap(
    wereld: Wereld, als: Any, later: Any, naam: str
) -> None:
    wie, voorwerp = GEVOELIG[naam]
    adres = reverse(naam, args=wereld.args(voorwerp))
    oud, vers = later(wereld.persoon(wie)), als(wereld.persoon(wie))
    assert oud.get(adres).status_code == vers.get(adres).status_code
    assert "/account/" in oud.post(adres, {"x": "y"})["Location"]
    assert "/account/" not in vers.post(adres, {"x": "y"}).get("Location", "")


def test_wat_ingevuld_was_gaat_verder_op_zijn_eigen_adres(stad: Stad, wereld: Wereld, later: Any) -> None:
    burgemeester = later(stad.burgemeester)
    adres = reverse("casus:signaal_op_lijst", args=wereld.args("signaal"))
    velden = {"motivering": "Eerste zin.\nTweede zin <b>.", "indicatoren": ["een", "twee"]}
    naar = weg(burgemeester, burgemeester.post(adres, velden))
    assert bevestig(burgemeester, naar)["Location"] == reverse("account_verder")
    verder = burgemeester.get(reverse("account_verder"))
    assert verder.context["pad"] == adres
    assert dict(verder.context["velden"])["indicatoren"] == ["een", "twee"]
    assert "Tweede zin &lt;b&gt;." in verder.content.decode()
    assert burgemeester.post(adres, velden).status_code == 200  # het formulier zelf, met zijn opmerkingen
    assert burgemeester.get(reverse("account_verder"))["Location"] == "/"  # het wacht niet langer
    assert Casus.objects.count() == 1  # de casus van de wereld


def test_wat_wacht_staat_versleuteld_in_de_sessie(stad: Stad, wereld: Wereld, later: Any) -> None:
    burgemeester = later(stad.burgemeester)
    adres = reverse("casus:signaal_op_lijst", args=wereld.args("signaal"))
    naar = weg(burgemeester, burgemeester.post(adres, {"motivering": "Hij bedreigt iemand."}))
    for _keer in range(2):
        inhoud = [json.dumps(rij.get_decoded()) for rij in Session.objects.all()]
        assert any("pakket" in tekst or "opgeschort" in tekst for tekst in inhoud)
        assert not any("bedreigt" in tekst for tekst in inhoud)
        bevestig(burgemeester, naar)


def test_een_wachtwoord_volstaat_niet(stad: Stad, wereld: Wereld, later: Any) -> None:
    burgemeester = later(stad.burgemeester)
    adres = reverse("casus:afsluiten", args=wereld.args("casus"))
    burgemeester.post(adres, {})
    antwoord = burgemeester.post("/account/reauthenticate/", {"password": WACHTWOORD})
    assert "/account/tweede-stap/opnieuw/" in antwoord["Location"]
    assert "/account/" in burgemeester.post(adres, {})["Location"]


def test_een_foute_code_laat_niets_door(stad: Stad, wereld: Wereld, later: Any) -> None:
    burgemeester = later(stad.burgemeester)
    adres = reverse("casus:afsluiten", args=wereld.args("casus"))
    naar = weg(burgemeester, burgemeester.post(adres, {}))
    assert bevestig(burgemeester, naar, "000000").status_code == 200
    assert burgemeester.get(reverse("account_verder"))["Location"] == "/"
    assert "/account/" in burgemeester.post(adres, {})["Location"]


def test_een_ander_in_dezelfde_browser_krijgt_niet_wat_wachtte(
    stad: Stad, wereld: Wereld, later: Any
) -> None:
    burgemeester = later(stad.burgemeester)
    naar = weg(
        burgemeester, burgemeester.post(reverse("casus:afsluiten", args=wereld.args("casus")), {"a": "b"})
    )
    bevestig(burgemeester, naar)
    burgemeester.logout()
    assert reverse("account_login") in burgemeester.get(reverse("account_verder"))["Location"]


def test_htmx_vraagt_de_tweede_stap_op_een_hele_pagina(stad: Stad, wereld: Wereld, later: Any) -> None:
    adres = reverse("casus:afsluiten", args=wereld.args("casus"))
    antwoord = later(stad.burgemeester).post(adres, {}, headers={"hx-request": "true"})
    assert antwoord["HX-Redirect"].startswith("/account/")


def test_elk_gevoelig_adres_bestaat() -> None:
    assert set(GEVOELIG) <= set(adressen())


# Waar een wachtzin of hersteldeel ingevuld wordt, komt de tweede stap voor het formulier


VOORAF = (
    "ontgrendelen",
    "sleutel_wachtzin",
    "sleutel_eigen",
    "sleutel_vingerafdruk",
    "sleutel_herstel",
    "delen_nakijken",
)


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize("naam", VOORAF)
def test_een_wachtzin_wacht_nergens(stad: Stad, als: Any, later: Any, naam: str) -> None:
    """Onder de sleutelring zou ze open liggen voor wie de server heeft."""
    adres = reverse(f"toezicht:{naam}", args=[stad.livc.pk])
    oud = later(stad.toezicht)
    assert als(stad.toezicht).get(adres).status_code == 200
    assert "/account/" in oud.get(adres)["Location"]
    naar = weg(oud, oud.post(adres, {"wachtzin": "een geheime wachtzin", "een": "DEEL"}))
    assert not any("geheime" in json.dumps(rij.get_decoded()) for rij in Session.objects.all())
    assert not any("pakket" in json.dumps(rij.get_decoded()) for rij in Session.objects.all())
    assert bevestig(oud, naar)["Location"] == adres
