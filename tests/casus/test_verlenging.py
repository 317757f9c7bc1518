"""Verlengen en inkorten doet de tafel samen; vanaf de tweede verlenging weten twee anderen het eerst (LR-52)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Regel
from audit.soorten import Soort
from casus.actions import afsluiten, bewaartermijn, verlenging, vernietiging
from casus.models import Bewaartermijn, Casus, Verlenging, Vernietigingspunt
from casus.selectors.werk import werk
from casus.selectors.werk.taak import Taak
from casus.voorwaarden.bewaartermijn import beletten_bespreken, bewaard_tot, plus_maanden, vastgelegd
from tests.audit.hulp import gelezen
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname
from tests.toegang.rijhulp import lees
from toegang import identiteit, toekenningen
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-52")]


@pytest.fixture
def casus(stad: Stad) -> Casus:
    """Een casus in traject, gisteren besproken, met een jaar als termijn en CAW aan tafel."""
    casus = maak_casus(stad, "in_traject", laatst_besproken_op=timezone.localdate() - timedelta(days=1))
    maak_deelname(stad, casus, stad.caw)
    leg_termijn_vast(stad, casus)
    return casus


def spreek_af(
    stad: Stad, casus: Casus, maanden: int, reden: str = "Traag traject.", **velden: Any
) -> Bewaartermijn:
    """Voorstellen, en iedereen aan tafel stemt in."""
    termijn = bewaartermijn.stel_voor(
        actor=stad.preventie, casus_pk=casus.pk, maanden=maanden, reden=reden, **velden
    )
    for wie in (stad.burgemeester, stad.politie, stad.caw):
        termijn = bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=termijn.pk)
    return termijn


def test_inkorten_kan_altijd_zonder_reden_maar_met_ieders_instemming(stad: Stad, casus: Casus) -> None:
    korter = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=6, reden="")
    for wie in (stad.burgemeester, stad.politie):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=korter.pk)
    assert vastgelegd(casus).maanden == 12
    bewaartermijn.stem_in(actor=stad.caw, casus_pk=casus.pk, termijn_pk=korter.pk)
    assert vastgelegd(casus).maanden == 6
    assert vastgelegd(casus).verlenging == 0


def test_na_het_afsluiten_kan_de_kern_alleen_nog_inkorten(stad: Stad, casus: Casus) -> None:
    afsluiten.sluit_af(actor=stad.burgemeester, pk=casus.pk, reden="doel_bereikt")
    with pytest.raises(NietVoldaan, match="alleen nog korter") as fout:
        bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=24, reden="Traag.")
    assert fout.value.veld == "maanden"
    korter = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=3, reden="")
    for wie in (stad.burgemeester, stad.politie):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=korter.pk)
    assert vastgelegd(casus).maanden == 3


def test_ook_een_kleine_verlenging_vraagt_een_reden(stad: Stad) -> None:
    casus = maak_casus(stad)
    leg_termijn_vast(stad, casus, 6)
    with pytest.raises(NietVoldaan, match="Verlengen") as fout:
        bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=9, reden=" ")
    assert fout.value.veld == "reden"
    assert (
        bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=9, reden="Traag.").verlenging
        == 1
    )


def test_verlengen_kan_niet_meer_vanaf_de_dag_dat_de_termijn_om_is(
    stad: Stad, casus: Casus, time_machine
) -> None:
    op_tijd = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=24, reden="Traag.")
    for wie in (stad.burgemeester, stad.politie):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=op_tijd.pk)
    einde = bewaard_tot(casus, 12)
    time_machine.move_to(timezone.make_aware(timezone.datetime(einde.year, einde.month, einde.day, 9)))
    # De laatste instemming komt te laat: ze staat er, maar legt niets meer vast.
    bewaartermijn.stem_in(actor=stad.caw, casus_pk=casus.pk, termijn_pk=op_tijd.pk)
    assert vastgelegd(casus).maanden == 12
    with pytest.raises(NietVoldaan, match="is om"):
        bewaartermijn.stel_vast(actor=stad.preventie, casus_pk=casus.pk)
    with pytest.raises(NietVoldaan, match="is om"):
        bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=18, reden="Traag.")
    assert bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=6, reden="")


def test_wat_om_is_wordt_niet_meer_besproken_of_heropend(stad: Stad, casus: Casus) -> None:
    assert not beletten_bespreken(casus)
    Casus.objects.filter(pk=casus.pk).update(laatst_besproken_op=timezone.localdate() - timedelta(days=366))
    casus.refresh_from_db()
    assert "wacht op vernietiging" in beletten_bespreken(casus)[0].uitleg
    afsluiten.sluit_af(actor=stad.burgemeester, pk=casus.pk, reden="doel_bereikt")  # de tafel kan nog weg
    with pytest.raises(NietVoldaan, match="is om"):
        afsluiten.heropen(
            actor=stad.burgemeester, pk=casus.pk, noodzaak="Er zijn nieuwe aanwijzingen, namelijk heel veel."
        )


def test_nooit_besproken_dan_sluiten_zou_de_termijn_opnieuw_beginnen(stad: Stad) -> None:
    casus = maak_casus(stad)
    Casus.objects.filter(pk=casus.pk).update(aangemaakt=timezone.now() - timedelta(days=400))
    with pytest.raises(NietVoldaan, match="is om"):
        afsluiten.sluit_af(actor=stad.burgemeester, pk=casus.pk, reden="doel_bereikt")


def test_de_eerste_verlenging_geldt_meteen_de_tweede_wacht(stad: Stad, casus: Casus) -> None:
    assert spreek_af(stad, casus, 18).staat == "vastgelegd"
    tweede = spreek_af(stad, casus, 24)
    assert (tweede.staat, tweede.verlenging) == ("te_bevestigen", 2)
    assert vastgelegd(casus).maanden == 18
    rij = Verlenging.objects.get()
    assert (rij.nummer, rij.referentie) == (2, casus.referentie)
    assert (rij.oud_tot, rij.nieuw_tot) == (bewaard_tot(casus, 18), bewaard_tot(casus, 24))
    assert not verlenging.neem_kennis(actor=stad.dpo, pk=rij.pk)
    assert vastgelegd(casus).maanden == 18
    assert verlenging.neem_kennis(actor=stad.burgemeester, pk=rij.pk)
    assert vastgelegd(casus).pk == tweede.pk
    assert Bewaartermijn.objects.filter(casus=casus, staat="vastgelegd").count() == 1


def test_na_inkorten_telt_een_langere_nog_altijd_als_verlenging(stad: Stad, casus: Casus) -> None:
    spreek_af(stad, casus, 24)
    spreek_af(stad, casus, 6)
    assert spreek_af(stad, casus, 12).staat == "te_bevestigen"


def test_een_mens_met_twee_rollen_neemt_maar_een_keer_kennis(stad: Stad, wacht_op_kennis: Verlenging) -> None:
    geef_rol(stad.burgemeester, stad.livc, Rol.FUNCTIONARIS)
    verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)
    with pytest.raises(NietVoldaan, match="al kennis"):
        verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)


def test_een_ander_voorstel_laat_de_verlenging_vervallen(stad: Stad, wacht_op_kennis: Verlenging) -> None:
    bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=wacht_op_kennis.casus_id, maanden=6, reden="")
    with pytest.raises(NietVoldaan, match="ander voorstel"):
        verlenging.neem_kennis(actor=stad.dpo, pk=wacht_op_kennis.pk)


def test_te_laat_kennis_nemen_verlengt_niet(stad: Stad, wacht_op_kennis: Verlenging, time_machine) -> None:
    verlenging.neem_kennis(actor=stad.dpo, pk=wacht_op_kennis.pk)
    einde = wacht_op_kennis.oud_tot
    time_machine.move_to(timezone.make_aware(timezone.datetime(einde.year, einde.month, einde.day, 9)))
    with pytest.raises(NietVoldaan, match="is om"):
        verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)


@pytest.mark.regel("LR-34")
def test_bericht_en_taak_zonder_inhoud(
    stad: Stad, casus: Casus, als, django_capture_on_commit_callbacks
) -> None:
    spreek_af(stad, casus, 18)
    with django_capture_on_commit_callbacks(execute=True):
        spreek_af(stad, casus, 24, reden="Zijn moeder is ziek.")
    assert {bericht.to[0] for bericht in mail.outbox} == {stad.burgemeester.email, stad.dpo.email}
    assert all(casus.referentie not in bericht.body + bericht.subject for bericht in mail.outbox)
    adres = reverse("casus:verlenging", args=[Verlenging.objects.get().pk])
    for wie in (stad.dpo, stad.burgemeester):
        assert adres in als(wie).get(reverse("casus:werk")).text
        tekst = als(wie).get(adres).text
        assert casus.referentie in tekst
        assert date_format(bewaard_tot(casus, 24), "j F Y") in tekst
        assert "moeder" not in tekst
        als(wie).post(reverse("casus:verlenging_kennisnemen", args=[Verlenging.objects.get().pk]))
        assert adres not in als(wie).get(reverse("casus:werk")).text
    assert vastgelegd(casus).maanden == 24
    regels = Regel.objects.filter(soort=Soort.BEWAARTERMIJN_KENNISGENOMEN)
    assert {gelezen(regel)["feiten"]["rol"] for regel in regels} == {"burgemeester", "functionaris"}


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_neemt_geen_kennis_en_hoort_niets(
    stad: Stad, casus: Casus, django_capture_on_commit_callbacks
) -> None:
    spreek_af(stad, casus, 18)
    toekenningen.sluit_uit(stad.dpo, casus)
    with django_capture_on_commit_callbacks(execute=True):
        spreek_af(stad, casus, 24)
    assert {bericht.to[0] for bericht in mail.outbox} == {stad.burgemeester.email}
    with pytest.raises(Verborgen):
        verlenging.neem_kennis(actor=stad.dpo, pk=Verlenging.objects.get().pk)


@pytest.mark.parametrize("wie", ["preventie", "politie", "caw", "toezicht", "beheer"])
def test_anderen_nemen_geen_kennis(stad: Stad, wacht_op_kennis: Verlenging, wie: str) -> None:
    with pytest.raises(Verborgen):
        verlenging.neem_kennis(actor=getattr(stad, wie), pk=wacht_op_kennis.pk)


def test_op_elk_blad_staat_de_klok(stad: Stad, casus: Casus, als) -> None:
    tot = date_format(bewaard_tot(casus, 12), "j F Y")
    client = als(stad.caw)
    for naam in ("casus", "tafel", "inbreng", "traject", "dossier", "bewaartermijn"):
        tekst = client.get(reverse(f"casus:{naam}", args=[casus.pk])).text
        assert tot in tekst, naam


def test_het_voorstel_toont_de_dag_van_nu_en_die_van_straks(stad: Stad, casus: Casus, als) -> None:
    bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=18, reden="Traag.")
    tekst = als(stad.caw).get(reverse("casus:bewaartermijn", args=[casus.pk])).text
    for maanden in (12, 18):
        assert date_format(plus_maanden(casus.laatst_besproken_op, maanden), "j F Y") in tekst


def test_een_gesprek_dat_over_het_einde_liep_schuift_niets_op(stad: Stad, time_machine) -> None:
    from tests.casus.tafelhulp import maak_lopend_punt, rond_af

    punt = maak_lopend_punt(stad)
    Casus.objects.filter(pk=punt.casus_id).update(
        laatst_besproken_op=timezone.localdate() - timedelta(days=364)
    )
    time_machine.move_to(timezone.now() + timedelta(days=3))
    rond_af(stad, punt, stad.burgemeester, stad.caw)
    punt.casus.refresh_from_db()
    assert punt.casus.laatst_besproken_op < timezone.localdate() - timedelta(days=300)


# -- er is niemand om kennis te nemen


def zonder_dpo(stad: Stad) -> None:
    gisteren = timezone.localdate() - timedelta(days=1)
    Lidmaatschap.objects.filter(livc=stad.livc, rol=Rol.FUNCTIONARIS).update(tot=gisteren)


def taken(wie: Gebruiker, begin: str) -> list[Taak]:
    with identiteit.als(wie):
        blad = werk(wie)
    return [taak for taak in (*blad.eerst, *blad.daarna) if taak.wat.startswith(begin)]


def blad_van(als: Any, wie: Gebruiker, rij: Verlenging) -> str:
    return str(als(wie).get(reverse("casus:verlenging", args=[rij.pk])).text)


def tafelblad(als: Any, wie: Gebruiker, rij: Verlenging) -> str:
    return str(als(wie).get(reverse("casus:bewaartermijn", args=[rij.casus_id])).text)


def test_zonder_functionaris_zeggen_de_paginas_waarop_het_wacht_en_tot_wanneer(
    stad: Stad, wacht_op_kennis: Verlenging, als
) -> None:
    rij = wacht_op_kennis
    maak_deelname(stad, rij.casus, stad.caw)
    assert "geen functionaris die kennis" not in blad_van(als, stad.burgemeester, rij)
    assert "geen functionaris die kennis" not in tafelblad(als, stad.caw, rij)
    zonder_dpo(stad)
    for tekst in (blad_van(als, stad.burgemeester, rij), tafelblad(als, stad.caw, rij)):
        assert "Dit LIVC heeft nu geen functionaris die kennis kan nemen." in tekst
        assert f"kennis voor {date_format(rij.oud_tot, 'j F Y')}" in tekst


def test_de_burgemeester_ziet_in_zijn_werk_dat_het_wacht(stad: Stad, wacht_op_kennis: Verlenging) -> None:
    verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)
    assert taken(stad.burgemeester, "Een verlenging wacht") == []
    zonder_dpo(stad)
    [taak] = taken(stad.burgemeester, "Een verlenging wacht")
    assert taak.wanneer == wacht_op_kennis.oud_tot
    assert "De beheerder duidt er een aan" in taak.waarom
    assert taak.url == reverse("casus:verlenging", args=[wacht_op_kennis.pk])


def test_de_termijn_loopt_gewoon_af_ook_zonder_functionaris(
    stad: Stad, wacht_op_kennis: Verlenging, als, time_machine
) -> None:
    verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)
    zonder_dpo(stad)
    einde = wacht_op_kennis.oud_tot
    time_machine.move_to(timezone.make_aware(timezone.datetime(einde.year, einde.month, einde.day, 9)))
    assert taken(stad.burgemeester, "Een verlenging wacht") == []
    assert "Tot dan geldt de oude termijn" not in blad_van(als, stad.burgemeester, wacht_op_kennis)
    assert vernietiging.ronde() == 1
    assert Vernietigingspunt.objects.get().einde == einde


def test_een_nieuwe_functionaris_lost_het_op(stad: Stad, wacht_op_kennis: Verlenging, als) -> None:
    verlenging.neem_kennis(actor=stad.burgemeester, pk=wacht_op_kennis.pk)
    zonder_dpo(stad)
    geef_rol(stad.toezicht, stad.livc, Rol.FUNCTIONARIS)
    assert taken(stad.burgemeester, "Een verlenging wacht") == []
    assert verlenging.neem_kennis(actor=stad.toezicht, pk=wacht_op_kennis.pk)
    assert vastgelegd(wacht_op_kennis.casus).maanden == 24


@pytest.mark.regel("LR-31")
def test_de_beheerder_krijgt_dezelfde_taak_met_of_zonder_wachtend_dossier(stad: Stad, casus: Casus) -> None:
    assert taken(stad.beheer, "Geef") == []
    zonder_dpo(stad)
    ervoor = taken(stad.beheer, "Geef")
    assert [taak.wat for taak in ervoor] == ["Geef LIVC Voorbeeldegem een functionaris"]
    spreek_af(stad, casus, 18)
    spreek_af(stad, casus, 24)
    assert Verlenging.objects.exists()
    assert taken(stad.beheer, "Geef") == ervoor
    assert taken(stad.preventie, "Geef") == []


@pytest.mark.regel("LR-23")
def test_dat_de_functionaris_uitgesloten_is_leest_alleen_de_burgemeester(
    stad: Stad, wacht_op_kennis: Verlenging, als
) -> None:
    maak_deelname(stad, wacht_op_kennis.casus, stad.caw)
    toekenningen.sluit_uit(stad.dpo, wacht_op_kennis.casus)
    [taak] = taken(stad.burgemeester, "Een verlenging wacht")
    assert "tweede functionaris" in taak.waarom
    for wie in (stad.caw, stad.preventie, stad.politie):
        assert "Geen functionaris" not in tafelblad(als, wie, wacht_op_kennis)
    sql = "SELECT casus_verlenging_mist(%s)"
    for wie in (stad.caw, stad.preventie, stad.dpo, stad.toezicht, stad.beheer, stad.jeugdwerk, None):
        assert lees(wie, sql, wacht_op_kennis.pk) == [None], wie
    assert lees(stad.burgemeester, sql, wacht_op_kennis.pk) == ["uitgesloten"]


@pytest.mark.regel("LR-05")
def test_waarop_het_wacht_leest_niemand_van_elders(
    stad: Stad, anderstad: Stad, wacht_op_kennis: Verlenging
) -> None:
    maak_deelname(stad, wacht_op_kennis.casus, stad.caw)
    zonder_dpo(stad)
    sql = "SELECT casus_verlenging_mist(%s)"
    for wie in (anderstad.burgemeester, anderstad.dpo, stad.beheer, stad.toezicht, stad.jeugdwerk, None):
        assert lees(wie, sql, wacht_op_kennis.pk) == [None], wie
    assert lees(stad.caw, sql, wacht_op_kennis.pk) == ["geen"]


def test_een_nieuwe_bespreking_schuift_ook_de_dag_op_die_de_functionaris_leest(
    stad: Stad, wacht_op_kennis: Verlenging
) -> None:
    casus = wacht_op_kennis.casus
    Casus.objects.filter(pk=casus.pk).update(laatst_besproken_op=timezone.localdate())
    casus.refresh_from_db()
    wacht_op_kennis.refresh_from_db()
    assert wacht_op_kennis.oud_tot == bewaard_tot(casus, 12)
    assert wacht_op_kennis.nieuw_tot == bewaard_tot(casus, 24)
