"""Wat een einde tegenhoudt, in een echte browser: een nieuw verzoek, en een verlenging zonder functionaris (LR-52, LR-55)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from audit.actions import bevindingen
from casus.models import Verlenging, Vernietigingspunt
from tests.audit.test_bevindingen import VRAAG, schrijf_regel
from tests.browser import keur
from tests.casus.eindehulp import maak_vol_dossier, op_lijst, vernietig
from tests.casus.test_verlenging import zonder_dpo
from tests.casus.test_vernietiging_alles import sluit
from tests.casus.test_verzoek_wissen import zonder_casus
from tests.casus.verzoekhulp import in_beoordeling, registreer
from tests.factories import Stad
from toegang.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.regel("LR-55")
def test_een_open_verzoek_houdt_tegen_tot_het_beantwoord_is(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    punten = [op_lijst(maak_vol_dossier(stad)) for _n in range(2)]
    in_beoordeling(stad, punten[0].casus)
    registreer(stad, ontvangen_op=timezone.localdate() - timedelta(days=3))
    dpo = venster(stad.dpo)
    dpo.goto(reverse("casus:vernietiging"))
    expect(dpo.get_by_text("De burgemeester of de preventieambtenaar beoordeelt het.")).to_be_visible()
    keur(dpo, "vernietigingslijst-wacht-dpo")
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:werk"))
    expect(pagina.get_by_text("niets vernietigd; 2 dossiers wachten.")).to_be_visible()
    keur(pagina, "werk-verzoek-wacht")
    pagina.goto(reverse("casus:vernietiging"))
    keur(pagina, "vernietigingslijst-wacht")
    pagina.get_by_role("link", name="Beoordelen").click()
    pagina.get_by_role("link", name="Beoordeling beginnen").click()
    pagina.get_by_label("met de identiteitskaart, in persoon").check()
    pagina.get_by_role("button", name="Beginnen").click()
    expect(pagina.get_by_text("De beoordeling is begonnen.")).to_be_visible()
    # Er kwam geen casus bij: het wacht tot het antwoord weg is.
    pagina.goto(reverse("casus:vernietiging"))
    expect(pagina.get_by_text("niets vernietigd").first).to_be_visible()
    assert Vernietigingspunt.objects.filter(staat="voorgesteld").count() == 2


@pytest.mark.regel("LR-55")
def test_een_verzoek_zonder_casus_zegt_tot_wanneer_het_blijft(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    rij = zonder_casus(stad)
    pagina = venster(stad.preventie)
    pagina.goto(reverse("casus:verzoek", args=[rij.pk]))
    expect(pagina.get_by_text("Blijft bewaard")).to_be_visible()
    keur(pagina, "verzoek-zonder-casus")
    beheer = venster(stad.beheer)
    beheer.goto(reverse("casus:livc_instellingen", args=[stad.livc.pk]))
    keur(beheer, "instellingen")


@pytest.mark.regel("LR-52")
def test_zonder_functionaris_ziet_ieder_waarop_het_wacht(
    stad: Stad, wacht_op_kennis: Verlenging, venster: Callable[[Gebruiker], Page]
) -> None:
    zonder_dpo(stad)
    pagina = venster(stad.burgemeester)
    pagina.goto(reverse("casus:werk"))
    keur(pagina, "werk-zonder-functionaris")
    pagina.get_by_role("link", name="Een verlenging wacht op een functionaris").click()
    expect(pagina.get_by_text("Dit LIVC heeft nu geen functionaris")).to_be_visible()
    keur(pagina, "verlenging-zonder-functionaris")
    pagina.goto(reverse("casus:bewaartermijn", args=[wacht_op_kennis.casus_id]))
    keur(pagina, "termijn-zonder-functionaris")
    beheer = venster(stad.beheer)
    beheer.goto(reverse("casus:werk"))
    expect(beheer.get_by_text("een functionaris").first).to_be_visible()
    keur(beheer, "werk-beheer-zonder-functionaris")


@pytest.mark.regel("LR-53")
def test_een_vervallen_vraag_zegt_dat_ze_vervallen_is(
    stad: Stad, venster: Callable[[Gebruiker], Page]
) -> None:
    casus = maak_vol_dossier(stad)
    with transaction.atomic():
        regel = schrijf_regel(stad, stad.caw, dossier_id=casus.pk, object_id=casus.pk)
    rij = bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag=VRAAG)
    sluit(stad, rij)
    vernietig(stad, casus)
    toezicht = venster(stad.toezicht)
    toezicht.goto(reverse("toezicht:bevinding", args=[stad.livc.pk, rij.pk]))
    keur(toezicht, "bevinding-vervallen")
    pagina = venster(stad.caw)
    pagina.goto(reverse("toezicht:vraag", args=[rij.pk]))
    keur(pagina, "vraag-vervallen")
