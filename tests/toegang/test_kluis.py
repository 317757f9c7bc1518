"""De kluis: elke scherf één keer, gewist is weg, en opruimen vernietigt nooit bij vergissing."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from scripts.demo import laad
from toegang import kluisbeheer, sleutels
from toegang.bestandskluis import Bestandskluis, maak_kluis
from toegang.checks import controleer_sleutels
from toegang.gezondheid import sleutels_passen
from toegang.kluis import kluis
from toegang.models import Casussleutel
from toegang.tasks import kluis_opruimen
from toegang.uitzonderingen import SleutelFout


@pytest.fixture
def bestand(tmp_path: Path, settings: Settings) -> Path:
    pad = tmp_path / "kluis.sqlite3"
    maak_kluis(pad)
    settings.SLEUTELKLUIS = str(pad)
    return pad


@pytest.fixture
def doos(bestand: Path):
    doos = Bestandskluis(bestand)
    yield doos
    doos.sluit()


def test_heen_en_terug(doos: Bestandskluis) -> None:
    een, twee = uuid4(), uuid4()
    doos.bewaar(een, b"1" * 32)
    assert doos.haal([een, twee]) == {een: b"1" * 32}


def test_een_scherf_wordt_nooit_overschreven(doos: Bestandskluis) -> None:
    een = uuid4()
    doos.bewaar(een, b"1" * 32)
    with pytest.raises(SleutelFout):
        doos.bewaar(een, b"2" * 32)
    assert doos.haal([een]) == {een: b"1" * 32}


@pytest.mark.regel("LR-53")
def test_een_gewiste_scherf_staat_nergens_meer_op_schijf(doos: Bestandskluis, bestand: Path) -> None:
    scherf, een = os.urandom(32), uuid4()
    doos.bewaar(een, scherf)
    doos.bewaar(uuid4(), os.urandom(32))

    def op_schijf() -> bool:
        return any(scherf in deel.read_bytes() for deel in bestand.parent.iterdir())

    assert op_schijf()
    assert doos.wis([een]) == 1
    assert not op_schijf()


def test_alleen_de_eigenaar_leest_de_kluis(doos: Bestandskluis, bestand: Path) -> None:
    doos.bewaar(uuid4(), b"1" * 32)
    assert {stat.S_IMODE(deel.stat().st_mode) for deel in bestand.parent.iterdir()} == {0o600}


def test_een_kluis_ontstaat_nooit_vanzelf(tmp_path: Path) -> None:
    with pytest.raises(SleutelFout, match="is er niet"):
        Bestandskluis(tmp_path / "weg.sqlite3").haal([uuid4()])
    assert not list(tmp_path.iterdir())


def test_maken_overschrijft_nooit(bestand: Path) -> None:
    with pytest.raises(CommandError):
        call_command("kluis_maken")


def test_een_weggenomen_kluis_krijgt_geen_scherf_meer(doos: Bestandskluis, bestand: Path) -> None:
    """Anders verdwijnt de scherf van een nieuw dossier met het bestand dat er niet meer is."""
    doos.controleer()
    bestand.rename(bestand.with_suffix(".weg"))
    with pytest.raises(SleutelFout):
        doos.bewaar(uuid4(), b"1" * 32)


def test_een_teruggezette_kluis_geldt_zonder_herstart(
    doos: Bestandskluis, bestand: Path, tmp_path: Path
) -> None:
    een, kopie = uuid4(), tmp_path / "kopie"
    doos.bewaar(een, b"1" * 32)
    call_command("kluis_kopie", str(kopie))
    doos.wis([een])
    kopie.rename(bestand)
    assert doos.haal([een]) == {een: b"1" * 32}


def test_iets_anders_dan_een_kluis_is_een_fout(bestand: Path) -> None:
    bestand.write_bytes(b"geen databank" * 100)
    with pytest.raises(SleutelFout):
        Bestandskluis(bestand).controleer()


# -- opruimen -------------------------------------------------------------------------------------------------------


def bewaar_oud(aantal: int, dagen: int = 2) -> list[UUID]:
    """Scherven zonder dossier, van twee dagen geleden."""
    weg = [uuid4() for _ in range(aantal)]
    for dossier_id in weg:
        kluis().bewaar(dossier_id, os.urandom(32))
    toen = (datetime.now(UTC) - timedelta(days=dagen)).isoformat()
    with kluis()._verbinding() as verbinding:
        verbinding.executemany(
            "UPDATE scherf SET gemaakt = ? WHERE dossier = ?", [(toen, d.hex) for d in weg]
        )
    return weg


@pytest.fixture
def dossiers(db: None, bestand: Path) -> list[UUID]:
    levend = [uuid4() for _ in range(30)]
    for dossier_id in levend:
        sleutels.maak(dossier_id, uuid4())
    return levend


@pytest.mark.regel("LR-53")
def test_restjes_gaan_vanzelf_weg(dossiers: list[UUID]) -> None:
    weg = bewaar_oud(2)
    assert kluis_opruimen.call() == 2
    assert not kluis().haal(weg)
    assert len(kluis().haal(dossiers)) == 30


def test_wat_nog_bezig_kan_zijn_blijft(dossiers: list[UUID]) -> None:
    nieuw = uuid4()
    kluis().bewaar(nieuw, b"1" * 32)
    assert kluis_opruimen.call() == 0
    assert kluis().haal([nieuw])


def test_naast_een_lege_databank_wordt_niets_gewist(db: None, bestand: Path) -> None:
    weg = bewaar_oud(1)
    with pytest.raises(CommandError, match="geen enkele"):
        call_command("kluis_opruimen")
    assert kluis().haal(weg)


def test_meer_dan_restjes_wordt_niet_gewist(dossiers: list[UUID], caplog: pytest.LogCaptureFixture) -> None:
    weg = bewaar_oud(9)
    assert kluis_opruimen.call() == 0
    assert len(kluis().haal(weg)) == 9


def test_naast_een_teruggezette_databank_wordt_niets_gewist(dossiers: list[UUID]) -> None:
    """Een dossier zonder scherf is daar het teken van."""
    bewaar_oud(1)
    kluis().wis(dossiers[:1])
    with pytest.raises(CommandError, match="teruggezette"):
        call_command("kluis_opruimen")


@pytest.mark.parametrize("aantal", [8, 10])
def test_een_verkeerd_aantal_bevestigt_niets(dossiers: list[UUID], aantal: int) -> None:
    weg = bewaar_oud(9)
    with pytest.raises(CommandError, match="meer dan restjes"):
        call_command("kluis_opruimen", bevestig=aantal)
    assert len(kluis().haal(weg)) == 9


def test_het_juiste_aantal_bevestigt(dossiers: list[UUID]) -> None:
    bewaar_oud(9)
    call_command("kluis_opruimen", bevestig=9)
    assert kluisbeheer.stand().scherven == 30


def test_tonen_wist_niets(dossiers: list[UUID]) -> None:
    bewaar_oud(1)
    call_command("kluis_opruimen", toon=True)
    assert kluisbeheer.stand().scherven == 31


# -- bij het opstarten ----------------------------------------------------------------------------------------------


def test_een_passende_kluis_is_in_orde(dossiers: list[UUID]) -> None:
    assert controleer_sleutels(databases=["default"]) == []


def test_een_kluis_van_elders_houdt_het_opstarten_tegen(
    dossiers: list[UUID], tmp_path: Path, settings
) -> None:
    ander = tmp_path / "ander.sqlite3"
    maak_kluis(ander)
    settings.SLEUTELKLUIS = str(ander)
    assert [fout.id for fout in controleer_sleutels(databases=["default"])] == ["toegang.E005"]


def test_een_vernietigd_dossier_houdt_het_opstarten_niet_tegen(dossiers: list[UUID]) -> None:
    kluis().wis([Casussleutel.objects.latest("aangemaakt").pk])
    sleutels_passen()


def test_een_kluis_bij_de_dumps_is_een_waarschuwing(dossiers: list[UUID], bestand: Path) -> None:
    (bestand.parent / "nacht.dump").touch()
    bestand.chmod(0o640)
    assert [w.id for w in controleer_sleutels(databases=["default"])] == ["toegang.W001", "toegang.W002"]


def test_een_demo_van_voor_de_kluis_zegt_wat_te_doen(tmp_path: Path) -> None:
    (tmp_path / "ring").touch()
    with pytest.raises(SystemExit, match="make demo-leeg"):
        laad({"SLEUTELRING_BESTAND": str(tmp_path / "ring"), "SLEUTELKLUIS": str(tmp_path / "kluis")})
