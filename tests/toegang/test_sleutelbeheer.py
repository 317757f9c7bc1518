"""De opdrachten voor wie de server beheert: sleutelring maken, roteren, herwikkelen, toezichtsleutel maken."""

import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from audit import toezichtsleutels
from audit.models import Regel, Toezichtsleutel
from audit.soorten import Soort
from tests.factories import Stad, maak_signaal
from toegang import sleutels
from toegang.models import Casussleutel
from toegang.sleutelring import Sleutelring, sleutelring


@pytest.fixture
def bestand(tmp_path: Path, settings: Settings) -> Path:
    """De sleutelring van deze test, als bestand."""
    pad = tmp_path / "sleutelring.json"
    pad.write_text(sleutelring().als_json())
    settings.SLEUTELRING_BESTAND = str(pad)
    return pad


def test_maken_geeft_een_bestand_voor_de_eigenaar_alleen(tmp_path: Path) -> None:
    pad = tmp_path / "map" / "ring.json"
    call_command("sleutelring_maken", bestand=str(pad))
    assert Sleutelring.uit_json(pad.read_text()).actief
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600


def test_maken_overschrijft_nooit(bestand: Path) -> None:
    voor = bestand.read_text()
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("sleutelring_maken", bestand=str(bestand))
    assert bestand.read_text() == voor


def test_roteren_zonder_ring_is_een_fout(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("sleutelring_maken", bestand=str(tmp_path / "weg"), roteer=True)


def test_roteren_en_herwikkelen(bestand: Path, stad: Stad) -> None:
    signaal = maak_signaal(stad)
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    sleutels.vergeet()
    call_command("sleutels_herwikkelen")
    assert Casussleutel.objects.get().kek_id == sleutelring().actief != "test"
    signaal.refresh_from_db()
    assert signaal.feiten


@pytest.mark.regel("LR-57")
def test_herwikkelen_staat_in_het_logboek(bestand: Path, stad: Stad) -> None:
    maak_signaal(stad)
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    call_command("sleutels_herwikkelen")
    assert Regel.objects.get().soort == Soort.SLEUTEL_HERWIKKELD


@pytest.mark.regel("LR-57")
def test_herwikkelen_zonder_toezichtsleutel_gebeurt_niet(bestand: Path, stad: Stad) -> None:
    maak_signaal(stad)
    Toezichtsleutel.objects.update(ingetrokken="2026-01-01T00:00Z")
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    with pytest.raises(CommandError):
        call_command("sleutels_herwikkelen")
    assert Casussleutel.objects.get().kek_id == "test"


def maak_toezicht(stad: Stad, **opties: bool) -> None:
    call_command("toezichtsleutel_maken", livc=stad.livc.naam, gebruiker=stad.toezicht.email, **opties)


def test_toezichtsleutel_maken(stad: Stad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOEZICHT_WACHTZIN", "een lange wachtzin")
    maak_toezicht(stad, nieuw_tijdvak=True)
    assert toezichtsleutels.ontgrendel(stad.livc.pk, stad.toezicht.pk, "een lange wachtzin").keys() == {2}
    assert Regel.objects.get().soort == Soort.TOEZICHT_SLEUTEL_GEMAAKT


def test_toezichtsleutel_vervangt_niet_vanzelf(stad: Stad) -> None:
    with pytest.raises(CommandError, match="nieuw-tijdvak"):
        maak_toezicht(stad)


def test_een_korte_wachtzin_wordt_geweigerd(stad: Stad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOEZICHT_WACHTZIN", "kort")
    with pytest.raises(CommandError, match="minstens"):
        maak_toezicht(stad, nieuw_tijdvak=True)
    assert Toezichtsleutel.objects.count() == 1
