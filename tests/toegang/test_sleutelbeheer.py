"""De opdrachten voor wie de server beheert: sleutelring maken, roteren, herwikkelen, toezichtsleutel maken."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from audit import toezichtsleutels
from audit.models import Regel, Toezichtsleutel
from audit.soorten import Soort
from casus.models import Signaal
from tests.factories import Stad, maak_signaal
from toegang import factoren, sleutels
from toegang.aanbieders import Geheim
from toegang.actions.sleutelbeheer import BEHEER, herwikkel_reeks, onder_een_oude
from toegang.models import Casussleutel
from toegang.sleutelring import Sleutelring, sleutelring
from toegang.uitzonderingen import SleutelFout


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


# -- roteren terwijl er gewerkt wordt -------------------------------------------------------------------------------


def test_herwikkelen_gaat_in_reeksen_met_voortgang(
    bestand: Path, stad: Stad, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        maak_signaal(stad)
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    call_command("sleutels_herwikkelen", reeks=2)
    regels = [
        regel for regel in capsys.readouterr().out.splitlines() if "/" in regel and stad.livc.naam in regel
    ]
    assert [regel.rpartition(" ")[2] for regel in regels] == ["2/5", "4/5", "5/5"]
    assert [regel.soort for regel in Regel.objects.all()] == [Soort.SLEUTEL_HERWIKKELD] * 3


def test_een_onderbroken_herwikkeling_gaat_verder(bestand: Path, stad: Stad) -> None:
    for _ in range(4):
        maak_signaal(stad)
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    herwikkel_reeks(stad.livc, 3, (), actor=BEHEER)
    assert onder_een_oude() == 1
    call_command("sleutels_herwikkelen")
    assert onder_een_oude() == 0


def test_een_kapotte_wikkel_houdt_de_rest_niet_tegen(bestand: Path, stad: Stad) -> None:
    maak_signaal(stad)
    kapot = maak_signaal(stad)
    Casussleutel.objects.filter(pk=kapot.pk).update(gewikkeld=b"x" * 60)
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    with pytest.raises(CommandError, match=r"^1 dossiersleutels"):
        call_command("sleutels_herwikkelen", reeks=1)


LEZER = """
import os, sys
from uuid import UUID
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from toegang.aanbieders import Wikkel, ontwikkel
from toegang.sleutelring import aanbieder
from django.conf import settings
settings.SLEUTELRING_BESTAND = sys.argv[1]
print(aanbieder().actief, flush=True)
for regel in sys.stdin:
    kek_id, inhoud = regel.split()
    print(ontwikkel(aanbieder(), Wikkel(kek_id, bytes.fromhex(inhoud), b"c")).decode(), aanbieder().actief, flush=True)
"""


def test_een_ander_proces_leest_de_nieuwe_ring_zonder_herstart(bestand: Path) -> None:
    """Een webserver van voor de rotatie opent wat erna gewikkeld werd, en wikkelt zelf ook onder de nieuwe sleutel."""
    with subprocess.Popen(
        [sys.executable, "-c", LEZER, str(bestand)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as lezer:
        assert lezer.stdin is not None
        assert lezer.stdout is not None
        assert lezer.stdout.readline().strip() == "test"
        call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
        [(kek_id, gewikkeld)] = sleutelring().wikkel_alle([Geheim(b"hallo", b"c")])
        print(kek_id, gewikkeld.hex(), file=lezer.stdin, flush=True)
        assert lezer.stdout.readline().split() == ["hallo", kek_id]
        lezer.stdin.close()


# -- een oude sleutel weghalen --------------------------------------------------------------------------------------


@pytest.fixture
def geroteerd(bestand: Path, stad: Stad) -> Path:
    """Geroteerd, een uur geleden; er is een dossier en een tweede stap van voor de rotatie."""
    maak_signaal(stad)
    factoren.zet_totp(stad.caw, "JBSWY3DPEHPK3PXP")
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    een_uur_oud(bestand)
    return bestand


def een_uur_oud(bestand: Path) -> None:
    toen = bestand.stat().st_mtime - 3600
    os.utime(bestand, (toen, toen))


def verwijder(bestand: Path) -> None:
    call_command("sleutelring_maken", bestand=str(bestand), verwijder="test")


def test_een_sleutel_in_gebruik_gaat_niet_weg(geroteerd: Path) -> None:
    with pytest.raises(CommandError, match="1 dossiers"):
        verwijder(geroteerd)
    assert "test" in sleutelring().keks


def test_een_sleutel_van_een_tweede_stap_gaat_niet_weg(geroteerd: Path, stad: Stad) -> None:
    herwikkel_reeks(stad.livc, 10, (), actor=BEHEER)
    with pytest.raises(CommandError, match=r"0 dossiers en [1-9]\d* losse"):
        verwijder(geroteerd)


def test_na_herwikkelen_gaat_de_oude_weg_en_blijft_alles_leesbaar(geroteerd: Path) -> None:
    call_command("sleutels_herwikkelen")
    verwijder(geroteerd)
    sleutels.vergeet()
    assert "test" not in sleutelring().keks
    assert Signaal.objects.get().feiten


def test_vlak_na_de_rotatie_gaat_niets_weg(geroteerd: Path) -> None:
    call_command("sleutels_herwikkelen")
    geroteerd.touch()
    with pytest.raises(CommandError, match="tien minuten"):
        verwijder(geroteerd)


@pytest.mark.django_db
def test_naast_een_lege_databank_gaat_niets_weg(bestand: Path) -> None:
    call_command("sleutelring_maken", bestand=str(bestand), roteer=True)
    een_uur_oud(bestand)
    with pytest.raises(CommandError, match="juiste databank"):
        verwijder(bestand)


def test_een_weggenomen_ring_geldt_meteen(bestand: Path, stad: Stad) -> None:
    """Intrekken is het bestand wegnemen: geen proces werkt verder met wat het nog kende."""
    signaal = maak_signaal(stad)
    bestand.unlink()
    sleutels.vergeet()
    with pytest.raises(SleutelFout, match="niet te lezen"):
        signaal.refresh_from_db()
