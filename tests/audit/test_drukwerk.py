"""Welke letters een PDF kent, en wat er met de andere gebeurt."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from audit import drukwerk
from audit.drukwerk import druk, onzetbaar

FICHE = Path(__file__).parents[2] / "casus" / "sjablonen" / "fiche.typ"
NAMEN = {
    "Turks": "Gülşah Çağrı Işık İnönü",
    "Pools": "Łucja Żółć-Święcicka",
    "Roemeens": "Ștefan Țîrlea Brâncuși",
    "Tsjechisch": "Dvořák Čeněk Ďurišová",
    "Vietnamees": "Nguyễn Thị Đặng Hằng Ượng",
    "losse accenten": "Dvor\u030ca\u0301k S\u0327ahin",
    "Azeri en Berbers": "Əliyev Ḥammou Ɛli",
    "Grieks": "Γιώργος Παπαδόπουλος",
    "Cyrillisch": "Жанна Їжакевич Ђорђе",
    "Arabisch": "محمد بن سلمان",
    "Hebreeuws": "שלום כהן",
    "Georgisch en Armeens": "გიორგი Արմեն",
}


def gegevens(naam: str) -> dict[str, Any]:
    return {
        "titel": "Terugkoppelingsfiche",
        "onder": "LIVC Voorbeeldegem",
        "gegevens": [["Voor", "OCAD"]],
        "delen": [{"kop": "Over wie", "alineas": [naam]}],
        "watermerk": "OCAD",
        "bladzijde": "bladzijde",
        "slot": [],
        "afdruk": ["Vingerafdruk", "abc"],
    }


def gelezen(pdf: bytes, pad: Path) -> str:
    programma = shutil.which("pdftotext")
    if programma is None:
        pytest.skip("pdftotext staat er niet")
    pad.write_bytes(pdf)
    return subprocess.run([programma, str(pad), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("taal", NAMEN)
def test_een_naam_uit_een_register_is_te_drukken(taal: str) -> None:
    assert onzetbaar(NAMEN[taal]) == ""
    delen = gegevens(NAMEN[taal])
    assert druk(FICHE, delen, letterlijk=delen).startswith(b"%PDF")


@pytest.mark.parametrize("taal", ["Turks", "Pools", "Roemeens", "Tsjechisch", "Vietnamees", "Cyrillisch"])
def test_en_staat_er_met_dezelfde_letters(taal: str, tmp_path: Path) -> None:
    assert NAMEN[taal] in gelezen(druk(FICHE, gegevens(NAMEN[taal])), tmp_path / "fiche.pdf")


@pytest.mark.parametrize("teken", ["王", "ሰ", "😀", "\x07"])
def test_wat_geen_letter_heeft_wordt_genoemd_en_in_een_naam_een_vraagteken(
    teken: str, tmp_path: Path
) -> None:
    assert onzetbaar(f"Zeno {teken}") == teken
    tekst = gelezen(druk(FICHE, gegevens(f"Zeno {teken}Y")), tmp_path / "fiche.pdf")
    assert "Zeno ?Y" in tekst


@pytest.mark.parametrize("teken", ["\ufeff", "\0", "\ufffe"])
def test_een_teken_dat_een_pdf_verbiedt_wordt_altijd_genoemd(teken: str) -> None:
    """Typst struikelt er maar op sommige plaatsen over: dan faalt het drukken pas na het nakijken."""
    assert onzetbaar(f"Zeno {teken}Verzonnen") == teken


def test_een_lap_tekst_in_een_ander_schrift_wordt_niet_per_teken_gezet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keren: list[str] = []
    echt = drukwerk._pdf

    def geteld(bron: Any, gegevens: str) -> bytes:
        keren.append(gegevens)
        return echt(bron, gegevens)

    monkeypatch.setattr(drukwerk, "_pdf", geteld)
    tekst = "".join(chr(0x4E00 + n) for n in range(200)) + " Gülşah €"
    assert druk(FICHE, gegevens(tekst)).startswith(b"%PDF")
    assert len(keren) == drukwerk.RONDES + 1
    assert "Gülşah €" in keren[-1]


def test_wat_letterlijk_moet_blijven_wordt_nooit_vervangen() -> None:
    delen = gegevens("王")
    with pytest.raises(typst.TypstError):
        druk(FICHE, delen, letterlijk=delen["delen"])
    anders = gegevens("Zeno") | {"onder": "LIVC 王"}
    assert druk(FICHE, anders, letterlijk=anders["delen"]).startswith(b"%PDF")
