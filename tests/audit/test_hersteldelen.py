"""Twee van de drie delen herstellen het geheim, één zegt niets, en een tikfout valt op."""

import hashlib
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import hersteldelen, letters
from audit.hersteldelen import DeelFout, lees, maal, omgekeerd, splits, voeg_samen

GEHEIM = st.binary(min_size=24, max_size=24)
KENMERK = b"abc"


@pytest.mark.parametrize(("a", "b", "product"), [(0x57, 0x83, 0xC1), (0x57, 0x13, 0xFE), (0x53, 0xCA, 0x01)])
def test_het_lichaam_is_dat_van_aes(a: int, b: int, product: int) -> None:
    """De voorbeelden van FIPS 197, § 4.2."""
    assert maal(a, b) == maal(b, a) == product


def test_elk_getal_heeft_een_omgekeerde() -> None:
    assert all(maal(a, omgekeerd(a)) == 1 for a in range(1, 256))


def test_een_vast_voorbeeld_blijft_hetzelfde() -> None:
    """Delen op papier moeten over jaren nog werken."""
    delen = splits(bytes(range(24)), KENMERK, hashlib.sha256(b"toeval").digest()[:24])
    assert [deel.waarde[:4].hex() for deel in delen] == ["cb050ef3", "8d091af8", "460d1608"]
    assert delen[0].tekst() == VAST
    assert voeg_samen([lees(VAST), delen[2]]) == bytes(range(24))


VAST = "00B1 C9HW P18E YFRW 040D Y9PT GPDS 0KFF JFNS A15S AJJR YNYD 0APA"


@given(GEHEIM, st.permutations([0, 1, 2]))
def test_elke_twee_delen_volstaan(geheim: bytes, volgorde: list[int]) -> None:
    delen = splits(geheim, KENMERK)
    assert voeg_samen([delen[volgorde[0]], delen[volgorde[1]]]) == geheim


@given(GEHEIM, GEHEIM, st.integers(1, 3))
def test_een_deel_zegt_niets(geheim: bytes, ander: bytes, nummer: int) -> None:
    """Bij elk deel hoort elk geheim even goed: er is altijd een rechte die door beide gaat."""
    deel = splits(geheim, KENMERK)[nummer - 1]
    richting = bytes(maal(y ^ s, omgekeerd(nummer)) for y, s in zip(deel.waarde, ander, strict=True))
    assert splits(ander, KENMERK, richting)[nummer - 1].waarde == deel.waarde


@given(GEHEIM)
def test_overtikken_mag_slordig_zijn(geheim: bytes) -> None:
    deel = splits(geheim, KENMERK)[0]
    slordig = deel.tekst().lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    assert lees(slordig) == deel


@given(GEHEIM, st.integers(0, 51), st.integers(1, 31))
def test_een_tikfout_valt_op(geheim: bytes, plaats: int, verschil: int) -> None:
    tekens = splits(geheim, KENMERK)[1].tekst().replace(" ", "")
    ander = letters.LETTERS[letters.LETTERS.index(tekens[plaats]) ^ verschil]
    with pytest.raises(DeelFout):
        lees(tekens[:plaats] + ander + tekens[plaats + 1 :])


@pytest.mark.parametrize("tekst", ["", "ABCD", "Z" * 52, "U" * 52, "0" * 53, "é" * 52])
def test_onzin_is_geen_deel(tekst: str) -> None:
    with pytest.raises(DeelFout):
        lees(tekst)


def test_delen_van_twee_reeksen_gaan_niet_samen() -> None:
    een, ander = splits(bytes(24), b"aaa"), splits(bytes(24), b"bbb")
    with pytest.raises(DeelFout, match="bij elkaar"):
        voeg_samen([een[0], ander[1]])
    with pytest.raises(DeelFout, match="hetzelfde"):
        voeg_samen([een[0], een[0]])


def test_een_deel_toont_zich_niet() -> None:
    deel = splits(bytes(24), KENMERK)[0]
    assert repr(deel) == "<hersteldeel 1>"
    with pytest.raises(TypeError):
        deel.__reduce__()


def test_sleutel_en_bewijs_zeggen_niets_over_elkaar() -> None:
    livc, ander = UUID(int=1), UUID(int=2)
    uit = {
        hersteldelen.prive_uit(bytes(24), livc)[:32],
        hersteldelen.bewijs_uit(bytes(24), livc),
        hersteldelen.bewijs_uit(bytes(24), ander),
    }
    assert len(uit) == 3
