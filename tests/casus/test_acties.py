"""Acties afspreken: wie mag het, en wie kan eigenaar zijn."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import acties
from casus.models import Actie, Casus
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.uitzonderingen import NietVoldaan, Verborgen

pytestmark = pytest.mark.django_db


def spreek_af(stad: Stad, casus: Casus, actor: Any = None, **anders: Any) -> Actie:
    return acties.spreek_af(
        **{
            "actor": actor or stad.preventie,
            "casus": casus,
            "omschrijving": "Belt de school.",
            "eigenaar": stad.preventie,
            "tegen": timezone.localdate() + timedelta(days=10),
            **anders,
        }
    )


def test_preventie_spreekt_een_actie_af_met_een_deelnemer(stad: Stad) -> None:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.caw)
    actie = spreek_af(stad, casus, eigenaar=stad.caw)
    assert actie.omschrijving == "Belt de school."
    assert list(Regel.objects.values_list("soort", flat=True)) == ["actie.afgesproken"]


@pytest.mark.regel("LR-31")
def test_eigenaar_is_alleen_wie_de_casus_mag_inzien(stad: Stad) -> None:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.clb, "geheimhouding")
    for buitenstaander in (stad.caw, stad.clb, stad.toezicht, stad.beheer):
        with pytest.raises(NietVoldaan):
            spreek_af(stad, casus, eigenaar=buitenstaander)
    maak_deelname(stad, casus, stad.caw)
    assert spreek_af(stad, casus, eigenaar=stad.caw).eigenaar == stad.caw


@pytest.mark.regel("LR-31")
def test_wie_de_casus_niet_kent_spreekt_niets_af(stad: Stad, anderstad: Stad) -> None:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    for vreemde in (stad.caw, stad.toezicht, stad.beheer, anderstad.preventie):
        with pytest.raises(Verborgen):
            spreek_af(stad, casus, actor=vreemde)
    assert not Actie.objects.exists()


@pytest.mark.regel("LR-05")
def test_agendapunt_van_een_andere_casus_past_niet(stad: Stad) -> None:
    casus, ander = maak_casus(stad, Casus.Staat.IN_OVERLEG), maak_casus(stad, Casus.Staat.IN_OVERLEG)
    overleg = maak_overleg(stad, casus, ander)
    punt, vreemd = overleg.agendapunten.order_by("volgorde")
    with pytest.raises(NietVoldaan):
        spreek_af(stad, casus, agendapunt=vreemd)
    assert spreek_af(stad, casus, actor=stad.burgemeester, agendapunt=punt).agendapunt == punt


# -- het antwoord van de eigenaar ---------------------------------------------------------------------------------


def maak_actie(stad: Stad, eigenaar: Any, **anders: Any) -> Actie:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    waarden = {"omschrijving": "Belt de school", "tegen": timezone.localdate() + timedelta(days=10)}
    return Actie.objects.create(casus=casus, livc=stad.livc, eigenaar=eigenaar, **(waarden | anders))


def adres(naam: str, actie: Actie) -> str:
    return reverse(f"casus:{naam}", args=[actie.pk])


@pytest.mark.regel("LR-22")
@pytest.mark.parametrize("uitkomst", ["uitgevoerd", "onmogelijk", "niet_uitgevoerd"])
def test_elk_antwoord_is_volledig_ook_zonder_toelichting(stad: Stad, als: Any, uitkomst: str) -> None:
    actie = maak_actie(stad, stad.caw)
    als(stad.caw).post(adres("actie", actie), {"uitkomst": uitkomst})
    actie.refresh_from_db()
    assert (actie.staat, actie.toelichting) == (uitkomst, "")
    assert Regel.objects.filter(soort=f"actie.{uitkomst}").count() == 1


def test_alleen_de_eigenaar_antwoordt_en_maar_een_keer(stad: Stad, als: Any) -> None:
    actie = maak_actie(stad, stad.caw)
    for ander in (stad.clb, stad.preventie, stad.burgemeester):
        assert als(ander).post(adres("actie", actie), {"uitkomst": "uitgevoerd"}).status_code == 403
        assert "Uw antwoord" not in als(ander).get(adres("actie", actie)).content.decode()
    als(stad.caw).post(adres("actie", actie), {"uitkomst": "onmogelijk"})
    assert als(stad.caw).post(adres("actie", actie), {"uitkomst": "uitgevoerd"}).status_code == 409
    actie.refresh_from_db()
    assert actie.staat == "onmogelijk"


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_antwoordt_niet_meer(stad: Stad, als: Any) -> None:
    actie = maak_actie(stad, stad.jeugdwerk)
    maak_deelname(stad, actie.casus, stad.jeugdwerk, "teruggetrokken")
    assert als(stad.jeugdwerk).post(adres("actie", actie), {"uitkomst": "uitgevoerd"}).status_code == 404


def test_een_late_actie_kan_van_eigenaar_veranderen(stad: Stad, als: Any) -> None:
    voorbij = timezone.localdate() - timedelta(days=3)
    actie = maak_actie(stad, stad.caw, tegen=voorbij)
    formulier = {"omschrijving": "Belt", "eigenaar": str(stad.clb.pk), "tegen": voorbij.isoformat()}
    assert als(stad.caw).post(adres("actie_bewerken", actie), formulier).status_code == 403
    assert als(stad.preventie).post(adres("actie_bewerken", actie), formulier).status_code == 302
    actie.refresh_from_db()
    assert actie.eigenaar == stad.clb
