"""Herinneringen: op het juiste moment, één per dag, zonder inhoud, en nooit aan wie weg is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions.herinneringen import reden, verstuur_alle
from casus.models import Actie, Casus
from casus.selectors.acties import laatste_moment
from casus.tasks import herinneringen_versturen
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.berichtteksten import REDENEN
from toegang.models import Berichtkeuze

# Het bericht vertrekt na het vastleggen van de transactie.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad, "in_traject", casusregisseur=stad.preventie)
    maak_deelname(stad, casus, stad.caw)
    return casus


def maak_actie(casus: Casus, eigenaar: Any, tegen: int, afgesproken: int = -30, **anders: Any) -> Actie:
    vandaag = timezone.localdate()
    actie = Actie.objects.create(
        casus=casus,
        livc=casus.livc,
        eigenaar=eigenaar,
        omschrijving="Geheim: belt Zeno",
        tegen=vandaag + timedelta(days=tegen),
        **anders,
    )
    Actie.objects.filter(pk=actie.pk).update(aangemaakt=timezone.now() + timedelta(days=afgesproken))
    return actie


@pytest.mark.parametrize(
    ("vandaag", "moment"), [(1, 4), (4, 4), (10, 4), (11, 11), (12, 11), (17, 11), (18, 18), (26, 25)]
)
def test_een_week_vooraf_op_de_dag_en_daarna_elke_week(vandaag: int, moment: int) -> None:
    assert laatste_moment(date(2026, 11, 11), date(2026, 11, vandaag)) == date(2026, 11, moment)


@pytest.mark.parametrize(
    ("tegen", "afgesproken", "aantal"),
    [(8, -30, 0), (7, -30, 1), (3, -30, 1), (3, -1, 0), (0, -1, 1), (-2, -1, 0)],
)
def test_wie_vandaag_een_herinnering_krijgt(
    stad: Stad, casus: Casus, tegen: int, afgesproken: int, aantal: int
) -> None:
    maak_actie(casus, stad.caw, tegen, afgesproken)
    assert verstuur_alle(timezone.localdate()) == aantal


@pytest.mark.regel("LR-34")
def test_het_bericht_zegt_niets_over_de_zaak(stad: Stad, casus: Casus) -> None:
    maak_actie(casus, stad.caw, 0)
    verstuur_alle(timezone.localdate())
    (bericht,) = mail.outbox
    alles = f"{bericht.subject}\n{bericht.body}"
    assert bericht.to == [stad.caw.email]
    for inhoud in ("Zeno", "Geheim", casus.referentie, str(casus.pk), stad.livc.naam):
        assert inhoud not in alles


@pytest.mark.regel("LR-22")
def test_geen_enkele_herinnering_vraagt_om_informatie(stad: Stad, casus: Casus) -> None:
    maak_actie(casus, stad.caw, 0)
    verstuur_alle(timezone.localdate())
    assert "Niemand vraagt u informatie" in mail.outbox[0].body
    vandaag = timezone.localdate()
    redenen = {reden(vandaag + timedelta(days=dagen), vandaag) for dagen in (-3, 0, 5, 30)}
    assert len(redenen) == 4
    assert not any("breng" in str(REDENEN[gezegd]) for gezegd in redenen)


@pytest.mark.regel("LR-57")
def test_twee_rondes_op_een_dag_is_een_bericht_en_een_regel(stad: Stad, casus: Casus) -> None:
    maak_actie(casus, stad.caw, -7)
    call_command("herinneringen_versturen", verbosity=0)
    herinneringen_versturen.enqueue()
    assert len(mail.outbox) == 1
    assert list(Regel.objects.values_list("soort", flat=True)) == ["actie.herinnerd"]


@pytest.mark.regel("LR-21")
def test_wie_weg_is_of_antwoordde_krijgt_niets(stad: Stad, casus: Casus) -> None:
    maak_deelname(stad, casus, stad.clb, "teruggetrokken")
    maak_actie(casus, stad.clb, 0)
    maak_actie(casus, stad.caw, 0, staat="onmogelijk")
    dicht = maak_casus(stad, "afgesloten")
    maak_actie(dicht, stad.preventie, 0)
    assert verstuur_alle(timezone.localdate()) == 0
    assert not mail.outbox


def test_preventie_herinnert_zelf_hoogstens_een_keer_per_dag(stad: Stad, casus: Casus, als: Any) -> None:
    adres = reverse("casus:actie_herinneren", args=[maak_actie(casus, stad.caw, 20).pk])
    assert als(stad.burgemeester).post(adres).status_code == 403
    assert als(stad.preventie).post(adres).status_code == 302
    assert als(stad.preventie).post(adres).status_code == 409
    assert len(mail.outbox) == 1


@pytest.mark.regel("LR-22")
def test_wie_geen_herinnering_wil_krijgt_er_geen_ook_niet_met_de_hand(
    stad: Stad, casus: Casus, als: Any
) -> None:
    Berichtkeuze.objects.create(gebruiker=stad.caw, herinnering_afspraak=False)
    actie = maak_actie(casus, stad.caw, 0)
    assert verstuur_alle(timezone.localdate()) == 0
    assert als(stad.preventie).post(reverse("casus:actie_herinneren", args=[actie.pk])).status_code == 409
    assert not mail.outbox
