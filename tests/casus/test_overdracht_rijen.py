"""Een overdracht met eigen SQL, op de rol van de toepassing: wat de handelingen niet doen, doet de databank niet."""

from typing import Any

import pytest

from casus.actions import aanbod as ontvangst
from casus.actions import overdracht as acties
from casus.actions import overdrachtvraag
from casus.models import Aanbod, Casus, Overdracht, Overdrachtvraag, Pakketstuk
from casus.overdrachtrijen import OVERDRAGER
from tests.casus.hulp_overdracht import AANVAARDING, bied_aan, geheim, leg_voor, maak_dossier, vrij
from tests.factories import Stad, maak_casus
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-05", "LR-31")]

TABELLEN = ("overdracht", "overdrachtkeuze", "overdrachtvraag", "pakketstuk")
STUK = """INSERT INTO casus_pakketstuk (id, livc_id, aanbod_id, soort, bron_id, inhoud, aangemaakt)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, '\\x00', now())"""


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_dossier(stad)


@pytest.fixture
def aangeboden(stad: Stad, anderstad: Stad, casus: Casus) -> Overdracht:
    return bied_aan(stad, anderstad, casus)


def test_de_ontvanger_leest_niets_van_de_afzender(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    for wie in (*anderstad.kern, anderstad.toezicht, anderstad.dpo, anderstad.beheer):
        for tabel in TABELLEN:
            assert lees(wie, f"SELECT id FROM casus_{tabel}") == [], (wie.naam, tabel)
        assert lees(wie, "SELECT id FROM casus_casus") == []
        assert (
            lees(wie, "SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = %s", aangeboden.pk)
            == []
        )
    assert lees(anderstad.burgemeester, "SELECT id FROM casus_aanbod") == [aangeboden.pk]
    assert lees(anderstad.preventie, "SELECT id FROM casus_aanbod") == []


def test_de_afzender_leest_niets_van_de_ontvanger(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=aangeboden.pk, **AANVAARDING)
    for wie in (*stad.kern, *stad.sociaal, stad.toezicht):
        assert lees(wie, "SELECT id FROM casus_casus WHERE id = %s", nieuw.pk) == []
        for tabel in ("aanbod", "overgenomen", "pakketstuk"):
            assert lees(wie, f"SELECT id FROM casus_{tabel}") == [], (wie.naam, tabel)


@pytest.mark.regel("LR-31")
def test_een_pakket_opent_niet_voor_het_antwoord_ook_niet_voor_de_taak(aangeboden: Overdracht) -> None:
    assert lees(OVERDRAGER, "SELECT id FROM casus_pakketstuk") == []
    sleutel = "SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = %s"
    assert lees(OVERDRAGER, sleutel, aangeboden.pk) == []


def test_de_taak_ziet_alleen_wat_aangeboden_is(stad: Stad, casus: Casus, aangeboden: Overdracht) -> None:
    ander = maak_casus(stad)
    assert lees(OVERDRAGER, "SELECT id FROM casus_casus") == [casus.pk]
    assert geweigerd(OVERDRAGER, "UPDATE casus_casus SET staat = 'afgesloten' WHERE id = %s", casus.pk)
    assert geweigerd(OVERDRAGER, "UPDATE casus_casus SET staat = 'afgesloten' WHERE id = %s", ander.pk)
    for tabel in ("casus_inbreng", "casus_betrokkene", "casus_besluit"):
        assert lees(OVERDRAGER, f"SELECT id FROM {tabel}") == []


def test_wie_geen_afzender_is_leest_de_overdracht_niet(
    stad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    for wie in (stad.clb, stad.politie, stad.jeugdwerk, stad.toezicht, stad.beheer):
        assert lees(wie, "SELECT id FROM casus_overdracht") == [], wie.naam
    assert lees(stad.caw, "SELECT id FROM casus_overdracht") == [aangeboden.pk]  # hem is iets gevraagd


@pytest.mark.regel("LR-32")
def test_alleen_de_auteur_stemt_in(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    leg_voor(stad, anderstad, casus)
    for wie in (*stad.kern, stad.clb, stad.beheer, *anderstad.kern, OVERDRAGER):
        assert geweigerd(wie, "UPDATE casus_overdrachtvraag SET antwoord = 'ja'")
        assert geweigerd(wie, "UPDATE casus_overdrachtvraag SET auteur_id = %s", stad.burgemeester.pk)
    assert schrijf(stad.caw, "UPDATE casus_overdrachtvraag SET antwoord = 'ja'") == 1


@pytest.mark.regel("LR-32")
def test_een_zelf_geschreven_vraag_geeft_niemand_anders_zijn_antwoord(
    stad: Stad, anderstad: Stad, casus: Casus
) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    vraag = """INSERT INTO casus_overdrachtvraag (id, livc_id, casus_id, overdracht_id, inbreng_id, auteur_id, antwoord,
        aangemaakt) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, now())"""
    rij = vrij(casus)
    basis = (stad.livc.pk, casus.pk, overdracht.pk, rij.pk)
    assert geweigerd(stad.burgemeester, vraag, *basis, stad.burgemeester.pk, "")
    assert geweigerd(stad.burgemeester, vraag, *basis, stad.caw.pk, "ja")
    assert geweigerd(stad.caw, vraag, *basis, stad.caw.pk, "ja")


@pytest.mark.regel("LR-20", "LR-32")
def test_een_neen_en_een_stilte_leest_niemand_anders(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    leg_voor(stad, anderstad, casus)
    for akkoord in (None, False):
        if akkoord is not None:
            pk = Overdrachtvraag.objects.get().pk
            overdrachtvraag.beantwoord(actor=stad.caw, pk=pk, akkoord=akkoord)
        for wie in (*stad.kern, stad.clb, stad.toezicht):
            assert lees(wie, "SELECT id FROM casus_overdrachtvraag") == [], wie.naam


@pytest.mark.regel("LR-32")
def test_een_geheim_zonder_ja_komt_ook_met_eigen_sql_niet_in_het_pakket(
    stad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    assert geweigerd(stad.burgemeester, STUK, stad.livc.pk, aangeboden.pk, "inbreng", geheim(casus).pk)
    assert not Pakketstuk.objects.filter(bron=geheim(casus)).exists()
    assert schrijf(stad.burgemeester, STUK, stad.livc.pk, aangeboden.pk, "inbreng", vrij(casus).pk) == 1


@pytest.mark.regel("LR-32")
def test_de_geheimen_voor_een_pakket_leest_niemand_meer_als_het_vol_is(
    stad: Stad, anderstad: Stad, aangeboden: Overdracht
) -> None:
    vraag = "SELECT stuk FROM casus_overdracht_geheimen(%s)"
    for wie in (*stad.kern, stad.caw, stad.toezicht, *anderstad.kern, OVERDRAGER, None):
        assert lees(wie, vraag, aangeboden.pk) == []
    Pakketstuk.objects.all().delete()
    assert len(lees(stad.burgemeester, vraag, aangeboden.pk)) == 1
    for wie in (stad.preventie, stad.politie, stad.caw, *anderstad.kern, None):
        assert lees(wie, vraag, aangeboden.pk) == []


def test_alleen_wie_aanbiedt_vult_het_pakket(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    for wie in (stad.preventie, stad.politie, stad.caw, *anderstad.kern, OVERDRAGER):
        assert geweigerd(wie, STUK, stad.livc.pk, aangeboden.pk, "besluit", None)
        assert geweigerd(wie, "DELETE FROM casus_pakketstuk")


@pytest.mark.regel("LR-03")
def test_alleen_de_ontvangende_burgemeester_antwoordt(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    eigen = maak_casus(anderstad)
    for staat in ("aanvaard", "geweigerd"):
        for wie in (*stad.kern, anderstad.preventie, anderstad.politie, anderstad.beheer, OVERDRAGER):
            zet = "UPDATE casus_aanbod SET staat = %s, beantwoord_door_id = %s, casus_id = %s"
            pk = eigen.pk if staat == "aanvaard" else None
            assert geweigerd(wie, zet, staat, wie.id, pk), (staat, wie)
        for wie in (*stad.kern, *anderstad.kern, OVERDRAGER):
            assert geweigerd(wie, "UPDATE casus_overdracht SET staat = %s", staat), (staat, wie)


@pytest.mark.regel("LR-03")
def test_niemand_antwoordt_twee_keer_of_na_het_intrekken(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    acties.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=aangeboden.pk)
    zet = "UPDATE casus_aanbod SET staat = %s, beantwoord_door_id = %s"
    for staat in ("aangeboden", "aanvaard", "geweigerd"):
        assert geweigerd(anderstad.burgemeester, zet, staat, anderstad.burgemeester.pk)
    for staat in ("voorbereiding", "ter_instemming", "aangeboden", "aanvaard"):
        assert geweigerd(stad.burgemeester, "UPDATE casus_overdracht SET staat = %s", staat)
    assert Aanbod.objects.get().staat == "ingetrokken"


def test_een_half_ingetrokken_overdracht_kan_niet_meer_aanvaard_worden(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    """Wie met eigen SQL alleen zijn eigen rij intrekt, laat bij de ontvanger niets openstaan."""
    assert schrijf(stad.burgemeester, "UPDATE casus_overdracht SET staat = 'ingetrokken'") == 1
    zet = "UPDATE casus_aanbod SET staat = 'aanvaard', beantwoord_door_id = %s, casus_id = %s"
    eigen = maak_casus(anderstad)
    assert geweigerd(anderstad.burgemeester, zet, anderstad.burgemeester.pk, eigen.pk)


def test_een_preventieambtenaar_biedt_niets_aan(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    zet = "UPDATE casus_overdracht SET staat = 'aangeboden', aangeboden_op = now(), aangeboden_door_id = %s"
    for voor in (stad.preventie, stad.burgemeester):
        assert geweigerd(stad.preventie, zet, voor.pk)
    assert geweigerd(
        stad.preventie,
        """INSERT INTO casus_aanbod (id, livc_id, van_id, reden, staat, aangemaakt)
        VALUES (%s, %s, %s, 'verhuisd', 'aangeboden', now())""",
        overdracht.pk,
        anderstad.livc.pk,
        stad.livc.pk,
    )


def test_een_overdracht_wijst_niet_naar_een_ander_livc_na_het_begin(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    assert geweigerd(stad.burgemeester, "UPDATE casus_overdracht SET reden = 'verblijf'")
    assert geweigerd(stad.burgemeester, "UPDATE casus_overdracht SET ontvanger_id = livc_id")
    assert geweigerd(anderstad.burgemeester, "UPDATE casus_aanbod SET reden = 'verblijf'")


@pytest.mark.regel("LR-32")
def test_wat_overkwam_wijzigt_niemand(
    stad: Stad, anderstad: Stad, casus: Casus, aangeboden: Overdracht
) -> None:
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=aangeboden.pk, **AANVAARDING)
    nieuw_stuk = """INSERT INTO casus_overgenomen (id, livc_id, casus_id, soort, niveau, publiek, aangemaakt)
        VALUES (gen_random_uuid(), %s, %s, 'besluit', '', 'tafel', now())"""
    for wie in (*anderstad.kern, OVERDRAGER):
        if wie is not OVERDRAGER:
            toekenningen.geef(wie, toekenningen.KERN_INZIEN, nieuw)
        assert geweigerd(wie, "UPDATE casus_overgenomen SET niveau = 'vrijgegeven'")
        assert geweigerd(wie, "DELETE FROM casus_overgenomen")
        assert geweigerd(wie, nieuw_stuk, anderstad.livc.pk, nieuw.pk)


@pytest.mark.regel("LR-32")
def test_wat_alleen_voor_de_kern_was_blijft_dat(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    rij: Any = vrij(casus)
    rij.publiek = "kern"
    rij.save()
    overdracht = bied_aan(stad, anderstad, casus)
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING)
    from tests.factories import maak_deelname

    maak_deelname(anderstad, nieuw, anderstad.caw)
    toekenningen.geef(anderstad.preventie, toekenningen.KERN_INZIEN, nieuw)
    alles = "SELECT publiek FROM casus_overgenomen WHERE soort = 'inbreng'"
    assert lees(anderstad.caw, alles) == []
    assert lees(anderstad.preventie, alles) == ["kern"]


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_ziet_geen_spoor(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    for wie in (stad.caw, stad.preventie):
        toekenningen.sluit_uit(wie, casus)
        for tabel in TABELLEN:
            assert lees(wie, f"SELECT id FROM casus_{tabel}") == []
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING)
    toekenningen.sluit_uit(anderstad.burgemeester, nieuw)
    assert lees(anderstad.burgemeester, "SELECT id FROM casus_aanbod") == []
