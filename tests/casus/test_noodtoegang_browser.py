"""Noodtoegang in een echte browser: elke pagina door axe, in twee breedtes; de titel zegt niets over de persoon."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from casus.models import Actie, Casus, Inbreng
from tests.browser import keur
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-30", "LR-31", "LR-32")
def test_van_vragen_tot_nakijken(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.caw)
    bij: dict[str, Any] = {"casus": casus, "livc": stad.livc}
    Actie.objects.create(
        **bij, omschrijving="Haar broer bellen.", eigenaar=stad.caw, tegen=timezone.localdate()
    )
    for niveau, tekst in (("vrijgegeven", "Ze vindt steun bij haar tante."), ("geheim", "Een geheim.")):
        Inbreng.objects.create(
            **bij,
            auteur=stad.caw,
            niveau=niveau,
            tekst=tekst,
            staat="ingebracht",
            ingebracht_op=timezone.now(),
        )
    clb, politie, toezicht = venster(stad.clb), venster(stad.politie), venster(stad.toezicht)
    toezicht.goto("/noodtoegang/nakijken/")
    keur(toezicht, "toezicht-leeg")

    clb.goto("/casussen/")
    keur(clb, "casussen")
    clb.get_by_role("link", name="Noodtoegang vragen").click()
    clb.get_by_role("button", name="Aanvraag indienen").click()
    keur(clb, "vragen-fout")
    clb.get_by_label("Referentie van de casus").fill(casus.referentie)
    clb.get_by_label("hulp aan iemand").check()
    clb.get_by_label("Waarom kan het niet wachten?").fill(
        "Zij is sinds vannacht weg en dreigt met zelfdoding."
    )
    keur(clb, "vragen")
    clb.get_by_role("button", name="Aanvraag indienen").click()
    expect(clb.locator("main")).to_contain_text("Uw aanvraag is ingediend")
    keur(clb, "gevraagd")

    politie.goto("/")
    keur(politie, "werk-politie")
    politie.get_by_role("link", name="Bekijken").first.click()
    keur(politie, "aanvraag")
    politie.locator("summary", has_text="Noodtoegang openen").click()
    politie.get_by_role("button", name="Ja").click()
    expect(politie.locator("body")).to_contain_text("De noodtoegang is open")
    keur(politie, "geopend")

    clb.goto("/")
    keur(clb, "werk-clb")
    clb.get_by_role("link", name="Lezen").first.click()
    keur(clb, "geheimhouding")
    clb.get_by_label("Ik las deze verklaring").check()
    clb.get_by_role("button", name="Aanvaarden en lezen").click()
    expect(clb.locator("main")).to_contain_text("Ze vindt steun bij haar tante.")
    expect(clb.locator("main")).not_to_contain_text("Een geheim.")
    keur(clb, "lezen")
    clb.get_by_role("button", name="Ik ben klaar").click()
    expect(clb.locator("body")).to_contain_text("De noodtoegang is gesloten")

    toezicht.goto("/")
    toezicht.get_by_role("link", name="Nakijken").first.click()
    toezicht.get_by_role("button", name="Reden lezen").click()
    expect(toezicht.locator("main")).to_contain_text("zelfdoding")
    keur(toezicht, "nakijken")
    toezicht.get_by_label("Uw bevinding").fill("De nood was echt.")
    toezicht.get_by_role("button", name="Nakijken en afsluiten").click()
    keur(toezicht, "toezicht")
    politie.goto(f"/casussen/{casus.pk}/")
    keur(politie, "casus")
