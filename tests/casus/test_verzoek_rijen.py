"""De databank houdt het register, de raadpleging en de gronden een tweede keer, ook voor eigen SQL (LR-55)."""

from typing import Any

import pytest

from casus.models import Betrokkenenverzoek, Casus, Raadpleging, Verzoekgrond
from tests.casus.verzoekhulp import (
    antwoord,
    geheim,
    in_beoordeling,
    leg_gronden_vast,
    maak_tafel,
    raadpleging_van,
    registreer,
)
from tests.factories import Stad
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-55")]

VERZOEKEN = "SELECT id FROM casus_betrokkenenverzoek"
VRAGEN = "SELECT gebruiker_id FROM casus_raadpleging"
SLEUTEL = "SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = %s"
GROND = """INSERT INTO casus_verzoekgrond (id, livc_id, verzoek_id, casus_id, grond, versie, meedelen, opgesteld_door_id, aangemaakt)
    VALUES (gen_random_uuid(), %s, %s, %s, 'bescherming', '2026-1', true, %s, now())"""
BRIEF = """INSERT INTO casus_verzoekbrief (id, livc_id, verzoek_id, casus_id, uitkomst, opgesteld_door_id, aangemaakt)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, now())"""


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


@pytest.fixture
def rij(stad: Stad, tafel: Casus) -> Betrokkenenverzoek:
    return in_beoordeling(stad, tafel)


def test_alleen_organisator_en_functionaris_lezen_het_register(
    stad: Stad, anderstad: Stad, rij: Betrokkenenverzoek
) -> None:
    for wie in (stad.burgemeester, stad.preventie, stad.dpo):
        assert lees(wie, VERZOEKEN) == [rij.pk]
    for wie in (
        stad.politie,
        stad.caw,
        stad.jeugdwerk,
        stad.beheer,
        stad.toezicht,
        anderstad.preventie,
        None,
    ):
        assert lees(wie, VERZOEKEN) == []
    for wie in (stad.politie, stad.caw, stad.beheer, anderstad.preventie):
        assert lees(wie, SLEUTEL, rij.pk) == []


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_leest_rij_noch_sleutel(stad: Stad, tafel: Casus, rij: Betrokkenenverzoek) -> None:
    toekenningen.sluit_uit(stad.burgemeester, tafel)
    assert lees(stad.burgemeester, VERZOEKEN) == []
    assert lees(stad.burgemeester, SLEUTEL, rij.pk) == []
    assert lees(stad.burgemeester, VRAGEN) == []
    assert geweigerd(stad.burgemeester, "UPDATE casus_betrokkenenverzoek SET verlengd_op = rls_vandaag()")


@pytest.mark.regel("LR-22")
def test_elke_deelnemer_ziet_alleen_zijn_eigen_vraag(stad: Stad, rij: Betrokkenenverzoek) -> None:
    for wie in (stad.politie, stad.caw, stad.clb):
        assert lees(wie, VRAGEN) == [wie.pk]
        ander = raadpleging_van(stad.caw if wie != stad.caw else stad.clb, rij)
        assert lees(wie, SLEUTEL, ander.pk) == []
    assert len(lees(stad.preventie, VRAGEN)) == 5
    for wie in (stad.dpo, stad.jeugdwerk, stad.beheer, stad.toezicht):
        assert lees(wie, VRAGEN) == []


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_ziet_zijn_vraag_niet_meer(
    stad: Stad, tafel: Casus, rij: Betrokkenenverzoek
) -> None:
    toekenningen.neem(stad.caw, tafel)
    assert lees(stad.caw, VRAGEN) == []
    assert geweigerd(stad.caw, "UPDATE casus_raadpleging SET beantwoord_op = now()")


@pytest.mark.regel("LR-22")
def test_niemand_antwoordt_voor_een_ander(stad: Stad, rij: Betrokkenenverzoek) -> None:
    vraag = raadpleging_van(stad.caw, rij)
    zet = "UPDATE casus_raadpleging SET antwoorden = '\\x01', beantwoord_op = now() WHERE id = %s"
    for wie in (stad.preventie, stad.burgemeester, stad.clb, stad.politie, stad.dpo, stad.beheer):
        assert geweigerd(wie, zet, vraag.pk)
    assert geweigerd(stad.caw, "UPDATE casus_raadpleging SET vraag = '\\x01' WHERE id = %s", vraag.pk)
    assert schrijf(stad.caw, zet, vraag.pk) == 1


def test_na_het_antwoord_staat_alles_vast(stad: Stad, rij: Betrokkenenverzoek) -> None:
    Betrokkenenverzoek.objects.filter(pk=rij.pk).update(staat="beantwoord")
    assert geweigerd(stad.caw, "UPDATE casus_raadpleging SET beantwoord_op = now()")
    for wie in (stad.preventie, stad.burgemeester, stad.dpo):
        for kolom, waarde in (
            ("staat", "in_beoordeling"),
            ("soort", "wissen"),
            ("verlengd_op", "2026-01-01"),
        ):
            assert geweigerd(wie, f"UPDATE casus_betrokkenenverzoek SET {kolom} = %s", waarde)
        assert geweigerd(wie, "DELETE FROM casus_betrokkenenverzoek")


