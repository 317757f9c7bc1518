"""Een signaal registreren en bekijken."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Signaal
from tests.factories import Stad, maak_signaal

pytestmark = pytest.mark.django_db


def formulier(**anders: object) -> dict[str, object]:
    return {
        "naam": "Zeno Verzonnen",
        "feiten": "Hij deelde een filmpje.",
        "waargenomen_op": timezone.localdate().isoformat(),
        "kanaal": "gesprek",
        "dringendheid": "gewoon",
    } | anders


def test_preventie_registreert_en_het_logboek_weet_het(stad: Stad, als: Client) -> None:
    antwoord = als(stad.preventie).post(reverse("casus:signaal_nieuw", args=[stad.livc.pk]), formulier())
    signaal = Signaal.objects.get()
    assert antwoord.url == reverse("casus:signaal", args=[signaal.pk])
    assert signaal.feiten == "Hij deelde een filmpje."
    assert list(Regel.objects.values_list("soort", flat=True)) == ["signaal.geregistreerd"]


@pytest.mark.regel("LR-05")
def test_voor_een_ander_livc_bestaat_het_signaal_niet(stad: Stad, anderstad: Stad, als: Client) -> None:
    adres = reverse("casus:signaal", args=[maak_signaal(stad).pk])
    assert als(stad.preventie).get(adres).status_code == 200
    assert als(anderstad.preventie).get(adres).status_code == 404


@pytest.mark.regel("LR-57")
def test_bekijken_staat_in_het_logboek(stad: Stad, als: Client) -> None:
    als(stad.preventie).get(reverse("casus:signaal", args=[maak_signaal(stad).pk]))
    assert Regel.objects.filter(soort="signaal.ingezien").count() == 1
