"""Belangenconflict en een lege kernrol in een echte browser: elke pagina door axe, in twee breedtes."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from casus.models import Casus
from tests.factories import GebruikerFactory, Stad, geef_rol, maak_casus, maak_deelname
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEELDEN = os.environ.get("WRAKING_BEELDEN")


def keur(pagina: Page, naam: str) -> None:
    assert "Zeno" not in pagina.title() + pagina.url
    for breedte in (1280, 390):
        pagina.set_viewport_size({"width": breedte, "height": 900})
        if BEELDEN:
            Path(BEELDEN).mkdir(parents=True, exist_ok=True)
            pagina.screenshot(path=Path(BEELDEN) / f"{naam}-{breedte}.png", full_page=True)
        fouten = [
            (f["id"], [k["target"] for k in f["nodes"]]) for f in Axe().run(pagina).response["violations"]
        ]
        assert fouten == [], naam
        assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{naam} schuift"
    pagina.set_viewport_size({"width": 1280, "height": 900})


def open_venster(browser: Browser, basis: str, als: Any, wie: Gebruiker, instelling: dict[str, Any]) -> Page:
    context = browser.new_context(base_url=basis, **instelling)
    koekjes = als(wie).cookies.items()
    context.add_cookies([{"name": naam, "value": koek.value, "url": basis} for naam, koek in koekjes])
    pagina = context.new_page()
    pagina.set_default_timeout(8000)
    return pagina


@pytest.mark.regel("LR-23", "LR-10")
def test_uitsluiten_jezelf_uitsluiten_en_een_lege_rol(
    stad: Stad, browser: Browser, live_server: Any, als: Any, browser_context_args: dict[str, Any]
) -> None:
    ander = GebruikerFactory.create(naam="Bo Vertegenwoordiger")
    geef_rol(ander, stad.livc, Rol.BURGEMEESTER)
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.caw)
    pagina = open_venster(browser, live_server.url, als, stad.burgemeester, browser_context_args)
    pagina.goto(reverse("casus:casus", args=[casus.pk]))
    keur(pagina, "casus")
    pagina.get_by_role("link", name="Uitsluitingen bekijken").click()
    keur(pagina, "leeg")
    pagina.get_by_label("Wie sluit u uit?").select_option(label=stad.caw.naam)
    pagina.get_by_label("Welk belangenconflict is er?").fill("Zijn neef.")
    pagina.get_by_label("Ik weet dat deze persoon").check()
    pagina.get_by_role("button", name="Uitsluiten").click()
    pagina.get_by_text("Deze persoon ziet niets meer van deze casus.").wait_for()
    keur(pagina, "uitgesloten")
    pagina.goto(reverse("casus:wraak_uzelf", args=[casus.pk]))
    keur(pagina, "uzelf")
    Lidmaatschap.objects.filter(rol="politie").update(tot=timezone.localdate() - timedelta(days=1))
    pagina.goto(reverse("casus:tafel", args=[casus.pk]))
    pagina.get_by_text("Niemand vult vandaag deze rol in").wait_for()
    keur(pagina, "vacature")
    pagina.goto(reverse("casus:werk"))
    keur(pagina, "werk")
    pagina.context.close()
