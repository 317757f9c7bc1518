"""Een hele uitvoer: na te rekenen zonder deze toepassing, en te lezen door een programma dat een ander schreef."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aics_tlog.tiles import FileSystemTileReader
from aics_tlog.verified import audit_tiles
from django.urls import reverse

from audit import controlepunten, tlog, verificateur
from audit.models import Controlepunt, Regel
from audit.uitvoer import schrijf_uitvoer
from audit.verificateur import KloptNiet, controleer, hoofd, tegelpad
from tests.audit.test_boom import voeg_toe
from tests.audit.test_knoeien import herschrijf
from tests.factories import Stad, maak_stad


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def livc(stad: Stad) -> UUID:
    voeg_toe(stad.livc.pk, 300)
    return stad.livc.pk


def uitvoer(livc: UUID) -> zipfile.ZipFile:
    bestand = io.BytesIO()
    schrijf_uitvoer(livc, bestand, "logboek.zip")
    return zipfile.ZipFile(bestand)


def anders(zip_: zipfile.ZipFile, **nieuw: bytes | None) -> zipfile.ZipFile:
    """Dezelfde uitvoer met andere bestanden; None laat er een weg."""
    bestand = io.BytesIO()
    with zipfile.ZipFile(bestand, "w") as kopie:
        for naam in zip_.namelist():
            inhoud = nieuw.get(naam, zip_.read(naam))
            if inhoud is not None:
                kopie.writestr(naam, inhoud)
    return zipfile.ZipFile(bestand)


def test_een_uitvoer_klopt_en_zegt_hoeveel(livc: UUID) -> None:
    assert controleer(uitvoer(livc)).startswith("Alles klopt: 300 regels, 300 met hun omhulling")


def test_een_programma_van_een_ander_loopt_alle_tegels_en_bundels_na(livc: UUID, tmp_path: Path) -> None:
    uitvoer(livc).extractall(tmp_path)
    punt = Controlepunt.objects.get()
    verslag = audit_tiles(FileSystemTileReader(tmp_path), 300, bytes(punt.wortel))
    assert (verslag.size, verslag.tiles, verslag.bundles) == (300, 3, 2)


def test_het_programma_draait_zonder_django_en_zonder_project(livc: UUID, tmp_path: Path) -> None:
    """Alleen Python en cryptography: ‘-I’ kent geen map van het project, en Django is er niet."""
    uitvoer(livc).extractall(tmp_path)
    zip_pad = tmp_path / "logboek.zip"
    with zip_pad.open("wb") as bestand:
        schrijf_uitvoer(livc, bestand, "logboek.zip")
    (tmp_path / "vroeger.txt").write_text(Controlepunt.objects.get().nota)
    blok = "import sys; sys.modules['django'] = None; import runpy; runpy.run_path(sys.argv.pop(1), run_name='__main__')"
    opdracht = [sys.executable, "-I", "-c", blok, "verificateur.py", str(zip_pad), "--eerder", "vroeger.txt"]
    klaar = subprocess.run(opdracht, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert "de eerste 300 zijn die van het eerdere controlepunt" in klaar.stdout


def _regels(zip_: zipfile.ZipFile, wijzig: Callable[[list[dict[str, Any]]], object]) -> bytes:
    rijen = [json.loads(lijn) for lijn in zip_.read("regels.jsonl").splitlines()]
    wijzig(rijen)
    return b"".join(json.dumps(rij).encode() + b"\n" for rij in rijen)


KNOEI: dict[str, Callable[[zipfile.ZipFile], zipfile.ZipFile]] = {
    "geen controlepunt": lambda z: anders(z, checkpoint=None),
    "ander controlepunt": lambda z: anders(
        z, checkpoint=z.read("checkpoint").replace(b"\n300\n", b"\n299\n")
    ),
    "geen sleutel": lambda z: anders(z, **{"sleutel.txt": None}),
    "andere sleutel": lambda z: anders(z, **{"sleutel.txt": b"a+00000000+AQ=="}),
    "een bundel weg": lambda z: anders(z, **{"tile/entries/000": None}),
    "een bundel afgeknipt": lambda z: anders(z, **{"tile/entries/000": z.read("tile/entries/000")[:-1]}),
    "een bundel korter": lambda z: anders(z, **{"tile/entries/000": z.read("tile/entries/001.p/44")}),
    "een regel in een bundel anders": lambda z: anders(
        z, **{"tile/entries/000": z.read("tile/entries/000").replace(b"aangemeld", b"afgemeld_", 1)}
    ),
    "een tegel anders": lambda z: anders(z, **{"tile/0/001.p/44": z.read("tile/0/000")[: 44 * 32]}),
    "een tegel weg": lambda z: anders(z, **{"tile/1/000.p/1": None}),
    "een omhulling anders": lambda z: anders(
        z, **{"regels.jsonl": _regels(z, lambda rijen: rijen[7].update(omhulling=b64encode(b"x").decode()))}
    ),
    "een open kolom anders": lambda z: anders(
        z, **{"regels.jsonl": _regels(z, lambda rijen: rijen[7].update(soort="toegang.afgemeld"))}
    ),
    "een lijn weg": lambda z: anders(z, **{"regels.jsonl": _regels(z, lambda rijen: rijen.pop(7))}),
    "de laatste lijn weg": lambda z: anders(z, **{"regels.jsonl": _regels(z, lambda rijen: rijen.pop())}),
    "twee lijnen verwisseld": lambda z: anders(
        z, **{"regels.jsonl": _regels(z, lambda rijen: rijen.insert(3, rijen.pop(4)))}
    ),
    "onleesbare lijn": lambda z: anders(z, **{"regels.jsonl": b"{\n"}),
}


@pytest.mark.parametrize("hoe", KNOEI)
def test_een_uitvoer_waaraan_geknoeid_is_klopt_niet(livc: UUID, hoe: str) -> None:
    with pytest.raises(KloptNiet):
        controleer(KNOEI[hoe](uitvoer(livc)))


def test_een_eerder_controlepunt_van_een_andere_geschiedenis(stad: Stad) -> None:
    """Iemand draaide het logboek terug en schreef een ander einde: de uitvoer klopt, het bewaarde punt niet."""
    livc = stad.livc.pk
    voeg_toe(livc, 30)
    controlepunten.teken(livc)
    bewaard = Controlepunt.objects.get().nota
    herschrijf(livc)
    assert controleer(uitvoer(livc)).startswith("Alles klopt: 15 regels")
    with pytest.raises(KloptNiet, match="telt 30 regels, deze uitvoer maar 15"):
        controleer(uitvoer(livc), bewaard)
    voeg_toe(livc, 40)
    with pytest.raises(KloptNiet, match="niet meer die van het eerdere controlepunt"):
        controleer(uitvoer(livc), bewaard)


def test_een_andere_sleutel_dan_verwacht(livc: UUID) -> None:
    zip_ = uitvoer(livc)
    assert controleer(zip_, verwacht=str(controlepunten.sleutel(livc)))
    with pytest.raises(KloptNiet, match="andere sleutel"):
        controleer(zip_, verwacht="een andere")


def test_de_uitgang_van_het_programma(livc: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goed, slecht = tmp_path / "goed.zip", tmp_path / "slecht.zip"
    with goed.open("wb") as bestand:
        schrijf_uitvoer(livc, bestand, "goed.zip")
    shutil.copyfile(verificateur.__file__, slecht)
    assert hoofd([str(goed)]) == 0
    assert hoofd([str(slecht)]) == 1
    assert hoofd([str(tmp_path / "er-is-niets.zip")]) == 1
    assert "Klopt niet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("nummer", "pad"), [(0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")]
)
def test_een_pad_in_drietallen(nummer: int, pad: str) -> None:
    assert tegelpad(nummer, 256) == pad
    assert tegelpad(nummer, 3) == f"{pad}.p/3"


# De pagina's


def test_het_toezicht_leest_tegels_en_niemand_anders(livc: UUID, stad: Stad, als: Any) -> None:
    controlepunten.teken(livc)

    def vraag(wie: Any, pad: str) -> Any:
        return als(wie).get(reverse("toezicht:tegels", args=[livc, pad]))

    for pad in ("checkpoint", *tlog.paden(300)):
        assert vraag(stad.toezicht, pad).status_code == 200, pad
    assert (
        vraag(stad.toezicht, "tile/0/000.p/12").content
        == vraag(stad.toezicht, "tile/0/000").content[: 12 * 32]
    )
    for pad in ("tile/0/002", "tile/0/001", "tile/0/001.p/45", "tile/0/000.p/256", "tile/0/000.p/0", "tile/9/000",
                "tile/entries/001"):  # fmt: skip
        assert vraag(stad.toezicht, pad).status_code == 404, pad
    for pad in ("tile/0/1", "tile/0/../..", "iets", "tile/0/000/x", ""):
        adres = reverse("toezicht:tegels", args=[livc, "checkpoint"]).replace("checkpoint", pad)
        assert als(stad.toezicht).get(adres).status_code == 404, pad
    for wie in (*stad.kern, stad.beheer, stad.caw):
        assert vraag(wie, "checkpoint").status_code == 404


@pytest.mark.regel("LR-57")
def test_volledig_uitvoeren_vraagt_een_reden_en_staat_in_het_logboek(
    livc: UUID, stad: Stad, als: Any
) -> None:
    browser = als(stad.toezicht)
    adres = reverse("toezicht:uitvoer_volledig", args=[livc])
    leeg = browser.post(adres)
    assert leeg.context["volledigform"].errors["reden"]
    antwoord = browser.post(adres, {"volledig-reden": "Voor de jaarlijkse controle."})
    zip_ = zipfile.ZipFile(io.BytesIO(b"".join(antwoord.streaming_content)))
    assert controleer(zip_).startswith("Alles klopt: 301 regels")  # ook deze uitvoer zelf
    assert Regel.objects.filter(soort="toezicht.uitvoer").count() == 1
    assert str(livc) not in antwoord["Content-Disposition"]
    for wie in (stad.beheer, stad.burgemeester):
        assert als(wie).post(adres, {"volledig-reden": "x"}).status_code == 404


def test_de_pagina_toont_hoe_het_met_het_bewijs_staat(livc: UUID, stad: Stad, als: Any) -> None:
    pagina = als(stad.toezicht).get(reverse("toezicht:bewijs", args=[livc])).content.decode()
    assert "Er is nog niets getekend" in pagina
    controlepunten.teken(livc)
    pagina = als(stad.toezicht).get(reverse("toezicht:bewijs", args=[livc])).content.decode()
    assert "300 regels getekend" in pagina
    assert str(controlepunten.sleutel(livc)).split("+")[0] in pagina
