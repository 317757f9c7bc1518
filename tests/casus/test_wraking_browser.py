"""Belangenconflict en een lege kernrol in een echte browser: elke pagina door axe, in twee breedtes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from casus.models import Casus
from tests.browser import keur
from tests.factories import GebruikerFactory, Stad, geef_rol, maak_casus, maak_deelname
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-23", "LR-10")
def test_uitsluiten_jezelf_uitsluiten_en_een_lege_rol(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    ander = GebruikerFactory.create(naam="Bo Vertegenwoordiger")
    geef_rol(ander, stad.livc, Rol.BURGEMEESTER)
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.caw)
    pagina = venster(stad.burgemeester)
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
