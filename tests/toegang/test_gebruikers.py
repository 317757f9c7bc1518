"""De beheerder stopt en heropent toegang, en ziet zelf niets van een casus."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Deelname
from tests.factories import GebruikerFactory, Stad, geef_rol, maak_casus, maak_deelname
from tests.wereld import maak_wereld
from toegang import identiteit
from toegang.actions import gebruikers, leden
from toegang.beleid import mag, rollen_van
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


def adres(naam: str, stad: Stad, *wie: Gebruiker) -> str:
    return reverse(f"casus:{naam}", args=[stad.livc.pk, *(persoon.pk for persoon in wie)])


def stop(stad: Stad, wie: Gebruiker) -> Gebruiker:
    return gebruikers.stop(actor=stad.beheer, pk=stad.livc.pk, persoon=wie.pk)


def test_stoppen_eindigt_rol_sessie_en_account_in_elke_browser(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    browser = als(stad.preventie)
    assert browser.get(reverse("casus:casus", args=[casus.pk])).status_code == 200
    assert als(stad.beheer).post(adres("gebruiker_stoppen", stad, stad.preventie)).status_code == 302
    antwoord = browser.get(reverse("casus:casus", args=[casus.pk]))
    assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, reverse("account_login"))
    stad.preventie.refresh_from_db()
    assert not stad.preventie.is_active
    assert not UserSession.objects.filter(user=stad.preventie).exists()
    assert not mag(stad.preventie, "casus.zien", casus)
    soorten = list(Regel.objects.values_list("soort", flat=True))
    assert {"account.afgesloten", "lidmaatschap.beeindigd"} <= set(soorten)


@pytest.mark.regel("LR-31")
def test_wie_gestopt_is_zit_aan_geen_tafel_meer(stad: Stad) -> None:
    casus = maak_casus(stad, "in_overleg")
    deelname = maak_deelname(stad, casus, stad.caw)
    stop(stad, stad.caw)
    deelname.refresh_from_db()
    assert deelname.staat == Deelname.Staat.BEEINDIGD
    assert not stad.caw.organisatieleden.get().tot > timezone.localdate() - timedelta(days=1)


def test_wie_vandaag_begon_is_meteen_weg(stad: Stad) -> None:
    nieuw = GebruikerFactory.create()
    geef_rol(nieuw, stad.livc, Rol.PREVENTIEAMBTENAAR, van=timezone.localdate())
    stad.caw.organisatieleden.update(van=timezone.localdate())
    for wie in (nieuw, stad.caw):
        assert not stop(stad, wie).is_active
    assert not rollen_van(Gebruiker.objects.get(pk=nieuw.pk))
    assert stad.caw.organisatieleden.get().tot < timezone.localdate()


def test_een_voorstel_verdwijnt_mee(stad: Stad) -> None:
    nieuw = GebruikerFactory.create()
    leden.geef_rol(
        actor=stad.beheer,
        pk=stad.livc.pk,
        email=nieuw.email,
        naam=nieuw.naam,
        rol="preventieambtenaar",
        van=timezone.localdate(),
    )
    stop(stad, nieuw)
    assert not Lidmaatschap.objects.filter(gebruiker=nieuw).exists()


def test_wie_elders_werkt_houdt_het_account(stad: Stad, anderstad: Stad) -> None:
    geef_rol(stad.preventie, anderstad.livc, Rol.PREVENTIEAMBTENAAR)
    assert stop(stad, stad.preventie).is_active
    assert set(rollen_van(Gebruiker.objects.get(pk=stad.preventie.pk))) == {anderstad.livc.pk}


@pytest.mark.regel("LR-10")
def test_niemand_sluit_zichzelf_buiten(stad: Stad, als: Any) -> None:
    with pytest.raises(NietVoldaan, match="eigen toegang"):
        stop(stad, stad.beheer)
    antwoord = als(stad.beheer).post(adres("gebruiker_stoppen", stad, stad.beheer))
    assert antwoord.status_code == 409


def test_alleen_de_beheerder_en_alleen_het_eigen_livc(stad: Stad, anderstad: Stad) -> None:
    for wie in (*stad.kern, stad.toezicht, stad.dpo):
        with pytest.raises(Verboden):
            gebruikers.stop(actor=wie, pk=stad.livc.pk, persoon=stad.caw.pk)
    with pytest.raises(Verborgen):
        gebruikers.stop(actor=anderstad.beheer, pk=stad.livc.pk, persoon=stad.caw.pk)
    with pytest.raises(Verborgen):
        gebruikers.stop(actor=stad.beheer, pk=stad.livc.pk, persoon=anderstad.caw.pk)


@pytest.mark.regel("LR-31")
def test_heropenen_geeft_geen_rol_en_geen_casus_terug(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    stop(stad, stad.preventie)
    assert als(stad.beheer).post(adres("gebruiker_heropenen", stad, stad.preventie)).status_code == 302
    wie = Gebruiker.objects.get(pk=stad.preventie.pk)
    assert wie.is_active
    assert rollen_van(wie) == {}
    assert not mag(wie, "casus.zien", casus)
    # En opnieuw een rol geven vraagt weer twee personen.
    lid = leden.geef_rol(
        actor=stad.beheer,
        pk=stad.livc.pk,
        email=wie.email,
        naam=wie.naam,
        rol="preventieambtenaar",
        van=timezone.localdate(),
    )
    assert isinstance(lid, Lidmaatschap)
    assert lid.bevestigd_op is None


def test_de_pagina_zegt_wat_stoppen_meebrengt(stad: Stad, als: Any) -> None:
    pagina = als(stad.beheer).get(adres("gebruiker_stoppen", stad, stad.politie)).content.decode()
    assert "Niemand vult dan nog deze rol in: politie" in pagina
    pagina = als(stad.beheer).get(adres("gebruiker_stoppen", stad, stad.caw)).content.decode()
    assert "Niemand vult dan" not in pagina


def test_de_lijst_toont_accounts_en_geen_casus(
    stad: Stad, als: Any, django_assert_max_num_queries: Any
) -> None:
    casus = maak_casus(stad, "in_overleg")
    maak_deelname(stad, casus, stad.caw)
    stop(stad, stad.clb)
    browser = als(stad.beheer)
    with django_assert_max_num_queries(16):
        pagina = browser.get(adres("gebruikers", stad)).content.decode()
    assert stad.caw.email in pagina
    assert "account afgesloten" in pagina
    assert casus.referentie not in pagina


@pytest.mark.regel("LR-31")
def test_de_beheerder_leest_met_sql_geen_enkele_rij_van_een_casus(stad: Stad, anderstad: Stad) -> None:
    maak_wereld(stad, anderstad)
    vol = [model for model in apps.get_app_config("casus").get_models() if model._base_manager.exists()]
    assert len(vol) > 30
    tabellen = [model._meta.db_table for model in apps.get_app_config("casus").get_models()]
    tabellen += ["toegang_casussleutel", "toegang_casususerobjectpermission", "toegang_noodtoegang"]
    with identiteit.als(stad.beheer), connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(f'SELECT count(*) FROM "{tabel}"')
            assert cursor.fetchone() == (0,), tabel


@pytest.mark.regel("LR-31")
def test_de_admin_van_django_bestaat_hier_niet() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_het_overzicht_zegt_wat_wacht(stad: Stad, als: Any) -> None:
    leeg = als(stad.beheer).get(reverse("casus:beheer")).content.decode()
    assert "Niets wacht op u" in leeg
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(
        machtiging_tot=timezone.localdate() + timedelta(days=30)
    )
    stad.livc.modaliteiten.all().delete()
    pagina = als(stad.beheer).get(reverse("casus:beheer")).content.decode()
    assert "Een veiligheidsmachtiging loopt af." in pagina
    assert "Er zijn geen geldige modaliteiten." in pagina
    assert als(stad.preventie).get(reverse("casus:beheer")).status_code == 404
