"""Een logboek met echte sleutels, gemaakt zoals mensen dat doen: met de handelingen zelf."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from audit import toezichtsleutels
from audit.actions import herstel, overdracht, sleutels
from audit.hersteldelen import Deel
from audit.models import Sleutelhouder, Toezichtsleutel
from audit.selectors.sleutels import houder
from audit.toezichtsleutels import Prives
from tests.factories import GebruikerFactory, Stad, geef_rol
from toegang.models import Gebruiker
from toegang.rollen import Rol

ZIN, ANDERE_ZIN, DERDE_ZIN = "zeven blauwe emmers", "acht groene lampen", "negen rode stoelen"
BEWAARDERS = ["functionaris", "burgemeester", "notaris"]
type Als = Callable[[Gebruiker], Client]


@pytest.fixture(autouse=True)
def snelle_afleiding(monkeypatch: pytest.MonkeyPatch) -> None:
    # De parameters staan bij de rij: kleine hier veranderen niets aan de werking.
    monkeypatch.setattr(toezichtsleutels, "GEHEUGEN_KIB", 64)
    monkeypatch.setattr(toezichtsleutels, "RONDES", 1)
    monkeypatch.setattr(toezichtsleutels, "BANEN", 1)


def begin(stad: Stad) -> tuple[Deel, ...]:
    """Toon maakt de eerste sleutel; geeft de drie delen."""
    Toezichtsleutel.objects.filter(livc_id=stad.livc.pk).delete()
    return sleutels.maak_eerste(stad.livc, actor=stad.toezicht, wachtzin=ZIN, bewaarders=BEWAARDERS)


def open_(stad: Stad, wie: Gebruiker, zin: str = ZIN) -> Prives:
    return sleutels.ontgrendel(stad.livc, actor=wie, wachtzin=zin)


def geef(stad: Stad, aan: Gebruiker, *, ook_vroeger: bool = True, zin: str = ANDERE_ZIN) -> None:
    """Toon geeft de sleutel aan wie er een eigen maakte."""
    if not Sleutelhouder.objects.filter(gebruiker_id=aan.pk).exists():
        overdracht.maak_eigen(stad.livc, actor=aan, wachtzin=zin)
    afdruk = overdracht.toon_vingerafdruk(stad.livc, actor=aan, wachtzin=zin)
    overdracht.geef(
        stad.livc,
        houder(stad.livc, aan.pk),
        actor=stad.toezicht,
        prives=open_(stad, stad.toezicht),
        afdruk=afdruk,
        ook_vroeger=ook_vroeger,
    )


def nieuwe_toezichthouder(stad: Stad) -> Gebruiker:
    wie = GebruikerFactory.create(naam="Tine Toezicht")
    geef_rol(wie, stad.livc, Rol.TOEZICHTHOUDER)
    return wie


def herstel_met(stad: Stad, wie: Gebruiker, een: Deel, twee: Deel, zin: str = DERDE_ZIN) -> list[int]:
    return herstel.herstel(stad.livc, actor=wie, een=een.tekst(), twee=twee.tekst(), wachtzin=zin)


def adres(naam: str, stad: Stad, *wie: Gebruiker) -> str:
    return reverse(f"toezicht:{naam}", args=[stad.livc.pk, *(mens.pk for mens in wie)])
