"""De wet als gegevens: wat de code noemt, bestaat, en iedereen kan het lezen."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from casus.wetgeving import BRONNEN, GRONDSLAGEN, REGELS, bron
from casus.wetgeving.bronnen import SW, SW_OUD

NUMMER = re.compile(r"LR-\d\d")
BASIS = Path(settings.BASE_DIR)
GENOEMD_IN = [
    BASIS / "toegang/beleidstabel.py",
    *(BASIS / "casus").rglob("*.py"),
    *(BASIS / "toegang").rglob("*.py"),
    *(BASIS / "audit").rglob("*.py"),
    *(BASIS / "templates").rglob("*.html"),
]


def test_elke_regel_die_de_code_noemt_bestaat() -> None:
    onbekend = {
        (bestand.name, nummer)
        for bestand in GENOEMD_IN
        for nummer in NUMMER.findall(bestand.read_text(encoding="utf-8"))
        if nummer not in REGELS and nummer != "LR-99"
    }
    assert not onbekend, "Een uitleg verwijst naar een regel die niemand kan nalezen."


def test_elke_bron_en_grondslag_klopt() -> None:
    for regel in REGELS.values():
        assert set(regel.grondslagen) <= GRONDSLAGEN.keys(), regel.nummer
        assert all(plaats.bron in BRONNEN for plaats in regel.vindplaatsen), regel.nummer
        assert "W" not in regel.grondslagen or regel.vindplaatsen, f"{regel.nummer} noemt geen artikel"


def test_de_nummers_van_het_strafwetboek_wisselen_op_8_april_2026() -> None:
    nieuw, oud = REGELS["LR-01"].vindplaatsen
    assert (nieuw.bron, oud.bron) == (SW, SW_OUD)
    assert [nieuw.geldig(date(2026, 4, 7)), oud.geldig(date(2026, 4, 7))] == [False, True]
    assert [nieuw.geldig(date(2026, 4, 8)), oud.geldig(date(2026, 4, 8))] == [True, False]


def test_bron_naast_een_knop_toont_het_artikel() -> None:
    assert bron("LR-12") == "Wet LIVC, art. 3 § 1"
    assert bron("LR-98") == ""


def test_de_pagina_zegt_wat_nog_nagekeken_moet_worden(db: None, client: Client) -> None:
    antwoord = client.get(reverse("casus:wet"))
    assert antwoord.status_code == 200
    assert "Laat dit nakijken" in antwoord.content.decode()
    assert "458ter" in antwoord.content.decode()


@pytest.mark.parametrize("nummer", REGELS)
def test_elke_regel_heeft_een_pagina(db: None, client: Client, nummer: str) -> None:
    assert client.get(reverse("casus:regel", args=[nummer])).status_code == 200


def test_een_onbekende_regel_bestaat_niet(db: None, client: Client) -> None:
    assert client.get(reverse("casus:regel", args=["LR-98"])).status_code == 404
