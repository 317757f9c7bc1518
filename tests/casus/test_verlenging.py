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
from casus.actions import afsluiten, bewaartermijn, verlenging
from casus.models import Bewaartermijn, Casus, Verlenging
from casus.voorwaarden.bewaartermijn import beletten_bespreken, bewaard_tot, plus_maanden, vastgelegd
from tests.audit.hulp import gelezen
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname
from toegang import toekenningen
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
