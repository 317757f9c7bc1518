"""Wie het traject ziet, en wat elke blik nalaat."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Regel
from casus.models import Casus, Traject
from tests.casus.hulp_traject import adres, maak_actie, maak_doel, maak_traject, over
from tests.factories import Stad, maak_casus, maak_deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad, "in_traject", casusregisseur=stad.preventie)
    maak_deelname(stad, casus, stad.caw)
    return casus


@pytest.fixture
def traject(stad: Stad, casus: Casus) -> Traject:
    return maak_traject(stad, casus)


# -- wie ziet het -------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-31")
def test_alleen_de_tafel_ziet_het_traject(stad: Stad, anderstad: Stad, casus: Casus, als: Any) -> None:
    traject = maak_traject(stad, casus)
    doel, actie = maak_doel(traject), maak_actie(casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "geheimhouding")
    maak_deelname(stad, casus, stad.jeugdwerk, "teruggetrokken")
    adressen = [
        adres("traject", casus),
        adres("traject_versie", traject),
        adres("actie", actie),
        adres("doel_bewerken", doel),
    ]
    for wie in (stad.clb, stad.jeugdwerk, stad.toezicht, stad.dpo, stad.beheer, anderstad.preventie):
        assert {als(wie).get(pad).status_code for pad in adressen} == {404}
    assert {als(stad.caw).get(pad).status_code for pad in adressen[:3]} == {200}
    assert als(stad.caw).get(adressen[3]).status_code == 403


@pytest.mark.regel("LR-57")
def test_elke_blik_op_het_plan_staat_in_het_logboek(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    als(stad.caw).get(adres("traject", casus))
    als(stad.caw).get(adres("traject_versie", traject))
    als(stad.caw).get(adres("actie", maak_actie(casus, stad.caw)))
    gezien = list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))
    assert gezien == ["casus.ingezien", "traject.ingezien", "actie.ingezien"]


def test_sterktes_staan_naast_zorgen(stad: Stad, casus: Casus, traject: Traject, als: Any) -> None:
    maak_doel(traject)
    pagina = als(stad.caw).get(adres("traject", casus)).content.decode()
    assert pagina.index("Tante helpt") < pagina.index("Slaapt")


@pytest.mark.regel("LR-58")
def test_te_laat_is_een_feit_voor_kern_en_eigenaar_en_telt_niet_op(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    maak_deelname(stad, casus, stad.clb)
    maak_actie(casus, stad.caw, tegen=over(-2))
    zien = {
        naam: "2 dagen te laat" in als(getattr(stad, naam)).get(adres("traject", casus)).content.decode()
        for naam in ("caw", "preventie", "burgemeester", "clb")
    }
    assert zien == {"caw": True, "preventie": True, "burgemeester": True, "clb": False}


def test_het_aantal_vragen_groeit_niet_met_het_plan(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    browser, aantallen = als(stad.preventie), []
    browser.get(adres("traject", casus))
    for keer in (1, 6):
        for _i in range(keer):
            maak_actie(casus, stad.caw, doel=maak_doel(traject))
            maak_actie(casus, stad.preventie, tegen=over(-1))
        with CaptureQueriesContext(connection) as vragen:
            browser.get(adres("traject", casus))
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 45
