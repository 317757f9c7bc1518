"""Het traject evalueren, bijsturen en verderzetten."""

from typing import Any

import pytest

from casus.models import Casus, Evaluatie, Traject
from tests.casus.hulp_traject import PLAN, adres, maak_actie, maak_doel, maak_traject, over, soorten, staat
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


# -- evalueren en verder ------------------------------------------------------------------------------------------


def test_evaluatie_en_verder_met_hetzelfde_plan(stad: Stad, casus: Casus, traject: Traject, als: Any) -> None:
    browser = als(stad.preventie)
    browser.post(adres("traject_evalueren", casus))
    assert staat(casus) == "in_evaluatie"
    zonder_datum = {"tekst": "Het loopt goed.", "gevolg": "verder"}
    assert (
        "evaluatie_op" in browser.post(adres("traject_evaluatie", casus), zonder_datum).context["form"].errors
    )
    browser.post(adres("traject_evaluatie", casus), zonder_datum | {"evaluatie_op": over(60).isoformat()})
    traject.refresh_from_db()
    assert (staat(casus), traject.evaluatie_op, Evaluatie.objects.count()) == ("in_traject", over(60), 1)
    assert soorten() == ["casus.in_evaluatie", "traject.geevalueerd"]
    assert browser.post(adres("traject_evalueren", casus)).status_code == 302
    assert browser.post(adres("traject_evalueren", casus)).status_code == 409


def test_een_nieuwe_versie_neemt_doelen_en_open_acties_mee(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    doel = maak_doel(traject)
    open_, klaar = (
        maak_actie(casus, stad.caw, doel=doel),
        maak_actie(casus, stad.caw, doel=doel, staat="uitgevoerd"),
    )
    browser = als(stad.preventie)
    browser.post(adres("traject_evalueren", casus))
    assert browser.post(adres("traject_nieuwe_versie", casus), PLAN).status_code == 409
    browser.post(adres("traject_evaluatie", casus), {"tekst": "Bijsturen.", "gevolg": "nieuwe_versie"})
    browser.post(adres("traject_nieuwe_versie", casus), PLAN | {"samenvatting": "Anders."})
    nieuw = Traject.objects.get(versie=2)
    assert (nieuw.doelen.get().sterktes, staat(casus)) == ("Tante helpt", "in_traject")
    assert list(nieuw.doelen.get().acties.all()) == [open_]
    assert list(doel.acties.all()) == [klaar]
    oud = browser.get(adres("traject_versie", traject)).content.decode()
    assert "Terug naar school." in oud
    assert (
        als(stad.preventie)
        .post(adres("doel_bewerken", doel), {"levensdomein": "werk", "tekst": "X"})
        .status_code
        == 200
    )
    doel.refresh_from_db()
    assert doel.tekst == "Elke dag school"


def test_advies_om_af_te_sluiten_laat_de_beslissing_aan_de_burgemeester(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    browser = als(stad.preventie)
    browser.post(adres("traject_evalueren", casus))
    browser.post(adres("traject_evaluatie", casus), {"tekst": "Klaar.", "gevolg": "afsluiten"})
    assert staat(casus) == "in_evaluatie"
    browser.post(adres("traject_hervatten", casus))
    assert staat(casus) == "in_traject"


def test_na_een_nieuwe_bespreking_loopt_het_plan_verder(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    Casus.objects.filter(pk=casus.pk).update(staat="in_overleg")
    assert als(stad.caw).post(adres("traject_hervatten", casus)).status_code == 403
    als(stad.preventie).post(adres("traject_hervatten", casus))
    assert staat(casus) == "in_traject"
    assert soorten()[-1] == "casus.in_traject"


@pytest.mark.regel("LR-02")
def test_na_het_afsluiten_wijzigt_niets_meer(stad: Stad, casus: Casus, traject: Traject, als: Any) -> None:
    actie = maak_actie(casus, stad.preventie)
    Casus.objects.filter(pk=casus.pk).update(staat="afgesloten")
    formulier = {"omschrijving": "Belt", "eigenaar": str(stad.preventie.pk), "tegen": over(5).isoformat()}
    browser = als(stad.preventie)
    assert browser.post(adres("actie_nieuw", casus), formulier).status_code == 409
    assert browser.post(adres("traject_bewerken", casus), PLAN).status_code == 409
    assert browser.post(adres("traject_evalueren", casus)).status_code == 409
    assert browser.post(adres("actie", actie), {"uitkomst": "uitgevoerd"}).status_code == 409
    actie.refresh_from_db()
    assert actie.staat == "open"