def test_alleen_de_functionaris_legt_gronden_vast_en_niemand_wijzigt_ze(
    stad: Stad, anderstad: Stad, tafel: Casus, rij: Betrokkenenverzoek
) -> None:
    for wie in (stad.preventie, stad.burgemeester, stad.toezicht, stad.beheer, anderstad.dpo):
        assert geweigerd(wie, GROND, stad.livc.pk, rij.pk, tafel.pk, wie.pk)
    assert geweigerd(stad.dpo, GROND, stad.livc.pk, rij.pk, tafel.pk, stad.preventie.pk)
    assert schrijf(stad.dpo, GROND, stad.livc.pk, rij.pk, tafel.pk, stad.dpo.pk) == 1
    for wie in (stad.dpo, stad.preventie):
        assert geweigerd(wie, "UPDATE casus_verzoekgrond SET grond = 'ongegrond'")
        assert geweigerd(wie, "DELETE FROM casus_verzoekgrond")
    assert Verzoekgrond.objects.count() == 1


def test_zonder_gronden_weigert_de_databank_een_beperkend_antwoord(
    stad: Stad, tafel: Casus, rij: Betrokkenenverzoek
) -> None:
    def brief(uitkomst: str, wie: Any = stad.preventie) -> bool:
        return geweigerd(wie, BRIEF, stad.livc.pk, rij.pk, tafel.pk, uitkomst, wie.pk)

    assert brief("geweigerd")
    assert brief("deels")
    assert geweigerd(
        stad.preventie, "UPDATE casus_betrokkenenverzoek SET staat = 'beantwoord', beantwoord_op = now()"
    )
    leg_gronden_vast(stad, rij)
    for wie in (stad.dpo, stad.politie, stad.caw):
        assert brief("geweigerd", wie)
    assert not brief("geweigerd")
    assert lees(stad.dpo, "SELECT id FROM casus_verzoekbrief") == []


def test_een_brief_over_geen_casus_sluit_een_verzoek_over_een_casus_niet_af(
    stad: Stad, rij: Betrokkenenverzoek
) -> None:
    assert geweigerd(stad.preventie, BRIEF, stad.livc.pk, rij.pk, None, "geheel", stad.preventie.pk)


def test_de_klok_verzet_niemand(stad: Stad) -> None:
    rij = registreer(stad)
    for zet in (
        "UPDATE casus_betrokkenenverzoek SET ontvangen_op = rls_vandaag() + 30",
        "UPDATE casus_betrokkenenverzoek SET verlengd_op = rls_vandaag()",
        "UPDATE casus_betrokkenenverzoek SET verlengd_op = rls_vandaag() - 5, verlengreden = '\\x01'",
    ):
        assert geweigerd(stad.preventie, zet)
    goed = "UPDATE casus_betrokkenenverzoek SET verlengd_op = rls_vandaag(), verlengreden = '\\x01' WHERE id = %s"
    assert geweigerd(stad.dpo, goed, rij.pk)
    assert schrijf(stad.preventie, goed, rij.pk) == 1
    assert geweigerd(stad.preventie, goed.replace("'\\x01'", "'\\x02'"), rij.pk)


@pytest.mark.regel("LR-05")
def test_een_verzoek_gaat_niet_naar_een_casus_van_elders(stad: Stad, anderstad: Stad) -> None:
    elders = maak_tafel(anderstad)
    registreer(stad)
    assert geweigerd(stad.preventie, "UPDATE casus_betrokkenenverzoek SET casus_id = %s", elders.pk)


@pytest.mark.regel("LR-32")
def test_wie_beoordeelt_leert_geen_inbreng_kennen_langs_de_vraag_van_de_databank(
    stad: Stad, tafel: Casus, rij: Betrokkenenverzoek
) -> None:
    """De functie geeft alleen ids terug die iemand al had, en alleen aan wie beoordeelt."""
    eigen = geheim(tafel, stad.caw, "Hij zoekt werk.")
    antwoord(stad.caw, rij, **{str(eigen.pk): True})
    vraag = "SELECT casus_nog_te_vertellen(%s, %s::uuid[])"
    pk = Raadpleging.objects.get(verzoek=rij, gebruiker=stad.caw).pk
    assert lees(stad.preventie, vraag, pk, [eigen.pk]) == [eigen.pk]
    for wie in (stad.politie, stad.clb, stad.dpo, stad.beheer):
        assert lees(wie, vraag, pk, [eigen.pk]) == []
    vreemd = geheim(tafel, stad.clb, "Hij spijbelt.")
    assert lees(stad.preventie, vraag, pk, [vreemd.pk]) == []
