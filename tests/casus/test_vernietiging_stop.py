"""Een verzoek dat alles tegenhoudt, is geen stil uitstel: wie moet handelen, leest het gevolg, en wat het opheft (LR-55)."""

from typing import Any

import pytest
from django.urls import reverse

from casus.actions import overdracht, vernietiging
from casus.actions import verzoek as acties
from casus.models import Vernietigingsbewijs, Vernietigingspunt
from casus.selectors.vernietiging import lijstblad
from casus.selectors.werk import werk
from tests.casus.eindehulp import maak_vol_dossier, op_lijst, teken
from tests.casus.hulp_overdracht import maak_dossier
from tests.casus.tafelhulp import leg_termijn_vast
from tests.casus.test_vernietiging_alles import bied_aan, eindig
from tests.casus.verzoekhulp import in_beoordeling, registreer
from tests.factories import Stad, geef_rol
from toegang import identiteit, toekenningen
from toegang.models import Gebruiker
from toegang.rollen import Rol

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-55")]
NIETS = "wordt in LIVC Voorbeeldegem niets vernietigd; {} wachten."


@pytest.fixture
def twee(stad: Stad) -> list[Vernietigingspunt]:
    return [op_lijst(maak_vol_dossier(stad)) for _n in range(2)]


def taken(wie: Gebruiker) -> list[Any]:
    with identiteit.als(wie):
        blad = werk(wie)
    return [taak for taak in (*blad.eerst, *blad.daarna) if taak.wat.startswith("Verzoek van een persoon")]


def stoppen(wie: Gebruiker) -> list[Any]:
    with identiteit.als(wie):
        return lijstblad(wie).stoppen


@pytest.mark.parametrize("wie", ["burgemeester", "preventie"])
def test_wie_beoordeelt_leest_het_gevolg_bovenaan_zijn_werk(stad: Stad, twee: Any, wie: str) -> None:
    rij = registreer(stad)
    [taak] = taken(getattr(stad, wie))
    assert NIETS.format("2 dossiers") in taak.waarom
    assert "Antwoorden kan tot" in taak.waarom
    assert taak.eerst
    assert taak.url == reverse("casus:verzoek", args=[rij.pk])


def test_is_de_maand_voorbij_dan_staat_het_ook_als_te_laat(stad: Stad, twee: Any, time_machine: Any) -> None:
    time_machine.move_to("2030-01-05 12:00+01:00", tick=False)
    registreer(stad)
    time_machine.move_to("2030-02-07 12:00+01:00", tick=False)
    [taak] = taken(stad.preventie)
    assert taak.te_laat
    assert "niets vernietigd" in taak.waarom


def test_de_functionaris_ziet_dat_het_wacht_en_op_wie(stad: Stad, twee: Any) -> None:
    registreer(stad)
    [taak] = taken(stad.dpo)
    assert NIETS.format("2 dossiers") in taak.waarom
    assert "burgemeester of de preventieambtenaar" in taak.waarom


def test_zonder_wachtend_dossier_is_het_een_gewoon_verzoek(stad: Stad) -> None:
    registreer(stad)
    [taak] = taken(stad.preventie)
    assert taak.waarom == "Uiterlijk die dag vertrekt het antwoord."
    assert taken(stad.dpo) == []


def test_de_lijst_noemt_de_oorzaak_en_leidt_ernaartoe(stad: Stad, twee: Any, als: Any) -> None:
    rij = registreer(stad)
    for wie, label in ((stad.preventie, "Beoordelen"), (stad.dpo, "Bekijken")):
        tekst = als(wie).get(reverse("casus:vernietiging")).text
        assert NIETS.format("2 dossiers") in tekst
        assert reverse("casus:verzoek", args=[rij.pk]) in tekst
        assert label in tekst


