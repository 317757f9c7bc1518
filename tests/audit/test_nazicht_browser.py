"""Het hele nazicht in een echte browser: de rij, een vraag, het antwoord, het besluit en het verslag, met axe."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from audit.aandacht import Aandacht
from audit.models import Leidinggevende
from audit.soorten import Soort
from tests.browser import keur
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@transaction.atomic
def vul_rij(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    for wie, soort, redenen in (
        (stad.preventie, Soort.CASUS_INGEZIEN, (Aandacht.GEVOELIG, Aandacht.BUITEN_OVERLEG)),
        (stad.toezicht, Soort.TOEZICHT_UITVOER, ()),
        (stad.clb, Soort.TOEGANG_GEWEIGERD, ()),
        (stad.politie, Soort.NOODTOEGANG_GEOPEND, ()),
        (stad.burgemeester, Soort.CASUS_INGEZIEN, (Aandacht.BUITEN_OVERLEG,)),
        (stad.caw, Soort.TRAJECT_INGEZIEN, (Aandacht.BUITEN_OVERLEG,)),
    ):
        leg_vast(
            soort,
            actor=wie,
            livc_id=stad.livc.pk,
            dossier_id=casus.pk,
            referentie=casus.referentie,
            aandacht=redenen,
        )


@pytest.mark.regel("LR-22", "LR-57")
def test_van_de_rij_tot_het_verslag(stad: Stad, venster: Callable[[Gebruiker], Page], tmp_path: Path) -> None:
    Leidinggevende.objects.filter(gebruiker=stad.toezicht).delete()
    toon, cas = venster(stad.toezicht), venster(stad.caw)
    toon.goto(reverse("toezicht:nazicht", args=[stad.livc.pk]))
    keur(toon, "nazicht-leeg")
    vul_rij(stad)
    toon.get_by_role("link", name="Leidinggevende opgeven").click()
    keur(toon, "nazicht-leidinggevende")
    toon.get_by_label("Mijn leidinggevende").select_option(label="Bea Burgemeester")
    toon.get_by_role("button", name="Opgeven").click()
    expect(toon.get_by_text("4 regels wachten.")).to_be_visible()
    expect(toon.get_by_text("2 regels zijn voor een collega.")).to_be_visible()
    keur(toon, "nazicht")

    # Twee afvinken: eerst vergeten te zeggen waarom.
    for vinkje in toon.get_by_role("checkbox").all()[1:3]:
        vinkje.check()
    toon.get_by_role("button", name="Nagekeken, geen vraag").click()
    keur(toon, "nazicht-fout")
    expect(toon.get_by_role("checkbox", checked=True)).to_have_count(2)
    toon.get_by_label("Waarom is er geen vraag?").fill("Past bij het overleg van deze week.")
    toon.get_by_role("button", name="Nagekeken, geen vraag").click()
    expect(toon.get_by_text("2 regels nagekeken.")).to_be_visible()
    toon.get_by_role("link", name="2 regels zijn voor een collega.").click()
    keur(toon, "nazicht-collega")
    toon.go_back()

    # Een vraag, zonder de naam te kennen.
    toon.get_by_role("link", name="Traject ingezien").click()
    keur(toon, "nazicht-regel")
    toon.get_by_role("link", name="Vraag stellen").click()
    keur(toon, "bevinding-vraag")
    toon.get_by_label("Uw vraag").fill("Er is geen overleg in de buurt. Waarom bekeek u dit traject?")
    toon.get_by_role("button", name="Vraag stellen").click()
    expect(toon.get_by_text("De vraag is gesteld.")).to_be_visible()
    keur(toon, "bevinding-wacht")
    expect(toon.locator("body")).not_to_contain_text("Cas Caw")

    cas.goto("/")
    keur(cas, "werk-gevraagde")
    cas.get_by_role("link", name="Lezen").first.click()
    keur(cas, "vraag")
    cas.get_by_label("Uw antwoord").fill("Ik bereidde het gesprek van morgen voor.")
    cas.get_by_role("button", name="Antwoord versturen").click()
    expect(cas.get_by_text("Uw antwoord is bewaard.")).to_be_visible()
    keur(cas, "vraag-beantwoord")

    toon.goto("/")
    keur(toon, "werk-toezicht")
    toon.get_by_role("link", name="Lezen").first.click()
    keur(toon, "bevinding-besluit")
    toon.get_by_label("er is een afspraak gemaakt").check()
    toon.get_by_label("Waarom?").fill("Het gesprek staat in de agenda; voortaan een actie noteren.")
    toon.get_by_role("button", name="Besluit vastleggen").click()
    keur(toon, "bevinding-beslist")
    toon.get_by_label("Wat is er gedaan?").fill("Besproken met de dienst.")
    toon.get_by_role("button", name="Sluiten").click()
    keur(toon, "bevindingen-leeg")
    toon.get_by_role("link", name="Toon wat gesloten is").click()
    keur(toon, "bevindingen-gesloten")
    cas.reload()
    keur(cas, "vraag-beslist")

    toon.get_by_role("link", name="Verslagen").click()
    keur(toon, "verslagen")
    toon.get_by_label("Waarvoor?").fill("Voor de stuurgroep.")
    with toon.expect_download() as gehaald:
        toon.get_by_role("button", name="Verslag maken").click()
    assert gehaald.value.suggested_filename.startswith("verslag-toezicht-2")
    gehaald.value.save_as(tmp_path / "verslag.pdf")
    assert b"pdfuaid" in (tmp_path / "verslag.pdf").read_bytes()
