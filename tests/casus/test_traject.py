"""Het traject: opstellen, doelen, evalueren, nieuwe versie; wie het ziet en wie het maakt."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Actie, Casus, Doel, Evaluatie, Traject
from tests.factories import Stad, maak_casus, maak_deelname

pytestmark = pytest.mark.django_db


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def maak_traject(stad: Stad, casus: Casus, **anders: Any) -> Traject:
    waarden = {
        "samenvatting": "Terug naar school.",
        "evaluatie_op": over(90),
        "opgesteld_door": stad.preventie,
    }
    return Traject.objects.create(casus=casus, livc=stad.livc, **(waarden | anders))


def maak_doel(traject: Traject, **anders: Any) -> Doel:
    waarden = {
        "levensdomein": "onderwijs",
        "tekst": "Elke dag school",
        "sterktes": "Tante helpt",
        "zorgen": "Slaapt",
    }
    return Doel.objects.create(traject=traject, casus=traject.casus, livc=traject.livc, **(waarden | anders))


def maak_actie(casus: Casus, eigenaar: Any, **anders: Any) -> Actie:
    waarden = {"omschrijving": "Belt de school", "tegen": over(10)}
    return Actie.objects.create(casus=casus, livc=casus.livc, eigenaar=eigenaar, **(waarden | anders))


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad, "in_traject", casusregisseur=stad.preventie)
    maak_deelname(stad, casus, stad.caw)
    return casus


@pytest.fixture
def traject(stad: Stad, casus: Casus) -> Traject:
    return maak_traject(stad, casus)


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


def staat(casus: Casus) -> str:
    return Casus.objects.get(pk=casus.pk).staat


def soorten() -> list[str]:
    gelezen = ("casus.ingezien", "traject.ingezien", "actie.ingezien")
    return [s for s in Regel.objects.order_by("tijdstip").values_list("soort", flat=True) if s not in gelezen]


PLAN = {"samenvatting": "Terug naar school.", "evaluatie_op": over(90).isoformat()}


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
