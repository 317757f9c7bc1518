"""Bestanden die gemaakt zijn om ‘alles klopt’ te krijgen terwijl het niet zo is, ook door wie de sleutel van het logboek heeft."""

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from audit import controlepunten, ontvangstbewijs, verval
from audit.models import Regel
from audit.soorten import Soort
from audit.verificateur import (
    LOG,
    KloptNiet,
    OngeldigeNota,
    Ontvangstbewijs,
    Sleutel,
    Verval,
    controleer_bewijs,
    hoofd,
)
from audit.verificateur import controleer as reken_na
from tests.audit.test_bezorgen import ontvangen
from tests.audit.test_boom import voeg_toe
from tests.audit.test_uitvoer import anders, uitvoer
from tests.audit.test_verval import JAREN, schrijf_oud
from tests.factories import Stad, maak_stad

pytestmark = pytest.mark.regel("LR-57")


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def livc(stad: Stad) -> UUID:
    voeg_toe(stad.livc.pk, 300)
    return stad.livc.pk


def met(zip_: zipfile.ZipFile, *erbij: tuple[str, bytes]) -> zipfile.ZipFile:
    """Dezelfde uitvoer, met bestanden erachter: ook een naam die er al staat."""
    bestand = io.BytesIO()
    with zipfile.ZipFile(bestand, "w") as kopie:
        for naam in zip_.namelist():
            kopie.writestr(naam, zip_.read(naam))
        for naam, inhoud in erbij:
            kopie.writestr(naam, inhoud)
    return zipfile.ZipFile(bestand)


def lijn(zip_: zipfile.ZipFile, wijzig: Callable[[bytes], bytes], nummer: int = 7) -> zipfile.ZipFile:
    lijnen = zip_.read("regels.jsonl").splitlines(keepends=True)
    lijnen[nummer] = wijzig(lijnen[nummer])
    return anders(zip_, **{"regels.jsonl": b"".join(lijnen)})


def klopt_niet(zip_: zipfile.ZipFile, waarom: str) -> None:
    with pytest.raises(KloptNiet, match=waarom):
        reken_na(zip_)


# -- de zip ----------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_een_bestand_dat_er_twee_keer_staat(livc: UUID) -> None:
    """Het ene programma leest het eerste, het andere het laatste: dan ziet niet iedereen hetzelfde."""
    zip_ = uitvoer(livc)
    vals = zip_.read("regels.jsonl").replace(b"aangemeld", b"afgemeld")
    eerst = io.BytesIO()
    with zipfile.ZipFile(eerst, "w") as kopie:
        kopie.writestr("regels.jsonl", vals)
        for naam in zip_.namelist():
            kopie.writestr(naam, zip_.read(naam))
    klopt_niet(zipfile.ZipFile(eerst), "staat er twee keer")


@pytest.mark.parametrize(
    "naam",
    ["regels-volledig.jsonl", "./regels.jsonl", "Regels.jsonl", "../regels.jsonl", "onthulling.jsonl", "tile/entries/009",
     "tile/0/../entries/000", "tile/7/000"],
)  # fmt: skip
def test_een_bestand_dat_niemand_narekent(livc: UUID, naam: str) -> None:
    klopt_niet(met(uitvoer(livc), (naam, b"{}")), "hoort niet in deze uitvoer")


def test_een_bundel_met_wat_vervallen_is(stad: Stad) -> None:
    """Van een segment waaruit iets verviel, bestaat geen bundel meer: die zou tonen wat weg hoort te zijn."""
    schrijf_oud(stad.livc.pk, 256, geleden=3 * JAREN)
    controlepunten.teken(stad.livc.pk)
    bundel = uitvoer(stad.livc.pk).read("tile/entries/000")
    assert verval.laat_vervallen(stad.livc.pk)
    zip_ = uitvoer(stad.livc.pk)
    assert reken_na(zip_).startswith("Alles klopt")
    klopt_niet(met(zip_, ("tile/entries/000", bundel)), "hoort niet in deze uitvoer")


def test_mappen_mogen(livc: UUID) -> None:
    """Wie een uitvoer uitpakt en weer inpakt, krijgt er mappen bij."""
    assert reken_na(met(uitvoer(livc), ("tile/", b""))).startswith("Alles klopt")


# -- JSON ------------------------------------------------------------------------------------------------------------


