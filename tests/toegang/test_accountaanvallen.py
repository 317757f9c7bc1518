"""Aanvallen met eigen SQL op wie waar werkt en hoe iemand zich aanmeldt: niemand maakt zich burgemeester of een ander."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import ProgrammingError
from django.test import Client
from django.utils import timezone

from audit.models import Regel
from tests.factories import GebruikerFactory, Stad, geef_rol, maak_casus
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import identiteit, toekenningen
from toegang.models import Accountuitnodiging, Factorherstel, Gebruiker, Lidmaatschap, Organisatielid
from toegang.rollen import Rol
from toegang.verantwoording import Systeemactor

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]

LID = """INSERT INTO toegang_lidmaatschap (id, livc_id, gebruiker_id, rol, van, vertegenwoordiger, machtiging,
        voorgesteld_door_id) VALUES (gen_random_uuid(), %s, %s, %s, current_date, false, '', %s)"""
ORGLID = """INSERT INTO toegang_organisatielid (id, organisatie_id, gebruiker_id, functie, vaste_vertegenwoordiger, van)
    VALUES (gen_random_uuid(), %s, %s, '', false, current_date)"""


@pytest.fixture
def ieder(stad: Stad, anderstad: Stad) -> list[Gebruiker]:
    """Wie niets aan accounts mag veranderen: van buiten, van een dienst, van het toezicht, van een ander LIVC."""
    return [GebruikerFactory.create(), *stad.sociaal, stad.toezicht, anderstad.beheer, anderstad.caw]


@pytest.mark.regel("LR-10", "LR-11")
def test_een_rol_die_eindigde_loopt_niet_opnieuw(stad: Stad, ieder: list[Gebruiker]) -> None:
    """Ook niet voor wie daarna nog bij een dienst werkt, en dus bij het LIVC hoort."""
    gisteren = timezone.localdate() - timedelta(days=1)
    lid = stad.burgemeester.lidmaatschappen.get()
    Lidmaatschap.objects.filter(pk=lid.pk).update(tot=gisteren)
    Lidmaatschap.objects.filter(gebruiker=stad.politie).update(machtiging_tot=gisteren)
    toekenningen.neem_rol(Lidmaatschap.objects.get(pk=lid.pk))
    for wie in (*ieder, stad.burgemeester, stad.politie, stad.beheer):
        for zet in (
            "tot = NULL",
            "tot = current_date + 9",
            "van = current_date",
            "machtiging_tot = current_date + 99",
        ):
            if wie == stad.beheer and zet.startswith("machtiging"):
                continue  # een machtiging vernieuwen is zijn werk (LR-11)
            assert geweigerd(
                wie, f"UPDATE toegang_lidmaatschap SET {zet} WHERE livc_id = %s", stad.livc.pk
            ), (wie, zet)
    assert not lees(stad.burgemeester, "SELECT unnest(rls_rollen(ARRAY['burgemeester']))")


def test_niemand_stelt_een_rol_voor_in_andermans_naam_of_beslist_alleen(
    stad: Stad, ieder: list[Gebruiker]
) -> None:
    nieuw = GebruikerFactory.create()
    for wie in (*ieder, *stad.kern, stad.dpo):
        for door in (wie.pk, stad.beheer.pk, None):
            assert geweigerd(wie, LID, stad.livc.pk, nieuw.pk, "preventieambtenaar", door), (wie, door)
        assert geweigerd(wie, "DELETE FROM toegang_lidmaatschap WHERE livc_id = %s", stad.livc.pk), wie
    assert geweigerd(stad.beheer, LID, stad.livc.pk, nieuw.pk, "politie", stad.politie.pk)
    assert geweigerd(stad.beheer, "DELETE FROM toegang_lidmaatschap")
    # Wie beheerder is en nog een andere rol heeft, bevestigt niets: ook geen voorstel van een tweede beheerder.
    tweede = GebruikerFactory.create()
    geef_rol(tweede, stad.livc, Rol.BEHEERDER)
    geef_rol(tweede, stad.livc, Rol.FUNCTIONARIS)
    assert schrijf(stad.beheer, LID, stad.livc.pk, nieuw.pk, "preventieambtenaar", stad.beheer.pk) == 1
    bevestig = (
        "UPDATE toegang_lidmaatschap SET bevestigd_door_id = %s, bevestigd_op = now() WHERE gebruiker_id = %s"
    )
    assert geweigerd(tweede, bevestig, tweede.pk, nieuw.pk)
    assert schrijf(stad.burgemeester, bevestig, stad.burgemeester.pk, nieuw.pk) == 1


@pytest.mark.regel("LR-12")
def test_niemand_zet_zichzelf_bij_een_dienst(stad: Stad, ieder: list[Gebruiker]) -> None:
    dienst = stad.caw.organisatieleden.get().organisatie
    Organisatielid.objects.filter(gebruiker=stad.caw).update(tot=timezone.localdate() - timedelta(days=1))
    for wie in (*ieder, stad.burgemeester, stad.politie):
        assert geweigerd(wie, ORGLID, dienst.pk, wie.pk), wie
        assert geweigerd(
            wie, "UPDATE toegang_organisatielid SET tot = NULL WHERE organisatie_id = %s", dienst.pk
        ), wie
        assert geweigerd(wie, "UPDATE toegang_organisatie SET mandaat_tot = NULL WHERE id = %s", dienst.pk), (
            wie
        )
        assert geweigerd(wie, "UPDATE toegang_organisatie_livcs SET livc_id = %s", stad.livc.pk), wie
        assert geweigerd(wie, "DELETE FROM toegang_organisatielid WHERE organisatie_id = %s", dienst.pk), wie
        assert geweigerd(
            wie,
            "INSERT INTO toegang_organisatie_livcs (organisatie_id, livc_id) VALUES (%s, %s)",
            dienst.pk,
            stad.livc.pk,
        ), wie
    assert schrijf(
        stad.preventie, "UPDATE toegang_organisatielid SET functie = 'x' WHERE organisatie_id = %s", dienst.pk
    )


@pytest.mark.regel("LR-13", "LR-56", "LR-61")
def test_het_livc_zelf_wijzigt_alleen_wie_dat_mag(stad: Stad, ieder: list[Gebruiker]) -> None:
    zet = "UPDATE toegang_livc SET {} WHERE id = %s"
    for wie in (*ieder, stad.politie, stad.preventie, stad.beheer, stad.dpo):
        assert geweigerd(wie, zet.format("naam_bij_stap = 1"), stad.livc.pk), wie
    for wie in (*ieder, *stad.kern):
        for wat in ("signaal_bewaardagen = 9999", "in_gebruik = false", "dpia_referentie = ''"):
            assert geweigerd(wie, zet.format(wat), stad.livc.pk), (wie, wat)
        assert geweigerd(wie, "UPDATE toegang_modaliteiten SET tekst = ''"), wie
    assert geweigerd(stad.beheer, zet.format("in_gebruik = false"), stad.livc.pk)
    assert schrijf(stad.burgemeester, zet.format("naam_bij_stap = 1"), stad.livc.pk) == 1
    assert schrijf(stad.beheer, zet.format("signaal_bewaardagen = 40"), stad.livc.pk) == 1


def test_niemand_neemt_een_account_over(stad: Stad, ieder: list[Gebruiker]) -> None:
    doel = stad.burgemeester
    for wie in (*ieder, stad.beheer, stad.preventie):
        for zet in ("password = 'x'", "email = 'x@x.test'", "naam = 'x'", "last_login = now()"):
            assert geweigerd(wie, f"UPDATE toegang_gebruiker SET {zet} WHERE id = %s", doel.pk), (wie, zet)
        assert geweigerd(wie, "DELETE FROM toegang_gebruiker WHERE id = %s", doel.pk), wie
        assert geweigerd(wie, "UPDATE toegang_gebruiker SET email = 'x@x.test' WHERE id = %s", wie.pk), wie
        assert geweigerd(
            wie,
            """INSERT INTO toegang_gebruiker (id, email, naam, password, is_advocaat, is_active, aangemaakt)
               VALUES (gen_random_uuid(), 'y@y.test', 'y', '', false, true, now())""",
        ), wie
        if wie != stad.beheer:
            assert geweigerd(wie, "UPDATE toegang_gebruiker SET is_active = false WHERE id = %s", doel.pk), (
                wie
            )
    assert geweigerd(None, "UPDATE toegang_gebruiker SET is_active = true, email = 'z@z.test'")


def test_wie_sql_binnensmokkelt_leest_geen_sessie_en_geen_tweede_stap(stad: Stad, als: Any) -> None:
    browser: Client = als(stad.burgemeester)
    browser.get("/")
    sleutel = browser.session.session_key
    for wie in (None, stad.caw, stad.beheer, stad.toezicht, stad.burgemeester, Systeemactor("sleutelbeheer")):
        assert not lees(wie, "SELECT session_key FROM django_session"), wie
        assert geweigerd(wie, "UPDATE django_session SET session_data = ''"), wie
        assert geweigerd(wie, "DELETE FROM django_session"), wie
        assert geweigerd(
            wie,
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('a', 'b', now())",
        ), wie
    doel = stad.burgemeester.pk
    rij = "INSERT INTO {} VALUES ({})"
    for wie in (stad.caw, stad.beheer, stad.toezicht):
        assert not lees(wie, "SELECT session_key FROM usersessions_usersession WHERE user_id = %s", doel), wie
        assert geweigerd(wie, "DELETE FROM mfa_authenticator WHERE user_id = %s", doel), wie
        assert geweigerd(wie, "UPDATE mfa_authenticator SET data = '{}'"), wie
        for tabel, kolommen, waarden in (
            ("mfa_authenticator", "type, data, user_id, created_at", "'totp', '{}', %s, now()"),
            ("account_emailaddress", 'email, verified, "primary", user_id', "'x@x.test', true, true, %s"),
            (
                "socialaccount_socialaccount",
                "provider, uid, last_login, date_joined, extra_data, user_id",
                "'oidc', 'x', now(), now(), '{}', %s",
            ),
        ):
            assert geweigerd(
                wie, rij.format(f"{tabel} ({kolommen})", "").replace("VALUES ()", f"VALUES ({waarden})"), doel
            ), tabel
    assert browser.get("/").status_code == 200
    assert browser.session.session_key == sleutel


def test_sql_wordt_geen_code_op_de_server(stad: Stad, ieder: list[Gebruiker]) -> None:
    """Een waarde in het geheugen is een pickle, en een taak een adres in de code: de server voert ze allebei uit."""
    cache.set("teller", 3)
    assert cache.get("teller") == 3
    for wie in (None, *ieder, *stad.kern, stad.beheer, Systeemactor("sessies")):
        assert not lees(wie, "SELECT cache_key FROM gedeeld_geheugen"), wie
        assert geweigerd(wie, "UPDATE gedeeld_geheugen SET value = 'gASVxx=='"), wie
        assert geweigerd(wie, "DELETE FROM gedeeld_geheugen"), wie
        assert geweigerd(wie, "INSERT INTO gedeeld_geheugen VALUES ('k', 'v', now())"), wie
    taak = """INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path,
            queue_name, backend_name, exception_class_path, traceback, run_after, return_value, worker_ids)
        VALUES (gen_random_uuid(), 'READY', now(), '{}', 0, 'os.system', 'default', 'default', '', '', now(), 'null', '[]')"""
    for wie in (*ieder, *stad.kern, stad.beheer):
        assert geweigerd(wie, taak), wie
        assert geweigerd(wie, "DELETE FROM django_tasks_database_dbtaskresult"), wie
    assert schrijf(None, taak) == 1


@pytest.mark.regel("LR-05")
def test_niemand_leest_mee_met_de_vragen_of_de_tellers_van_een_ander(stad: Stad) -> None:
    """Wat een andere verbinding nu vraagt, bevat namen van wie, sleutels en waarden; een teller zegt hoeveel er is."""
    for wie in (None, stad.caw, stad.beheer):
        for sql in (
            "SELECT query FROM pg_stat_activity",
            "SELECT pg_stat_get_backend_activity(1)",
            "SELECT last_value FROM toegang_casususerobjectpermission_id_seq",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                schrijf(wie, sql)


@pytest.mark.regel("LR-31")
def test_niemand_zet_een_eigen_tabel_voor_de_echte(stad: Stad, ieder: list[Gebruiker]) -> None:
    """Een tijdelijke tabel staat voor de echte, zonder voorwaarden, en blijft staan voor wie daarna de verbinding krijgt.

    In een eigen `gedeeld_geheugen` las de server wat een ander erin zette; in een eigen `django_session` viel te lezen
    wie zich aanmeldt.
    """
    for wie in (None, *ieder):
        for tabel in ("gedeeld_geheugen", "django_session", "toegang_lidmaatschap", "casus_inbreng"):
            for sql in (f"CREATE TEMP TABLE {tabel} (a int)", f"CREATE TEMP VIEW {tabel} AS SELECT 1"):
                with pytest.raises(ProgrammingError, match="permission denied"):
                    schrijf(wie, sql)
        for sql in (
            "SELECT 1 INTO TEMP casus_casus",
            "CREATE FUNCTION pg_temp.rls_gebruiker() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
            "CREATE SCHEMA voor",
            "CREATE TABLE public.botsing (a int)",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                schrijf(wie, sql)


def test_een_link_of_een_herstel_komt_niet_van_een_ander(stad: Stad, ieder: list[Gebruiker]) -> None:
    dienst = stad.caw.organisatieleden.get().organisatie
    link = Accountuitnodiging.objects.create(
        livc=stad.livc, email="nieuw@dienst.test", naam="Nele", organisatie=dienst, sleutelafdruk=b"1" * 32,
        verloopt_op=timezone.now() + timedelta(days=1), uitgenodigd_door=stad.beheer,
    )  # fmt: skip
    nieuw = """INSERT INTO toegang_accountuitnodiging (id, livc_id, email, naam, organisatie_id, rol, aanwijzing, sleutelafdruk,
            uitgenodigd_door_id, aangemaakt, verloopt_op)
        VALUES (gen_random_uuid(), %s, 'x@x.test', 'x', {}, '{}', '{{}}', '\\x01', %s, now(), now() + interval '1 day')"""
    for wie in (*ieder, stad.burgemeester, stad.politie):
        for door in (wie.pk, stad.beheer.pk):
            assert geweigerd(wie, nieuw.format(f"'{dienst.pk}'", ""), stad.livc.pk, door), wie
            assert geweigerd(wie, nieuw.format("NULL", "burgemeester"), stad.livc.pk, door), wie
        for zet in (
            "sleutelafdruk = '\\x02'",
            "email = 'x@x.test'",
            "gebruikt_op = NULL",
            "verloopt_op = now() + interval '9 d'",
        ):
            assert geweigerd(wie, f"UPDATE toegang_accountuitnodiging SET {zet} WHERE id = %s", link.pk), (
                wie,
                zet,
            )
    assert geweigerd(stad.preventie, nieuw.format("NULL", "burgemeester"), stad.livc.pk, stad.preventie.pk)
    herstel = """INSERT INTO toegang_factorherstel (id, livc_id, gebruiker_id, aangevraagd_door_id, aangevraagd_op, bevestigd_door_id)
        VALUES (gen_random_uuid(), %s, %s, %s, now(), %s)"""
    for wie in (*ieder, stad.politie):
        assert geweigerd(wie, herstel, stad.livc.pk, stad.burgemeester.pk, stad.beheer.pk, None), wie
        assert geweigerd(wie, herstel, stad.livc.pk, stad.burgemeester.pk, wie.pk, stad.beheer.pk), wie
    open_ = Factorherstel.objects.create(
        livc=stad.livc,
        gebruiker=stad.burgemeester,
        aangevraagd_door=stad.beheer,
        aangevraagd_op=timezone.now(),
    )
    bevestig = "UPDATE toegang_factorherstel SET bevestigd_door_id = %s, bevestigd_op = now() WHERE id = %s"
    for wie in (*ieder[:-3], *ieder[-2:]):
        assert geweigerd(wie, bevestig, wie.pk, open_.pk), wie
    assert geweigerd(stad.politie, bevestig, stad.dpo.pk, open_.pk)


@pytest.mark.regel("LR-57")
def test_het_logboek_krijgt_geen_regels_van_vroeger_en_geen_andere_sleutel(
    stad: Stad, ieder: list[Gebruiker]
) -> None:
    regel = """INSERT INTO audit_regel (id, livc_id, soort, tijdstip, actor_pseudoniem, epoch, omhulling, blad)
        VALUES (gen_random_uuid(), %s, 'casus.ingezien', now() + %s::interval, '', 1, '', '')"""
    for wie in (None, *ieder, *stad.kern, stad.beheer, stad.dpo):
        for wanneer in ("-1 day", "1 day"):
            assert geweigerd(wie, regel, stad.livc.pk, wanneer), wie
        assert geweigerd(wie, "UPDATE audit_toezichtsleutel SET ingetrokken = now()"), wie
        assert geweigerd(
            wie,
            """INSERT INTO audit_toezichtsleutel (id, livc_id, epoch, publieke_sleutel, aangemaakt)
               VALUES (gen_random_uuid(), %s, 99, '', now())""",
            stad.livc.pk,
        ), wie
    assert not Regel.objects.exists()


def test_de_installatie_richt_nog_altijd_in(stad: Stad) -> None:
    """De tegenproef: de taak die het eerste account maakt, kan dat."""
    casus = maak_casus(stad)
    with identiteit.als(Systeemactor("installatie")):
        Gebruiker.objects.create_user("eerste@livc.test", naam="Eerste")
    assert not lees(Systeemactor("installatie"), "SELECT id FROM casus_casus WHERE id = %s", casus.pk)
