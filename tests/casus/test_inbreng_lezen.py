"""Inbreng lezen, anders delen en intrekken: alleen het publiek dat de auteur koos, en alleen door de auteur zelf."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Regel
from casus.models import Casus, Inbreng, Relatie
from tests.casus.hulp_inbreng import adres, maak_inbreng, velden
from tests.factories import Stad, maak_casus, maak_deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    return casus


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


# -- lezen --------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize(
    ("publiek", "lezers", "leest"),
    [
        ("tafel", [], {"caw", "clb", "preventie", "burgemeester", "politie"}),
        ("kern", [], {"caw", "preventie", "burgemeester", "politie"}),
        ("gekozen", ["clb"], {"caw", "clb"}),
        ("gekozen", ["politie"], {"caw", "politie"}),
    ],
)
def test_lezen_volgt_het_publiek(
    stad: Stad, casus: Casus, als: Any, publiek: str, lezers: list[str], leest: set[str]
) -> None:
    inbreng = maak_inbreng(casus, stad.caw, publiek=publiek)
    inbreng.lezers.set([getattr(stad, naam) for naam in lezers])
    tafel = ("caw", "clb", "preventie", "burgemeester", "politie")
    ziet = {n for n in tafel if inbreng.tekst in als(getattr(stad, n)).get(adres("", casus)).content.decode()}
    assert ziet == leest


@pytest.mark.regel("LR-31")
def test_lezers_zitten_aan_deze_tafel(stad: Stad, casus: Casus, als: Any) -> None:
    maak_deelname(stad, casus, stad.jeugdwerk, "geheimhouding")
    for buiten in (stad.jeugdwerk, stad.toezicht, stad.beheer):
        inhoud = velden(publiek="gekozen", lezers=[str(buiten.pk)])
        assert "lezers" in als(stad.caw).post(adres("_nieuw", casus), inhoud).context["form"].errors
    binnen = velden(publiek="gekozen", lezers=[str(stad.clb.pk)])
    assert als(stad.caw).post(adres("_nieuw", casus), binnen).status_code == 302


@pytest.mark.regel("LR-31")
def test_wie_niet_aan_tafel_zit_ziet_de_pagina_niet(
    stad: Stad, anderstad: Stad, casus: Casus, als: Any
) -> None:
    maak_deelname(stad, casus, stad.jeugdwerk, "geheimhouding")
    buiten = (stad.jeugdwerk, stad.toezicht, stad.dpo, stad.beheer, anderstad.preventie, anderstad.caw)
    for wie in buiten:
        assert als(wie).get(adres("", casus)).status_code == 404
        assert als(wie).get(adres("_nieuw", casus)).status_code == 404
        assert als(wie).post(adres("_nieuw", casus), velden()).status_code == 404
    assert als(stad.clb).get(adres("", casus)).status_code == 200


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_ziet_ook_de_eigen_inbreng_niet_meer(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, "teruggetrokken")
    inbreng = maak_inbreng(casus, stad.caw)
    for naam in ("_bewerken", "_niveau"):
        assert als(stad.caw).get(adres(naam, inbreng)).status_code == 404
    assert als(stad.caw).post(adres("_intrekken", inbreng)).status_code == 404
    assert inbreng.tekst in als(stad.preventie).get(adres("", casus)).content.decode()


@pytest.mark.regel("LR-57")
def test_elke_blik_staat_in_het_logboek(stad: Stad, casus: Casus, als: Any) -> None:
    concept = maak_inbreng(casus, stad.caw, "concept")
    als(stad.clb).get(adres("", casus))
    als(stad.caw).get(adres("_bewerken", concept))
    assert soorten() == ["casus.ingezien", "inbreng.ingezien"]


def test_het_aantal_vragen_groeit_niet_met_de_inbreng(stad: Stad, casus: Casus, als: Any) -> None:
    browser, aantallen = als(stad.caw), []
    browser.get(adres("", casus))
    for keer in (1, 8):
        for _i in range(keer):
            maak_inbreng(casus, stad.clb)
            maak_inbreng(casus, stad.caw, publiek="gekozen").lezers.set([stad.clb, stad.politie])
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            browser.get(adres("", casus))
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 40


# -- niveau en intrekken ------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-32")
def test_alleen_de_auteur_verlaagt_het_niveau_of_trekt_in(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng = maak_inbreng(casus, stad.caw)
    vrij = {"niveau": "vrijgegeven", "publiek": "tafel"}
    for ander in (stad.clb, stad.preventie, stad.burgemeester):
        assert als(ander).post(adres("_niveau", inbreng), vrij).status_code == 403
        assert als(ander).post(adres("_intrekken", inbreng)).status_code == 403
    assert als(stad.caw).post(adres("_niveau", inbreng), vrij).status_code == 302
    inbreng.refresh_from_db()
    assert inbreng.niveau == "vrijgegeven"
    assert soorten()[-1] == "inbreng.gewijzigd"


@pytest.mark.regel("LR-32")
def test_wat_geheim_is_gaat_niet_verder(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng = maak_inbreng(casus, stad.caw)
    geheim = {"niveau": "geheim", "publiek": "tafel", "doorgave": "on"}
    assert "doorgave" in als(stad.caw).post(adres("_niveau", inbreng), geheim).context["form"].errors
    assert (
        als(stad.caw).post(adres("_niveau", inbreng), geheim | {"niveau": "vrijgegeven"}).status_code == 302
    )


@pytest.mark.regel("LR-32")
def test_intrekken_wist_de_tekst_en_laat_een_spoor(stad: Stad, casus: Casus, als: Any) -> None:
    relatie = Relatie.objects.create(casus=casus, livc=stad.livc, naam="Rita")
    inbreng = maak_inbreng(casus, stad.caw, noodzaak="Daarom.", over=relatie)
    als(stad.caw).post(adres("_intrekken", inbreng))
    rij = Inbreng.objects.filter(pk=inbreng.pk)
    assert rij.filter(tekst__isnull=True, noodzaak__isnull=True, over=None, categorie="").exists()
    pagina = als(stad.clb).get(adres("", casus)).content.decode()
    assert "Hier stond iets van Cas Caw" in pagina
    assert "elke week" not in pagina
    assert als(stad.caw).post(adres("_intrekken", inbreng)).status_code == 409
