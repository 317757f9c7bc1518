"""Wat de controle op geheimen vindt, en wat ze ten onrechte vindt, over een verzonnen verzameling (LR-42)."""

import pytest

from casus.geheimcontrole import afdruk, bekende, raakt
from tests.casus.geheimcorpus import GEHEIMEN, ONSCHULDIG, OVERGENOMEN

pytestmark = pytest.mark.regel("LR-42")
GEVOELIG = {0, 3, 4, 7, 9, 10, 11, 13, 14, 19, 22, 23}
WIE = bekende(["Zeno Verzonnen, geboren op 5 mei 1999, woont in Voorbeeldegem."])


def treft(tekst: str, geheim: str, *, gevoelig: bool = False) -> bool:
    return raakt(afdruk(tekst), afdruk(geheim), WIE, gevoelig=gevoelig)


@pytest.mark.parametrize(("welk", "tekst"), OVERGENOMEN)
def test_wat_overgenomen_is_wordt_gevonden_hoe_ook_geschreven(welk: int, tekst: str) -> None:
    assert treft(tekst, GEHEIMEN[welk], gevoelig=welk in GEVOELIG)


def test_gewone_teksten_geven_geen_vals_alarm() -> None:
    vals = [(g, t) for i, g in enumerate(GEHEIMEN) for t in ONSCHULDIG if treft(t, g, gevoelig=i in GEVOELIG)]
    assert len(vals) <= len(GEHEIMEN) * len(ONSCHULDIG) * 0.005, vals


def test_elk_geheim_wordt_letterlijk_gevonden() -> None:
    gemist = [g for g in GEHEIMEN if not treft(f"Vooraf. {g} Achteraf.", g)]
    assert gemist == []


def test_wie_de_persoon_is_en_wat_vrijgegeven_is_verklapt_niets() -> None:
    assert not treft("Zeno Verzonnen werkt mee.", "Ik zag Zeno Verzonnen bij Karim.")
    assert treft("Karim werkt mee.", "Ik zag Zeno Verzonnen bij Karim.")
    vrij = WIE | bekende(["x Karim helpt hem."])
    assert not raakt(afdruk("Karim werkt mee."), afdruk("Ik zag Zeno Verzonnen bij Karim."), vrij)


@pytest.mark.parametrize(
    "teken", ["\u2066", "\u061c", "\ufe0f", "\u034f", "\U000e0041", "\u3164", "\u180e", "\u0336"]
)
def test_een_onzichtbaar_teken_knipt_geen_woord_in_twee(teken: str) -> None:
    tekst = "Hij verkoopt cannabis aan de schoolpoort.".replace("nn", f"n{teken}n").replace(
        "lp", f"l{teken}p"
    )
    assert treft(tekst, "Zijn neef verkoopt cannabis aan de schoolpoort.")


def test_een_afdruk_toont_zichzelf_nooit() -> None:
    assert "Karim" not in repr(afdruk("Karim dealt."))
