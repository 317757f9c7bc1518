"""Van een afgesproken termijn tot het bewijs van vernietiging, in een echte browser en met een klok die wij verzetten."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from casus.actions import bewaartermijn, vernietiging
from casus.models import Bewaartermijn, Casus, Vernietigingsbewijs
from tests.browser import keur
from tests.casus.eindehulp import maak_vol_dossier
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-52", "LR-53")
def test_van_termijn_tot_bewijs(stad: Stad, venster: Callable[[Gebruiker], Page], time_machine) -> None:
    casus = maak_casus(stad, "in_traject")
    maak_deelname(stad, casus, stad.caw)
    adres = reverse("casus:bewaartermijn", args=[casus.pk])
    preventie = venster(stad.preventie)
    preventie.goto(adres)
    keur(preventie, "termijn-leeg")
    stel_voor(preventie, 12)
    for wie in (stad.burgemeester, stad.politie, stad.caw):
        pagina = venster(wie)
        pagina.goto(adres)
        if wie == stad.caw:
            keur(pagina, "termijn-instemmen")
        pagina.get_by_role("button", name="Ik stem in").click()
        expect(pagina.get_by_text("U stemde in")).to_be_visible()
    # De tafel verlengt twee keer; de tweede keer wacht op de burgemeester en de functionaris.
    for maanden in (14, 16):
        verleng(stad, casus, maanden)
    preventie.goto(adres)
    expect(preventie.get_by_text("Iedereen stemde in.")).to_be_visible()
    keur(preventie, "termijn-wacht")
    for wie in (stad.dpo, stad.burgemeester):
        pagina = venster(wie)
        pagina.goto(reverse("casus:werk"))
        pagina.get_by_role("link", name="Kennis nemen van").click()
        keur(pagina, f"verlenging-{wie.naam.split()[0].lower()}")
        pagina.get_by_role("button", name="Ik nam kennis").click()
    assert Bewaartermijn.objects.get(staat="vastgelegd").maanden == 16

    # Zestien maanden later: de nacht zet ze op de lijst.
    later = timezone.now() + timedelta(days=500)
    time_machine.move_to(
        datetime(later.year, later.month, later.day, 10, tzinfo=timezone.get_default_timezone())
    )
    vernietiging.ronde()
    dpo = venster(stad.dpo)
    dpo.goto(reverse("casus:werk"))
    keur(dpo, "werk-tekenen")
    dpo.get_by_role("link", name="Vernietigingslijst").click()
    keur(dpo, "vernietigingslijst")
    dpo.get_by_role("link", name="Tegenhouden").click()
    dpo.get_by_label("De grond, in uw woorden").fill("Brief van het parket van 3 maart.")
    keur(dpo, "bewaarplicht")
    dpo.get_by_role("button", name="Bewaarplicht opleggen").click()
    expect(dpo.get_by_text("Tegengehouden door een bewaarplicht")).to_be_visible()
    keur(dpo, "vernietigingslijst-plicht")
    dpo.get_by_role("link", name="Lezen").click()
    keur(dpo, "bewaarplicht-lezen")
    dpo.locator("summary", has_text="Bewaarplicht opheffen").click()
    keur(dpo, "bewaarplicht-opheffen")
    dpo.get_by_role("button", name="Ja, bewaarplicht opheffen").click()
    vernietiging.ronde()
    for wie in (stad.dpo, stad.burgemeester):
        pagina = venster(wie)
        pagina.goto(reverse("casus:vernietiging"))
        pagina.get_by_label(casus.referentie).check()
        if wie == stad.burgemeester:
            keur(pagina, "vernietigingslijst-tweede")
        pagina.get_by_role("button", name="Ik teken voor vernietiging").click()
        expect(pagina.get_by_text("U tekende voor 1")).to_be_visible()
    assert Casus.objects.get(pk=casus.pk).staat == "vernietigd"
    keur(pagina, "vernietigingslijst-leeg")
    pagina.get_by_role("link", name="Vernietigde dossiers").click()
    expect(pagina.get_by_text(casus.referentie).first).to_be_visible()
    keur(pagina, "vernietigd")
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Bewijs (PDF)").click()
    pdf = download.value.path().read_bytes()
    assert pdf.startswith(b"%PDF")
    assert Vernietigingsbewijs.objects.get().referentie == casus.referentie
    preventie = venster(stad.preventie)
    antwoord = preventie.goto(reverse("casus:casus", args=[casus.pk]))
    assert antwoord is not None
    assert antwoord.status == 404


def test_een_blad_met_een_termijn_die_om_is(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_vol_dossier(stad)
    pagina = venster(stad.burgemeester)
    pagina.goto(reverse("casus:dossier", args=[casus.pk]))
    expect(pagina.get_by_text("wacht op vernietiging")).to_be_visible()
    keur(pagina, "dossier-om")
    pagina.goto(reverse("casus:bewaarplicht", args=[casus.pk]))
    keur(pagina, "bewaarplicht-casus")


def verleng(stad: Stad, casus: Casus, maanden: int) -> None:
    """Dezelfde stap als hierboven, zonder browser: iedereen aan tafel stemt in."""
    termijn = bewaartermijn.stel_voor(
        actor=stad.preventie, casus_pk=casus.pk, maanden=maanden, reden="Het traject duurt langer."
    )
    for wie in (stad.burgemeester, stad.politie, stad.caw):
        bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=termijn.pk)


def stel_voor(pagina: Page, maanden: int, reden: str = "") -> None:
    pagina.get_by_label("Aantal maanden").fill(str(maanden))
    pagina.get_by_label("Waarom langer").fill(reden)
    pagina.get_by_role("button", name="Voorstellen").click()
    expect(pagina.get_by_text("Uw voorstel staat klaar")).to_be_visible()
