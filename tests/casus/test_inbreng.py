"""Inbreng voorbereiden en aan tafel brengen."""

from typing import Any
from uuid import uuid4

import pytest

from audit.models import Regel
from casus.actions import inbreng as acties
from casus.models import Casus, Inbreng, Relatie
from tests.casus.hulp_inbreng import adres, maak_inbreng, velden
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    return casus


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
    assert (inbreng.staat, str(inbreng.organisatie)) == ("ingebracht", "CAW Voorbeeldegem")
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
@pytest.mark.parametrize("noodzaak", ["", " \n "], ids=["leeg", "spaties"])
def test_ook_een_onvolledig_concept_raakt_niet_aan_tafel(
    stad: Stad, casus: Casus, als: Any, noodzaak: str
) -> None:
    concept = maak_inbreng(casus, stad.caw, "concept", categorie="gezondheid", noodzaak=noodzaak)
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


# -- ook zonder formulier: de handeling zelf weigert ---------------------------------------------------------------


@pytest.mark.regel("LR-51")
@pytest.mark.parametrize("wat", ["over", "agendapunt", "lezers"])
def test_de_handeling_weigert_wat_van_een_andere_casus_is(stad: Stad, casus: Casus, wat: str) -> None:
    ander = maak_casus(stad)
    vreemd: dict[str, Any] = {
        "over": Relatie.objects.create(casus=ander, livc=stad.livc, naam="Rita"),
        "agendapunt": maak_overleg(stad, ander).agendapunten.get(),
        "lezers": [stad.jeugdwerk],
    }
    gewoon = dict.fromkeys(("over", "agendapunt")) | {"lezers": [stad.clb]}
    tekst = {"tekst": "Iets", "bron": "eigen", "categorie": "gezin", "noodzaak": "", "niveau": "geheim"}
    gegevens = tekst | gewoon | {"publiek": "gekozen", "doorgave": False}
    with pytest.raises(NietVoldaan) as fout:
        acties.begin(actor=stad.caw, casus_pk=casus.pk, pk=uuid4(), gegevens=gegevens | {wat: vreemd[wat]})
    assert fout.value.veld == wat
    assert acties.begin(actor=stad.caw, casus_pk=casus.pk, pk=uuid4(), gegevens=gegevens).staat == "concept"