def test_een_sleutel_die_twee_keer_in_een_lijn_staat(livc: UUID) -> None:
    """Wie de lijn leest, ziet de eerste waarde; wie narekent, de laatste."""
    klopt_niet(
        lijn(uitvoer(livc), lambda r: r.replace(b"{", b'{"soort": "casus.ingezien", ', 1)), "onleesbaar"
    )


@pytest.mark.parametrize(
    "nummer", [b"7.0", b"7.9", b'"7"', b"1e999", b"NaN", b"true", b"null", b"-0.0", b"9" * 5000]
)
def test_een_volgnummer_is_een_geheel_getal(livc: UUID, nummer: bytes) -> None:
    with pytest.raises(KloptNiet):
        reken_na(lijn(uitvoer(livc), lambda r: r.replace(b'"volgnummer": 7', b'"volgnummer": ' + nummer)))


def test_diepe_haken_zijn_geen_val(livc: UUID) -> None:
    klopt_niet(lijn(uitvoer(livc), lambda _r: b"[" * 200_000 + b"\n"), "onleesbaar")


def test_een_beschadigd_bestand_in_de_zip_is_een_melding(livc: UUID, tmp_path: Path, capsys: Any) -> None:
    pad = tmp_path / "stuk.zip"
    bestand = io.BytesIO()
    zip_ = uitvoer(livc)
    with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as kopie:
        for naam in zip_.namelist():
            kopie.writestr(naam, zip_.read(naam))
    ruw = bytearray(bestand.getvalue())
    plaats = ruw.index(b"regels.jsonl") + len("regels.jsonl")
    ruw[plaats : plaats + 40] = bytes(40)
    pad.write_bytes(bytes(ruw))
    assert hoofd([str(pad)]) == 1
    assert "Klopt niet: regels.jsonl" in capsys.readouterr().err


# -- sleutels --------------------------------------------------------------------------------------------------------


def test_zonder_bewaarde_sleutel_zegt_het_programma_dat_de_uitvoer_haar_niet_bewijst(livc: UUID) -> None:
    """Wie alles verzint, tekent het ook zelf."""
    zip_ = uitvoer(livc)
    assert "Vergelijk die met de sleutel die u elders bewaarde" in reken_na(zip_)
    assert "Vergelijk" not in reken_na(zip_, verwacht=str(controlepunten.sleutel(livc)))


@pytest.mark.parametrize("naam", ["", "een naam", "a\x1b[8m", "a\nb", "a\u2028b", "a\u202eb"])
def test_een_naam_die_iets_anders_toont_dan_ze_is(naam: str) -> None:
    """Een scherm voert stuurtekens uit: zo verdwijnt de waarschuwing die erna komt."""
    with pytest.raises(OngeldigeNota):
        Sleutel.lees(str(Sleutel(naam, LOG, bytes(32))))


# -- verval: wie de sleutel van het logboek heeft, tekent ook een verklaring die niet waar is ------------------------------


def weg(livc: UUID, nummers: range, **velden: Any) -> zipfile.ZipFile:
    """Zoals wie de server heeft een stuk laat verdwijnen: de lijnen weg, en een verklaring met een echte handtekening."""
    zip_ = uitvoer(livc)
    tegel = zip_.read("tile/0/000")
    bladen = b"".join(tegel[n * 32 : n * 32 + 32] for n in nummers)
    jongste = Regel.objects.get(livc_id=livc, volgnummer=nummers[-1]).tijdstip.astimezone(UTC)
    gegevens: dict[str, Any] = {
        "herkomst": controlepunten.herkomst_van(livc),
        "segment": 0,
        "klasse": "aanmeldingen",
        "dagen": 731,
        "tot": jongste,
        "nummers": tuple(nummers),
        "bladen": sha256(bladen).digest(),
        "op": datetime.now(UTC),
    }
    nota = controlepunten.onderteken(livc, Verval(**gegevens | velden).tekst())
    over = [
        r
        for r in zip_.read("regels.jsonl").splitlines(keepends=True)
        if json.loads(r)["volgnummer"] not in nummers
    ]
    kort = anders(zip_, **{"regels.jsonl": b"".join(over), "tile/entries/000": None})
    return met(kort, ("verval/0-aanmeldingen", nota.encode()))


