"""De sleutelring: volledig of niet, en nooit te zien."""

import json
import os

import pytest
from pytest_django import Settings

from toegang.sleutelring import Sleutelring, aanbieder, sleutelring
from toegang.uitzonderingen import SleutelFout

RING = Sleutelring.nieuw("2026")


def test_heen_en_terug_door_json() -> None:
    assert Sleutelring.uit_json(RING.als_json()) == RING


def test_de_sleutels_staan_niet_in_de_weergave() -> None:
    assert repr(RING) == "Sleutelring(actief='2026')"


@pytest.mark.parametrize("veld", ["actief", "kek", "index", "pseudoniem", "versie"])
def test_een_ontbrekend_deel_is_een_fout(veld: str) -> None:
    ruw = json.loads(RING.als_json())
    del ruw[veld]
    with pytest.raises(SleutelFout):
        Sleutelring.uit_json(json.dumps(ruw))


@pytest.mark.parametrize(
    "deel", [{"actief": "andere"}, {"index": "AAAA"}, {"kek": {"2026": "?"}}, {"kek": []}, {"versie": 2}]
)
def test_een_verkeerd_deel_is_een_fout(deel: dict[str, object]) -> None:
    with pytest.raises(SleutelFout):
        Sleutelring.uit_json(json.dumps(json.loads(RING.als_json()) | deel))


def test_geen_json_is_een_fout() -> None:
    with pytest.raises(SleutelFout):
        Sleutelring.uit_json("geheim=1")


def test_een_leesfout_toont_geen_sleutels() -> None:
    with pytest.raises(SleutelFout) as fout:
        Sleutelring.uit_json(RING.als_json().replace('"versie"', "versie"))
    assert fout.value.__suppress_context__
    assert "2026" not in str(fout.value)


def test_zonder_sleutelring_start_niets(settings: Settings) -> None:
    settings.SLEUTELRING_BESTAND = settings.SLEUTELRING = ""
    with pytest.raises(SleutelFout, match="geen sleutelring"):
        sleutelring()


def test_een_onvindbaar_bestand_is_een_fout(settings: Settings) -> None:
    settings.SLEUTELRING_BESTAND = "/bestaat/niet"
    with pytest.raises(SleutelFout, match="niet te lezen"):
        sleutelring()


def test_wikkelen_bindt_de_context() -> None:
    kek_id, gewikkeld = RING.wikkel(os.urandom(32), b"een")
    with pytest.raises(SleutelFout):
        RING.ontwikkel(kek_id, gewikkeld, b"twee")


def test_een_onbekende_sleutel_is_een_fout() -> None:
    with pytest.raises(SleutelFout):
        RING.ontwikkel("weg", b"x" * 60, b"")


def test_na_rotatie_blijft_het_oude_leesbaar() -> None:
    kek_id, gewikkeld = RING.wikkel(b"d" * 32, b"c")
    nieuw = RING.met_nieuwe_kek("2027")
    assert nieuw.actief == "2027"
    assert nieuw.ontwikkel(kek_id, gewikkeld, b"c") == b"d" * 32


def test_rotatie_houdt_index_en_pseudoniemen() -> None:
    nieuw = RING.met_nieuwe_kek("2027")
    assert (nieuw.index, nieuw.pseudoniem) == (RING.index, RING.pseudoniem)


class Kluis:
    """Een aanbieder zoals een Vault of KMS."""

    actief = "kluis"


def test_een_kluis_kan_het_wikkelen_overnemen(settings: Settings) -> None:
    settings.SLEUTELAANBIEDER = "tests.toegang.test_sleutelring.Kluis"
    assert aanbieder().actief == "kluis"


def test_standaard_wikkelt_de_sleutelring_zelf() -> None:
    assert aanbieder() is sleutelring()
