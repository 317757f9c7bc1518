"""Rol × adres × antwoord, over de hele URLconf.

Eén wereld voor iedereen: dezelfde rij die de een opent, blijft voor de ander gesloten, dus een ‘nee’ kan niet om een
andere reden kloppen. Elk antwoord is één letter:

  J  het mag (pagina, doorverwijzing, of een formulier met opmerkingen)
  V  verboden: de persoon ziet het voorwerp, maar mag dit niet (403)
  H  het bestaat niet voor deze persoon (404)
  A  eerst aanmelden
  -  het adres kent deze methode niet
"""

from time import monotonic
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import Stad
from tests.matrix import MATRIX, NIET_VAN_ONS, PERSONEN
from tests.wereld import Wereld, maak_wereld

pytestmark = pytest.mark.django_db
VERS = 60
"""Seconden dat een aanmelding hier meegaat."""


@pytest.fixture
def wereld(stad: Stad, anderstad: Stad) -> Wereld:
    return maak_wereld(stad, anderstad)


def adressen(resolver: URLResolver | None = None, voor: str = "") -> list[str]:
    """De namen van alle adressen in de URLconf."""
    namen = []
    for deel in (resolver or get_resolver()).url_patterns:
        if isinstance(deel, URLResolver):
            namen += adressen(deel, f"{deel.namespace}:" if deel.namespace else voor)
        elif isinstance(deel, URLPattern) and deel.name:
            namen.append(f"{voor}{deel.name}")
    return namen


def letter(antwoord: HttpResponse) -> str:
    if antwoord.status_code == 302 and reverse("account_login") in antwoord["Location"]:
        return "A"
    return {200: "J", 302: "J", 400: "J", 409: "J", 403: "V", 404: "H", 405: "-"}.get(
        antwoord.status_code, str(antwoord.status_code)
    )


def vraag(client: Client, methode: str, adres: str) -> str:
    """Eén aanvraag, en daarna alles terug: de volgende persoon treft dezelfde wereld aan."""
    koekjes = client.cookies.copy()
    with transaction.atomic():
        punt: Any = transaction.get_connection().atomic_blocks[-1]
        punt._from_testcase = True  # een handeling eist de buitenste transactie; dat is hier deze test
        antwoord = getattr(client, methode)(adres)
        transaction.set_rollback(True)
    client.cookies = koekjes  # ook afmelden wordt ongedaan gemaakt
    return letter(antwoord)


def test_elk_adres_staat_in_de_matrix() -> None:
    """Een nieuw adres zonder rij is een deur waarvan niemand opschreef wie erdoor mag."""
    onbekend = {naam for naam in adressen() if naam not in NIET_VAN_ONS and (naam not in MATRIX)}
    assert not onbekend, onbekend
    assert not {naam for naam in MATRIX if naam not in adressen()}


@pytest.mark.regel("LR-05", "LR-31")
def test_wie_waar_binnen_mag(wereld: Wereld, als: Any) -> None:
    def meld_aan() -> list[Client]:
        return [als(wie) if wie else Client() for wie in (wereld.persoon(naam) for naam in PERSONEN)]

    browsers, sinds, anders = meld_aan(), monotonic(), []
    for naam, rij in MATRIX.items():
        # Een tweede stap van minuten geleden vraagt een gevoelige handeling opnieuw; op een drukke machine duurt dit zo lang.
        if monotonic() - sinds > VERS:
            browsers, sinds = meld_aan(), monotonic()
        adres = reverse(naam, args=wereld.args(*rij.args.split()))
        for methode, verwacht in (("get", rij.get), ("post", rij.post)):
            gekregen = " ".join(vraag(browser, methode, adres) for browser in browsers)
            if gekregen != verwacht:
                anders.append(f"{methode} {naam}: {gekregen} in plaats van {verwacht}")
    assert not anders, "\n".join([" ".join(PERSONEN), *anders])
