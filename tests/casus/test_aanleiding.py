"""Kijken zonder overleg of eigen actie in de buurt: één vaste regel, bij het schrijven van de regel."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.aandacht import Aandacht
from audit.models import Regel
from casus import aanleiding
from casus.models import Actie, Casus, Inbreng, Traject
from tests.casus.hulp_inbreng import adres, maak_inbreng
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-57")]


@pytest.fixture
def casus(stad: Stad) -> Casus:
    """Al lang op de lijst, zonder overleg in de buurt."""
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, overleg=maak_overleg(stad, casus, over_dagen=60))
    Casus.objects.filter(pk=casus.pk).update(aangemaakt=timezone.now() - timedelta(days=90))
    return Casus.objects.get(pk=casus.pk)


def buiten(stad: Stad, casus: Casus) -> bool:
    casus.refresh_from_db()
    return bool(aanleiding.bij_inzage(stad.caw, casus))


def kenmerken() -> list[str]:
    return Regel.objects.latest("tijdstip").kenmerken.split(",")


def test_zonder_overleg_of_actie_is_er_geen_aanleiding(stad: Stad, casus: Casus) -> None:
    assert aanleiding.bij_inzage(stad.caw, casus) == {Aandacht.BUITEN_OVERLEG}


@pytest.mark.parametrize(
    ("uren", "valt_op"),
    [(30 * 24 + 1, True), (30 * 24 - 1, False), (0, False), (-7 * 24 + 1, False), (-7 * 24 - 1, True)],
)
def test_van_dertig_dagen_ervoor_tot_zeven_erna(stad: Stad, casus: Casus, uren: int, valt_op: bool) -> None:
    maak_overleg(stad, casus, begin=timezone.now() + timedelta(hours=uren))
    assert buiten(stad, casus) == valt_op


def test_een_geannuleerd_overleg_of_dat_van_een_andere_casus_telt_niet(stad: Stad, casus: Casus) -> None:
    maak_overleg(stad, casus, over_dagen=3, staat="geannuleerd")
    maak_overleg(stad, maak_casus(stad), over_dagen=3)
    assert buiten(stad, casus)


def test_een_eigen_open_actie_is_een_aanleiding(stad: Stad, casus: Casus) -> None:
    actie = Actie.objects.create(
        casus=casus, livc=stad.livc, eigenaar=stad.clb, omschrijving="Bellen.", tegen=timezone.localdate()
    )
    assert buiten(stad, casus)
    Actie.objects.filter(pk=actie.pk).update(eigenaar=stad.caw)
    assert not buiten(stad, casus)
    Actie.objects.filter(pk=actie.pk).update(staat="uitgevoerd")
    assert buiten(stad, casus)


def test_de_regisseur_van_een_lopend_traject_heeft_een_aanleiding(stad: Stad, casus: Casus) -> None:
    Casus.objects.filter(pk=casus.pk).update(casusregisseur=stad.caw)
    assert buiten(stad, casus)
    for staat in ("in_traject", "in_evaluatie"):
        Casus.objects.filter(pk=casus.pk).update(staat=staat)
        assert not buiten(stad, casus)
    Casus.objects.filter(pk=casus.pk).update(casusregisseur=stad.clb)
    assert buiten(stad, casus)


@pytest.mark.parametrize("veld", ["aangemaakt", "heropend_op"])
def test_de_eerste_veertien_dagen_is_voorbereiding(stad: Stad, casus: Casus, veld: str) -> None:
    for dagen, valt_op in ((13, False), (15, True)):
        Casus.objects.filter(pk=casus.pk).update(**{veld: timezone.now() - timedelta(days=dagen)})
        assert buiten(stad, casus) == valt_op


def test_elke_bladzijde_met_inhoud_zegt_het(stad: Stad, casus: Casus, als: Any) -> None:
    browser, punt = als(stad.caw), casus.agendapunt_set.get()
    traject = Traject.objects.create(
        casus=casus,
        livc=stad.livc,
        samenvatting="Werk.",
        evaluatie_op=timezone.localdate(),
        opgesteld_door=stad.preventie,
    )
    paden = [reverse(f"casus:{naam}", args=[casus.pk]) for naam in ("casus", "tafel", "inbreng", "traject")]
    paden += [
        reverse("casus:agendapunt", args=[punt.pk]),
        reverse("casus:traject_versie", args=[traject.pk]),
    ]
    for pad in paden:
        assert browser.get(pad).status_code == 200
        assert Aandacht.BUITEN_OVERLEG in kenmerken(), pad
    maak_overleg(stad, casus, over_dagen=3)
    for pad in paden:
        browser.get(pad)
        assert Aandacht.BUITEN_OVERLEG not in kenmerken(), pad


@pytest.mark.regel("LR-22")
def test_aan_de_eigen_inbreng_werken_valt_nooit_op(stad: Stad, casus: Casus, als: Any) -> None:
    concept, inbreng = maak_inbreng(casus, stad.caw, "concept"), maak_inbreng(casus, stad.caw)
    for pad in (
        adres("_nieuw", casus),
        adres("_bewerken", concept),
        adres("_niveau", inbreng),
        adres("_gezien", inbreng),
    ):
        assert als(stad.caw).get(pad).status_code == 200
        assert Aandacht.BUITEN_OVERLEG not in kenmerken(), pad
    assert Inbreng.objects.count() == 2


def test_de_regel_kost_hoogstens_een_vraag(stad: Stad, casus: Casus) -> None:
    with CaptureQueriesContext(connection) as vragen:
        aanleiding.bij_inzage(stad.caw, casus)
    assert len(vragen) == 1
    vers = maak_casus(stad)
    with CaptureQueriesContext(connection) as vragen:
        aanleiding.bij_inzage(stad.caw, vers)
    assert len(vragen) == 0