def test_de_vraag_van_een_ander_livc_houdt_hier_niets_tegen(stad: Stad, anderstad: Stad, twee: Any) -> None:
    registreer(anderstad)
    assert stoppen(stad.preventie) == []
    teken(twee[0], stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.get().punt_id == twee[0].pk


def test_wie_voor_twee_livcs_werkt_telt_ze_niet_samen(stad: Stad, anderstad: Stad, twee: Any) -> None:
    op_lijst(maak_vol_dossier(anderstad))
    geef_rol(stad.preventie, anderstad.livc, Rol.PREVENTIEAMBTENAAR)
    registreer(anderstad)
    assert (
        f"wordt in {anderstad.livc.naam} niets vernietigd; 1 dossier wacht."
        in stoppen(stad.preventie)[0].waarom
    )


def test_beoordeeld_bij_een_ander_dossier_houdt_alleen_dat_nog_tegen(stad: Stad, twee: Any) -> None:
    """De eerste twee handtekeningen stonden er al: de volgende nacht gaat het vanzelf verder."""
    eerste, tweede = twee
    for wie in (stad.burgemeester, stad.dpo):
        vernietiging.teken_punt(actor=wie, pk=eerste.pk)
    rij = registreer(stad)
    vernietiging.ronde()
    assert not Vernietigingsbewijs.objects.exists()
    acties.begin(actor=stad.preventie, pk=rij.pk, identiteit="eid", casus=tweede.casus_id, vraag="")
    [stop] = stoppen(stad.preventie)
    assert (stop.ref, stop.url) == (tweede.referentie, reverse("casus:verzoek", args=[rij.pk]))
    vernietiging.ronde()
    assert Vernietigingsbewijs.objects.get().punt_id == eerste.pk


def test_een_verzoek_over_een_dossier_zegt_wat_het_tegenhoudt(stad: Stad, twee: Any) -> None:
    in_beoordeling(stad, twee[0].casus)
    [taak] = taken(stad.preventie)
    assert "wordt het dossier niet vernietigd" in taak.waarom


@pytest.mark.regel("LR-30")
def test_zonder_geheimhouding_staat_naast_een_naam_geen_dossier(stad: Stad, twee: Any, als: Any) -> None:
    rij = in_beoordeling(stad, twee[0].casus)
    toekenningen.neem(stad.burgemeester, twee[0].casus, toekenningen.KERN_INZIEN)
    blad = als(stad.burgemeester).get(reverse("casus:verzoek", args=[rij.pk])).text
    assert twee[0].referentie not in blad
    assert "wordt het dossier niet vernietigd" not in taken(stad.burgemeester)[0].waarom
    assert twee[0].referentie in als(stad.preventie).get(reverse("casus:verzoek", args=[rij.pk])).text


@pytest.mark.regel("LR-30")
def test_de_functionaris_legt_langs_de_lijst_geen_naam_naast_een_dossier(stad: Stad, twee: Any) -> None:
    in_beoordeling(stad, twee[0].casus)
    [stop] = stoppen(stad.dpo)
    assert stop.url == reverse("casus:verzoeken")


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_leest_ook_in_de_telling_niets(stad: Stad, twee: Any) -> None:
    registreer(stad)
    toekenningen.sluit_uit(stad.preventie, twee[0].casus)
    assert "1 dossier wacht." in stoppen(stad.preventie)[0].waarom
    toekenningen.sluit_uit(stad.preventie, twee[1].casus)
    assert stoppen(stad.preventie) == []
    assert taken(stad.preventie)[0].waarom == "Uiterlijk die dag vertrekt het antwoord."


@pytest.mark.regel("LR-05")
def test_een_aanbod_leidt_naar_de_overdracht(stad: Stad, anderstad: Stad) -> None:
    casus = maak_dossier(stad)
    leg_termijn_vast(stad, casus)
    nieuw = bied_aan(stad, anderstad, casus)
    eindig(casus)
    op_lijst(casus)
    [stop] = stoppen(stad.burgemeester)
    assert stop.url == reverse("casus:overdracht", args=[casus.pk])
    assert stoppen(stad.dpo)[0].url == ""
    overdracht.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=nieuw.pk)
    assert stoppen(stad.burgemeester) == []
