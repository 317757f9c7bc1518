"""Het beheer in een echte browser: elke pagina door axe, in twee breedtes; een bestand kiezen, nakijken, invoeren."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import keur
from tests.factories import GebruikerFactory, Stad
from toegang.models import Gebruiker, Lidmaatschap, Organisatie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_mensen_termijnen_en_een_bestand(
    stad: Stad, venster: Callable[[Gebruiker], Page], tmp_path: Path
) -> None:
    pagina = venster(stad.beheer)
    pagina.goto(reverse("casus:beheer"))
    expect(pagina.get_by_text("Niets wacht op u")).to_be_visible()
    keur(pagina, "beheer-leeg")
    vandaag = timezone.localdate()
    Lidmaatschap.objects.filter(rol="politie").update(machtiging_tot=vandaag + timedelta(days=30))
    Lidmaatschap.objects.create(
        livc=stad.livc,
        gebruiker=GebruikerFactory.create(naam="Nina Nieuw"),
        rol="functionaris",
        van=vandaag,
        voorgesteld_door=stad.beheer,
    )
    pagina.get_by_role("link", name="Beheer").click()
    keur(pagina, "beheer")

    pagina.get_by_role("link", name="Gebruikers").click()
    keur(pagina, "gebruikers")
    pagina.get_by_role("listitem").filter(has_text=stad.politie.naam).get_by_text("Toegang stoppen").click()
    keur(pagina, "stoppen")
    pagina.get_by_role("button", name="Ja, alle toegang stoppen").click()
    expect(pagina.get_by_text("De toegang is gestopt")).to_be_visible()
    keur(pagina, "gestopt")
    pagina.get_by_role("listitem").filter(has_text=stad.politie.naam).get_by_text("Heropenen").click()
    keur(pagina, "heropenen")
    pagina.get_by_role("button", name="Ja, account heropenen").click()
    expect(pagina.get_by_text("Het account werkt weer")).to_be_visible()

    pagina.goto(reverse("casus:livc_instellingen", args=[stad.livc.pk]))
    pagina.get_by_label("Dagen tussen uitnodiging en overleg").fill("91")
    pagina.get_by_role("button", name="Bewaren").click()
    keur(pagina, "termijnen-fout")
    pagina.get_by_label("Dagen tussen uitnodiging en overleg").fill("21")
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("21 dagen")).to_be_visible()
    keur(pagina, "livc-blad")

    fout = tmp_path / "fout.csv"
    fout.write_text("dienst;sector;niveau\nOCMW Voorbeeldegem;bakker;gemeente\n")
    pagina.goto(reverse("casus:gids_invoer", args=[stad.livc.pk]))
    keur(pagina, "invoer")
    pagina.get_by_label("CSV-bestand").set_input_files(fout)
    pagina.get_by_role("button", name="Bekijken wat er zou gebeuren").click()
    expect(pagina.get_by_text("er wordt niets ingevoerd")).to_be_visible()
    keur(pagina, "invoer-fout")

    goed = tmp_path / "goed.csv"
    goed.write_text(
        "dienst;sector;niveau;naam;email\n"
        "OCMW Voorbeeldegem;ocmw;gemeente;Olga Ocmw;olga@ocmw.test\n"
        f"OCMW Voorbeeldegem;;;{stad.jeugdwerk.naam};{stad.jeugdwerk.email}\n"
    )
    pagina.get_by_role("link", name="Ander bestand kiezen").click()
    pagina.get_by_label("CSV-bestand").set_input_files(goed)
    pagina.get_by_role("button", name="Bekijken wat er zou gebeuren").click()
    keur(pagina, "invoer-plan")
    assert not Organisatie.objects.filter(naam="OCMW Voorbeeldegem").exists()
    pagina.get_by_role("button", name="Ja, invoeren").click()
    expect(pagina.get_by_role("heading", name="OCMW Voorbeeldegem")).to_be_visible()
    keur(pagina, "gids")


def test_de_burgemeester_kiest_wanneer_de_naam_bekend_is(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    pagina = venster(stad.burgemeester)
    pagina.goto(reverse("casus:livc_blad", args=[stad.livc.pk]))
    pagina.get_by_role("link", name="Kiezen wanneer de naam bekend wordt").click()
    keur(pagina, "naam-bij-stap")
    pagina.get_by_label("pas na het aanvaarden van de deelname").check()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("Uw keuze is bewaard.")).to_be_visible()
