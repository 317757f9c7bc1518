"""Een deelnemer zegt in stilte wat van zijn eigen inbreng verteld mag worden (LR-22, LR-55)."""

from typing import Any

import pytest
from django.urls import reverse

from audit.soorten import Soort
from audit.vrijheid import GEEN_VRAAG
from casus.models import Betrokkenenverzoek, Casus
from casus.selectors.verzoekantwoord import redenen
from casus.selectors.werk import werk
from tests.casus.verzoekhulp import antwoord, geheim, in_beoordeling, maak_tafel, raadpleging_van
from tests.factories import Stad
from toegang import identiteit, toekenningen
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-55")]


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


def adres(wie: Gebruiker, rij: Betrokkenenverzoek) -> str:
    return reverse("casus:raadpleging", args=[raadpleging_van(wie, rij).pk])


def vragen(wie: Gebruiker) -> list[Any]:
    with identiteit.als(wie):
        alles = werk(wie)
    return [taak for taak in (*alles.eerst, *alles.daarna) if "inbreng" in taak.wat]


@pytest.mark.regel("LR-22")
def test_alleen_wie_iets_inbracht_krijgt_een_vraag_zonder_termijn(stad: Stad, tafel: Casus) -> None:
    geheim(tafel, stad.caw, "Hij zoekt werk.")
    rij = in_beoordeling(stad, tafel)
    [taak] = vragen(stad.caw)
    assert not taak.te_laat
    assert taak.wanneer is None
    assert not vragen(stad.clb)
    Betrokkenenverzoek.objects.filter(pk=rij.pk).update(staat="beantwoord")
    assert not vragen(stad.caw)


def test_per_inbreng_een_antwoord_en_een_reden(stad: Stad, tafel: Casus, als: Any) -> None:
    ja, neen, stil = (geheim(tafel, stad.caw, tekst) for tekst in ("Een.", "Twee.", "Drie."))
    rij = in_beoordeling(stad, tafel)
    form = {f"mag_{ja.pk}": "ja", f"mag_{neen.pk}": "neen", f"reden_{neen.pk}": "Zijn moeder staat erin."}
    client = als(stad.caw)
    assert client.post(adres(stad.caw, rij), form).status_code == 302
    gegeven = raadpleging_van(stad.caw, rij).antwoorden
    assert {pk: wat["mag"] for pk, wat in gegeven.items()} == {str(ja.pk): True, str(neen.pk): False}
    assert "tekst" not in gegeven[str(neen.pk)]
    assert str(stil.pk) not in gegeven
    with identiteit.als(stad.preventie):
        assert redenen(rij) == ["Zijn moeder staat erin."]
    assert "checked" in client.get(adres(stad.caw, rij)).text
    assert not vragen(stad.caw)


@pytest.mark.regel("LR-32")
def test_andermans_inbreng_meesturen_doet_niets(stad: Stad, tafel: Casus) -> None:
    ander = geheim(tafel, stad.clb, "Hij spijbelt.")
    rij = in_beoordeling(stad, tafel)
    antwoord(stad.caw, rij, **{str(ander.pk): True})
    assert raadpleging_van(stad.caw, rij).antwoorden == {}


@pytest.mark.parametrize("wie", ["clb", "politie", "preventie", "burgemeester", "dpo", "jeugdwerk"])
def test_een_ander_opent_de_vraag_niet(stad: Stad, tafel: Casus, als: Any, wie: str) -> None:
    rij = in_beoordeling(stad, tafel)
    assert als(getattr(stad, wie)).get(adres(stad.caw, rij)).status_code == 404
    assert als(stad.caw).get(adres(stad.caw, rij)).status_code == 200


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_antwoordt_niet_meer(stad: Stad, tafel: Casus, als: Any) -> None:
    rij = in_beoordeling(stad, tafel)
    toekenningen.neem(stad.caw, tafel)
    assert als(stad.caw).get(adres(stad.caw, rij)).status_code == 404


def test_van_gedacht_veranderen_kan_tot_de_brief_vertrekt(stad: Stad, tafel: Casus) -> None:
    eigen = geheim(tafel, stad.caw, "Hij zoekt werk.")
    rij = in_beoordeling(stad, tafel)
    for mag in (True, False):
        antwoord(stad.caw, rij, **{str(eigen.pk): mag})
        assert raadpleging_van(stad.caw, rij).antwoorden[str(eigen.pk)]["mag"] is mag
    Betrokkenenverzoek.objects.filter(pk=rij.pk).update(staat="beantwoord")
    with pytest.raises(NietVoldaan, match="vertrokken"):
        antwoord(stad.caw, rij, **{str(eigen.pk): True})


@pytest.mark.regel("LR-20")
def test_het_toezicht_stelt_geen_vraag_over_wat_iemand_antwoordde() -> None:
    assert {Soort.RAADPLEGING_BEANTWOORD, Soort.RAADPLEGING_INGEZIEN} <= GEEN_VRAAG
