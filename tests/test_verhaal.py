"""Het hele verhaal in één keer, in een echte browser: van signaal tot afsluiten, en wat het toezicht ervan ziet.

Zes mensen, elk met een eigen venster. Elke pagina onderweg gaat door axe, in twee breedtes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from audit import toezichtsleutels
from audit.models import Regel, Toezichtsleutel
from casus.models import Casus
from tests.browser import keur, meld_aan, open_venster
from tests.factories import PRIVESLEUTEL, maak_stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WACHTZIN = "een lange zin voor het toezicht"


class Venster:
    """De browser van één persoon."""

    def __init__(self, browser: Browser, basis: str, wie: Gebruiker, **opties: Any) -> None:
        self.wie = wie
        self.basis = basis
        self.pagina: Page = open_venster(browser, **opties).new_page()
        meld_aan(self.pagina, basis, wie)

    def ga(self, pad: str) -> None:
        self.pagina.goto(self.basis + pad)

    def vindt_niets(self, pad: str) -> None:
        antwoord = self.pagina.goto(self.basis + pad)
        assert antwoord is not None
        assert antwoord.status == 404

    def link(self, naam: str, nummer: int = 0) -> None:
        self.pagina.get_by_role("link", name=naam).nth(nummer).click()

    def knop(self, naam: str) -> None:
        self.pagina.get_by_role("button", name=naam, exact=True).first.click()

    def bevestig(self, naam: str) -> None:
        """Een knop die eerst vraagt of het zeker is."""
        self.pagina.locator("summary", has_text=naam).first.click()
        self.pagina.get_by_role("button", name="Ja").first.click()

    def vul(self, label: str, waarde: str) -> None:
        self.pagina.get_by_label(label).first.fill(waarde)

    def kies(self, label: str, optie: str) -> None:
        self.pagina.get_by_label(label).first.select_option(label=optie)

    def vink(self, label: str) -> None:
        self.pagina.get_by_label(label).first.check()

    def ziet(self, tekst: str) -> None:
        expect(self.pagina.locator("main")).to_contain_text(tekst)

    def ziet_niet(self, tekst: str) -> None:
        expect(self.pagina.locator("body")).not_to_contain_text(tekst)

    def keur(self, naam: str) -> None:
        keur(self.pagina, naam)


@pytest.fixture
def opstelling(browser: Browser, live_server: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    # Vandaag om negen uur, op welk uur de test ook loopt: een overleg opent op de dag zelf, en die mag niet omslaan.
    reis = time_machine.travel(datetime.now(UTC).replace(hour=9, minute=0), tick=True)
    reis.start()
    stad = maak_stad()
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    toezichtsleutels.geef_toegang(sleutel, PRIVESLEUTEL, stad.toezicht.pk, WACHTZIN)

    def venster(wie: Gebruiker) -> Venster:
        return Venster(browser, live_server.url, wie, **browser_context_args)

    yield stad, venster
    for context in browser.contexts:
        context.close()
    reis.stop()


def test_van_signaal_tot_afsluiten(opstelling: Any) -> None:
    stad, venster = opstelling
    preventie, politie, burgemeester = (
        venster(stad.preventie),
        venster(stad.politie),
        venster(stad.burgemeester),
    )
    caw, clb, toezicht = venster(stad.caw), venster(stad.clb), venster(stad.toezicht)

    # 1. Het signaal, en de weging door twee
    preventie.keur("werk-leeg")
    preventie.ga("/signalen/")
    preventie.link("Signaal registreren")
    preventie.vul("Naam van de persoon", "Zeno Verzonnen")
    preventie.vul("Geboortedatum", "1999-05-05")
    preventie.vul("Woonplaats", "Voorbeeldegem")
    preventie.vul("Wat is gezien of gehoord", "Hij deelde drie filmpjes en vroeg klasgenoten om mee te gaan.")
    preventie.vul("Wanneer is het gezien", timezone.localdate().isoformat())
    preventie.keur("signaal-nieuw")
    preventie.knop("Signaal registreren")
    preventie.ziet("Hij deelde drie filmpjes")
    preventie.keur("signaal")
    signaal = preventie.pagina.url.split("/")[-2]
    for weger in (preventie, politie):
        weger.ga(f"/signalen/{signaal}/wegen/")
        for groep in weger.pagina.get_by_role("radiogroup").all() or weger.pagina.locator("fieldset").all():
            groep.get_by_role("radio").first.check()
        weger.vul("Waarom dit advies", "Er zijn feiten die op een proces wijzen, en mensen die hem kennen.")
        weger.vink("voordragen aan de burgemeester")
        weger.keur("wegen")
        weger.pagina.locator("main form .knoppen button").first.click()
    preventie.ga(f"/signalen/{signaal}/uitkomst/")
    preventie.vul("Reden van deze uitkomst", "Beide wegers zien genoeg feiten om samen te kijken.")
    preventie.keur("uitkomst")
    preventie.knop("Uitkomst vaststellen")

    # 2. De lijst
    burgemeester.ga("/")
    burgemeester.keur("werk-burgemeester")
    burgemeester.ga(f"/signalen/{signaal}/op-de-lijst/")
    burgemeester.vul("Welke feiten wijzen", "Hij werft anderen aan en verheerlijkt geweld in drie filmpjes.")
    burgemeester.pagina.get_by_role("group", name="Aanwijzingen van een proces").get_by_role(
        "checkbox"
    ).first.check()
    burgemeester.vink("de wet van 30 juli 2018")
    burgemeester.keur("op-de-lijst")
    burgemeester.knop("Op de lijst zetten")
    casus = Casus.objects.get()
    for kernlid in (burgemeester, preventie, politie):
        kernlid.ga(f"/casussen/{casus.pk}/")
        kernlid.ziet_niet("Zeno")
        kernlid.keur("geheimhouding-kern")
        kernlid.vink("Ik las deze verklaring")
        kernlid.pagina.locator("main form .knoppen button").first.click()
        kernlid.ziet("Zeno Verzonnen")
    preventie.keur("casus")
    preventie.knop("Voorbereiding beginnen")
    preventie.ga(f"/casussen/{casus.pk}/regisseur/")
    preventie.vink("Prisca Preventie")
    preventie.pagina.locator("main form .knoppen button").first.click()

    # 3. Het overleg plannen en uitnodigen
    preventie.ga("/overleg/")
    preventie.link("Overleg plannen")
    preventie.vul("Dag en uur", (timezone.localtime() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    preventie.vul("Plaats", "Gemeentehuis, zaal 2")
    preventie.keur("overleg-nieuw")
    preventie.pagina.locator("main form .knoppen button").first.click()
    preventie.knop("Op de agenda zetten")
    overleg = preventie.pagina.url.rstrip("/").split("/")[-1]
    preventie.keur("overleg")
    preventie.ga(f"/casussen/{casus.pk}/tafel/uitnodigen/")
    preventie.pagina.get_by_role("radio").first.check()
    preventie.vink("Cas Caw")
    preventie.vink("Clara Clb")
    preventie.vul("Welke bijdrage", "U kent de jongeren van de wijk.")
    preventie.vul("Waarom het dringend is", "Hij vertrekt volgende week.")
    preventie.keur("uitnodigen")
    preventie.knop("Klaarzetten voor de burgemeester")
    burgemeester.ga(f"/casussen/{casus.pk}/tafel/ondertekenen/")
    for vak in burgemeester.pagina.get_by_role("checkbox").all():
        vak.check()
    burgemeester.keur("ondertekenen")
    burgemeester.knop("Ondertekenen en versturen")

    # 4. CAW aanvaardt in drie stappen, CLB zegt neen
    caw.vindt_niets(f"/casussen/{casus.pk}/")
    caw.ga("/uitnodigingen/")
    caw.keur("uitnodigingen")
    caw.pagina.locator("main ul a").first.click()
    caw.ziet_niet("Zeno")
    caw.keur("uitnodiging-stap-1")
    caw.vink("Ik las deze verklaring")
    caw.knop("Geheimhouding aanvaarden")
    caw.ziet("Zeno Verzonnen")
    caw.ziet_niet("filmpjes")
    caw.keur("uitnodiging-stap-2")
    caw.knop("Ik neem deel")
    caw.ga(f"/casussen/{casus.pk}/")
    caw.ziet("Zeno Verzonnen")
    caw.keur("casus-deelnemer")
    clb.ga("/uitnodigingen/")
    clb.pagina.locator("main ul a").first.click()
    clb.link("Ik neem niet deel")
    clb.keur("weigeren")
    clb.pagina.locator("main form .knoppen button").first.click()
    clb.vindt_niets(f"/casussen/{casus.pk}/")

    # 5. De termijn, en een inbreng vooraf
    preventie.ga(f"/casussen/{casus.pk}/bewaartermijn/")
    preventie.pagina.locator("main form .knoppen button").first.click()
    for lid in (preventie, politie, burgemeester, caw):
        lid.ga(f"/casussen/{casus.pk}/bewaartermijn/")
        if lid is caw:
            lid.keur("bewaartermijn")
        if lid.pagina.get_by_role("button", name="Ik stem in").count():
            lid.knop("Ik stem in met deze termijn")
    caw.ga(f"/casussen/{casus.pk}/inbreng/nieuw/")
    caw.vul("Wat wilt u vertellen", "Hij komt nog elke woensdag naar het inloophuis.")
    caw.pagina.get_by_label("Wat voor soort gegeven").select_option(index=1)
    caw.keur("inbreng-nieuw")
    caw.knop("Bewaren en inbrengen")
    preventie.ga(f"/casussen/{casus.pk}/inbreng/")
    preventie.ziet("woensdag naar het inloophuis")
    preventie.keur("inbreng")

    # 6. De tafel
    burgemeester.ga(f"/overleg/{overleg}/leiden/")
    burgemeester.keur("leiden-openen")
    burgemeester.vink("Ik heb deze herinnering voorgelezen")
    burgemeester.knop("Overleg openen")
    burgemeester.keur("leiden-tussen")
    burgemeester.knop("Volgend punt")
    for vak in burgemeester.pagina.get_by_role("checkbox").all():
        vak.check()
    burgemeester.knop("Aanwezigheid bewaren")
    burgemeester.vul("Besluit", "CAW en preventie volgen samen op.")
    burgemeester.knop("Besluit noteren")
    # De pagina verstuurt zelf, en komt dan pas terug met het besluit in de lijst.
    expect(burgemeester.pagina.locator("#besluiten .besluit")).to_have_count(1)
    burgemeester.keur("leiden-punt")
    burgemeester.knop("Aanwezigheid bevestigen")
    burgemeester.bevestig("Punt afronden")
    burgemeester.bevestig("Overleg sluiten")
    burgemeester.keur("leiden-klaar")

    # 7. Het traject en de actie
    preventie.ga(f"/casussen/{casus.pk}/traject/")
    preventie.link("Traject opstellen")
    preventie.vul("Waar werkt dit traject naartoe", "Terug naar school, met iemand die hij vertrouwt.")
    preventie.keur("traject-opstellen")
    preventie.pagina.locator("main form .knoppen button").first.click()
    preventie.link("Doel toevoegen")
    preventie.kies("Levensdomein", "school en opleiding")
    preventie.pagina.get_by_label("Doel", exact=False).nth(0).wait_for()
    preventie.pagina.locator("#id_tekst").fill("Hij start in januari met een opleiding.")
    preventie.vul("Sterktes", "Hij komt zijn afspraken na.")
    preventie.vul("Zorgen", "Hij is alleen thuis.")
    preventie.pagina.locator("main form .knoppen button").first.click()
    preventie.link("Actie afspreken")
    preventie.vul("Wat spreken we af", "Samen langsgaan bij de school.")
    preventie.pagina.get_by_label("Wie doet het").select_option(value=str(stad.caw.pk))
    preventie.vul("Tegen wanneer", (timezone.localdate() + timedelta(days=7)).isoformat())
    preventie.pagina.locator("main form .knoppen button").first.click()
    preventie.keur("traject")
    caw.ga("/")
    caw.keur("werk-caw")
    caw.ga(f"/casussen/{casus.pk}/traject/")
    caw.link("Samen langsgaan bij de school")
    caw.vink("uitgevoerd")
    caw.keur("actie")
    caw.pagina.locator("main form .knoppen button").first.click()

    # 8. Afsluiten: wie van buiten de kern kwam, ziet niets meer
    burgemeester.ga(f"/casussen/{casus.pk}/afsluiten/")
    burgemeester.pagina.get_by_role("radio").first.check()
    burgemeester.keur("afsluiten")
    burgemeester.pagina.locator("main form .knoppen button").first.click()
    casus = Casus.objects.get()
    assert casus.staat == "afgesloten"
    caw.vindt_niets(f"/casussen/{casus.pk}/")

    # 9. Het toezicht: blind, dan open met een reden
    toezicht.ga(f"/toezicht/{stad.livc.pk}/nazicht/")
    toezicht.keur("toezicht-nazicht")
    toezicht.ga(f"/toezicht/{stad.livc.pk}/")
    expect(toezicht.pagina.locator("table")).not_to_contain_text("Cas Caw")
    toezicht.keur("toezicht-lijst")
    toezicht.ga(f"/toezicht/{stad.livc.pk}/ontgrendelen/")
    toezicht.vul("Wachtzin", WACHTZIN)
    toezicht.knop("Ontgrendelen")
    regel = Regel.objects.get(soort="deelname.aanvaard")
    toezicht.ga(f"/toezicht/{stad.livc.pk}/regel/{regel.pk}/")
    toezicht.vul("Waarom?", "Steekproef van november.")
    toezicht.keur("toezicht-reden")
    toezicht.knop("Openen")
    toezicht.ziet("Cas Caw")
    toezicht.keur("toezicht-regel")
    assert Regel.objects.filter(soort="toezicht.regel_geopend").count() == 1
    caw.ga("/logboek/")
    caw.ziet("Steekproef van november.")
    caw.keur("eigen-logboek")
