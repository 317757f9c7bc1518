"""Wat geen casus wordt, verdwijnt na de kortste termijn (LR-04)."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.logboek import GeenToezichtsleutel
from audit.models import Regel, Toezichtsleutel
from casus.actions import signaal as acties
from casus.models import Signaal
from casus.tasks import WISSER, signalen_wissen
from tests.factories import Stad, maak_signaal, maak_weging
from toegang import sleutels
from toegang.models import Organisatie
from toegang.uitzonderingen import GeenActor

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-04")]


def oud(stad: Stad, staat: str = "niet_weerhouden", dagen: int = 0) -> Signaal:
    """Een signaal waarvan de termijn vandaag om is, of pas over `dagen`."""
    return maak_signaal(
        stad,
        staat,
        wissen_op=timezone.localdate() + timedelta(days=dagen),
        bron_organisatie=Organisatie.objects.first(),
        uitkomst_reden="Te weinig.",
        besluit_reden="Geen proces.",
    )


@pytest.mark.parametrize("staat", Signaal.TE_WISSEN)
def test_na_de_termijn_blijft_alleen_een_spoor(stad: Stad, staat: str) -> None:
    signaal = oud(stad, staat)
    weging = maak_weging(signaal, stad.preventie)
    assert acties.wis_verlopen(actor=WISSER) == 1
    signaal, weging = Signaal.objects.get(), signaal.wegingen.get()
    assert (signaal.staat, signaal.bron_organisatie, signaal.persoon) == ("gewist", None, {})
    assert {signaal.feiten, signaal.interpretatie, signaal.uitkomst_reden, signaal.besluit_reden} == {""}
    assert (weging.antwoorden, weging.motivering) == ({}, "")
    assert not sleutels.bestaat(signaal.pk)
    assert [regel.soort for regel in Regel.objects.all()] == ["signaal.gewist"]


def test_geen_versleutelde_waarde_blijft_in_de_rij(stad: Stad) -> None:
    signaal = oud(stad)
    acties.wis_verlopen(actor=WISSER)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT num_nulls(persoon, feiten, interpretatie, uitkomst_reden, besluit_reden) "
            "FROM casus_signaal WHERE id = %s",
            [signaal.pk],
        )
        assert cursor.fetchone() == (5,)


def test_voor_de_termijn_en_zonder_uitkomst_blijft_alles(stad: Stad) -> None:
    oud(stad, dagen=1)
    for staat in (*Signaal.OPEN, "op_lijst"):
        oud(stad, staat)
    assert acties.wis_verlopen(actor=WISSER) == 0
    assert not Signaal.objects.filter(staat="gewist").exists()


def test_een_signaal_dat_faalt_houdt_de_rest_niet_tegen(stad: Stad, anderstad: Stad) -> None:
    faalt, lukt = oud(anderstad, dagen=-1), oud(stad)
    # Zonder toezichtsleutel kan het wissen niet vastgelegd worden, en gebeurt het dus niet.
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_toezichtsleutel SET ingetrokken = now() WHERE livc_id = %s", [anderstad.livc.pk]
        )
    assert not Toezichtsleutel.objects.filter(livc_id=anderstad.livc.pk, ingetrokken=None).exists()
    with pytest.raises(GeenToezichtsleutel):
        acties.wis_verlopen(actor=WISSER)
    lukt.refresh_from_db()
    assert lukt.staat == "gewist"
    assert Signaal.objects.get(pk=faalt.pk).feiten


def test_wissen_heeft_een_genoemde_actor(stad: Stad) -> None:
    with pytest.raises(GeenActor):
        acties.wis(actor=None, pk=oud(stad).pk)  # type: ignore[arg-type]


def test_de_taak_en_de_opdracht_wissen(stad: Stad) -> None:
    oud(stad)
    signalen_wissen.enqueue()
    assert Signaal.objects.get().staat == "gewist"
    oud(stad)
    uit = StringIO()
    call_command("signalen_wissen", stdout=uit)
    assert "1 signalen gewist" in uit.getvalue()


def test_de_bladzijde_zegt_wanneer_het_gewist_wordt(stad: Stad, als: Any) -> None:
    client: Client = als(stad.preventie)
    inhoud = client.get(reverse("casus:signaal", args=[oud(stad, dagen=30).pk])).content.decode()
    assert "Wordt gewist op" in inhoud
