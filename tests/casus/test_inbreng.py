"""Inbreng: voorbereiden, inbrengen, lezen, het niveau kiezen en intrekken."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Regel
from casus.models import Casus, Inbreng, Relatie
from tests.factories import Stad, maak_casus, maak_deelname

pytestmark = pytest.mark.django_db


def velden(**anders: Any) -> dict[str, Any]:
    return {
        "sleutel": str(uuid4()),
        "tekst": "Hij komt elke week langs.",
        "bron": "eigen",
        "categorie": "leefgewoonten",
        "niveau": "geheim",
        "publiek": "tafel",
    } | anders


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    return casus


def maak_inbreng(casus: Casus, auteur: Any, staat: str = "ingebracht", **anders: Any) -> Inbreng:
    waarden = {"tekst": "Hij komt elke week langs.", "categorie": "leefgewoonten", "categorielijst": "W2026"}
    return Inbreng.objects.create(
        casus=casus, livc=casus.livc, auteur=auteur, staat=staat, **(waarden | anders)
    )


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:inbreng{naam}", args=[rij.pk])


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


# -- voorbereiden -------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-32")
def test_een_voorbereiding_ziet_alleen_haar_auteur(stad: Stad, casus: Casus, als: Any) -> None:
    als(stad.caw).post(adres("_nieuw", casus), velden(tekst="Nog niet gezegd"))
    assert "Nog niet gezegd" in als(stad.caw).get(adres("", casus)).content.decode()
    for ander in (stad.clb, stad.preventie, stad.burgemeester):
        assert "Nog niet gezegd" not in als(ander).get(adres("", casus)).content.decode()


@pytest.mark.regel("LR-32")
def test_geheim_en_niet_verder_zijn_de_standaard(stad: Stad, casus: Casus, als: Any) -> None:
    form = als(stad.caw).get(adres("_nieuw", casus)).context["form"]
    begin = {naam: form[naam].value() for naam in ("niveau", "publiek", "doorgave")}
    assert begin == {"niveau": "geheim", "publiek": "tafel", "doorgave": None}


@pytest.mark.regel("LR-22")
def test_een_leeg_concept_mag_en_de_pagina_vraagt_niets(stad: Stad, casus: Casus, als: Any) -> None:
    antwoord = als(stad.caw).post(adres("_nieuw", casus), velden(tekst="", categorie=""))
    assert antwoord.status_code == 302
    assert "U hoeft niets in te brengen" in als(stad.caw).get(adres("", casus)).content.decode()


@pytest.mark.regel("LR-22")
def test_geen_veld_over_de_zaak_is_verplicht(stad: Stad, casus: Casus, als: Any) -> None:
    form = als(stad.caw).get(adres("_nieuw", casus)).context["form"]
    vrij = ("tekst", "categorie", "noodzaak", "over", "agendapunt")
    assert not any(form.fields[naam].required for naam in vrij)


def test_concept_bewerken_en_weggooien_laat_niets_achter(stad: Stad, casus: Casus, als: Any) -> None:
    concept = maak_inbreng(casus, stad.caw, "concept")
    als(stad.caw).post(adres("_bewerken", concept), velden(tekst="Beter verwoord"))
    assert Inbreng.objects.get().tekst == "Beter verwoord"
    als(stad.caw).post(adres("_verwijderen", concept))
    assert not Inbreng.objects.exists()
    assert [s for s in soorten() if s != "inbreng.ingezien"] == ["inbreng.bewaard", "inbreng.verwijderd"]


def test_twee_keer_verzenden_maakt_een_concept(stad: Stad, casus: Casus, als: Any) -> None:
    inhoud = velden()
    als(stad.caw).post(adres("_nieuw", casus), inhoud)
    nogmaals = als(stad.caw).post(adres("_nieuw", casus), inhoud)
    assert nogmaals.status_code == 200
    assert Inbreng.objects.count() == 1


# -- inbrengen ----------------------------------------------------------------------------------------------------


def test_bewaren_en_inbrengen_in_een_keer(stad: Stad, casus: Casus, als: Any) -> None:
    als(stad.caw).post(adres("_nieuw", casus), velden(inbrengen="ja"))
    inbreng = Inbreng.objects.get()
    assert (inbreng.staat, inbreng.organisatie.sector) == ("ingebracht", "caw")
    assert soorten() == ["casus.ingezien", "inbreng.bewaard", "inbreng.gedeeld"]
    assert "Hij komt elke week langs." in als(stad.clb).get(adres("", casus)).content.decode()


@pytest.mark.regel("LR-50")
@pytest.mark.parametrize(
    "categorie", ["politie_gerecht", "gezondheid", "afkomst", "overtuiging", "seksualiteit"]
)
def test_gevoelige_gegevens_vragen_een_reden(stad: Stad, casus: Casus, als: Any, categorie: str) -> None:
    inhoud = velden(categorie=categorie, inbrengen="ja")
    zonder = als(stad.caw).post(adres("_nieuw", casus), inhoud)
    assert "LR-50" in str(zonder.context["form"].errors["noodzaak"])
    assert not Inbreng.objects.exists()
    assert als(stad.caw).post(adres("_nieuw", casus), inhoud | {"noodzaak": "Omdat."}).status_code == 302


@pytest.mark.regel("LR-50")
@pytest.mark.parametrize("categorie", ["", "dreigingsniveau", "gedrag"])
def test_een_categorie_buiten_de_lijst_komt_niet_aan_tafel(
    stad: Stad, casus: Casus, als: Any, categorie: str
) -> None:
    antwoord = als(stad.caw).post(adres("_nieuw", casus), velden(categorie=categorie, inbrengen="ja"))
    assert "categorie" in antwoord.context["form"].errors
    assert not Inbreng.objects.filter(staat="ingebracht").exists()


@pytest.mark.regel("LR-50")
def test_ook_een_onvolledig_concept_raakt_niet_aan_tafel(stad: Stad, casus: Casus, als: Any) -> None:
    concept = maak_inbreng(casus, stad.caw, "concept", categorie="gezondheid")
    assert als(stad.caw).post(adres("_inbrengen", concept)).status_code == 409
    concept.refresh_from_db()
    assert concept.staat == "concept"


@pytest.mark.regel("LR-51")
def test_alleen_over_de_persoon_of_een_relatie_van_deze_casus(stad: Stad, casus: Casus, als: Any) -> None:
    eigen, vreemd = (
        Relatie.objects.create(casus=c, livc=stad.livc, naam="Rita") for c in (casus, maak_casus(stad))
    )
    fout = als(stad.caw).post(adres("_nieuw", casus), velden(over=str(vreemd.pk)))
    assert "over" in fout.context["form"].errors
    als(stad.caw).post(adres("_nieuw", casus), velden(over=str(eigen.pk)))
    assert Inbreng.objects.get().over == eigen


@pytest.mark.regel("LR-33")
def test_een_advocaat_brengt_niets_in(stad: Stad, casus: Casus, als: Any) -> None:
    stad.caw.is_advocaat = True
    stad.caw.save()
    concept = maak_inbreng(casus, stad.caw, "concept")
    assert als(stad.caw).post(adres("_nieuw", casus), velden()).status_code == 409
    assert als(stad.caw).post(adres("_inbrengen", concept)).status_code == 409
    assert "advocaat" in als(stad.caw).get(adres("", casus)).content.decode()
    assert als(stad.clb).post(adres("_nieuw", casus), velden()).status_code == 302


@pytest.mark.regel("LR-02")
@pytest.mark.parametrize("staat", ["afgesloten", "nacontrole"])
def test_na_het_afsluiten_komt_er_niets_bij(stad: Stad, als: Any, staat: str) -> None:
    dicht = maak_casus(stad, staat)
    assert als(stad.preventie).post(adres("_nieuw", dicht), velden()).status_code == 409


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
