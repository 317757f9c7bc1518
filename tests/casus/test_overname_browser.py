"""De overname in een echte browser: vragen, antwoorden, het parket en één keer afdrukken; elke pagina door axe."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from casus.models import Dossierovername
from tests.browser import keur
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_actie
from tests.casus.overnamehulp import ja, maak_tafel
from tests.factories import Stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _rij(pagina: Page, wat: str) -> Locator:
    """De knop van een werkrij; haar naam voor een voorleesprogramma staat verspreid."""
    return pagina.get_by_role("listitem").filter(has_text=wat).get_by_role("link")


@pytest.mark.regel("LR-43")
def test_van_vraag_tot_papier(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_tafel(stad)
    maak_actie(casus, stad.clb, omschrijving="Belt de opleiding en gaat mee naar het eerste gesprek.")
    maak_inbreng(casus, stad.clb, tekst="Hij komt elke dag naar de les.", ingebracht_op=timezone.now())
    caw = venster(stad.caw)
    caw.goto(reverse("casus:dossier", args=[casus.pk]))
    keur(caw, "dossier")
    _rij(caw, "Naar een eigen dossier").click()
    keur(caw, "overnames-leeg")
    caw.get_by_role("link", name="Iets vragen voor uw dossier").click()
    caw.get_by_role("button", name="Vragen aan de tafel").click()
    keur(caw, "overname-fout")
    caw.get_by_label("Wat wilt u meenemen?").select_option(
        label="Van Clara Clb: Hij komt elke dag naar de les."
    )
    caw.get_by_label("Waarom klopt de voorwaarde").fill("Wij begeleiden hem; zonder dit plannen wij dubbel.")
    caw.get_by_label("Waarom is het nodig voor het doel").fill("School houdt hem weg van het kanaal.")
    keur(caw, "overname-nieuw")
    caw.get_by_role("button", name="Vragen aan de tafel").click()
    expect(caw.get_by_text("Iedereen aan tafel kan nu antwoorden")).to_be_visible()
    keur(caw, "overnames")
    overname = Dossierovername.objects.get()

    clb = venster(stad.clb)
    clb.goto("/")
    keur(clb, "overname-werk")
    _rij(clb, "Naar een eigen dossier").click()
    keur(clb, "overname-antwoord")
    clb.get_by_label("Dit komt van een rechter").check()
    clb.get_by_role("button", name="Ja, dit mag mee").click()
    expect(clb.get_by_text("U zei ja")).to_be_visible()
    keur(clb, "overname-beantwoord")
    ja(overname, stad.preventie, stad.politie)

    baas = venster(stad.burgemeester)
    baas.goto(reverse("casus:overname", args=[overname.pk]))
    expect(baas.get_by_text("Alleen voor de burgemeester")).to_be_visible()
    keur(baas, "overname-burgemeester")
    baas.get_by_role("button", name="Ja, dit mag mee").click()
    baas.get_by_role("link", name="Antwoord noteren").click()
    keur(baas, "overname-parket")
    baas.get_by_label("uitdrukkelijk akkoord").check()
    baas.get_by_label("Datum van het antwoord").fill(timezone.localdate().isoformat())
    baas.get_by_label("Referentie van het antwoord").fill("BR.10.98/2026")
    baas.get_by_role("button", name="Antwoord noteren").click()
    expect(baas.get_by_text("Het antwoord van het parket is genoteerd")).to_be_visible()

    caw.goto(reverse("casus:overname", args=[overname.pk]))
    keur(caw, "overname-toegestaan")
    caw.get_by_text("Stuk afdrukken", exact=True).click()
    with caw.expect_download() as geladen:
        caw.get_by_role("button", name="Ja, stuk afdrukken").click()
    assert geladen.value.suggested_filename == "stuk.pdf"
    caw.get_by_role("button", name="Ja, stuk afdrukken").click()
    expect(caw.get_by_text("Dit is al afgedrukt")).to_be_visible()
    keur(caw, "overname-afgedrukt")
    caw.get_by_role("link", name="Terug naar de lijst").click()
    keur(caw, "overnames-afgedrukt")


@pytest.mark.regel("LR-44")
def test_een_verstrekking_noteren(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_tafel(stad)
    pagina = venster(stad.politie)
    pagina.goto(reverse("casus:verstrekkingen", args=[casus.pk]))
    keur(pagina, "verstrekkingen-leeg")
    pagina.get_by_role("link", name="Verstrekking noteren").click()
    pagina.get_by_label("Aan wie?").select_option("procureur")
    pagina.get_by_label("een ander misdrijf").check()
    pagina.get_by_label("Wanneer?").fill(timezone.localdate().isoformat())
    pagina.get_by_label("Wat is verstrekt?").fill("Twee berichten over werving.")
    pagina.get_by_label("Referentie").fill("AN.11.LA.1/2026")
    pagina.get_by_role("button", name="Noteren").click()
    expect(pagina.get_by_text("Deze poging staat in het logboek").first).to_be_visible()
    keur(pagina, "verstrekking-geweigerd")
    pagina.get_by_label("werven voor een terroristisch misdrijf").check()
    pagina.get_by_role("button", name="Noteren").click()
    expect(pagina.get_by_text("Genoteerd in het register")).to_be_visible()
    keur(pagina, "verstrekkingen")
