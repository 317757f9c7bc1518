"""De databank houdt de fiche een tweede keer tegen: eigen SQL op de rol van de toepassing (LR-40, LR-41, LR-42)."""

from typing import Any

import pytest

from casus.actions import fiche as acties
from casus.actions import ficheantwoord
from casus.models import Fichegoedkeurder, Overgenomen, Terugkoppelingsfiche
from tests.casus.fichehulp import Ficheplek, maak_plek, vers
from tests.factories import Stad
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-41")]

FICHE = "casus_terugkoppelingsfiche"
ZET = f"UPDATE {FICHE} SET staat = %s, vrijgegeven_op = coalesce(vrijgegeven_op, rls_nu()) WHERE id = %s"
ANTWOORD = """UPDATE casus_fichegoedkeurder SET antwoord = %s, hash = %s, beantwoord_op = rls_nu()
    WHERE fiche_id = %s AND gebruiker_id = %s"""
OVERDRACHT = """INSERT INTO casus_ficheoverdracht (id, livc_id, casus_id, aangemaakt, fiche_id, bestemmeling, hash, door_id)
    SELECT gen_random_uuid(), livc_id, casus_id, rls_nu(), id, %s, hash, %s FROM casus_terugkoppelingsfiche WHERE id = %s"""


@pytest.fixture
def plek(stad: Stad) -> Ficheplek:
    return maak_plek(stad)


def antwoord(
    wie: Any, fiche: Terugkoppelingsfiche, voor: Any, wat: str = "goedgekeurd", **anders: str
) -> bool:
    return geweigerd(wie, ANTWOORD, wat, anders.get("hash", fiche.hash), fiche.pk, voor.pk)


