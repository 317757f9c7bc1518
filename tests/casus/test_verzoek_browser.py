"""Een verzoek in een echte browser: van registreren tot de brief, door axe, in twee breedtes (LR-55)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from casus.models import Agendapunt, Betrokkenenverzoek
from tests.browser import keur
from tests.casus.verzoekhulp import geheim, maak_tafel, raadpleging_van
from tests.factories import Stad, maak_overleg
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-55")]


def test_van_vraag_tot_brief(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_tafel(stad)
    geheim(casus, stad.caw, "Hij zoekt werk en komt elke week langs bij de straathoekwerker.")
    geheim(casus, stad.caw, "Hij slaapt slecht.", categorie="risico")

    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:verzoeken"))
    keur(pagina, "verzoeken-leeg")
    pagina.get_by_role("link", name="Verzoek registreren").click()
    pagina.get_by_role("button", name="Registreren").click()
    keur(pagina, "verzoek-nieuw-fout")
    pagina.get_by_label("inzage").check()
    pagina.get_by_label("Ontvangen op").fill(timezone.localdate().isoformat())
    pagina.get_by_label("Wie het vraagt").fill("Zeno Verzonnen")
    pagina.get_by_label("Waar het antwoord heen gaat").fill("Dorp 1\n9999 Voorbeeldegem")
    pagina.get_by_label("De vraag").fill("Wat weet u over mij?")
    pagina.get_by_role("button", name="Registreren").click()
    keur(pagina, "verzoek")
    pagina.get_by_role("link", name="Beoordeling beginnen").click()
    keur(pagina, "verzoek-beginnen")
    pagina.get_by_label("met de identiteitskaart, in persoon").check()
    pagina.get_by_label("Casus").select_option(label=f"{casus.referentie}: Zeno Verzonnen")
    pagina.get_by_role("button", name="Beginnen").click()
    expect(pagina.get_by_text("De beoordeling is begonnen.")).to_be_visible()
    rij = Betrokkenenverzoek.objects.get()

    tafel = venster(stad.caw)
    tafel.goto(reverse("casus:werk"))
    keur(tafel, "werk-deelnemer")
    tafel.goto(reverse("casus:raadpleging", args=[raadpleging_van(stad.caw, rij).pk]))
    keur(tafel, "raadpleging")
    tafel.get_by_label("mag verteld worden").first.check()
    tafel.get_by_label("niet vertellen").last.check()
    tafel.get_by_role("button", name="Antwoord bewaren").click()
    expect(tafel.get_by_text("Uw antwoord is bewaard.")).to_be_visible()

    pagina.goto(reverse("casus:verzoek_antwoorden", args=[rij.pk]))
    expect(pagina.get_by_text("straathoekwerker").first).to_be_visible()
    keur(pagina, "verzoek-antwoorden")
    pagina.get_by_label("deels ingewilligd", exact=True).check()
    pagina.get_by_role("button", name="Antwoord vastleggen").click()
    keur(pagina, "verzoek-antwoorden-fout")

    dpo = venster(stad.dpo)
    dpo.goto(reverse("casus:verzoek_gronden", args=[rij.pk]))
    keur(dpo, "verzoek-gronden")
    dpo.get_by_role("combobox").select_option(value="bescherming")
    dpo.get_by_label("Feitelijke gronden").fill("Een ander is hier bij naam te herkennen.")
    dpo.get_by_label("Juridische gronden").fill("Art. 6 van de wet, de rechten van anderen.")
    dpo.get_by_role("button", name="Gronden vastleggen").click()
    keur(dpo, "verzoek-dpo")

    pagina.get_by_label("deels ingewilligd", exact=True).check()
    pagina.get_by_role("group", name="Wat u geeft").get_by_role("checkbox").last.uncheck()
    pagina.get_by_role("button", name="Antwoord vastleggen").click()
    keur(pagina, "verzoek-klaar")
    with pagina.expect_download() as bestand:
        pagina.get_by_role("button", name="Brief en gegevens ophalen").click()
    assert bestand.value.suggested_filename == f"antwoord-{rij.referentie}.zip"
    pagina.goto(reverse("casus:verzoeken"))
    keur(pagina, "verzoeken")


@pytest.mark.regel("LR-06", "LR-54")
def test_lijst_van_personen_en_verantwoordelijken(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = maak_tafel(stad)
    begin = timezone.now() - timedelta(days=12)
    maak_overleg(stad, casus, over_dagen=-12, staat="afgerond")
    Agendapunt.objects.update(staat="besproken", begonnen_op=begin)
    pagina = venster(stad.dpo)
    pagina.goto(reverse("casus:livc_blad", args=[stad.livc.pk]))
    keur(pagina, "livc-met-rechten")
    pagina.get_by_role("link", name="Lijst van personen").click()
    keur(pagina, "personen")
    pagina.goto(reverse("casus:verantwoordelijken", args=[stad.livc.pk]))
    keur(pagina, "verantwoordelijken-zonder")
    pagina.get_by_label("samen verantwoordelijk tijdens voorbereiding en overleg").check()
    pagina.get_by_label("Reden").fill("De meeste deelnemers vallen onder de federale wet.")
    pagina.get_by_role("button", name="Keuze vastleggen").click()
    expect(pagina.get_by_text("De keuze ligt vast.")).to_be_visible()
    keur(pagina, "verantwoordelijken")
    tafel = venster(stad.caw)
    tafel.goto(reverse("casus:dossier", args=[casus.pk]))
    tafel.get_by_role("link", name="Verantwoordelijken").click()
    keur(tafel, "casus-verantwoordelijken")
