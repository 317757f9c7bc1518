"""De gemaakte documenten liegen niet over de code, en de handleiding wijst nergens naar niets."""

import re
from io import StringIO
from pathlib import Path

from django.core.management import call_command

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_de_gemaakte_paginas_zijn_bij() -> None:
    """Fout? Voer `make docs` uit en bekijk wat er veranderde."""
    call_command("maak_docs", "--controle", stdout=StringIO())


def test_elke_verwijzing_in_de_documenten_bestaat() -> None:
    fout = [
        f"{blad.name} → {doel}"
        for blad in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]
        for doel in re.findall(r"\]\((?!https?:|#)([^)#]+)", blad.read_text(encoding="utf-8"))
        if not (blad.parent / doel).exists()
    ]
    assert not fout, fout
