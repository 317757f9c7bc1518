"""Eigen SQL op de rol van de toepassing: niemand antwoordt voor een ander, en niets gaat mee zonder allen (LR-43)."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from casus.actions import deelname
from casus.actions import overname as acties
from casus.actions.overname import Stuk
from casus.actions.overnameafdruk import druk_af
from casus.models import Casus, Dossierovername, Overnameantwoord
from casus.voorwaarden.tafel import aan_tafel
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.overnamehulp import iedereen_ja, ja, maak_tafel, vers, vraag
from tests.factories import Stad, maak_casus, maak_deelname
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-43")]

JA = """UPDATE casus_overnameantwoord SET antwoord = 'ja', beantwoord_op = rls_nu()
    WHERE overname_id = %s AND gebruiker_id = %s"""
VOOR_EEN_ANDER = """INSERT INTO casus_overnameantwoord
        (id, livc_id, casus_id, aangemaakt, overname_id, gebruiker_id, antwoord, beantwoord_op)
    SELECT gen_random_uuid(), livc_id, casus_id, now(), id, %s, 'ja', rls_nu() FROM casus_dossierovername WHERE id = %s"""
STAAT = "UPDATE casus_dossierovername SET staat = %s WHERE id = %s"
AFDRUK = "UPDATE casus_dossierovername SET afgedrukt_op = rls_nu() WHERE id = %s"
NIEUW = """INSERT INTO casus_dossierovername (id, livc_id, casus_id, aangemaakt, staat, kenmerk, aanvrager_id,
        organisatie_id, rol, voorwaarde, inbreng_id, gerechtelijk)
    SELECT gen_random_uuid(), livc_id, casus_id, now(), %s, 'ABC-DEF', %s, organisatie_id, rol, 'informatie', %s, false
    FROM casus_dossierovername WHERE id = %s"""


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


def test_niemand_antwoordt_voor_een_ander(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    for wie in (stad.caw, stad.burgemeester):
        assert geweigerd(wie, JA, overname.pk, stad.clb.pk)
        assert geweigerd(wie, VOOR_EEN_ANDER, stad.jeugdwerk.pk, overname.pk)
    assert not Overnameantwoord.objects.filter(gebruiker=stad.clb, antwoord="ja").exists()
    assert schrijf(stad.clb, JA, overname.pk, stad.clb.pk) == 1


@pytest.mark.parametrize("wie", ["caw", "clb", "burgemeester", "politie"])
def test_geen_sprong_naar_toegestaan_zonder_alle_ja(stad: Stad, tafel: Casus, wie: str) -> None:
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    persoon = getattr(stad, wie)
    for staat in ("consensus", "parket", "toegestaan", "vervallen", "geweigerd"):
        assert geweigerd(persoon, STAAT, staat, overname.pk), staat
    assert geweigerd(persoon, AFDRUK, overname.pk)
    assert vers(overname).staat == "voorgesteld"


def test_wie_ja_zegt_in_eigen_sql_brengt_het_niet_verder_dan_zijn_eigen_ja(stad: Stad, tafel: Casus) -> None:
    """Proef op de som: met het laatste ja erbij gaat dezelfde opdracht wel."""
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    assert geweigerd(stad.caw, STAAT, "consensus", overname.pk)
    assert schrijf(stad.clb, JA, overname.pk, stad.clb.pk) == 1
    assert schrijf(stad.caw, STAAT, "consensus", overname.pk) == 1
    assert schrijf(stad.caw, STAAT, "toegestaan", overname.pk) == 1
    assert geweigerd(stad.clb, AFDRUK, overname.pk)
    assert schrijf(stad.caw, AFDRUK, overname.pk) == 1
    assert geweigerd(stad.caw, AFDRUK, overname.pk)


def test_wat_van_het_gerecht_komt_omzeilt_het_parket_niet(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, gerechtelijk=True))
    zet = """UPDATE casus_dossierovername SET staat = 'toegestaan', parket_op = rls_vandaag(),
        parket_referentie = 'x', parket_door_id = %s WHERE id = %s"""
    for wie in (stad.caw, stad.clb, stad.preventie):
        assert geweigerd(wie, STAAT, "toegestaan", overname.pk)
        assert geweigerd(wie, zet, wie.pk, overname.pk)
        assert geweigerd(wie, zet, stad.politie.pk, overname.pk)
        assert geweigerd(
            wie, "UPDATE casus_dossierovername SET gerechtelijk = false WHERE id = %s", overname.pk
        )
    assert schrijf(stad.politie, zet, stad.politie.pk, overname.pk) == 1


def test_de_politie_die_het_zelf_vroeg_noteert_haar_eigen_akkoord_niet(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.politie, gerechtelijk=True))
    zet = """UPDATE casus_dossierovername SET staat = 'toegestaan', parket_op = rls_vandaag(),
        parket_referentie = 'x', parket_door_id = %s WHERE id = %s"""
    assert geweigerd(stad.politie, zet, stad.politie.pk, overname.pk)
    assert geweigerd(stad.politie, zet, stad.burgemeester.pk, overname.pk)


def test_een_afdruk_is_voor_altijd(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    druk_af(actor=stad.caw, pk=overname.pk)
    for wie in (stad.caw, stad.burgemeester):
        for wat in (
            "afgedrukt_op = NULL",
            "staat = 'ingetrokken'",
            "gerechtelijk = true",
            "kenmerk = 'AAA-AAA'",
        ):
            opdracht = f"UPDATE casus_dossierovername SET {wat} WHERE id = %s"
            assert geweigerd(wie, opdracht, overname.pk), wat
        assert geweigerd(wie, "DELETE FROM casus_dossierovername WHERE id = %s", overname.pk)
        assert geweigerd(
            wie, "UPDATE casus_overnameantwoord SET antwoord = 'nee' WHERE overname_id = %s", overname.pk
        )


def test_wat_gevraagd_is_verandert_niet_meer(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    for wat in (
        "tekst = 'x'",
        "reden = NULL",
        "rol = 'politie', organisatie_id = NULL",
        f"aanvrager_id = '{stad.clb.pk}'",
        "voorwaarde = 'afspraak'",
        "parket_op = rls_vandaag()",
        f"casus_id = '{maak_casus(stad).pk}'",
    ):
        assert geweigerd(stad.caw, f"UPDATE casus_dossierovername SET {wat} WHERE id = %s", overname.pk), wat


def test_neen_wordt_geen_ja(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    nee = JA.replace("'ja'", "'nee'")
    assert schrijf(stad.clb, nee, overname.pk, stad.clb.pk) == 1
    assert geweigerd(stad.clb, JA, overname.pk, stad.clb.pk)
    assert geweigerd(stad.clb, JA.replace("'ja'", "''"), overname.pk, stad.clb.pk)
    assert geweigerd(stad.caw, STAAT, "consensus", overname.pk)


def test_een_nieuwe_vraag_begint_altijd_vooraan_en_namens_zichzelf(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.politie, categorie="politie_gerecht")
    voorbeeld = vraag(tafel, stad.caw)
    assert geweigerd(stad.caw, NIEUW, "toegestaan", stad.caw.pk, inbreng.pk, voorbeeld.pk)
    assert geweigerd(stad.caw, NIEUW, "voorgesteld", stad.clb.pk, inbreng.pk, voorbeeld.pk)
    assert geweigerd(
        stad.clb, NIEUW, "voorgesteld", stad.clb.pk, inbreng.pk, voorbeeld.pk
    )  # andermans dienst
    assert schrijf(stad.caw, NIEUW, "voorgesteld", stad.caw.pk, inbreng.pk, voorbeeld.pk) == 1
    nieuw = Dossierovername.objects.get(inbreng=inbreng)
    assert nieuw.gerechtelijk
    assert nieuw.antwoorden.count() == 5
    assert nieuw.antwoorden.exclude(antwoord="").get().gebruiker == stad.caw


@pytest.mark.regel("LR-32")
def test_andermans_besloten_inbreng_komt_er_ook_met_sql_niet_in(stad: Stad, tafel: Casus) -> None:
    voorbeeld = vraag(tafel, stad.caw)
    for anders in ({"publiek": "gekozen"}, {"staat": "ingetrokken"}, {"publiek": "kern"}):
        inbreng = maak_inbreng(tafel, stad.clb, **anders)
        inbreng.lezers.set([stad.caw])
        assert geweigerd(stad.caw, NIEUW, "voorgesteld", stad.caw.pk, inbreng.pk, voorbeeld.pk)


@pytest.mark.regel("LR-32")
def test_zonder_het_ja_van_de_auteur_gaat_zijn_inbreng_ook_met_sql_niet_mee(stad: Stad, tafel: Casus) -> None:
    """De auteur ging weg voor de vraag: niemand vroeg het hem, en het ja van alle anderen is dan niet genoeg."""
    inbreng, voorbeeld = maak_inbreng(tafel, stad.clb), vraag(tafel, stad.caw)
    deelname.trek_terug(actor=stad.clb, pk=tafel.deelname_set.get(gebruiker=stad.clb).pk)
    assert schrijf(stad.caw, NIEUW, "voorgesteld", stad.caw.pk, inbreng.pk, voorbeeld.pk) == 1
    nieuw = Dossierovername.objects.get(inbreng=inbreng)
    assert stad.clb not in [rij.gebruiker for rij in nieuw.antwoorden.all()]
    for wie in stad.kern:
        assert schrijf(wie, JA, nieuw.pk, wie.pk) == 1
    assert geweigerd(stad.caw, STAAT, "consensus", nieuw.pk)


@pytest.mark.regel("LR-32")
def test_ook_een_inbreng_die_met_sql_geheimer_wordt_laat_de_vraag_vervallen(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk)))
    opdracht = "UPDATE casus_inbreng SET niveau = 'beroepsgeheim' WHERE id = %s"
    assert schrijf(stad.clb, opdracht, inbreng.pk) == 1
    assert vers(overname).staat == "vervallen"


@pytest.mark.regel("LR-20")
def test_wie_wat_antwoordde_leest_niemand_en_alleen_de_burgemeester_krijgt_een_telling(
    stad: Stad, tafel: Casus
) -> None:
    overname = ja(vraag(tafel, stad.caw), stad.clb)
    acties.antwoord(actor=stad.preventie, pk=overname.pk, wat="nee")
    alles = "SELECT gebruiker_id FROM casus_overnameantwoord WHERE overname_id = %s"
    for wie in (stad.burgemeester, stad.caw, stad.clb, stad.politie, stad.preventie):
        assert lees(wie, alles, overname.pk) == [wie.pk]
        telling = [5, 2, 1, 0] if wie == stad.burgemeester else [0, 0, 0, 0]
        assert lees(wie, "SELECT casus_overname_telling(%s)", overname.pk) == [telling]


@pytest.mark.regel("LR-20")
def test_met_weinig_mensen_is_er_geen_telling_en_wie_wegging_zegt_niets_over_zijn_antwoord(
    stad: Stad,
) -> None:
    casus = maak_casus(stad, "in_traject")
    for wie in (stad.caw, stad.clb):
        maak_deelname(stad, casus, wie)
    for antwoordde in (False, True):
        overname = ja(vraag(casus, stad.caw), *([stad.clb] if antwoordde else []))
        deelname.trek_terug(
            actor=stad.clb, pk=casus.deelname_set.get(gebruiker=stad.clb, staat="aanvaard").pk
        )
        [telling] = lees(stad.burgemeester, "SELECT casus_overname_telling(%s)", overname.pk)
        assert telling[3] == 1, antwoordde
        maak_deelname(stad, casus, stad.clb)
    klein = maak_casus(stad, "in_traject")
    maak_deelname(stad, klein, stad.caw)
    overname = ja(vraag(klein, stad.caw), stad.politie)
    assert lees(stad.burgemeester, "SELECT casus_overname_telling(%s)", overname.pk) == [[4, None, None, 0]]


@pytest.mark.regel("LR-31")
def test_van_buiten_de_tafel_leest_niemand_iets(stad: Stad, anderstad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    toekenningen.sluit_uit(stad.clb, tafel)
    buiten: list[Any] = [stad.clb, stad.jeugdwerk, stad.beheer, stad.toezicht, anderstad.preventie, None]
    for wie in buiten:
        assert lees(wie, "SELECT id FROM casus_dossierovername") == []
        assert lees(wie, "SELECT id FROM casus_overnameantwoord") == []
        assert lees(wie, "SELECT casus_aan_tafel(%s)", tafel.pk) == []
        assert lees(wie, "SELECT casus_overname_unaniem(%s)", overname.pk) == [False]
        assert lees(wie, "SELECT casus_unanieme_overnames(ARRAY[%s]::uuid[])", overname.pk) == []


def test_de_tafel_van_de_databank_is_die_van_het_scherm(stad: Stad, tafel: Casus) -> None:
    maak_deelname(stad, maak_casus(stad), stad.jeugdwerk)
    gelezen = set(lees(stad.caw, "SELECT casus_aan_tafel(%s)", tafel.pk))
    assert gelezen == {genoot.gebruiker.pk for genoot in aan_tafel(tafel)}
    assert len(gelezen) == 5


@pytest.mark.regel("LR-44")
def test_een_ander_misdrijf_weigert_ook_de_databank(stad: Stad, tafel: Casus) -> None:
    nieuw = """INSERT INTO casus_verstrekking (id, livc_id, casus_id, aangemaakt, autoriteit, misdrijf, misdrijvenlijst,
            verstrekt_op, genoteerd_door_id)
        VALUES (gen_random_uuid(), %s, %s, now(), 'procureur', %s, 'Sw2026', %s, %s)"""
    vandaag = timezone.localdate()
    with pytest.raises(IntegrityError, match="waarvoor_het_overleg_er_is"):
        schrijf(stad.politie, nieuw, stad.livc.pk, tafel.pk, "diefstal", vandaag, stad.politie.pk)
    for wie, door in (
        (stad.caw, stad.caw),
        (stad.preventie, stad.preventie),
        (stad.politie, stad.burgemeester),
    ):
        assert geweigerd(wie, nieuw, stad.livc.pk, tafel.pk, "groep", vandaag, door.pk)
    assert schrijf(stad.politie, nieuw, stad.livc.pk, tafel.pk, "groep", vandaag, stad.politie.pk) == 1
    for opdracht in ("UPDATE casus_verstrekking SET misdrijf = 'werven'", "DELETE FROM casus_verstrekking"):
        assert geweigerd(stad.politie, opdracht)
