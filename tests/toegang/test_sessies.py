"""Een sessie houdt vanzelf op, en iemand kan zijn sessies zelf overal beëindigen."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from tests.aanmelden import geef_app, meld_aan
from tests.factories import WACHTWOORD, Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker
from toegang.sessies import toestel

pytestmark = pytest.mark.django_db
NIEUW = "een nieuwe lange zin die niemand raadt"


def browser(
    gebruiker: Gebruiker, stap: int = 0, agent: str = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"
) -> Client:
    """Een echte aanmelding in een eigen browser. Een code werkt één keer: de tweede browser neemt een andere."""
    geef_app(gebruiker)
    client = Client(headers={"user-agent": agent})
    meld_aan(client, gebruiker.email, stap=stap)
    assert binnen(client)
    return client


def binnen(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize(("minuten", "nog"), [(29, True), (31, False)])
def test_een_stille_sessie_eindigt(stad: Stad, als: Any, minuten: int, nog: bool) -> None:
    client = als(stad.caw)
    with time_machine.travel(timezone.now() + timedelta(minutes=minuten)):
        assert binnen(client) is nog


def test_wie_bezig_blijft_blijft_aangemeld_tot_de_langste_duur(stad: Stad, als: Any) -> None:
    client, begin = als(stad.caw), timezone.now()
    for minuten in range(20, 10 * 60, 20):
        with time_machine.travel(begin + timedelta(minutes=minuten)):
            assert binnen(client), minuten
    with time_machine.travel(begin + timedelta(hours=10)):
        antwoord = client.get("/casussen/")
        assert antwoord["Location"] == "/account/login/?next=%2Fcasussen%2F"
        assert "Meld u opnieuw aan" in client.get(antwoord["Location"]).content.decode()


def test_een_beeindigde_sessie_is_ook_op_de_server_weg(stad: Stad, als: Any) -> None:
    client = als(stad.caw)
    oud = client.cookies["sessie"].value
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        binnen(client)
    client.cookies["sessie"] = oud
    assert not binnen(client)


def test_htmx_krijgt_een_hele_pagina_om_aan_te_melden(stad: Stad, als: Any) -> None:
    client = als(stad.caw)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.post("/", headers={"hx-request": "true"})["HX-Redirect"] == "/account/login/"


def test_een_sessie_zonder_begin_is_er_geen(stad: Stad) -> None:
    client = Client()
    client.force_login(stad.caw)
    sessie = client.session
    del sessie["begonnen"]
    sessie.save()
    assert not binnen(client)


def test_de_eigen_sessies_staan_op_een_pagina(stad: Stad) -> None:
    een = browser(stad.caw)
    browser(stad.caw, 1, "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1")
    browser(stad.clb)
    pagina = een.get("/account/sessies/").content.decode()
    assert pagina.count("Firefox op Windows") == 1
    assert pagina.count("Safari op iPhone") == 1
    assert pagina.count(">deze browser<") == 1
    assert "127.0.0.1" not in pagina


def test_overal_afmelden_sluit_ook_de_andere_browser(stad: Stad) -> None:
    een, ander, derde = browser(stad.caw), browser(stad.caw, 1), browser(stad.clb)
    assert een.post("/account/sessies/")["Location"] == "/"
    assert not binnen(een)
    assert not binnen(ander)
    assert binnen(derde)
    assert Regel.objects.filter(soort=Soort.TOEGANG_SESSIES_BEEINDIGD).count() == 1
    assert not UserSession.objects.filter(user=stad.caw).exists()


def test_een_nieuw_wachtwoord_sluit_de_andere_browsers(stad: Stad) -> None:
    een, ander = browser(stad.caw), browser(stad.caw, 1)
    velden = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    assert een.post("/account/password/change/", velden).status_code == 302
    assert binnen(een)
    assert not binnen(ander)


def test_nieuwe_herstelcodes_sluiten_de_andere_browsers(
    stad: Stad, django_capture_on_commit_callbacks: Any
) -> None:
    een, ander = browser(stad.caw), browser(stad.caw, 1)
    with django_capture_on_commit_callbacks(execute=True):
        een.post("/account/tweede-stap/herstelcodes/nieuw/")
    assert binnen(een)
    assert not binnen(ander)


def test_laatst_gebruikt_gaat_per_minuut(stad: Stad) -> None:
    client = browser(stad.caw)
    eerst = UserSession.objects.get().last_seen_at
    binnen(client)
    assert UserSession.objects.get().last_seen_at == eerst
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        binnen(client)
        assert UserSession.objects.get().last_seen_at > eerst


@pytest.mark.regel("LR-31")
def test_een_rol_die_eindigt_sluit_meteen_ook_een_open_browser(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    politie, beheer = als(stad.politie), als(stad.beheer)
    assert politie.get(f"/livc/{stad.livc.pk}/").status_code == 200
    lid = stad.politie.lidmaatschappen.get()
    assert beheer.post(f"/leden/{lid.pk}/beeindigen/", {"reden": "Andere dienst."}).status_code == 302
    assert politie.get(f"/livc/{stad.livc.pk}/").status_code == 404
    assert politie.get(f"/casussen/{casus.pk}/").status_code == 404


@pytest.mark.regel("LR-31")
def test_een_deelname_die_eindigt_sluit_meteen_ook_een_open_browser(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw, "aanvaard")
    telefoon, laptop = als(stad.caw), als(stad.caw)
    assert telefoon.get(f"/casussen/{casus.pk}/").status_code == 200
    laptop.post(f"/uitnodigingen/{deelname.pk}/terugtrekken/")
    assert telefoon.get(f"/casussen/{casus.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("agent", "naam"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("curl/8", "een browser"),
    ],
)
def test_een_toestel_heet_wat_iemand_herkent(agent: str, naam: str) -> None:
    assert toestel(agent) == naam
