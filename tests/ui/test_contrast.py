"""De kleuren blijven leesbaar, licht en donker (WCAG 2.2, 1.4.3 en 1.4.11)."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.conf import settings

TEKST = (settings.BASE_DIR / "static/css/tokens.css").read_text()
LICHT_BLOK, DONKER_BLOK = TEKST.split("@media (prefers-color-scheme: dark)")


def kleuren(blok: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", blok))


LICHT = kleuren(LICHT_BLOK)
DONKER = LICHT | kleuren(DONKER_BLOK)
PAREN = [
    *product(["inkt", "inkt-zacht", "accent-diep", "stop"], ["papier", "vlak"]),
    *((k, f"{k}-waas") for k in ("let-op", "stop", "ja", "geheim")),
    *(("inkt", f"{k}-waas") for k in ("let-op", "stop", "ja", "geheim", "accent")),
    *(("accent-diep", f"{k}-waas") for k in ("let-op", "stop", "accent")),
    ("inkt-zacht", "vlak-diep"), ("inkt", "vlak-diep"), ("op-accent", "accent"), ("op-stop", "stop"), ("op-kop", "kop"),
]  # fmt: skip
RANDEN = [*product(["rand", "accent", "stop"], ["papier", "vlak"])]


def helderheid(hex_: str) -> float:
    cijfers = hex_.lstrip("#")
    cijfers = "".join(c * 2 for c in cijfers) if len(cijfers) == 3 else cijfers
    kanalen = [int(cijfers[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanalen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    hoog, laag = sorted((helderheid(a), helderheid(b)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


@pytest.mark.parametrize("schema", [LICHT, DONKER], ids=["licht", "donker"])
@pytest.mark.parametrize(("voor", "achter"), PAREN)
def test_tekst_is_leesbaar(schema: dict[str, str], voor: str, achter: str) -> None:
    assert contrast(schema[voor], schema[achter]) >= 4.5


@pytest.mark.parametrize("schema", [LICHT, DONKER], ids=["licht", "donker"])
@pytest.mark.parametrize(("voor", "achter"), RANDEN)
def test_rand_is_zichtbaar(schema: dict[str, str], voor: str, achter: str) -> None:
    assert contrast(schema[voor], schema[achter]) >= 3
