"""Zes mensen, van besproken agendapunt tot overgemaakte fiche: een zegt eerst neen, dan een andere tekst, dan iedereen ja."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from casus.actions import inbreng as inbrengen
from casus.actions import tafel, traject, zaal
from casus.models import Casus, Terugkoppelingsfiche
from tests.browser import keur
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_traject
from tests.casus.tafelhulp import maak_tafel
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVALUATIE = "De persoon komt naar elke afspraak. De begeleiding loopt goed en gaat drie maanden verder."
TE_VEEL = "De persoon zocht zelf hulp en kwam elke week langs."
BETER = "De persoon werkt mee aan het plan."


def bespreek(stad: Stad) -> Casus:
    """Van agenda tot gesloten overleg, langs de handelingen zelf; zes mensen erbij."""
    casus = maak_casus(stad)
    overleg = maak_tafel(stad, casus)
    for wie in (stad.clb, stad.jeugdwerk):
        maak_deelname(stad, casus, wie, overleg=overleg)
    maak_traject(stad, casus)
    vrij = maak_inbreng(casus, stad.caw, tekst="Hij vond een opleiding.", niveau="geheim")
    maak_inbreng(casus, stad.clb, tekst="Zijn neef Karim verkoopt drugs aan de poort.", publiek="gekozen")
    inbrengen.pas_aan(
        actor=stad.caw, pk=vrij.pk, niveau="vrijgegeven", publiek="tafel", lezers=[], doorgave=True
    )
    punt = overleg.agendapunten.get()
    leider = stad.preventie
    tafel.begin_punt(actor=leider, pk=punt.pk)
    aanwezig = [wie.pk for wie in (*stad.kern, *stad.sociaal)]
    tafel.noteer_aanwezigheid(actor=leider, pk=punt.pk, aanwezig=aanwezig)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig=set(aanwezig))
    tafel.noteer_besluit(actor=leider, pk=punt.pk, tekst="CAW zoekt mee naar een woning.")
    tafel.rond_punt_af(actor=leider, pk=punt.pk)
    tafel.rond_overleg_af(actor=leider, pk=overleg.pk)
    traject.hervat(actor=leider, casus_pk=casus.pk)
    traject.start_evaluatie(actor=leider, casus_pk=casus.pk)
    traject.schrijf_evaluatie(
        actor=leider,
        casus_pk=casus.pk,
        tekst=EVALUATIE,
        gevolg="verder",
        evaluatie_op=timezone.localdate() + timezone.timedelta(days=60),
    )
    return casus


def antwoord(pagina: Page, keuze: str, reden: str = "") -> None:
    pagina.goto(reverse("casus:werk"))
    pagina.get_by_role("listitem").filter(has_text="terugkoppelingsfiche lezen").get_by_role("link").click()
    pagina.get_by_role("link", name="Antwoorden").click()
    pagina.get_by_label(keuze, exact=True).check()
    if reden:
        pagina.get_by_label("Reden").fill(reden)
    pagina.get_by_role("button", name="Antwoord bewaren").click()
    expect(pagina.get_by_text("Uw antwoord is bewaard")).to_be_visible()


def test_van_agenda_tot_overgemaakte_fiche(stad: Stad, venster: Callable[[Gebruiker], Page]) -> None:
    casus = bespreek(stad)
    blad = reverse("casus:fiches", args=[casus.pk])
    prisca = venster(stad.preventie)
    prisca.goto(blad)
    keur(prisca, "fiche-leeg")
    prisca.get_by_role("button", name="Fiche beginnen").click()
    expect(prisca.get_by_text("Karim")).to_have_count(0)
    keur(prisca, "fiche-schrijven")
    prisca.get_by_label("Inleiding").fill(TE_VEEL + " Zijn neef Karim is een zorg.")
    for keuze in ("CAW zoekt mee naar een woning.", "Hij vond een opleiding.", "komt naar elke afspraak"):
        prisca.get_by_label(keuze).check()
    prisca.get_by_role("button", name="Bewaren en voorleggen").click()
    expect(prisca.get_by_text("te dicht bij een geheime inbreng")).to_be_visible()
    expect(prisca.get_by_text(stad.clb.naam)).to_have_count(0)
    keur(prisca, "fiche-geraakt")

    ramen = {wie.pk: venster(wie) for wie in (stad.burgemeester, stad.politie, *stad.sociaal)}
    clara, bea, pol = ramen[stad.clb.pk], ramen[stad.burgemeester.pk], ramen[stad.politie.pk]
    clara.goto(blad)
    expect(clara.get_by_text("een geheime inbreng van u")).to_be_visible()
    keur(clara, "fiche-raking-auteur")
    bea.goto(blad)
    expect(bea.get_by_text(f"een geheime inbreng van {stad.clb.naam}")).to_be_visible()
    keur(bea, "fiche-raking-burgemeester")

    prisca.get_by_label("Inleiding").fill(TE_VEEL)
    prisca.get_by_role("button", name="Bewaren en voorleggen").click()
    expect(prisca.get_by_text("De tekst ligt voor")).to_be_visible()
    keur(prisca, "fiche-ligt-voor")

    cas = ramen[stad.caw.pk]
    cas.goto(reverse("casus:werk"))
    keur(cas, "fiche-werk")
    cas.get_by_role("listitem").filter(has_text="terugkoppelingsfiche lezen").get_by_role("link").click()
    cas.get_by_role("link", name="Antwoorden").click()
    keur(cas, "fiche-antwoord")
    antwoord(cas, "Ik keur deze tekst goed")
    antwoord(clara, "Ik keur deze tekst niet goed", "De inleiding zegt te veel.")
    bea.goto(blad)
    bea.get_by_role("link", name="Openen").click()
    expect(bea.get_by_text("De inleiding zegt te veel.")).to_be_visible()
    keur(bea, "fiche-burgemeester")
    cas.reload()
    expect(cas.get_by_text(stad.clb.naam)).to_have_count(0)
    keur(cas, "fiche-tegengehouden")

    prisca.goto(blad)
    prisca.get_by_role("link", name="Openen").click()
    prisca.get_by_text("Fiche herwerken").first.click()
    prisca.get_by_role("button", name="Ja, fiche herwerken").click()
    prisca.get_by_label("Inleiding").fill(BETER)
    prisca.get_by_role("button", name="Bewaren en voorleggen").click()
    expect(prisca.get_by_text("De tekst ligt voor")).to_be_visible()
    for raam in (prisca, *ramen.values()):
        antwoord(raam, "Ik keur deze tekst goed")
    assert Terugkoppelingsfiche.objects.get().staat == "vrijgegeven"

    pol.goto(reverse("casus:werk"))
    pol.get_by_role("listitem").filter(has_text="over te maken").get_by_role("link").click()
    keur(pol, "fiche-vrijgegeven")
    pol.get_by_role("link", name="Overmaken").click()
    keur(pol, "fiche-overmaken")
    pol.get_by_label("OCAD").check()
    pol.get_by_role("button", name="Overmaken").click()
    expect(pol.get_by_text("U kunt de PDF")).to_be_visible()
    keur(pol, "fiche-overgemaakt")
    with pol.expect_download() as gehaald:
        pol.get_by_role("button", name="PDF voor").click()
    assert gehaald.value.suggested_filename.startswith("fiche-")
    assert gehaald.value.path().read_bytes().startswith(b"%PDF")
