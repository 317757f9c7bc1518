"""Wie keek naar mijn inbreng: elke bladzijde die inbreng van een ander toont, noemt precies wat ze toonde."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.aandacht import Aandacht
from audit.models import Regel
from audit.soorten import Soort
from casus.actions import deelname as deelnames
from casus.actions import inbreng as acties
from casus.actions import tafel
from casus.models import Casus, Inbreng
from tests.casus.hulp_inbreng import adres, maak_inbreng
from tests.casus.tafelhulp import maak_lopend_punt
from tests.factories import GebruikerFactory, Stad, maak_casus, maak_deelname
from toegang import toekenningen
from toegang.pseudoniem import pseudoniem
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    return casus


def codes(*rijen: Inbreng) -> set[bytes]:
    return {pseudoniem("object", rij.livc_id, rij.pk) for rij in rijen}


def laatste() -> Regel:
    return Regel.objects.latest("tijdstip")


def wie_zag(als: Any, wie: Any, inbreng: Inbreng) -> list[tuple[str, bool]]:
    blad = als(wie).get(adres("_gezien", inbreng)).context["kijkblad"]
    return [(blik.wie, blik.aan_tafel) for blik in blad.blikken]


# -- wat een bladzijde toonde -------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_het_blad_inbreng_noemt_precies_de_inbreng_van_anderen(stad: Stad, casus: Casus, als: Any) -> None:
    gezien = maak_inbreng(casus, stad.caw)
    maak_inbreng(casus, stad.caw, publiek="kern")
    maak_inbreng(casus, stad.caw, "concept")
    maak_inbreng(casus, stad.caw, "ingetrokken", tekst="")
    maak_inbreng(casus, stad.clb)
    als(stad.clb).get(adres("", casus))
    assert laatste().soort == Soort.CASUS_INGEZIEN
    assert set(laatste().getoond) == codes(gezien)


@pytest.mark.regel("LR-57")
def test_wat_de_regel_noemt_is_wat_op_het_blad_staat(stad: Stad, casus: Casus, als: Any) -> None:
    for nummer in range(3):
        maak_inbreng(casus, stad.caw, tekst=f"Tekst nummer {nummer}.")
    antwoord = als(stad.clb).get(adres("", casus))
    getoond = [kaart.inbreng for kaart in antwoord.context["inbrengblad"].tafel]
    assert set(laatste().getoond) == codes(*getoond)
    assert all(rij.tekst in antwoord.text for rij in getoond)


def test_andere_bladen_van_de_casus_tonen_geen_inbreng(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng = maak_inbreng(casus, stad.caw)
    for naam in ("casus", "tafel", "traject", "bewaartermijn"):
        assert inbreng.tekst not in als(stad.clb).get(reverse(f"casus:{naam}", args=[casus.pk])).text
        assert laatste().getoond == ()


@pytest.mark.regel("LR-57")
def test_een_lopend_punt_noemt_wat_het_toont(stad: Stad, als: Any) -> None:
    punt = maak_lopend_punt(stad)
    inbreng = maak_inbreng(punt.casus, stad.caw)
    maak_inbreng(punt.casus, stad.preventie)
    browser, pagina = als(stad.preventie), reverse("casus:agendapunt", args=[punt.pk])
    assert inbreng.tekst not in browser.get(pagina).text  # nog niet genoteerd wie er is
    assert laatste().getoond == ()
    tafel.noteer_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig=[stad.caw.pk])
    assert inbreng.tekst in browser.get(pagina).text
    assert laatste().soort == Soort.AGENDAPUNT_INGEZIEN
    assert set(laatste().getoond) == codes(inbreng)


@pytest.mark.regel("LR-57")
def test_het_scherm_in_de_zaal_is_een_eigen_soort(stad: Stad, als: Any) -> None:
    punt = maak_lopend_punt(stad)
    inbreng = maak_inbreng(punt.casus, stad.caw)
    tafel.noteer_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig=[stad.caw.pk])
    antwoord = als(stad.preventie).get(reverse("casus:overleg_leiden", args=[punt.overleg_id]))
    assert inbreng.tekst in antwoord.text
    assert laatste().soort == Soort.AGENDAPUNT_GETOOND
    assert wie_zag(als, stad.caw, inbreng) == [(stad.preventie.naam, True)]


@pytest.mark.regel("LR-50")
@pytest.mark.parametrize(
    ("categorie", "gevoelig"),
    [
        ("politie_gerecht", True), ("gezondheid", True), ("afkomst", True), ("overtuiging", True),
        ("seksualiteit", True), ("gezin", False), ("risico", False),
    ],
)  # fmt: skip
def test_gevoelige_inbreng_tonen_of_delen_valt_op(
    stad: Stad, casus: Casus, als: Any, categorie: str, gevoelig: bool
) -> None:
    concept = maak_inbreng(casus, stad.caw, "concept", categorie=categorie, noodzaak="Daarom.")
    acties.breng_in(actor=stad.caw, pk=concept.pk)
    assert (Aandacht.GEVOELIG in laatste().kenmerken.split(",")) == gevoelig
    als(stad.caw).get(adres("", casus))
    assert Aandacht.GEVOELIG not in laatste().kenmerken.split(",")  # de eigen inbreng
    als(stad.clb).get(adres("", casus))
    assert (Aandacht.GEVOELIG in laatste().kenmerken.split(",")) == gevoelig


# -- wat de auteur ziet -------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-32")
def test_de_auteur_ziet_wie_keek_en_niemand_anders(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng = maak_inbreng(casus, stad.caw)
    als(stad.clb).get(adres("", casus))
    als(stad.caw).get(adres("", casus))
    pagina = als(stad.caw).get(adres("_gezien", inbreng)).text
    assert stad.clb.naam in pagina
    assert "CLB Voorbeeldegem" in pagina
    assert wie_zag(als, stad.caw, inbreng) == [(stad.clb.naam, False)]
    for ander in (stad.clb, stad.preventie, stad.burgemeester):
        assert als(ander).get(adres("_gezien", inbreng)).status_code == 403


@pytest.mark.regel("LR-20")
def test_wie_niet_keek_staat_nergens_en_niets_wordt_geteld(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng, ander = maak_inbreng(casus, stad.caw), maak_inbreng(casus, stad.caw, publiek="gekozen")
    als(stad.politie).get(adres("", casus))
    assert wie_zag(als, stad.caw, ander) == []
    pagina = als(stad.caw).get(adres("_gezien", ander)).text
    assert "Niemand opende dit tot nu toe" in pagina
    assert stad.politie.naam not in pagina
    assert stad.clb.naam not in als(stad.caw).get(adres("_gezien", inbreng)).text


def test_een_ander_blad_van_dezelfde_kijker_staat_er_niet(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng = maak_inbreng(casus, stad.caw)
    als(stad.politie).get(reverse("casus:casus", args=[casus.pk]))
    als(stad.politie).get(reverse("casus:traject", args=[casus.pk]))
    assert wie_zag(als, stad.caw, inbreng) == []


def test_wie_intussen_weg_is_heeft_een_code(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng, vreemd = maak_inbreng(casus, stad.caw), GebruikerFactory.create(naam="Vreemd Iemand")
    leg_vast(
        Soort.CASUS_INGEZIEN,
        actor=vreemd,
        livc_id=stad.livc.pk,
        dossier_id=casus.pk,
        getoond=[inbreng.pk],
    )
    [(wie, _aan_tafel)] = wie_zag(als, stad.caw, inbreng)
    assert wie == f"iemand die intussen weg is ({laatste_van(Soort.CASUS_INGEZIEN).actor_code})"


def laatste_van(soort: Soort) -> Regel:
    return Regel.objects.filter(soort=soort).latest("tijdstip")


def gedeeld(stad: Stad, casus: Casus) -> Regel:
    concept = maak_inbreng(casus, stad.caw, "concept")
    acties.breng_in(actor=stad.caw, pk=concept.pk)
    return laatste_van(Soort.INBRENG_GEDEELD)


@pytest.mark.regel("LR-32")
def test_ook_wie_zich_terugtrok_blijft_auteur(stad: Stad, casus: Casus, als: Any) -> None:
    regel = gedeeld(stad, casus)
    deelnames.trek_terug(actor=stad.caw, pk=casus.deelname_set.get(gebruiker=stad.caw).pk)
    als(stad.clb).get(adres("", casus))
    pagina = als(stad.caw).get(reverse("logboek:gezien", args=[regel.pk])).text
    assert stad.clb.naam in pagina
    assert casus.referentie not in pagina
    assert "elke week" not in pagina
    assert als(stad.clb).get(reverse("logboek:gezien", args=[regel.pk])).status_code == 404


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_ziet_niet_wie_keek(stad: Stad, casus: Casus, als: Any) -> None:
    regel = gedeeld(stad, casus)
    assert als(stad.caw).get(reverse("logboek:gezien", args=[regel.pk])).status_code == 200
    toekenningen.sluit_uit(stad.caw, casus)
    assert als(stad.caw).get(reverse("logboek:gezien", args=[regel.pk])).status_code == 404


def test_het_aantal_vragen_groeit_niet_met_de_kijkers(stad: Stad, casus: Casus, als: Any) -> None:
    inbreng, browser, aantallen = maak_inbreng(casus, stad.caw), als(stad.caw), []
    als(stad.clb).get(adres("", casus))
    browser.get(adres("_gezien", inbreng))
    for kijkers in ([stad.clb], [stad.politie, stad.preventie, stad.burgemeester, stad.clb]):
        for wie in kijkers:
            als(wie).get(adres("", casus))
        with CaptureQueriesContext(connection) as vragen:
            browser.get(adres("_gezien", inbreng))
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 40
