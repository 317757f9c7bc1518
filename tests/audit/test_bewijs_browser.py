"""Het bewijs van het logboek in een echte browser: een controlepunt bewaren, alles uitvoeren, en het narekenen."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from audit import controlepunten
from audit.verificateur import controleer
from tests.audit.test_boom import voeg_toe
from tests.browser import keur
from tests.factories import Stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-57")
def test_bewaren_uitvoeren_en_narekenen(
    stad: Stad, venster: Callable[[Gebruiker], Page], tmp_path: Path
) -> None:
    pagina = venster(stad.toezicht)
    pagina.goto(reverse("toezicht:bewijs", args=[stad.livc.pk]))
    keur(pagina, "bewijs-leeg")
    voeg_toe(stad.livc.pk, 40)
    controlepunten.teken(stad.livc.pk)
    pagina.reload()
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("link", name="Controlepunt bewaren").click()
    gehaald.value.save_as(tmp_path / "controlepunt.txt")
    pagina.get_by_text("Sleutel van dit logboek").click()
    pagina.get_by_text("Het hele logboek, om na te rekenen").click()
    keur(pagina, "bewijs")
    pagina.locator("#id_volledig-reden").fill("Voor de jaarlijkse controle.")
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("button", name="Volledig bestand maken").click()
    gehaald.value.save_as(tmp_path / "logboek.zip")
    with zipfile.ZipFile(tmp_path / "logboek.zip") as uitvoer:
        zin = controleer(uitvoer, (tmp_path / "controlepunt.txt").read_text())
    assert "Alles klopt: 41 regels" in zin
    expect(pagina.get_by_text("40 regels getekend")).to_be_visible()
