"""Mijn werk: wie wat op zich ziet wachten, en wat die pagina niet verraadt."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from casus.models import Bewaartermijn, Casus, Kindafweging, Nacontrole, Overleg
from casus.selectors.werk import werk
from casus.selectors.werk.taak import Taak
from tests.casus.hulp_traject import maak_actie, maak_traject, over
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import (
    GebruikerFactory,
    Stad,
    geef_rol,
    maak_casus,
    maak_deelname,
    maak_overleg,
    maak_signaal,
    maak_weging,
)
from toegang import toekenningen
from toegang.geheugen import tijdens_lezen
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db
PAGINA = "/"


def taken(wie: Gebruiker) -> list[Taak]:
    with tijdens_lezen():
        blad = werk(wie)
    return [*blad.eerst, *blad.daarna]


def urls(wie: Gebruiker) -> set[str]:
    return {taak.url for taak in taken(wie)}


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


@pytest.fixture(autouse=True)
def kwam_samen(request: pytest.FixtureRequest) -> None:
    """Het LIVC kwam onlangs samen; anders staat LR-60 op elke pagina van de kern."""
    if "stad" in request.fixturenames:
        stad = request.getfixturevalue("stad")
        maak_overleg(stad, over_dagen=-40, staat="afgerond", afgerond_op=timezone.now() - timedelta(days=40))


def test_zonder_werk_zegt_de_pagina_wat_er_zal_komen(stad: Stad, als) -> None:
    for wie, straks in (
        (stad.caw, "uitnodigingen"),
        (stad.preventie, "signalen"),
        (stad.beheer, "machtiging"),
    ):
        antwoord = als(wie).get(PAGINA)
        assert "Er wacht niets op u" in antwoord.text
        assert straks in antwoord.text


def test_kop_telt_in_woorden_en_zegt_wat_te_laat_is(stad: Stad, als) -> None:
    casus = maak_casus(stad, "in_traject")
    maak_actie(casus, stad.preventie, tegen=over(-2))
    maak_actie(casus, stad.preventie, tegen=over(5))
    maak_signaal(stad, "in_weging")
    antwoord = als(stad.preventie).get(PAGINA)
    assert "drie dingen, één te laat" in antwoord.text
    assert "2 dagen te laat" in antwoord.text
    assert [taak.te_laat for taak in werk(stad.preventie).eerst] == [True]


def test_preventie_volgt_signalen_op(stad: Stad) -> None:
    ingestuurd = maak_signaal(stad, melder=stad.caw, ingezonden=True)
    te_wegen = maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    wacht_op_politie = maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    maak_weging(wacht_op_politie, stad.preventie)
    beslist = maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    maak_weging(beslist, stad.preventie)
    maak_weging(beslist, stad.politie, "politie")
    assert urls(stad.preventie) == {adres("signaal", s) for s in (ingestuurd, te_wegen, beslist)}
    assert urls(stad.politie) == {adres("signaal", s) for s in (te_wegen, wacht_op_politie)}


def test_dringend_signaal_staat_eerst(stad: Stad) -> None:
    maak_signaal(stad, "in_weging", dringendheid="dringend", ontvangen_op=timezone.now())
    (taak,) = werk(stad.politie).eerst
    assert taak.teken is not None
    assert taak.teken.tekst == "dringend"


@pytest.mark.regel("LR-52")
def test_overleg_zegt_welke_bewaartermijn_ontbreekt(stad: Stad) -> None:
    vast, open_ = maak_casus(stad, laatst_besproken_op=over(-40)), maak_casus(stad)
    leg_termijn_vast(stad, vast)
    overleg = maak_overleg(stad, vast, open_, over_dagen=3)
    (taak,) = taken(stad.preventie)
    assert taak.url == adres("overleg", overleg)
    assert taak.wat == "Overleg met 2 agendapunten"
    assert open_.referentie in taak.waarom
    assert vast.referentie not in taak.waarom


def test_op_de_dag_zelf_leidt_de_burgemeester(stad: Stad) -> None:
    overleg = maak_overleg(stad, over_dagen=0)
    assert adres("overleg_leiden", overleg) in urls(stad.burgemeester)
    assert urls(stad.politie) == {adres("overleg", overleg)}


@pytest.mark.regel("LR-14")
def test_voorbereide_uitnodiging_wacht_op_de_handtekening(stad: Stad) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus, over_dagen=20)
    maak_deelname(stad, casus, stad.caw, "voorbereid", overleg)
    maak_deelname(stad, casus, stad.clb, "voorbereid", overleg)
    (taak,) = taken(stad.burgemeester)
    assert taak.url == adres("ondertekenen", casus)
    assert taak.wat == "2 uitnodigingen"
    assert taak.wanneer == timezone.localdate(overleg.begin) - timedelta(days=14)
    assert urls(stad.preventie) == {adres("tafel", casus)}
    assert not taken(stad.politie)
    assert not taken(stad.caw)
    for deelname in casus.deelname_set.all():
        deelname.dringend_reden = "Er is haast bij."
        deelname.save()
    assert taken(stad.burgemeester)[0].wanneer == timezone.localdate(overleg.begin)


@pytest.mark.regel("LR-20")
def test_een_neen_staat_bij_niemand(stad: Stad, als) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    assert taken(stad.caw)
    casus.deelname_set.update(staat="geweigerd")
    for wie in (stad.caw, *stad.kern):
        assert not taken(wie)


def test_actie_te_laat_noemt_de_dienst_en_de_herinnering(stad: Stad, als) -> None:
    casus = maak_casus(stad, "in_traject")
    maak_deelname(stad, casus, stad.caw)
    maak_actie(casus, stad.caw, tegen=over(-2), herinnerd_op=over(-1))
    (taak,) = [taak for taak in taken(stad.preventie) if taak.te_laat]
    dag = over(-1)
    assert taak.waarom == f"Eigenaar: CAW Voorbeeldegem. Herinnering verstuurd op {dag.day}/{dag.month}."
    tekst = als(stad.preventie).get(PAGINA).text
    assert stad.caw.naam not in tekst
    assert "Belt de school" not in tekst
    assert not [taak for taak in taken(stad.politie) if taak.te_laat]


def test_preventie_bewaakt_evaluatie_nacontrole_bericht_en_nieuwe_casus(stad: Stad) -> None:
    traject = maak_traject(stad, maak_casus(stad, "in_traject"), evaluatie_op=over(3))
    gesloten = maak_casus(stad, "afgesloten")
    nacontrole = Nacontrole.objects.create(casus=gesloten, livc=stad.livc, gepland_op=over(1))
    nieuw = maak_casus(stad, "op_lijst")
    bereid = maak_casus(stad)
    deelname = maak_deelname(stad, bereid, stad.caw, "uitgenodigd")
    assert adres("tafel", bereid) not in urls(stad.preventie)
    deelname.mail_mislukt_op = timezone.now()
    deelname.save()
    verwacht = {
        adres("traject", traject.casus),
        reverse("casus:nacontrole", args=[gesloten.pk, nacontrole.pk]),
        adres("casus", nieuw),
        adres("tafel", bereid),
    }
    assert urls(stad.preventie) == verwacht
    assert not taken(stad.politie)
    assert not taken(stad.burgemeester)


@pytest.mark.regel("LR-30")
def test_de_kern_aanvaardt_eerst_de_geheimhouding(stad: Stad) -> None:
    casus = maak_casus(stad, "op_lijst")
    toekenningen.neem(stad.politie, casus, toekenningen.KERN_INZIEN)
    assert urls(stad.politie) == {adres("geheimhouding", casus)}
    assert adres("geheimhouding", casus) not in urls(stad.preventie)


@pytest.mark.regel("LR-15")
def test_wie_de_afweging_opstelde_bevestigt_ze_niet(stad: Stad) -> None:
    casus = maak_casus(stad)
    Kindafweging.objects.create(casus=casus, livc=stad.livc, belang="School.", opgesteld_door=stad.politie)
    assert urls(stad.burgemeester) == {adres("casus", casus)}
    assert not taken(stad.politie)
    assert not taken(stad.preventie)


@pytest.mark.regel("LR-03")
def test_de_burgemeester_beslist_over_wat_voorgedragen_is(stad: Stad) -> None:
    signaal = maak_signaal(stad, "voorgedragen")
    maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    assert urls(stad.burgemeester) == {adres("signaal", signaal)}


@pytest.mark.regel("LR-22")
def test_deelnemer_ziet_eigen_actie_overleg_en_bewaartermijn_en_niets_meer(stad: Stad) -> None:
    casus = maak_casus(stad, "in_traject")
    overleg = maak_overleg(stad, casus, over_dagen=30)
    maak_deelname(stad, casus, stad.caw, overleg=overleg)
    actie = maak_actie(casus, stad.caw, tegen=over(-1))
    maak_actie(casus, stad.preventie, tegen=over(-1))
    maak_traject(stad, casus, evaluatie_op=over(1))
    termijn = Bewaartermijn.objects.create(casus=casus, livc=stad.livc, voorgesteld_door=stad.preventie)
    assert urls(stad.caw) == {adres("actie", actie), adres("overleg", overleg), adres("bewaartermijn", casus)}
    assert "te laat" not in werk(stad.caw).samenvatting
    termijn.instemmingen.create(casus=casus, livc=stad.livc, gebruiker=stad.caw)
    assert adres("bewaartermijn", casus) not in urls(stad.caw)


@pytest.mark.regel("LR-13", "LR-20")
def test_genodigde_leest_niets_over_de_casus(stad: Stad, als) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    antwoord = als(stad.caw).get(PAGINA)
    assert urls(stad.caw) == {adres("uitnodiging", deelname)}
    assert casus.referentie not in antwoord.text
    assert "Ja en neen zijn even goede antwoorden" in antwoord.text
    assert "nog " not in antwoord.text


@pytest.mark.regel("LR-21", "LR-31")
def test_wie_zich_terugtrok_ziet_niets_meer(stad: Stad) -> None:
    casus = maak_casus(stad, "in_traject")
    overleg = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, overleg=overleg)
    maak_actie(casus, stad.caw)
    assert taken(stad.caw)
    casus.deelname_set.update(staat="teruggetrokken")
    toekenningen.neem(stad.caw, casus)
    assert not taken(stad.caw)


def test_overleg_dat_niet_doorging_verwijt_een_deelnemer_niets(stad: Stad) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus, over_dagen=-1)
    maak_deelname(stad, casus, stad.caw, overleg=overleg)
    assert not taken(stad.caw)
    assert adres("overleg", overleg) in urls(stad.politie)


@pytest.mark.regel("LR-05")
def test_een_ander_livc_ziet_niets(stad: Stad, anderstad: Stad) -> None:
    maak_overleg(anderstad, staat="afgerond", afgerond_op=timezone.now())
    vol = _maak_vol(stad)
    assert vol.referentie in {taak.ref for taak in taken(stad.preventie)}
    for wie in (*anderstad.kern, *anderstad.sociaal, anderstad.beheer, anderstad.dpo):
        assert not taken(wie)


@pytest.mark.regel("LR-31")
def test_beheerder_en_functionaris_zien_niets_van_een_casus(stad: Stad) -> None:
    _maak_vol(stad)
    assert not taken(stad.beheer)
    assert not taken(stad.dpo)


@pytest.mark.regel("LR-57")
def test_toezichthouder_ziet_hoeveel_er_te_bekijken_is_per_livc(stad: Stad, anderstad: Stad) -> None:
    _maak_vol(stad)
    for livc in (stad.livc, stad.livc, anderstad.livc):
        leg_vast(Soort.TOEGANG_GEWEIGERD, actor=stad.caw, livc_id=livc.pk)
    leg_vast(Soort.TOEGANG_AANGEMELD, actor=stad.caw, livc_id=stad.livc.pk)
    (taak,) = taken(stad.toezicht)
    assert taak.url == reverse("toezicht:nazicht", args=[stad.livc.pk])
    assert taak.waarom == "2 regels wachten op nazicht."


@pytest.mark.regel("LR-56")
def test_wie_de_gegevens_beheert_ziet_wat_ontbreekt(stad: Stad) -> None:
    stad.livc.dpia_referentie = ""
    stad.livc.save()
    for wie in (stad.beheer, stad.dpo):
        (taak,) = taken(wie)
        assert taak.url == adres("livc_gegevens", stad.livc)
        assert "referentie van de DPIA" in taak.waarom
    assert not taken(stad.preventie)


@pytest.mark.regel("LR-10")
def test_een_lege_kernrol_staat_bij_wie_ze_kan_invullen(stad: Stad) -> None:
    Lidmaatschap.objects.filter(rol=Rol.BURGEMEESTER).delete()
    assert urls(stad.beheer) == {adres("livc_blad", stad.livc)}
    assert not taken(stad.toezicht)[1:]


@pytest.mark.regel("LR-11")
def test_een_machtiging_die_bijna_vervalt_meldt_zich(stad: Stad) -> None:
    assert not taken(stad.beheer)
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(machtiging_tot=over(30))
    (taak,) = taken(stad.beheer)
    assert taak.wanneer == over(30)
    assert stad.politie.naam not in taak.wat + taak.waarom


@pytest.mark.regel("LR-60")
def test_twaalf_maanden_zonder_overleg_staat_bij_de_kern(stad: Stad) -> None:
    assert not taken(stad.burgemeester)
    Overleg.objects.update(afgerond_op=timezone.now() - timedelta(days=400))
    (taak,) = taken(stad.burgemeester)
    assert "twaalf maanden" in taak.waarom
    assert not taken(stad.beheer)


@pytest.mark.regel("LR-60")
def test_een_nieuw_livc_hoeft_nog_niet_samengekomen_te_zijn(stad: Stad) -> None:
    Overleg.objects.all().delete()
    assert taken(stad.burgemeester)
    Lidmaatschap.objects.update(van=over(-10))
    assert not taken(stad.burgemeester)


def test_wie_twee_rollen_heeft_en_ook_deelneemt_ziet_alles_een_keer(stad: Stad) -> None:
    wie = GebruikerFactory.create()
    geef_rol(wie, stad.livc, Rol.PREVENTIEAMBTENAAR)
    geef_rol(wie, stad.livc, Rol.BURGEMEESTER)
    voorgedragen = maak_signaal(stad, "voorgedragen")
    overleg = maak_overleg(stad, over_dagen=2)
    gevonden = [taak.url for taak in taken(wie)]
    assert sorted(gevonden) == sorted([adres("signaal", voorgedragen), adres("overleg", overleg)])


def test_de_pagina_schrijft_geen_regel_en_toont_geen_naam(stad: Stad, als) -> None:
    _maak_vol(stad)
    for wie in (*stad.kern, *stad.sociaal, stad.toezicht, stad.dpo, stad.beheer):
        assert "Zeno" not in als(wie).get(PAGINA).text
    assert not Regel.objects.exists()


def test_aantal_vragen_groeit_niet_met_het_aantal_casussen(
    stad: Stad, als, django_assert_max_num_queries
) -> None:
    client = als(stad.preventie)
    _maak_vol(stad)
    with django_assert_max_num_queries(48) as een:
        client.get(PAGINA)
    for _i in range(4):
        _maak_vol(stad)
    with django_assert_max_num_queries(len(een)):
        assert client.get(PAGINA).status_code == 200


def _maak_vol(stad: Stad) -> Casus:
    """Een casus met van alles wat kan wachten."""
    casus = maak_casus(stad, "in_traject")
    overleg = maak_overleg(stad, casus, over_dagen=2)
    maak_deelname(stad, casus, stad.caw, overleg=overleg)
    maak_deelname(stad, casus, stad.clb, "uitgenodigd", overleg)
    maak_deelname(stad, casus, stad.jeugdwerk, "voorbereid", overleg)
    maak_actie(casus, stad.caw, tegen=over(-3))
    maak_actie(casus, stad.preventie, tegen=over(1))
    maak_traject(stad, casus, evaluatie_op=over(4))
    Bewaartermijn.objects.create(casus=casus, livc=stad.livc, voorgesteld_door=stad.preventie)
    Kindafweging.objects.create(casus=casus, livc=stad.livc, belang="School.", opgesteld_door=stad.preventie)
    maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    maak_casus(stad, "op_lijst")
    return casus
