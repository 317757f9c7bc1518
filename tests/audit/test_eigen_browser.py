"""Mijn logboek in een echte browser: delen, zien wie keek, een bewijs halen en het nakijken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from audit import controlepunten
from audit.verificateur import controleer_bewijs
from casus.actions import bewaartermijn, deelname, inzage
from casus.actions import inbreng as acties
from casus.actions import tafel as zaal
from tests.browser import keur
from tests.casus.hulp_inbreng import adres, maak_inbreng
from tests.casus.tafelhulp import maak_lopend_punt
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-57")
def test_van_delen_tot_bewijs(stad: Stad, venster: Callable[[Gebruiker], Page], tmp_path: Path) -> None:
    pagina = venster(stad.caw)
    pagina.goto(reverse("logboek:lijst"))
    keur(pagina, "logboek-leeg")
    punt = maak_lopend_punt(stad)
    casus = punt.casus
    maak_deelname(stad, casus, stad.clb)
    oud = maak_casus(stad)
    plaats = maak_deelname(stad, oud, stad.caw)
    deelname.trek_terug(actor=stad.caw, pk=plaats.pk)
    inbreng = maak_inbreng(casus, stad.caw, "concept")
    acties.breng_in(actor=stad.caw, pk=inbreng.pk)
    zaal.noteer_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig=[stad.caw.pk, stad.clb.pk])
    inzage.toon_agendapunt(actor=stad.preventie, pk=punt.pk)
    inzage.open_inbrengblad(actor=stad.clb, pk=casus.pk)
    inzage.open_casus(actor=stad.caw, pk=casus.pk, onderdeel="overzicht")
    termijn = bewaartermijn.stel_voor(
        actor=stad.preventie, casus_pk=casus.pk, maanden=12, reden="Zo lang duurt de opvolging."
    )
    bewaartermijn.stem_in(actor=stad.caw, casus_pk=casus.pk, termijn_pk=termijn.pk)
    controlepunten.teken(stad.livc.pk)

    pagina.goto(adres("", casus))
    keur(pagina, "inbreng-eigen")
    pagina.get_by_role("link", name="Wie zag dit?").click()
    expect(pagina.get_by_text(stad.clb.naam)).to_be_visible()
    expect(pagina.get_by_text("op het scherm aan tafel")).to_be_visible()
    keur(pagina, "inbreng-gezien")

    pagina.get_by_role("link", name="Uw logboek").click()
    pagina.get_by_text("Het zelf nakijken").click()
    keur(pagina, "logboek-eigen")
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("button", name="Met de bewaartermijn ingestemd").click()
    assert gehaald.value.suggested_filename.startswith("ontvangstbewijs-")
    gehaald.value.save_as(tmp_path / "bewijs")
    zin = controleer_bewijs((tmp_path / "bewijs").read_text(), str(controlepunten.sleutel(stad.livc.pk)))
    assert zin.startswith("Klopt: bewaartermijn.ingestemd")

    pagina.get_by_role("link", name="Wie zag dit?").click()
    keur(pagina, "logboek-gezien")
