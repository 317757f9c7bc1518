"""Het traject opstellen, met doelen en acties."""

from typing import Any

import pytest

from casus.models import Actie, Casus, Doel, Traject
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


# -- opstellen ----------------------------------------------------------------------------------------------------


def test_na_het_overleg_begint_het_traject(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad, "in_overleg", casusregisseur=stad.preventie)
    als(stad.preventie).post(adres("traject_opstellen", casus), PLAN)
    assert (staat(casus), Traject.objects.get().samenvatting) == ("in_traject", "Terug naar school.")
    assert soorten() == ["traject.opgesteld"]
    assert als(stad.preventie).post(adres("traject_opstellen", casus), PLAN).status_code == 409
    assert Traject.objects.count() == 1


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize(
    ("waar", "regisseur"), [("voorbereiding", True), ("in_overleg", False), ("op_lijst", True)]
)
def test_zonder_bespreking_of_casusregisseur_geen_traject(
    stad: Stad, als: Any, waar: str, regisseur: bool
) -> None:
    casus = maak_casus(stad, waar, casusregisseur=stad.preventie if regisseur else None)
    assert als(stad.preventie).post(adres("traject_opstellen", casus), PLAN).status_code == 409
    pagina = als(stad.preventie).get(adres("traject", casus)).content.decode()
    assert "Traject opstellen kan nu niet." in pagina
    assert not Traject.objects.exists()


def test_een_evaluatiedatum_in_het_verleden_staat_bij_het_veld(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad, "in_overleg", casusregisseur=stad.preventie)
    antwoord = als(stad.preventie).post(
        adres("traject_opstellen", casus), PLAN | {"evaluatie_op": "2020-01-01"}
    )
    assert "evaluatie_op" in antwoord.context["form"].errors


@pytest.mark.regel("LR-12")
def test_een_deelnemer_die_casusregisseur_is_maakt_het_plan(stad: Stad, casus: Casus, als: Any) -> None:
    maak_traject(stad, casus)
    doel = {"levensdomein": "werk", "tekst": "Een stage"}
    assert als(stad.caw).post(adres("doel_nieuw", casus), doel).status_code == 403
    Casus.objects.filter(pk=casus.pk).update(casusregisseur=stad.caw)
    assert als(stad.caw).post(adres("doel_nieuw", casus), doel).status_code == 302


# -- doelen -------------------------------------------------------------------------------------------------------


def test_een_doel_met_acties_blijft_staan(stad: Stad, casus: Casus, traject: Traject, als: Any) -> None:
    met, zonder = maak_doel(traject), maak_doel(traject)
    maak_actie(casus, stad.caw, doel=met)
    assert als(stad.preventie).post(adres("doel_verwijderen", met)).status_code == 409
    als(stad.preventie).post(adres("doel_verwijderen", zonder))
    assert list(Doel.objects.all()) == [met]


@pytest.mark.regel("LR-05")
def test_een_actie_hoort_bij_een_doel_van_deze_casus(
    stad: Stad, casus: Casus, traject: Traject, als: Any
) -> None:
    ander = maak_casus(stad, "in_traject")
    vreemd = maak_doel(maak_traject(stad, ander))
    formulier = {"omschrijving": "Belt", "eigenaar": str(stad.caw.pk), "tegen": over(5).isoformat()}
    fout = als(stad.preventie).post(adres("actie_nieuw", casus), formulier | {"doel": str(vreemd.pk)})
    assert "doel" in fout.context["form"].errors
    goed = als(stad.preventie).post(
        adres("actie_nieuw", casus), formulier | {"doel": str(maak_doel(traject).pk)}
    )
    assert goed.status_code == 302


@pytest.mark.regel("LR-31")
def test_een_eigenaar_van_buiten_de_tafel_wordt_geweigerd(stad: Stad, casus: Casus, als: Any) -> None:
    maak_deelname(stad, casus, stad.clb, "uitgenodigd")
    formulier = {"omschrijving": "Belt", "tegen": over(5).isoformat()}
    for buiten in (stad.clb, stad.jeugdwerk, stad.beheer):
        fout = als(stad.preventie).post(adres("actie_nieuw", casus), formulier | {"eigenaar": str(buiten.pk)})
        assert "eigenaar" in fout.context["form"].errors
    assert not Actie.objects.exists()
