"""De bewering van het dreigingsmodel, aangevallen (LR-57):

Wie de hele databank, de sleutelring, de kluis, SECRET_KEY en de code heeft, maar geen wachtzin, geen twee hersteldelen
en geen ontgrendelde browser, opent geen enkele regel die al geschreven was.
"""

from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from audit.actions import overdracht
from audit.hersteldelen import Deel
from audit.models import Regel, Toezichttoegang, Wachtzinwikkel
from audit.sessie import KOEKJE
from audit.soorten import Soort
from tests.aanmelden import geef_app
from tests.audit.aanvaller import Aanvaller
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import ANDERE_ZIN, ZIN, Als, adres, begin, geef, open_
from tests.factories import Stad, maak_casus
from toegang.sleutelring import sleutelring
from toegang.verantwoording import leg_vast

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-57")]


@pytest.fixture
def delen(stad: Stad) -> tuple[Deel, ...]:
    """Een logboek met twee tijdvakken, twee houders, een casus, en de delen die alleen op papier staan."""
    drie = begin(stad)
    geef(stad, stad.dpo)
    casus = maak_casus(stad)
    for _ in range(2):
        leg_vast(
            Soort.CASUS_INGEZIEN,
            actor=stad.politie,
            livc_id=stad.livc.pk,
            dossier_id=casus.pk,
            referentie="K7M-2QX",
            casusfeiten={"deel": "overzicht"},
        )
        overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    return drie


@pytest.fixture
def toon(stad: Stad, delen: tuple[Deel, ...], als: Als) -> Client:
    """Toon heeft zijn logboek nu open: zijn sessie staat ontgrendeld in de databank."""
    client = als(stad.toezicht)
    client.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    assert client.session["toezicht"]["envelop"]
    return client


def test_alles_van_de_server_opent_niets(toon: Client) -> None:
    aanvaller = Aanvaller()
    assert aanvaller.val_aan() == {}
    # Hij had echt alles in handen: elke kopie, elke gewikkelde sleutel, en de envelop van de open sessie.
    assert {bytes(rij.verzegeld) for rij in Toezichttoegang.objects.all()} <= aanvaller.blokken
    assert {bytes(rij.gewikkeld) for rij in Wachtzinwikkel.objects.all()} <= aanvaller.blokken
    assert b64decode(toon.session["toezicht"]["envelop"]) in aanvaller.blokken
    assert set(sleutelring().keks.values()) <= aanvaller.blokken


def test_een_deel_van_het_papier_opent_niets(toon: Client, delen: tuple[Deel, ...]) -> None:
    assert Aanvaller(erbij=(delen[1].tekst().encode(), delen[1].waarde)).val_aan() == {}


def test_een_wachtzin_in_een_formulier_dat_wacht_is_er_niet(
    stad: Stad, delen: tuple[Deel, ...], als: Als
) -> None:
    """De tweede stap is te oud: wat Toon intikte, mag niet onder de sleutelring in de sessie staan."""
    geef_app(stad.toezicht)
    with time_machine.travel(timezone.now() - timedelta(minutes=6)):
        client = als(stad.toezicht)
    client.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    assert Aanvaller().val_aan() == {}


# -- de tegenproef: met één ding meer lukt het wel, dus deze proef kan falen --------------------------------------------


def test_met_het_koekje_erbij_opent_alles_van_toon(toon: Client, stad: Stad) -> None:
    geopend = Aanvaller(erbij=(b64decode(toon.cookies[KOEKJE].value),)).val_aan()
    assert len(geopend) == Regel.objects.filter(epoch__in=list(open_(stad, stad.toezicht))).count() - 1


@pytest.mark.parametrize("zin", [ZIN, ANDERE_ZIN])
def test_met_een_wachtzin_erbij_opent_het(toon: Client, zin: str) -> None:
    assert "Pol Politie" in str(Aanvaller(erbij=(zin.encode(),)).val_aan())


def test_met_twee_delen_erbij_opent_het(toon: Client, delen: tuple[Deel, ...]) -> None:
    geopend = Aanvaller(erbij=(delen[0].waarde, delen[2].waarde)).val_aan()
    assert len(geopend) == Regel.objects.filter(epoch__gt=0).count()


@pytest.mark.parametrize("waar", ["sessie", "kolom"])
def test_een_sleutel_die_ergens_leesbaar_staat_vindt_hij(toon: Client, stad: Stad, waar: str) -> None:
    prive: Any = open_(stad, stad.toezicht)[1]
    if waar == "sessie":
        sessie = toon.session
        sessie["vergeten"] = {"ergens": b64encode(b"voor" + prive).decode()}
        sessie.save()
    else:
        stad.livc.dpia_referentie = prive[:100].hex()
        stad.livc.save()
    assert "Pol Politie" in str(Aanvaller().val_aan())
