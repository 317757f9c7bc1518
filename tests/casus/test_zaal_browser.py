"""De zaal in een echte browser: typen zonder verbinding, sneltoetsen, het grote scherm, en de pagina alleen voor u."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from casus.actions import tafel, zaal
from casus.models import Agendapunt, Besluit, Notitieconcept
from tests.browser import BEELDEN, keur
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.tafelhulp import maak_lopend_punt, noteer
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type Venster = Callable[[Gebruiker], Page]


@pytest.fixture
def punt(stad: Stad) -> Agendapunt:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    punt = maak_lopend_punt(stad, maak_casus(stad), maak_casus(stad))
    maak_deelname(stad, punt.casus, stad.clb, overleg=punt.overleg)
    return punt


def leiden(punt: Agendapunt) -> str:
    return reverse("casus:overleg_leiden", args=[punt.overleg_id])


def groot(pagina: Page, naam: str) -> None:
    if BEELDEN:
        pagina.set_viewport_size({"width": 1920, "height": 1080})
        pagina.screenshot(path=Path(BEELDEN) / f"{naam}-1920.png")
        pagina.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.regel("LR-45")
def test_een_weggevallen_verbinding_verliest_niets_en_verdubbelt_niets(
    stad: Stad, venster: Venster, punt: Agendapunt
) -> None:
    noteer(stad, punt, stad.burgemeester, stad.caw)
    pagina = venster(stad.burgemeester)
    pagina.goto(leiden(punt))
    vak = pagina.get_by_label("Besluit (verplicht)")
    vak.press_sequentially("Joris belt ")
    expect(pagina.get_by_text("Bewaard terwijl u typt").first).to_be_visible()
    pagina.context.set_offline(True)
    vak.press_sequentially("morgen.")
    expect(pagina.get_by_text("Geen verbinding. Wat u typte")).to_be_visible()
    pagina.get_by_role("button", name="Besluit noteren").click()
    expect(pagina.get_by_text("Joris belt morgen. (wordt verstuurd")).to_be_visible()
    vak.fill("En overmorgen ook.")
    pagina.get_by_role("button", name="Besluit noteren").click()
    vak.press_sequentially("Nog niet af")
    keur(pagina, "zaal-offline")
    assert not Besluit.objects.exists()
    opslag = pagina.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert not any(woord in opslag for woord in ("Joris", "overmorgen", "Nog niet af"))
    pagina.context.set_offline(False)
    expect(pagina.locator("#besluiten .besluit")).to_have_count(2)
    expect(vak).to_have_value("Nog niet af")
    assert [b.tekst for b in Besluit.objects.all()] == ["Joris belt morgen.", "En overmorgen ook."]


@pytest.mark.regel("LR-45")
def test_een_antwoord_dat_verloren_gaat_maakt_geen_tweede_besluit(
    stad: Stad, venster: Venster, punt: Agendapunt
) -> None:
    noteer(stad, punt, stad.burgemeester, stad.caw)
    pagina = venster(stad.burgemeester)
    pagina.goto(leiden(punt))
    gezien: list[int] = []

    def verlies(route: Any) -> None:
        antwoord = route.fetch()
        gezien.append(antwoord.status)
        route.abort() if len(gezien) == 1 else route.fulfill(response=antwoord)

    pagina.route("**/besluit/", verlies)
    pagina.get_by_label("Besluit (verplicht)").fill("Joris belt.")
    pagina.get_by_role("button", name="Besluit noteren").click()
    expect(pagina.locator("#besluiten .besluit")).to_have_count(1)
    assert gezien == [204, 204]
    assert Besluit.objects.get().tekst == "Joris belt."
    assert not Notitieconcept.objects.exists()


def test_sluit_een_collega_het_punt_dan_blijft_de_tekst_staan(
    stad: Stad, venster: Venster, punt: Agendapunt
) -> None:
    noteer(stad, punt, stad.preventie, stad.caw)
    pagina = venster(stad.burgemeester)
    pagina.goto(leiden(punt))
    pagina.get_by_label("Besluit (verplicht)").fill("Te laat.")
    zaal.bevestig_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig={stad.preventie.pk})
    tafel.rond_punt_af(actor=stad.preventie, pk=punt.pk)
    pagina.get_by_role("button", name="Besluit noteren").click()
    expect(pagina.get_by_text("Te laat.: Dit punt loopt niet")).to_be_visible()
    assert not Besluit.objects.exists()


def test_een_heel_punt_met_het_toetsenbord(stad: Stad, venster: Venster, punt: Agendapunt) -> None:
    maak_inbreng(
        punt.casus, stad.caw, tekst="Hij komt elke woensdag naar het inloophuis, en praat met Joris."
    )
    pagina = venster(stad.burgemeester)
    pagina.goto(leiden(punt))
    keur(pagina, "zaal-aanwezig")
    toets = pagina.keyboard.press
    toets("?")
    expect(pagina.get_by_text("een besluit typen")).to_be_visible()
    keur(pagina, "zaal-hulp")
    toets("?")
    toets("w")
    assert pagina.evaluate("document.activeElement.type") == "checkbox"
    for vak in pagina.locator("#aanwezig").get_by_role("checkbox").all():
        vak.focus()
        toets("Space")
    pagina.get_by_role("button", name="Aanwezigheid bewaren").focus()
    toets("Enter")
    expect(pagina.get_by_text("Hij komt elke woensdag")).to_be_visible()
    toets("b")
    pagina.keyboard.type("zwak besluit? a b k")
    expect(pagina.get_by_label("Besluit (verplicht)")).to_have_value("zwak besluit? a b k")
    toets("Tab")
    toets("Enter")
    expect(pagina.locator("#besluiten .besluit")).to_have_count(1)
    keur(pagina, "zaal-punt")
    groot(pagina, "zaal-punt")
    toets("z")
    expect(pagina.locator("#besluiten p.tekst")).not_to_be_visible()
    toets("b")
    toets("z")
    expect(pagina.locator("#besluiten p.tekst")).to_be_visible()
    toets("k")
    assert pagina.evaluate("document.activeElement.closest('#klaar') !== null")
    pagina.get_by_role("button", name="Aanwezigheid bevestigen").focus()
    toets("Enter")
    expect(pagina.get_by_text("De lijst van aanwezigen is om")).to_be_visible()
    toets("k")
    toets("Enter")
    pagina.get_by_role("button", name="Ja, punt afronden").focus()
    toets("Enter")
    expect(pagina.get_by_role("heading", name="Tussen twee punten")).to_be_visible()
    keur(pagina, "zaal-tussen")
    groot(pagina, "zaal-tussen")
    toets("v")
    toets("Enter")
    expect(pagina.get_by_text("is aan de beurt")).to_be_visible()


def test_sneltoetsen_gaan_uit_en_blijven_uit(stad: Stad, venster: Venster, punt: Agendapunt) -> None:
    noteer(stad, punt, stad.burgemeester, stad.caw)
    pagina = venster(stad.burgemeester)
    pagina.goto(leiden(punt))
    pagina.get_by_text("Sneltoetsen", exact=True).click()
    pagina.get_by_role("button", name="Sneltoetsen uitzetten").click()
    pagina.reload()
    pagina.keyboard.press("b")
    assert pagina.evaluate("document.activeElement === document.body")


@pytest.mark.regel("LR-31")
def test_het_grote_scherm_volgt_vanzelf(stad: Stad, venster: Venster, punt: Agendapunt) -> None:
    maak_inbreng(
        punt.casus, stad.caw, tekst="Hij komt elke woensdag naar het inloophuis, en praat met Joris."
    )
    pagina = venster(stad.burgemeester)
    pagina.goto(reverse("casus:overleg_scherm", args=[punt.overleg_id]))
    expect(pagina.get_by_role("heading", name="Tussen twee punten")).to_be_visible()
    keur(pagina, "scherm-leeg")
    groot(pagina, "scherm-leeg")
    noteer(stad, punt, stad.burgemeester, stad.caw, stad.clb, stad.politie)
    expect(pagina.get_by_text("elke woensdag")).to_be_visible()
    tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Joris belt hem volgende week.")
    expect(pagina.get_by_text("Joris belt hem")).to_be_visible()
    keur(pagina, "scherm-punt")
    groot(pagina, "scherm-punt")
    tafel.verdaag_punt(actor=stad.burgemeester, pk=punt.pk)
    expect(pagina.get_by_text("elke woensdag")).not_to_be_visible()


def test_alles_werkt_zonder_javascript(
    stad: Stad, browser: Any, live_server: Any, als: Any, punt: Agendapunt
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(
        [
            {"name": naam, "value": koek.value, "url": live_server.url}
            for naam, koek in als(stad.burgemeester).cookies.items()
        ]
    )
    pagina = context.new_page()
    pagina.goto(leiden(punt))
    for vak in pagina.locator("#aanwezig").get_by_role("checkbox").all():
        vak.check()
    pagina.get_by_role("button", name="Aanwezigheid bewaren").click()
    pagina.get_by_label("Besluit (verplicht)").fill("Zonder script.")
    pagina.get_by_role("button", name="Besluit noteren").click()
    pagina.get_by_role("button", name="Aanwezigheid bevestigen").click()
    pagina.get_by_text("Punt afronden").first.click()
    pagina.get_by_role("button", name="Ja, punt afronden").click()
    pagina.get_by_role("link", name="Scherm afdekken").click()
    expect(pagina.get_by_role("heading", name="Even geduld")).to_be_visible()
    assert Besluit.objects.get().tekst == "Zonder script."
    context.close()


def test_alleen_voor_u(stad: Stad, venster: Venster, punt: Agendapunt) -> None:
    pagina = venster(stad.caw)
    pagina.goto(reverse("casus:inbreng", args=[punt.casus_id]))
    pagina.get_by_text("Waarvoor dient deze stap?").click()
    keur(pagina, "draaiboek-stap")
    pagina.get_by_role("link", name="Alleen voor u").click()
    keur(pagina, "voor-mij-leeg")
    for tekst, soort in (
        ("Hij komt op woensdag, dat mag ik zeggen.", "ik kan dit delen"),
        ("Wat zijn moeder mij vertelde.", "ik kan dit niet delen"),
        ("Hoe hij over school praat.", "vraag mij hiernaar"),
    ):
        pagina.get_by_label("Voor uzelf (verplicht)").fill(tekst)
        pagina.get_by_label(soort).check()
        pagina.get_by_role("button", name="Opschrijven").click()
    keur(pagina, "voor-mij")
    pagina.goto(reverse("casus:agendapunt", args=[punt.pk]))
    expect(pagina.get_by_text("Hoe hij over school praat.")).to_be_visible()
    keur(pagina, "voor-mij-aan-tafel")
    pagina.goto(reverse("casus:voor_mij", args=[punt.casus_id]))
    pagina.get_by_role("button", name="Concept van inbreng maken").click()
    expect(pagina.get_by_text("Uw concept staat klaar")).to_be_visible()


def test_het_draaiboek(stad: Stad, venster: Venster) -> None:
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:draaiboek"))
    keur(pagina, "draaiboek")
    pagina.get_by_role("link", name=re.compile("Aanpassen.*Weging")).click()
    pagina.get_by_label("Goede praktijk").fill("Weeg apart.\nBespreek daarna op vrijdag.")
    pagina.get_by_role("button", name="Nieuwe versie bewaren").click()
    expect(pagina.get_by_text("Bespreek daarna op vrijdag.")).to_be_visible()
    pagina.get_by_role("link", name=re.compile("Aanpassen.*Weging")).click()
    keur(pagina, "draaiboek-schrijven")
    pagina.get_by_role("button", name="Terug naar de meegeleverde tekst").click()
    expect(pagina.get_by_text("Bespreek daarna op vrijdag.")).not_to_be_visible()


@pytest.mark.regel("LR-31")
def test_wie_het_scherm_verlaat_laat_niets_achter_voor_de_terugknop(
    stad: Stad, venster: Venster, punt: Agendapunt
) -> None:
    noteer(stad, punt, stad.burgemeester, stad.caw)
    maak_inbreng(punt.casus, stad.caw, tekst="Alleen voor dit punt.")
    pagina = venster(stad.burgemeester)
    pagina.goto(reverse("casus:overleg_scherm", args=[punt.overleg_id]))
    expect(pagina.get_by_text("Alleen voor dit punt.")).to_be_visible()
    pagina.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert "Alleen voor dit punt." not in pagina.content()
    pagina.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(pagina.get_by_text("Alleen voor dit punt.")).to_be_visible()