@pytest.mark.parametrize(
    ("klasse", "dagen"), [("aanmeldingen", 0), ("aanmeldingen", -9999), ("aanmeldingen", 730), ("alles", 731)]
)
def test_een_termijn_die_nooit_bestond(livc: UUID, klasse: str, dagen: int) -> None:
    klopt_niet(weg(livc, range(256), klasse=klasse, dagen=dagen), "termijn bestond nooit")


def test_een_jongste_regel_die_ouder_heet_dan_wat_ervoor_staat(livc: UUID) -> None:
    """Alles van gisteren heet ineens drie jaar oud: de regel ervoor, die er nog staat, spreekt het tegen."""
    lang = datetime.now(UTC) - 3 * JAREN
    klopt_niet(weg(livc, range(100, 256), tot=lang), "jonger dan")


def test_een_verval_dat_nog_moet_komen(livc: UUID) -> None:
    klopt_niet(weg(livc, range(256), op=datetime.now(UTC) + 3 * JAREN), "moet nog komen")


# -- bezorgen: wie bezorgt, laat het einde van de periode weg -----------------------------------------------------------------


def test_de_rand_van_een_bezorging_is_een_regel_die_er_nog_is(stad: Stad) -> None:
    """Anders eindigt een periode waar iets verviel, en is wat daarna kwam ongemerkt weg."""
    schrijf_oud(stad.livc.pk, 300, geleden=3 * JAREN, soorten=(Soort.TOEGANG_AANGEMELD, Soort.CASUS_INGEZIEN))
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 128
    toen = (datetime.now(UTC) - 3 * JAREN).date()
    periode = {"van": (toen - timedelta(days=1)).isoformat(), "tot": (toen + timedelta(days=1)).isoformat()}
    zip_ = ontvangen(stad, deel="blind", **periode)
    assert "regels 0 tot en met 300 volledig" in reken_na(zip_)
    tekst = zip_.read("bezorging.txt").decode().split("\n\n")[0] + "\n"
    korter = controlepunten.onderteken(stad.livc.pk, tekst.replace("regels 0-300", "regels 0-200"))
    over = [
        r for r in zip_.read("regels.jsonl").splitlines(keepends=True) if json.loads(r)["volgnummer"] <= 200
    ]
    klopt_niet(
        anders(zip_, **{"bezorging.txt": korter.encode(), "regels.jsonl": b"".join(over)}),
        "erna kan er nog iets zijn",
    )


def test_naast_een_verval_begint_en_eindigt_een_periode_bij_de_volgende_regel_die_er_is(stad: Stad) -> None:
    """Ook eerlijk bezorgen neemt een rand die er nog is."""
    schrijf_oud(stad.livc.pk, 128, geleden=4 * JAREN, soorten=(Soort.CASUS_INGEZIEN, Soort.TOEGANG_AANGEMELD))
    schrijf_oud(stad.livc.pk, 128, geleden=3 * JAREN, soorten=(Soort.CASUS_INGEZIEN, Soort.TOEGANG_AANGEMELD))
    schrijf_oud(stad.livc.pk, 4, geleden=JAREN, soorten=(Soort.TOEGANG_AANGEMELD,))
    controlepunten.teken(stad.livc.pk)
    assert verval.laat_vervallen(stad.livc.pk) == 128
    toen = (datetime.now(UTC) - 3 * JAREN).date()
    periode = {"van": (toen - timedelta(days=1)).isoformat(), "tot": (toen + timedelta(days=1)).isoformat()}
    assert "regels 126 tot en met 256 volledig" in reken_na(ontvangen(stad, **periode))


# -- een ontvangstbewijs --------------------------------------------------------------------------------------------------------


def test_een_bewijs_met_twee_keer_dezelfde_sleutel_of_stuurtekens(livc: UUID) -> None:
    tekst = ontvangstbewijs.maak(Regel.objects.get(volgnummer=3).pk)
    assert tekst
    assert controleer_bewijs(tekst)
    extra = Ontvangstbewijs.lees(tekst).extra
    kop, _extra, rest = tekst.split("\n", 2)
    dubbel = extra.replace(b"{", b'{"regel": {"soort": "deelname.aanvaard"}, ', 1)
    with pytest.raises(KloptNiet, match="beschadigd"):
        controleer_bewijs("\n".join([kop, f"extra {b64encode(dubbel).decode()}", rest]))