def test_niemand_antwoordt_voor_een_ander(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    for wie in (stad.burgemeester, stad.preventie, stad.politie, stad.clb):
        assert antwoord(wie, fiche, stad.caw)
    assert antwoord(stad.jeugdwerk, fiche, stad.jeugdwerk)
    assert not antwoord(stad.caw, fiche, stad.caw)


def test_alleen_op_de_tekst_die_voorligt_en_een_neen_blijft_een_neen(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    assert antwoord(stad.caw, fiche, stad.caw, hash="0" * 64)
    assert not antwoord(stad.caw, fiche, stad.caw, "geweigerd")
    assert antwoord(stad.caw, fiche, stad.caw, "goedgekeurd")
    assert antwoord(stad.caw, fiche, stad.caw, "")


def test_wie_moet_goedkeuren_stelt_niemand_zelf_op(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    erbij = """INSERT INTO casus_fichegoedkeurder (id, livc_id, casus_id, aangemaakt, fiche_id, ronde, gebruiker_id, antwoord, hash)
        SELECT gen_random_uuid(), livc_id, casus_id, now(), id, ronde, %s, 'goedgekeurd', hash FROM casus_terugkoppelingsfiche"""
    for wie in (*stad.kern, stad.caw):
        assert geweigerd(wie, "DELETE FROM casus_fichegoedkeurder WHERE fiche_id = %s", fiche.pk)
        assert geweigerd(wie, erbij, stad.jeugdwerk.pk)
        assert geweigerd(wie, "UPDATE casus_fichegoedkeurder SET gebruiker_id = %s", stad.jeugdwerk.pk)
        assert geweigerd(wie, "UPDATE casus_fichegoedkeurder SET ronde = 9 WHERE gebruiker_id = %s", wie.pk)
    assert Fichegoedkeurder.objects.filter(fiche=fiche).count() == len(plek.aanwezig)


def test_wie_aanwezig_was_staat_vast_na_de_bespreking(plek: Ficheplek) -> None:
    stad = plek.stad
    weg = "UPDATE casus_aanwezigheid SET aanwezig = false WHERE gebruiker_id = %s"
    erbij = """INSERT INTO casus_aanwezigheid (id, livc_id, casus_id, aangemaakt, agendapunt_id, gebruiker_id, aanwezig)
        VALUES (gen_random_uuid(), %s, %s, now(), %s, %s, true)"""
    for wie in (stad.burgemeester, stad.preventie):
        assert geweigerd(wie, weg, stad.clb.pk)
        assert geweigerd(wie, erbij, stad.livc.pk, plek.casus.pk, plek.punt.pk, stad.toezicht.pk)


@pytest.mark.parametrize("wie", ["burgemeester", "politie", "preventie", "caw"])
def test_vrijgeven_en_overmaken_zonder_ieders_ja_weigert_de_databank(plek: Ficheplek, wie: str) -> None:
    fiche, persoon = plek.voorgelegd(), getattr(plek.stad, wie)
    for anderen in plek.aanwezig[:-1]:
        ficheantwoord.keur_goed(actor=anderen, pk=fiche.pk, hash=fiche.hash)
    for staat in ("vrijgegeven", "overgemaakt", "geblokkeerd"):
        assert geweigerd(persoon, ZET, staat, fiche.pk), staat
    assert vers(fiche).staat == "ter_goedkeuring"


@pytest.mark.regel("LR-21", "LR-23")
@pytest.mark.parametrize("hoe", ["weg", "uitgesloten", "dienst", "slapend"])
def test_een_ja_van_wie_geen_toegang_meer_heeft_telt_niet(plek: Ficheplek, hoe: str) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    if hoe == "weg":
        toekenningen.neem(stad.clb, plek.casus)
    elif hoe == "uitgesloten":
        toekenningen.sluit_uit(stad.clb, plek.casus)
    elif hoe == "dienst":
        stad.clb.organisatieleden.all().delete()
    else:
        stad.clb.is_active = False
        stad.clb.save()
    assert geweigerd(stad.politie, ZET, "overgemaakt", fiche.pk)


@pytest.mark.regel("LR-40")
def test_alleen_de_politie_zet_overgemaakt_en_noteert_een_ontvanger_van_de_lijst(plek: Ficheplek) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    for wie in (stad.burgemeester, stad.preventie, stad.caw):
        assert geweigerd(wie, ZET, "overgemaakt", fiche.pk)
    assert geweigerd(stad.politie, OVERDRACHT, "ocad", stad.politie.pk, fiche.pk)  # nog niet overgemaakt
    assert schrijf(stad.politie, ZET, "overgemaakt", fiche.pk) == 1
    assert geweigerd(stad.politie, OVERDRACHT, "ambassade", stad.politie.pk, fiche.pk)
    assert geweigerd(stad.politie, OVERDRACHT, "ocad", stad.burgemeester.pk, fiche.pk)
    assert geweigerd(stad.burgemeester, OVERDRACHT, "ocad", stad.burgemeester.pk, fiche.pk)
    assert schrijf(stad.politie, OVERDRACHT, "ocad", stad.politie.pk, fiche.pk) == 1


def test_een_voorgelegde_tekst_verandert_niet_en_haar_vingerafdruk_ook_niet(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    for wie in (*plek.stad.kern, plek.stad.caw):
        for zet in (
            "tekst = '\\x00'",
            "hash = repeat('b', 64)",
            "ronde = 0",
            "ronde = ronde + 1",
            "inleiding = '\\x00'",
            "voorgelegd_op = NULL",
            "vrijgegeven_op = NULL",
            "referentie = 'AAA-AAA'",
            "tekst = NULL",
        ):
            assert geweigerd(wie, f"UPDATE {FICHE} SET {zet} WHERE id = %s", fiche.pk), zet


def test_terug_naar_concept_kan_alleen_zonder_tekst_en_door_wie_opstelt(plek: Ficheplek) -> None:
    fiche, stad = plek.vrijgegeven(), plek.stad
    leeg = (
        f"UPDATE {FICHE} SET staat = 'concept', hash = '', tekst = NULL, vrijgegeven_op = NULL WHERE id = %s"
    )
    assert geweigerd(stad.caw, leeg, fiche.pk)
    assert geweigerd(stad.preventie, f"UPDATE {FICHE} SET staat = 'concept' WHERE id = %s", fiche.pk)
    assert schrijf(stad.preventie, leeg, fiche.pk) == 1
    acties.leg_voor(actor=stad.preventie, pk=fiche.pk)
    assert geweigerd(
        stad.politie, ZET, "overgemaakt", fiche.pk
    )  # de oude antwoorden tellen niet voor deze ronde


@pytest.mark.regel("LR-42")
def test_een_geheime_inbreng_wordt_nooit_een_bron(plek: Ficheplek) -> None:
    fiche, stad = plek.concept(), plek.stad
    bron = """INSERT INTO casus_fichebron (id, livc_id, casus_id, aangemaakt, fiche_id, inbreng_id)
        VALUES (gen_random_uuid(), %s, %s, now(), %s, %s)"""
    for wie in (*stad.kern, stad.clb):
        assert geweigerd(wie, bron, stad.livc.pk, plek.casus.pk, fiche.pk, plek.geheim.pk)
    ligt_voor = acties.leg_voor(actor=stad.preventie, pk=fiche.pk).fiche
    assert geweigerd(stad.preventie, "DELETE FROM casus_fichebron WHERE fiche_id = %s", ligt_voor.pk)


@pytest.mark.regel("LR-42")
def test_de_geheimen_komen_dicht_zonder_auteur_en_alleen_voor_wie_ze_nu_vergelijkt(plek: Ficheplek) -> None:
    fiche, stad = plek.concept(), plek.stad
    vraag = "SELECT stuk, dicht FROM casus_fiche_geheimen(%s)"
    [(pk, dicht)] = lees(stad.preventie, vraag, fiche.pk)
    assert pk == plek.geheim.pk
    assert b"Karim" not in bytes(dicht)
    Overgenomen.objects.create(
        casus=plek.casus,
        livc=stad.livc,
        soort="inbreng",
        niveau="geheim",
        publiek="kern",
        inhoud={"tekst": "x"},
    )
    assert len(lees(stad.preventie, vraag, fiche.pk)) == 2
    for ander in (stad.politie, stad.caw, stad.clb, stad.jeugdwerk, stad.toezicht, stad.beheer, None):
        assert not lees(ander, vraag, fiche.pk)
    acties.leg_voor(actor=stad.preventie, pk=fiche.pk)
    assert not lees(stad.preventie, vraag, fiche.pk)


@pytest.mark.regel("LR-42")
def test_wie_opstelt_leest_geen_rakingen_en_geen_antwoorden(plek: Ficheplek) -> None:
    fiche, stad = plek.concept(slot="Karim."), plek.stad
    acties.leg_voor(actor=stad.preventie, pk=fiche.pk)
    for wie, verwacht in (
        (stad.preventie, 0),
        (stad.politie, 0),
        (stad.caw, 0),
        (stad.clb, 1),
        (stad.burgemeester, 1),
    ):
        assert len(lees(wie, "SELECT id FROM casus_ficheraking")) == verwacht
    verzonnen = "SELECT casus_fiche_geraakt(%s, ARRAY[%s]::uuid[], gen_random_uuid())"
    assert schrijf(stad.caw, verzonnen, fiche.pk, plek.geheim.pk) == 1  # antwoordt, en schreef niets
    assert len(lees(stad.burgemeester, "SELECT id FROM casus_ficheraking")) == 1
    # Twee keer in één poging geeft geen botsing: die zou zeggen dat twee geheimen van dezelfde mens zijn.
    poging = "SELECT casus_fiche_geraakt(%s, ARRAY[%s]::uuid[], %s)"
    for _keer in range(2):
        assert schrijf(stad.preventie, poging, fiche.pk, plek.geheim.pk, fiche.pk) == 1
    assert len(lees(stad.burgemeester, "SELECT id FROM casus_ficheraking")) == 2


@pytest.mark.regel("LR-20")
@pytest.mark.parametrize("reden", ["", "Waarom."])
def test_een_antwoord_van_een_ander_leest_niemand_tenzij_de_burgemeester_de_reden(
    plek: Ficheplek, reden: str
) -> None:
    """Ook met eigen SQL niet, en ook geen telling voor wie de burgemeester niet is."""
    fiche, stad = plek.voorgelegd(), plek.stad
    ficheantwoord.weiger(actor=stad.clb, pk=fiche.pk, hash=fiche.hash, reden=reden)
    for wie, verwacht in (
        (stad.burgemeester, 2 if reden else 1),
        (stad.preventie, 1),
        (stad.caw, 1),
        (stad.jeugdwerk, 0),
        (stad.dpo, 0),
    ):
        assert len(lees(wie, "SELECT gebruiker_id FROM casus_fichegoedkeurder")) == verwacht
        [telling] = lees(wie, "SELECT casus_fiche_telling(%s)", fiche.pk)
        assert telling == ([5, 0, 1] if wie == stad.burgemeester else [0, 0, 0])
