"""Met eigen SQL op de rol van de toepassing: niets vernietigen, voor niemand anders tekenen, geen termijn oprekken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casus.actions import bewaartermijn, vernietiging
from casus.actions.vernietiging import VERNIETIGER
from casus.models import Bewaartermijn, Casus, Verlenging, Vernietigingslijst, Vernietigingspunt
from tests.casus.eindehulp import maak_vol_dossier, op_lijst, teken
from tests.casus.tafelhulp import leg_termijn_vast
from tests.casus.test_vernietiging import houd_tegen
from tests.factories import Stad, maak_casus, maak_deelname
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-53")]

HANDTEKENING = """INSERT INTO casus_vernietigingshandtekening (id, aangemaakt, livc_id, punt_id, gebruiker_id, rol, op)
    VALUES (gen_random_uuid(), rls_nu(), %s, %s, %s, %s, rls_nu())"""
PUNT = """INSERT INTO casus_vernietigingspunt (id, aangemaakt, livc_id, casus_id, lijst_id, referentie, einde, staat, dossiers)
    VALUES (gen_random_uuid(), rls_nu(), %s, %s, %s, %s, %s, %s, '[]')"""
PLICHT = """INSERT INTO casus_bewaarplicht (id, aangemaakt, livc_id, casus_id, staat, referentie, soort, opgelegd_door_id,
    opgelegd_op) VALUES (gen_random_uuid(), rls_nu(), %s, %s, 'lopend', %s, 'gerecht', %s, rls_nu())"""


@pytest.fixture
def punt(stad: Stad) -> Vernietigingspunt:
    return op_lijst(maak_vol_dossier(stad))


def mensen(stad: Stad) -> list[object]:
    return [
        stad.burgemeester,
        stad.politie,
        stad.preventie,
        stad.caw,
        stad.toezicht,
        stad.dpo,
        stad.beheer,
        None,
    ]


def test_niemand_vernietigt_zelf_ook_niet_met_twee_handtekeningen(
    stad: Stad, punt: Vernietigingspunt
) -> None:
    for wie in mensen(stad):
        for functie in ("casus_begin_vernietiging", "casus_maak_vernietiging_af", "casus_gebonden"):
            assert geweigerd(wie, f"SELECT {functie}(%s)", punt.pk), (wie, functie)
        assert geweigerd(wie, "SELECT casus_te_vernietigen()")
        assert geweigerd(wie, "UPDATE casus_casus SET staat = 'vernietigd'")
        assert geweigerd(wie, "UPDATE casus_vernietigingspunt SET staat = 'bezig'")
        assert geweigerd(wie, "DELETE FROM toegang_casussleutel WHERE dossier_id = %s", punt.casus_id)
    assert Casus.objects.get(pk=punt.casus_id).staat == "afgesloten"


@pytest.mark.parametrize("hoeveel", [0, 1])
def test_ook_de_taak_vernietigt_niets_zonder_twee_mensen(
    stad: Stad, punt: Vernietigingspunt, hoeveel: int
) -> None:
    for wie in (stad.burgemeester,)[:hoeveel]:
        teken(punt, wie)
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)
    assert geweigerd(VERNIETIGER, "SELECT casus_maak_vernietiging_af(%s)", punt.pk)
    assert geweigerd(VERNIETIGER, "UPDATE casus_casus SET staat = 'vernietigd'")
    assert geweigerd(VERNIETIGER, "DELETE FROM casus_inbreng WHERE casus_id = %s", punt.casus_id)
    for mens, rol in ((stad.burgemeester, "burgemeester"), (stad.dpo, "functionaris")):
        assert geweigerd(VERNIETIGER, HANDTEKENING, stad.livc.pk, punt.pk, mens.pk, rol)


def test_niemand_tekent_voor_een_ander_of_in_een_rol_die_hij_niet_heeft(
    stad: Stad, anderstad: Stad, punt: Vernietigingspunt
) -> None:
    for wie in mensen(stad):
        for mens, rol in ((stad.burgemeester, "burgemeester"), (stad.dpo, "functionaris")):
            if wie != mens:
                assert geweigerd(wie, HANDTEKENING, stad.livc.pk, punt.pk, mens.pk, rol), (wie, rol)
    for rol in ("functionaris", "preventieambtenaar", "politie"):
        assert geweigerd(stad.burgemeester, HANDTEKENING, stad.livc.pk, punt.pk, stad.burgemeester.pk, rol)
    buur = anderstad.burgemeester
    assert geweigerd(buur, HANDTEKENING, stad.livc.pk, punt.pk, buur.pk, "burgemeester")
    assert geweigerd(buur, HANDTEKENING, anderstad.livc.pk, punt.pk, buur.pk, "burgemeester")
    # Dezelfde opdracht, voor zichzelf en in de eigen rol, lukt wel: het weigeren hierboven heeft de juiste reden.
    assert schrijf(stad.dpo, HANDTEKENING, stad.livc.pk, punt.pk, stad.dpo.pk, "functionaris") == 1


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_tekent_niet_en_leest_de_lijst_niet(stad: Stad, punt: Vernietigingspunt) -> None:
    toekenningen.sluit_uit(stad.dpo, punt.casus)
    assert geweigerd(stad.dpo, HANDTEKENING, stad.livc.pk, punt.pk, stad.dpo.pk, "functionaris")
    for tabel in ("punt", "lijst", "handtekening"):
        assert lees(stad.dpo, f"SELECT id FROM casus_vernietigings{tabel}") == []
    assert lees(stad.burgemeester, "SELECT id FROM casus_vernietigingspunt") == [punt.pk]


@pytest.mark.regel("LR-23")
def test_een_handtekening_van_voor_de_uitsluiting_telt_niet_mee(stad: Stad, punt: Vernietigingspunt) -> None:
    teken(punt, stad.dpo)
    toekenningen.sluit_uit(stad.dpo, punt.casus)
    teken(punt, stad.burgemeester)
    assert Casus.objects.get(pk=punt.casus_id).staat == "afgesloten"
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)


def test_een_handtekening_is_voor_altijd(stad: Stad, punt: Vernietigingspunt) -> None:
    teken(punt, stad.burgemeester)
    for wie in (*mensen(stad), VERNIETIGER):
        assert geweigerd(wie, "DELETE FROM casus_vernietigingshandtekening")
        assert geweigerd(wie, "UPDATE casus_vernietigingshandtekening SET gebruiker_id = %s", stad.dpo.pk)


def test_niemand_zet_iets_op_de_lijst_dat_niet_om_is(stad: Stad) -> None:
    casus = maak_casus(stad)
    lijst = Vernietigingslijst.objects.create(livc=stad.livc, opgemaakt_op=timezone.localdate())
    for dag in (timezone.localdate(), timezone.localdate() + timedelta(days=365)):
        for wie in (stad.burgemeester, stad.dpo, VERNIETIGER):
            assert geweigerd(
                wie, PUNT, stad.livc.pk, casus.pk, lijst.pk, casus.referentie, dag, "voorgesteld"
            )


def test_een_termijn_die_intussen_langer_werd_stopt_de_taak(stad: Stad, punt: Vernietigingspunt) -> None:
    vernietiging.teken_punt(actor=stad.burgemeester, pk=punt.pk)
    vernietiging.teken_punt(actor=stad.dpo, pk=punt.pk)
    Casus.objects.filter(pk=punt.casus_id).update(laatst_besproken_op=timezone.localdate())  # als eigenaar
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)


def test_een_bewaarplicht_stopt_ook_de_taak(stad: Stad, punt: Vernietigingspunt) -> None:
    vernietiging.teken_punt(actor=stad.burgemeester, pk=punt.pk)
    vernietiging.teken_punt(actor=stad.dpo, pk=punt.pk)
    houd_tegen(stad, punt)
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)
    Vernietigingspunt.objects.filter(pk=punt.pk).update(
        staat="voorgesteld"
    )  # als eigenaar: de plicht alleen volstaat
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)


def test_een_bewaarplicht_heft_niemand_op_die_ze_niet_kan_opleggen(
    stad: Stad, punt: Vernietigingspunt
) -> None:
    plicht = houd_tegen(stad, punt)
    opheffen = """UPDATE casus_bewaarplicht SET staat = 'opgeheven', opgeheven_door_id = %s, opgeheven_op = rls_nu()
        WHERE id = %s"""
    for wie in (stad.politie, stad.preventie, stad.caw, stad.toezicht, stad.beheer):
        assert geweigerd(wie, opheffen, wie.pk, plicht.pk)
        assert geweigerd(wie, PLICHT, stad.livc.pk, punt.casus_id, punt.referentie, wie.pk)
        assert geweigerd(wie, "DELETE FROM casus_bewaarplicht")
    assert geweigerd(VERNIETIGER, opheffen, stad.dpo.pk, plicht.pk)
    assert geweigerd(stad.burgemeester, opheffen, stad.dpo.pk, plicht.pk)  # niet in naam van een ander
    assert geweigerd(stad.dpo, "UPDATE casus_bewaarplicht SET tot = '2020-01-01'")
    assert schrijf(stad.burgemeester, opheffen, stad.burgemeester.pk, plicht.pk) == 1


def test_een_grafsteen_en_een_bewijs_wijzigt_niemand(stad: Stad, punt: Vernietigingspunt) -> None:
    teken(punt, stad.burgemeester, stad.dpo)
    for wie in (*mensen(stad), VERNIETIGER):
        assert geweigerd(wie, "UPDATE casus_vernietigingsbewijs SET tellingen = '{}'")
        assert geweigerd(wie, "UPDATE casus_vernietigingsbewijs SET regel_id = gen_random_uuid()")
        assert geweigerd(wie, "DELETE FROM casus_vernietigingsbewijs")
        assert geweigerd(wie, "UPDATE casus_casus SET staat = 'voorbereiding' WHERE id = %s", punt.casus_id)
        recht = "INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id) SELECT id, %s, %s FROM auth_permission WHERE codename = 'kern'"
        assert geweigerd(wie, recht, stad.preventie.pk, punt.casus_id)


# -- de termijn -----------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-52")
def test_een_termijn_gaat_niet_vast_zolang_iemand_aan_tafel_niet_instemde(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    termijn = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=12, reden="")
    for wie in (stad.burgemeester, stad.politie):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=termijn.pk)
    vast = "UPDATE casus_bewaartermijn SET staat = 'vastgelegd', vastgelegd_op = rls_nu() WHERE id = %s"
    for wie in (stad.preventie, stad.burgemeester, stad.caw):
        assert geweigerd(wie, vast, termijn.pk)
    instemming = """INSERT INTO casus_instemming (id, aangemaakt, livc_id, casus_id, bewaartermijn_id, gebruiker_id)
        VALUES (gen_random_uuid(), rls_nu(), %s, %s, %s, %s)"""
    assert geweigerd(stad.preventie, instemming, stad.livc.pk, casus.pk, termijn.pk, stad.caw.pk)
    assert schrijf(stad.caw, instemming, stad.livc.pk, casus.pk, termijn.pk, stad.caw.pk) == 1
    assert schrijf(stad.preventie, vast, termijn.pk) == 1


@pytest.mark.regel("LR-52")
def test_een_tweede_verlenging_heet_niet_de_eerste(stad: Stad) -> None:
    casus = maak_casus(stad)
    Bewaartermijn.objects.filter(pk=leg_termijn_vast(stad, casus, 13).pk).update(verlenging=1)
    voorstel = """INSERT INTO casus_bewaartermijn (id, aangemaakt, livc_id, casus_id, staat, maanden, verlenging,
        voorgesteld_door_id) VALUES (gen_random_uuid(), rls_nu(), %s, %s, %s, 24, %s, %s)"""
    for staat, nummer in (("voorgesteld", 0), ("voorgesteld", 1), ("vastgelegd", 2), ("te_bevestigen", 2)):
        assert geweigerd(stad.preventie, voorstel, stad.livc.pk, casus.pk, staat, nummer, stad.preventie.pk)
    assert schrijf(stad.preventie, voorstel, stad.livc.pk, casus.pk, "voorgesteld", 2, stad.preventie.pk) == 1


@pytest.mark.regel("LR-52")
def test_niemand_slaat_de_kennisneming_over(stad: Stad, wacht_op_kennis: Verlenging) -> None:
    vast = "UPDATE casus_bewaartermijn SET staat = 'vastgelegd', vastgelegd_op = rls_nu() WHERE id = %s"
    for wie in mensen(stad):
        assert geweigerd(wie, vast, wacht_op_kennis.bewaartermijn_id)
        assert geweigerd(wie, "UPDATE casus_verlenging SET burgemeester_id = %s", stad.burgemeester.pk)
        for rol in ("burgemeester", "functionaris"):
            if (wie, rol) not in ((stad.burgemeester, "burgemeester"), (stad.dpo, "functionaris")):
                assert geweigerd(wie, "SELECT casus_neem_kennis(%s, %s)", wacht_op_kennis.pk, rol), (wie, rol)


@pytest.mark.regel("LR-52")
def test_een_termijn_die_om_is_schuift_niemand_nog_op(stad: Stad) -> None:
    lang_geleden = timezone.localdate() - timedelta(days=400)
    casus = maak_casus(stad, "in_traject", laatst_besproken_op=lang_geleden)
    leg_termijn_vast(stad, casus)
    for kolom in ("laatst_besproken_op = current_date", "laatst_besproken_op = NULL", "aangemaakt = now()"):
        assert geweigerd(stad.preventie, f"UPDATE casus_casus SET {kolom} WHERE id = %s", casus.pk), kolom
    assert schrijf(stad.preventie, "UPDATE casus_casus SET gewijzigd = now() WHERE id = %s", casus.pk) == 1


@pytest.mark.regel("LR-52")
def test_niemand_vervroegt_het_einde_van_een_termijn(stad: Stad) -> None:
    casus = maak_casus(stad, "afgesloten", laatst_besproken_op=timezone.localdate() - timedelta(days=30))
    Casus.objects.filter(pk=casus.pk).update(afgesloten_op=timezone.now() - timedelta(days=20))
    leg_termijn_vast(stad, casus)
    for kolom in (
        "laatst_besproken_op = '2001-01-01'",
        "laatst_besproken_op = NULL",
        "laatst_besproken_op = rls_vandaag() - 1",
        "afgesloten_op = '2001-01-01'",
        "heropend_op = '2001-01-01'",
        "heropend_op = NULL, afgesloten_op = '1990-01-01'",
    ):
        for wie in (stad.burgemeester, stad.preventie):
            assert geweigerd(wie, f"UPDATE casus_casus SET {kolom} WHERE id = %s", casus.pk), kolom
    # Wat een bespreking vandaag doet, lukt wel.
    vandaag = "UPDATE casus_casus SET laatst_besproken_op = rls_vandaag() WHERE id = %s"
    assert schrijf(stad.preventie, vandaag, casus.pk) == 1
