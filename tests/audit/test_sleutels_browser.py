"""De sleutels in een echte browser: maken, geven met een vingerafdruk, een nieuw tijdvak, herstellen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from audit.models import Toezichtsleutel
from tests.audit.sleutelhulp import ANDERE_ZIN, DERDE_ZIN, ZIN, nieuwe_toezichthouder, snelle_afleiding
from tests.browser import keur
from tests.factories import Stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["snelle_afleiding"]


def vul_zin(pagina: Page, zin: str, label: str = "Wachtzin") -> None:
    pagina.get_by_label(label, exact=False).first.fill(zin)
    pagina.get_by_label("Nog eens").fill(zin)


def ontgrendel(pagina: Page, zin: str) -> None:
    pagina.get_by_label("Wachtzin").fill(zin)
    pagina.get_by_role("button", name="Ontgrendelen").click()


@pytest.mark.regel("LR-57")
def test_maken_geven_vernieuwen_en_herstellen(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    Toezichtsleutel.objects.all().delete()
    blad = reverse("toezicht:sleutels", args=[stad.livc.pk])
    toon = venster(stad.toezicht)
    toon.goto(blad)
    keur(toon, "sleutels-leeg")
    delen = _maak(toon)
    keur_blad(toon, blad, "sleutels-eerste")

    tine = venster(nieuwe_toezichthouder(stad))
    tine.goto(blad)
    keur(tine, "sleutels-zonder")
    tine.get_by_role("link", name="Eigen sleutel maken").click()
    keur(tine, "sleutel-eigen")
    vul_zin(tine, ANDERE_ZIN)
    tine.get_by_role("button", name="Eigen sleutel maken").click()
    keur(tine, "sleutel-vingerafdruk")
    afdruk = tine.locator(".deeltekst").inner_text()

    _geef(toon, blad, afdruk)
    tine.goto(reverse("toezicht:ontgrendelen", args=[stad.livc.pk]))
    ontgrendel(tine, ANDERE_ZIN)
    expect(tine.get_by_text("U kunt regels openen tot")).to_be_visible()

    toon.get_by_role("link", name="Nieuw tijdvak beginnen").click()
    keur(toon, "sleutel-vernieuwen")
    toon.get_by_label("Waarom?").fill("Een laptop is gestolen.")
    toon.get_by_role("button", name="Nieuw tijdvak beginnen").click()
    expect(toon.get_by_text("Tijdvak 2 begint")).to_be_visible()
    keur(toon, "sleutels-twee-tijdvakken")
    toon.get_by_role("link", name="Wachtzin wijzigen").click()
    keur(toon, "sleutel-wachtzin")
    toon.goto(blad)
    toon.get_by_role("link", name="Sleutel afgeven").click()
    keur(toon, "sleutel-afgeven")

    _herstel(toon, blad, delen)


def keur_blad(pagina: Page, blad: str, naam: str) -> None:
    pagina.goto(blad)
    keur(pagina, naam)


def _maak(toon: Page) -> list[str]:
    toon.get_by_role("link", name="Sleutel maken").click()
    keur(toon, "sleutel-maken")
    vul_zin(toon, ZIN)
    for nummer, wie in ((1, "functionaris"), (2, "burgemeester"), (3, "burgemeester")):
        toon.get_by_label(f"Wie bewaart deel {nummer}?").select_option(wie)
    toon.get_by_role("button", name="Sleutel maken").click()
    expect(toon.get_by_text("Elk deel heeft een andere bewaarder").first).to_be_visible()
    keur(toon, "sleutel-maken-fout")
    vul_zin(toon, ZIN)
    toon.get_by_label("Wie bewaart deel 3?").select_option("notaris")
    toon.get_by_role("button", name="Sleutel maken").click()
    keur(toon, "delen")
    delen = toon.locator(".deeltekst").all_inner_texts()
    toon.emulate_media(media="print")
    expect(toon.get_by_role("heading", name="De drie hersteldelen")).to_be_hidden()
    expect(toon.get_by_text(delen[0])).to_be_visible()
    toon.emulate_media(media="screen")
    toon.get_by_role("link", name="Ik heb ze: nakijken").click()
    toon.get_by_label("Een deel").fill(delen[0])
    toon.get_by_label("Een tweede deel").fill(delen[1][:-1] + ("2" if delen[1][-1] != "2" else "3"))
    toon.get_by_role("button", name="Nakijken").click()
    expect(toon.get_by_text("tekenfout").first).to_be_visible()
    keur(toon, "delen-nakijken-fout")
    toon.get_by_label("Een tweede deel").fill(delen[1].lower())
    toon.get_by_role("button", name="Nakijken").click()
    expect(toon.get_by_text("De delen kloppen")).to_be_visible()
    return list(delen)


def _geef(toon: Page, blad: str, afdruk: str) -> None:
    toon.goto(blad)
    keur(toon, "sleutels-iemand-wacht")
    toon.get_by_role("link", name="Sleutel geven").click()
    ontgrendel(toon, ZIN)
    keur(toon, "sleutel-geven")
    veld: Any = toon.get_by_label("Vingerafdruk die uw collega voorleest")
    veld.fill("0000 0000 0000 0000")
    toon.get_by_role("button", name="Sleutel geven").click()
    expect(toon.get_by_text("niet de vingerafdruk").first).to_be_visible()
    veld.fill(afdruk.lower())
    toon.get_by_role("button", name="Sleutel geven").click()
    expect(toon.get_by_text("De sleutel is gegeven")).to_be_visible()


def _herstel(toon: Page, blad: str, delen: list[str]) -> None:
    toon.goto(blad)
    toon.get_by_text("Wachtzin vergeten?").click()
    toon.get_by_role("link", name="Herstellen met twee delen").click()
    keur(toon, "sleutel-herstel")
    toon.get_by_label("Een deel").fill(delen[2])
    toon.get_by_label("Een tweede deel").fill(delen[0])
    vul_zin(toon, DERDE_ZIN)
    toon.get_by_role("button", name="Herstellen").click()
    expect(toon.get_by_text("Uw sleutel is hersteld")).to_be_visible()
    toon.get_by_role("link", name="Ontgrendelen").click()
    ontgrendel(toon, DERDE_ZIN)
    expect(toon.get_by_text("U kunt regels openen tot")).to_be_visible()
    toon.goto(blad)
    toon.get_by_role("link", name="Nieuwe delen maken").click()
    keur(toon, "delen-opnieuw")
