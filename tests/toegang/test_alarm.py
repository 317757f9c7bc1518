"""Een fout met de sleutels: een pagina voor wie werkt, een alarm voor wie beheert, en nergens inhoud."""

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories import Stad, maak_casus
from toegang import alarm, gezondheid
from toegang.kluis import kluis
from toegang.sleutelring import Sleutelring
from toegang.uitzonderingen import SleutelFout
from toegang.views.gezond import _onderzocht


@pytest.fixture(autouse=True)
def _vers(settings: Settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.ALARM_ADRES, settings.ALARM_MAP = "wacht@stad.test", str(tmp_path)
    monkeypatch.setattr(logging.getLogger("casusoverleg.alarm"), "propagate", True)
    _onderzocht.cache_clear()
    yield
    _onderzocht.cache_clear()


@pytest.mark.regel("LR-34")
def test_een_verkeerde_sleutelring(stad: Stad, als, settings: Settings, caplog) -> None:
    casus = maak_casus(stad)
    settings.SLEUTELRING = Sleutelring.nieuw("test").als_json()
    antwoord = als(stad.preventie).get(reverse("casus:casus", args=[casus.pk]))
    assert antwoord.status_code == 503
    assert "Er gaat niets verloren" in antwoord.text
    [regel] = [regel for regel in caplog.records if regel.name == "casusoverleg.alarm"]
    assert regel.levelname == "ERROR"
    [bericht] = mail.outbox
    assert bericht.to == ["wacht@stad.test"]
    for verboden in ("Zeno", casus.referentie, str(casus.pk)):
        assert verboden not in bericht.subject + bericht.body + regel.getMessage()


def test_hoogstens_een_bericht_per_kwartier_en_soort(monkeypatch: pytest.MonkeyPatch) -> None:
    for soort in ("kluis", "kluis", "sleutels"):
        alarm.meld(soort, SleutelFout("proef"))
    assert len(mail.outbox) == 2
    nu = alarm.time.time()
    monkeypatch.setattr(alarm.time, "time", lambda: nu + alarm.TUSSENTIJD + 1)
    alarm.meld("kluis", SleutelFout("proef"))
    assert len(mail.outbox) == 3


def test_zonder_adres_blijft_het_bij_het_logboek(settings: Settings, caplog) -> None:
    settings.ALARM_ADRES = ""
    alarm.meld("kluis", SleutelFout("proef"))
    assert not mail.outbox
    assert "kluis: proef" in caplog.text


def test_van_een_vreemde_fout_komt_alleen_de_soort(caplog) -> None:
    alarm.meld("databank", ValueError("Zeno Verzonnen"))
    assert "ValueError" in caplog.text
    assert "Zeno" not in caplog.text


def gezond() -> tuple[int, str]:
    _onderzocht.cache_clear()
    antwoord = Client().get(reverse("gezond"))
    return antwoord.status_code, antwoord.text


@pytest.mark.django_db
def test_gezond() -> None:
    assert gezond() == (200, "in orde\n")


@pytest.mark.django_db
def test_zonder_kluis_niet_gezond(settings: Settings) -> None:
    settings.SLEUTELKLUIS = "/bestaat/niet"
    assert gezond() == (503, "niet in orde\n")
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_zonder_sleutelring_niet_gezond(settings: Settings) -> None:
    settings.SLEUTELRING = ""
    assert gezond()[0] == 503


def test_zonder_databank_niet_gezond(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zonder `db` weigert de test elke verbinding; dat is hier een DatabaseError."""
    from django.db import OperationalError

    def weg() -> None:
        raise OperationalError("wachtwoord van de databank")

    monkeypatch.setitem(gezondheid.PROEVEN, "databank", weg)
    assert gezond() == (503, "niet in orde\n")


@pytest.mark.django_db
def test_gezond_schrijft_niets() -> None:
    voor = len(kluis().alle())
    gezond()
    assert len(kluis().alle()) == voor
