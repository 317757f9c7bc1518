"""Bezorgen in een echte browser: ontgrendelen, invullen, vergelijken, en het bestand dat alleen de ontvanger opent."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from audit import controlepunten, toezichtsleutels, verval
from audit.models import Toezichtsleutel
from audit.soorten import Soort
from audit.verificateur import controleer
from tests.audit import test_toezicht
from tests.audit.test_verval import JAREN, schrijf_oud
from tests.browser import keur
from tests.factories import PRIVESLEUTEL, Stad, maak_casus
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_snelle_afleiding = test_toezicht._snelle_afleiding
VAN_HEN = pyrage.x25519.Identity.generate()


@pytest.fixture
def pagina(stad: Stad, venster: Callable[[Gebruiker], Page]) -> Page:
    """De toezichthouder met een sleutel, op het bewijs van een logboek waarvan al iets verviel."""
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    toezichtsleutels.geef_toegang(sleutel, PRIVESLEUTEL, stad.toezicht.pk, test_toezicht.WACHTZIN)
    schrijf_oud(stad.livc.pk, 512, geleden=11 * JAREN)
    casus = maak_casus(stad)
    for _i in range(24):
        with transaction.atomic():
            leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, dossier_id=casus.pk)
    controlepunten.teken(stad.livc.pk)
    verval.laat_vervallen(stad.livc.pk)
    pagina = venster(stad.toezicht)
    pagina.goto(reverse("toezicht:bewijs", args=[stad.livc.pk]))
    return pagina


@pytest.mark.regel("LR-57")
def test_van_vraag_tot_bestand(stad: Stad, pagina: Page, tmp_path: Path) -> None:
    expect(pagina.get_by_text("handelingen en inzage").first).to_be_visible()
    keur(pagina, "bewijs-vervallen")
    pagina.get_by_role("link", name="Aan een autoriteit bezorgen").click()
    pagina.get_by_label("Wachtzin").fill(test_toezicht.WACHTZIN)
    pagina.get_by_role("button", name="Ontgrendelen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Aan een autoriteit bezorgen")
    keur(pagina, "bezorgen-leeg")
    vandaag = timezone.localdate()
    pagina.get_by_label("Van", exact=False).first.fill((vandaag - timedelta(days=30)).isoformat())
    pagina.get_by_label("Tot en met").fill(vandaag.isoformat())
    pagina.get_by_label("Aan wie?").select_option("vtc")
    pagina.get_by_label("Hun dossiernummer").fill("VTC-2026-118")
    pagina.get_by_label("Waarom vragen zij dit?").fill("Zij onderzoeken een klacht over inzage.")
    pagina.get_by_label("Hun publieke sleutel").fill("age1dit-is-er-geen")
    pagina.get_by_role("button", name="Verder").click()
    expect(pagina.get_by_text("Dit is geen publieke sleutel").first).to_be_visible()
    keur(pagina, "bezorgen-fout")
    pagina.get_by_label("Hun publieke sleutel").fill(str(VAN_HEN.to_public()))
    pagina.get_by_role("button", name="Verder").click()
    expect(pagina.get_by_text("Vergelijk de sleutel aan de telefoon")).to_be_visible()
    keur(pagina, "bezorgen-nakijken")
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("button", name="De sleutel klopt: maak het bestand").click()
    assert gehaald.value.suggested_filename == f"logboek-{vandaag:%Y%m%d}.age"
    gehaald.value.save_as(tmp_path / "logboek.age")
    ruw = pyrage.decrypt((tmp_path / "logboek.age").read_bytes(), [VAN_HEN])
    assert "Alles klopt" in controleer(zipfile.ZipFile(io.BytesIO(ruw)))
    pagina.get_by_role("button", name="De sleutel klopt: maak het bestand").click()
    expect(pagina.get_by_text("Dit bestand is al gemaakt").first).to_be_visible()
