"""Een overdracht in een echte browser: kiezen, instemmen, aanbieden, overnemen. Elke pagina door axe, in twee breedtes."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from casus.models import Casus
from tests.browser import keur
from tests.casus.hulp_overdracht import maak_dossier
from tests.factories import Stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bevestig(pagina: Page, knop: str) -> None:
    """Een knop die eerst vraagt of het zeker is."""
    pagina.locator("summary", has_text=knop).click()
    pagina.get_by_role("button", name="Ja, ").click()


@pytest.mark.regel("LR-05", "LR-03", "LR-32")
def test_een_dossier_verhuist(stad: Stad, anderstad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_dossier(stad)
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:dossier", args=[casus.pk]))
    keur(pagina, "dossier")
    pagina.goto(reverse("casus:overdracht", args=[casus.pk]))
    keur(pagina, "begin")
    pagina.get_by_label("Welk LIVC neemt het dossier over?").select_option(label="LIVC Anderstad")
    pagina.get_by_label("de persoon verhuisde").check()
    pagina.get_by_role("button", name="Beginnen").click()
    pagina.get_by_role("link", name="Stukken kiezen").click()
    for vink in pagina.get_by_label("Meegeven").all():
        assert not vink.is_checked()
        vink.check()
    pagina.get_by_role("button", name="Keuze bewaren").click()
    pagina.get_by_text("Schrijf waarom de ontvanger dit stuk nodig heeft.").first.wait_for()
    keur(pagina, "kiezen")
    for reden in pagina.get_by_label("Waarom heeft de ontvanger stuk").all():
        reden.fill("Om het traject verder te zetten.")
    pagina.get_by_role("button", name="Keuze bewaren").click()
    keur(pagina, "gekozen")
    bevestig(pagina, "Keuze aan de auteurs voorleggen")
    pagina.get_by_text("alleen met instemming").wait_for()
    keur(pagina, "voorgelegd")

    auteur = venster(stad.caw)
    auteur.goto(reverse("casus:werk"))
    auteur.get_by_role("link", name="Mag uw inbreng mee").click()
    keur(auteur, "vraag")
    auteur.get_by_role("button", name="Ja, dit mag mee").click()
    auteur.get_by_text("Uw antwoord is bewaard.").wait_for()

    zender = venster(stad.burgemeester)
    zender.goto(reverse("casus:overdracht", args=[casus.pk]))
    assert zender.get_by_text("alleen met instemming").count() == 0
    bevestig(zender, "Casus aanbieden")
    zender.get_by_text("Het dossier is aangeboden.").wait_for()
    keur(zender, "aangeboden")

    ontvanger = venster(anderstad.burgemeester)
    ontvanger.goto(reverse("casus:aanbiedingen"))
    keur(ontvanger, "aanbiedingen")
    ontvanger.get_by_role("link", name="LIVC Voorbeeldegem").click()
    keur(ontvanger, "aanbod")
    for geheim in ("Zeno", casus.referentie, "Geheim woord"):
        assert geheim not in ontvanger.content()
    ontvanger.get_by_role("link", name="Casus overnemen", exact=True).click()
    keur(ontvanger, "aanvaarden")
    ontvanger.get_by_label("Welke feiten wijzen op").fill(
        "Mijn collega beschreef dat hij sinds de zomer filmpjes van aanslagen deelt en breekt met al zijn vrienden."
    )
    ontvanger.get_by_label("Praat geweld goed").check()
    ontvanger.get_by_role("button", name="Overnemen en op de lijst zetten").click()
    ontvanger.get_by_role("heading", name="Geheimhouding").first.wait_for()
    nieuw = Casus.objects.get(livc=anderstad.livc)
    ontvanger.locator("input[type=checkbox]").first.check()
    ontvanger.locator("main button[type=submit]").first.click()
    ontvanger.goto(reverse("casus:casus", args=[nieuw.pk]))
    ontvanger.get_by_text("Overgenomen van LIVC Voorbeeldegem").wait_for()
    ontvanger.get_by_text("Geheim woord").wait_for()
    keur(ontvanger, "overgenomen")

    zender.goto(reverse("casus:overdracht", args=[casus.pk]))
    zender.get_by_text("aanvaard op").first.wait_for()
    assert nieuw.referentie not in zender.content()
    keur(zender, "afgelopen")
