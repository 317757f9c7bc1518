"""Aanmelden laat een spoor na in het juiste logboek."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Regel
from tests.factories import WACHTWOORD, Stad

pytestmark = pytest.mark.django_db


def soorten(stad: Stad) -> list[str]:
    return list(
        Regel.objects.filter(livc_id=stad.livc.pk).order_by("tijdstip").values_list("soort", flat=True)
    )


def meld_aan(email: str, wachtwoord: str = WACHTWOORD) -> int:
    return Client().post(reverse("account_login"), {"login": email, "password": wachtwoord}).status_code


@pytest.mark.regel("LR-57")
def test_aanmelden_en_een_mislukte_poging_staan_in_het_logboek(stad: Stad, anderstad: Stad) -> None:
    assert meld_aan(stad.preventie.email, "verkeerd") == 200
    assert meld_aan(stad.preventie.email) == 302
    assert soorten(stad) == ["toegang.aanmelding_mislukt", "toegang.aangemeld"]
    assert soorten(anderstad) == []


def test_een_professional_meldt_zich_aan_bij_het_livc_van_zijn_dienst(stad: Stad) -> None:
    assert meld_aan(stad.caw.email) == 302
    assert soorten(stad) == ["toegang.aangemeld"]


def test_afmelden_staat_in_het_logboek(stad: Stad) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": stad.caw.email, "password": WACHTWOORD})
    client.post(reverse("account_logout"))
    assert soorten(stad) == ["toegang.aangemeld", "toegang.afgemeld"]


def test_een_onbekend_adres_geeft_dezelfde_pagina_en_geen_regel(stad: Stad) -> None:
    assert meld_aan("niemand@voorbeeld.test", "verkeerd") == 200
    assert soorten(stad) == []


def test_een_herstellink_in_een_browser_waar_iemand_anders_aangemeld_is(
    stad: Stad, als: Any, mailoutbox: list[Any]
) -> None:
    """Wie de link opent is nog niemand: de ander is in deze browser niet meer aangemeld, en het wachtwoord verandert."""
    als(stad.clb).post("/account/password/reset/", {"email": stad.caw.email})
    assert not mailoutbox
    Client().post("/account/password/reset/", {"email": stad.caw.email})
    link = re.search(r"/account/password/reset/key/\S+/", str(mailoutbox[-1].body))
    assert link is not None
    browser = als(stad.clb)
    assert browser.get(link[0]).url == link[0]
    assert "_auth_user_id" not in browser.session
    formulier = browser.get(link[0], follow=True)
    adres = formulier.redirect_chain[-1][0]
    nieuw = "een-heel-nieuw-woord-7"
    klaar = browser.post(adres, {"password1": nieuw, "password2": nieuw})
    assert klaar.status_code == 302, klaar.context["form"].errors
    stad.caw.refresh_from_db()
    assert stad.caw.check_password(nieuw)
