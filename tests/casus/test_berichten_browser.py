"""De pagina's van berichten en modaliteiten in een echte browser, door axe, in twee breedtes."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from casus import agenda
from tests.browser import keur
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import Adresfout, Berichtkeuze, Gebruiker, Modaliteiten

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEKST = """Wie: de kern en de diensten die de burgemeester per casus uitnodigt.
Doel: terroristische misdrijven voorkomen. Niets anders.
Werkwijze: wie komt, komt vrij. Wie spreekt, kiest zelf wat. Het verslag houdt alleen besluiten en acties bij."""


def test_berichten_kiezen_bekijken_en_nakijken(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:werk"))
    pagina.get_by_role("link", name="Mijn berichten").click()
    keur(pagina, "mijn-berichten")
    pagina.get_by_label("Een herinnering aan een overleg").uncheck()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("Uw keuze is bewaard.")).to_be_visible()
    assert not Berichtkeuze.objects.get().herinnering_overleg

    pagina.goto(reverse("casus:livc_blad", args=[stad.livc.pk]))
    pagina.get_by_role("link", name="Berichten bekijken").click()
    pagina.get_by_text("De afspraak in de bijlage").first.click()
    keur(pagina, "berichten-voorbeelden")
    pagina.get_by_role("link", name="Adressen bekijken").click()
    expect(pagina.get_by_text("Elk adres werkt")).to_be_visible()
    keur(pagina, "adressen-leeg")
    for wie in (stad.caw, stad.clb):
        Adresfout.objects.create(gebruiker=wie, sinds=timezone.now(), code="5.1.1")
    pagina.reload()
    keur(pagina, "adressen")
    pagina.get_by_role("listitem").filter(has_text=stad.caw.naam).get_by_role("button").click()
    expect(pagina.get_by_text("staat niet meer in de lijst")).to_be_visible()


def test_modaliteiten_van_ontwerp_tot_akkoord(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:livc_modaliteiten", args=[stad.livc.pk]))
    pagina.get_by_label("Wie, doel en werkwijze").fill(TEKST)
    pagina.get_by_role("button", name="Ontwerp bewaren").click()
    pagina.get_by_role("button", name="Ik ga akkoord met deze versie").click()
    expect(pagina.get_by_text("Uw akkoord is bewaard.")).to_be_visible()
    keur(pagina, "modaliteiten-ontwerp")
    for wie in (stad.politie, stad.burgemeester):
        ander = venster(wie)
        ander.goto(reverse("casus:livc_modaliteiten", args=[stad.livc.pk]))
        ander.get_by_role("button", name="Ik ga akkoord met deze versie").click()
    expect(ander.get_by_text("De kern is akkoord")).to_be_visible()
    keur(ander, "modaliteiten-akkoord")
    assert Modaliteiten.objects.get(versie=2).akkoord_op


def test_de_genodigde_leest_de_modaliteiten_en_haalt_zijn_afspraak(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    maak_deelname(stad, casus, stad.clb, "aanvaard", overleg)
    agenda.werk_bij(stad.livc.pk)
    pagina = venster(stad.caw)
    pagina.goto(reverse("casus:uitnodiging", args=[deelname.pk]))
    pagina.get_by_text("Wie, doel en werkwijze lezen").click()
    keur(pagina, "uitnodiging-modaliteiten")
    ander = venster(stad.clb)
    ander.goto(reverse("casus:overleg", args=[overleg.pk]))
    keur(ander, "overleg-agendastuk")
    with ander.expect_download() as bestand:
        ander.get_by_role("link", name="In mijn agenda zetten").click()
    assert bestand.value.suggested_filename == "overleg.ics"
    ander.goto(reverse("casus:tafel", args=[casus.pk]))
    keur(ander, "tafel-modaliteiten")
