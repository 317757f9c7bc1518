"""De hele weg in een echte browser: de link uit het bericht, wachtwoord, tweede stap, herstelcodes, aanmelden."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.aanmelden import code
from tests.browser import keur, meld_aan, open_venster
from tests.factories import Stad, maak_stad
from tests.toegang.test_tweedestap_browser import toestel
from toegang.actions import factorherstel, gids, leden, voorstellen
from toegang.beleid import rollen_van
from toegang.models import Factorherstel, Gebruiker, Lidmaatschap

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WACHTWOORD = "een lange zin over fietsen"
ADRES = "nele@dienst.test"


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def nieuw_venster(browser: Browser, browser_context_args: dict[str, Any], live_server: Any) -> Iterator[Any]:
    contexten = []

    def nieuw(**opties: Any) -> Page:
        context = open_venster(browser, **(browser_context_args | opties), base_url=live_server.url)
        contexten.append(context)
        pagina: Page = context.new_page()
        return pagina

    yield nieuw
    for context in contexten:
        context.close()


def link() -> str:
    gevonden = re.search(r"/account/uitnodiging/link/[\w-]+/", str(mail.outbox[-1].body))
    assert gevonden is not None
    return gevonden[0]


def test_van_link_tot_aangemeld_zonder_javascript(stad: Stad, nieuw_venster: Any) -> None:
    leden.geef_rol(
        actor=stad.beheer,
        pk=stad.livc.pk,
        email=ADRES,
        naam="Nele Nieuw",
        rol="preventieambtenaar",
        van=stad.livc.lidmaatschappen.first().van,
    )
    pagina = nieuw_venster(java_script_enabled=False)
    pagina.goto(link())
    pagina.get_by_label("Wachtwoord", exact=False).first.fill(WACHTWOORD)
    pagina.get_by_label("Nog eens").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Verder").click()
    geheim = pagina.locator(".geheim").inner_text().replace(" ", "")
    pagina.get_by_label("Code uit de app").fill(code(geheim))
    pagina.get_by_role("button", name="Account maken").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw account bestaat")
    pagina.get_by_role("link", name="naar het aanmelden").click()
    pagina.get_by_label("E-mailadres").fill(ADRES)
    pagina.get_by_label("Wachtwoord").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Aanmelden", exact=True).click()
    # De code van daarnet werkt niet nog eens; die van een halve minuut later wel.
    pagina.get_by_role("textbox", name="Code").fill(code(geheim, stap=1))
    pagina.get_by_role("button", name="Verder").click()
    expect(pagina.locator("header")).to_contain_text("Nele Nieuw")
    lid = Lidmaatschap.objects.get(gebruiker__email=ADRES)
    assert rollen_van(lid.gebruiker) == {}
    voorstellen.bevestig(actor=stad.burgemeester, pk=lid.pk)
    assert rollen_van(Gebruiker.objects.get(email=ADRES))


def test_elke_pagina_is_toegankelijk(stad: Stad, nieuw_venster: Any) -> None:
    dienst = stad.caw.organisatieleden.get().organisatie_id
    gids.voeg_lid_toe(actor=stad.beheer, pk=stad.livc.pk, organisatie=dienst, email=ADRES, naam="Nele Nieuw")
    adres = link()
    gast = nieuw_venster()
    gast.goto(adres)
    keur(gast, "uitnodiging-wachtwoord")
    gast.get_by_label("Wachtwoord", exact=False).first.fill(WACHTWOORD)
    gast.get_by_label("Nog eens").fill(WACHTWOORD)
    gast.get_by_role("button", name="Verder").click()
    keur(gast, "uitnodiging-tweede-stap")
    geheim = gast.locator(".geheim").inner_text().replace(" ", "")
    gast.get_by_label("Code uit de app").fill(code(geheim))
    gast.get_by_role("button", name="Account maken").click()
    keur(gast, "uitnodiging-herstelcodes")
    gast.goto(adres)
    keur(gast, "uitnodiging-werkt-niet")

    leden.geef_rol(
        actor=stad.beheer,
        pk=stad.livc.pk,
        email="fien@dienst.test",
        naam="Fien Functie",
        rol="functionaris",
        van=stad.livc.lidmaatschappen.first().van,
    )
    leden.geef_rol(
        actor=stad.beheer,
        pk=stad.livc.pk,
        email=ADRES,
        naam="Nele",
        rol="functionaris",
        van=stad.livc.lidmaatschappen.first().van,
    )
    factorherstel.vraag(actor=stad.beheer, pk=stad.livc.pk, persoon=stad.caw.pk)
    voorstel = Lidmaatschap.objects.get(gebruiker__email=ADRES)
    pk = stad.livc.pk
    for wie, bladen in (
        (
            stad.burgemeester,
            {
                "werk-tweede-persoon": "/",
                "rol-bevestigen": reverse("casus:rol_bevestigen", args=[voorstel.pk]),
                "herstel": reverse("casus:herstel", args=[Factorherstel.objects.get().pk]),
                "herstel-vragen": reverse("casus:herstel_vragen", args=[pk]),
            },
        ),
        (stad.beheer, {"livc-links": reverse("casus:livc_blad", args=[pk])}),
    ):
        pagina = nieuw_venster()
        meld_aan(pagina, "", wie)
        for naam, pad in bladen.items():
            pagina.goto(pad)
            keur(pagina, naam)


def test_met_een_sleutel_in_de_plaats_van_een_app(stad: Stad, nieuw_venster: Any, live_server: Any) -> None:
    dienst = stad.caw.organisatieleden.get().organisatie_id
    gids.voeg_lid_toe(actor=stad.beheer, pk=stad.livc.pk, organisatie=dienst, email=ADRES, naam="Nele Nieuw")
    # Een sleutel hoort bij een naam, niet bij een IP-adres; localhost mag zonder https.
    basis = re.sub(r"//[^:]+", "//localhost", live_server.url)
    pagina = nieuw_venster()
    toestel(pagina)
    pagina.goto(basis + link())
    pagina.get_by_label("Wachtwoord", exact=False).first.fill(WACHTWOORD)
    pagina.get_by_label("Nog eens").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Verder").click()
    pagina.get_by_role("link", name="Met een sleutel verder").click()
    keur(pagina, "uitnodiging-sleutel")
    pagina.get_by_role("button", name="Sleutel maken").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw account bestaat")
    pagina.get_by_role("link", name="naar het aanmelden").click()
    pagina.get_by_role("button", name="Aanmelden met sleutel").click()
    pagina.wait_for_url(f"{basis}/")
