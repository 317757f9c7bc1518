"""Wat een aanvaller rond de uitnodiging probeerde, en wat hem nu tegenhoudt."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casus.actions import afsluiten, deelname, uitnodiging
from casus.models import Inbreng, Relatie
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize("staat", ["uitgenodigd", "geheimhouding"])
def test_wie_zijn_dienst_verliet_aanvaardt_niets_meer(stad: Stad, staat: str) -> None:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw, staat)
    stad.caw.organisatieleden.update(tot=timezone.localdate() - timedelta(days=1))
    stap = {
        "uitgenodigd": lambda: deelname.aanvaard_geheimhouding(actor=stad.caw, pk=rij.pk, versie="2026-1"),
        "geheimhouding": lambda: deelname.aanvaard(actor=stad.caw, pk=rij.pk),
    }[staat]
    with pytest.raises(NietVoldaan):
        stap()
    deelname.weiger(actor=stad.caw, pk=rij.pk)


@pytest.mark.regel("LR-13")
@pytest.mark.parametrize("hoe", ["intrekken", "afsluiten"])
def test_een_nooit_verstuurde_uitnodiging_blijft_onbekend(stad: Stad, als: Als, hoe: str) -> None:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.clb, "voorbereid")
    if hoe == "intrekken":
        uitnodiging.trek_in(actor=stad.burgemeester, pk=rij.pk)
    else:
        afsluiten.sluit_af(
            actor=stad.burgemeester,
            pk=casus.pk,
            reden="doel_bereikt",
            toelichting="",
            nacontroles=[],
            losgelaten=[],
        )
    rij.refresh_from_db()
    assert rij.staat == "geschrapt"
    assert als(stad.clb).get(reverse("casus:uitnodiging", args=[rij.pk])).status_code == 404


@pytest.mark.regel("LR-20")
def test_wie_aan_tafel_zit_leidt_niet_af_wie_neen_zei(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "geweigerd", rij.overleg)
    pagina = als(stad.caw).get(reverse("casus:uitnodiging", args=[rij.pk])).content.decode()
    assert "CLB Voorbeeldegem" not in pagina


@pytest.mark.regel("LR-32")
def test_een_concept_verraadt_zich_niet_bij_een_relatie(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    relatie = Relatie.objects.create(casus=casus, livc=stad.livc, naam="Zus Verzonnen", verband="zus")
    velden = {
        "casus": casus,
        "livc": stad.livc,
        "auteur": stad.caw,
        "categorie": "gezin",
        "categorielijst": "W2026",
    }
    concept = Inbreng.objects.create(**velden, over=relatie, tekst="Ik zag haar.")
    adres = reverse("casus:relatie_verwijderen", args=[casus.pk, relatie.pk])
    assert als(stad.preventie).post(adres).status_code == 302
    concept.refresh_from_db()
    assert concept.over is None


@pytest.mark.regel("LR-02")
def test_in_een_gesloten_casus_komt_geen_relatie_bij(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad, "afgesloten")
    als(stad.preventie).post(reverse("casus:relatie_nieuw", args=[casus.pk]), {"naam": "X", "verband": "y"})
    assert not Relatie.objects.exists()


@pytest.mark.regel("LR-34")
def test_een_pagina_blijft_niet_in_de_browser_achter(stad: Stad, als: Als) -> None:
    antwoord = als(stad.preventie).get(reverse("casus:casus", args=[maak_casus(stad).pk]))
    assert antwoord.headers["Cache-Control"] == "no-store, private"


def test_een_datum_aan_het_einde_van_de_tijd_is_geen_storing(stad: Stad, als: Als) -> None:
    adres = reverse("toezicht:regels", args=[stad.livc.pk])
    assert als(stad.toezicht).get(adres, {"tot": "9999-12-31"}).status_code == 200
