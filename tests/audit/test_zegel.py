"""Het zegel: alleen de privésleutel opent, en alleen in de regel waar het bij hoort."""

import pytest

from audit.verificateur import open_inhoud
from audit.zegel import (
    DOEL,
    SUITE,
    ZegelFout,
    _publiek,
    canoniek,
    maak_sleutelpaar,
    open_zegel,
    regelsleutel,
    verzegel,
)

PRIVE, PUBLIEK = maak_sleutelpaar()
INHOUD = {"actor": {"naam": "Zoë"}, "feiten": {"n": 1}}
BAND = b'{"id":"1"}'


def test_heen_en_terug() -> None:
    assert open_zegel(PRIVE, verzegel(PUBLIEK, INHOUD, BAND), BAND) == INHOUD


def test_twee_keer_verzegelen_geeft_iets_anders() -> None:
    assert verzegel(PUBLIEK, INHOUD, BAND) != verzegel(PUBLIEK, INHOUD, BAND)


@pytest.mark.regel("LR-31")
def test_een_andere_privesleutel_opent_niet() -> None:
    andere, _ = maak_sleutelpaar()
    with pytest.raises(ZegelFout):
        open_zegel(andere, verzegel(PUBLIEK, INHOUD, BAND), BAND)


def test_een_zegel_opent_niet_in_een_andere_regel() -> None:
    with pytest.raises(ZegelFout):
        open_zegel(PRIVE, verzegel(PUBLIEK, INHOUD, BAND), b'{"id":"2"}')


@pytest.mark.parametrize("plaats", [0, 40, 1140, -1], ids=["afdruk", "mlkem", "x25519", "inhoud"])
def test_geknoei_opent_niet(plaats: int) -> None:
    omhulling = bytearray(verzegel(PUBLIEK, INHOUD, BAND))
    omhulling[plaats] ^= 1
    with pytest.raises(ZegelFout):
        open_zegel(PRIVE, bytes(omhulling), BAND)


@pytest.mark.parametrize("lengte", [0, 10, -1])
def test_afgeknipt_opent_niet(lengte: int) -> None:
    with pytest.raises(ZegelFout):
        open_zegel(PRIVE, verzegel(PUBLIEK, INHOUD, BAND)[:lengte], BAND)


def test_de_lengte_zegt_weinig() -> None:
    kort, lang = verzegel(PUBLIEK, {"reden": "a"}, BAND), verzegel(PUBLIEK, {"reden": "a" * 200}, BAND)
    assert len(kort) == len(lang)


def test_canoniek_kent_een_schrijfwijze() -> None:
    assert canoniek({"b": "é", "a": None}) == b'{"a":null,"b":"\\u00e9"}'


def test_met_de_sleutel_van_een_regel_opent_alleen_die_regel() -> None:
    een, ander = verzegel(PUBLIEK, INHOUD, BAND), verzegel(PUBLIEK, INHOUD, BAND)
    sleutel = regelsleutel(PRIVE, een, BAND)
    assert canoniek(INHOUD) == open_inhoud(sleutel, een, BAND).rstrip()
    with pytest.raises(ValueError):
        open_inhoud(sleutel, ander, BAND)
    with pytest.raises(ValueError):
        open_inhoud(sleutel, een, b'{"id":"2"}')


def test_een_andere_sleutel_laat_niets_anders_lezen() -> None:
    """De afdruk in de omhulling legt de sleutel vast; AES-GCM alleen doet dat niet."""
    omhulling = verzegel(PUBLIEK, INHOUD, BAND)
    vals = bytes(32) + omhulling[32:]
    with pytest.raises(ValueError):
        open_inhoud(regelsleutel(PRIVE, omhulling, BAND), vals, BAND)


def test_een_regel_van_voor_de_eigen_sleutel_blijft_leesbaar() -> None:
    oud = SUITE.encrypt(canoniek(INHOUD), _publiek(PUBLIEK), DOEL[1] + BAND)
    assert open_zegel(PRIVE, oud, BAND, versie=1) == INHOUD
    with pytest.raises(ZegelFout):
        open_zegel(PRIVE, oud, BAND)
