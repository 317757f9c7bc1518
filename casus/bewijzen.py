"""Welke test bewijst welke regel van de wet: de merktekens in `tests/`, gelezen uit de broncode.

Zo heeft het blad geen pytest nodig. Dat elke test in de lijst ook liep en slaagde, bewaakt `tests/bewijs.py`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, order=True)
class Bewijs:
    """Een test die met `@pytest.mark.regel` zegt welke regel ze bewijst; `test` is bestand::functie."""

    regel: str
    test: str


def bewijzen(basis: Path | None = None) -> list[Bewijs]:
    """Alle merktekens onder `basis/tests`: boven een functie, een klasse, of een heel bestand (`pytestmark`)."""
    basis = basis or Path(settings.BASE_DIR)
    gevonden: dict[Bewijs, None] = {}
    for bestand in sorted((basis / "tests").rglob("test_*.py")):
        boom = ast.parse(bestand.read_text(encoding="utf-8"))
        voor = f"{bestand.relative_to(basis)}::"
        gevonden |= dict.fromkeys(Bewijs(regel, voor + naam) for naam, regel in _tests(boom, _van_blok(boom)))
    return list(gevonden)


def _tests(blok: ast.Module | ast.ClassDef, geerfd: list[str]) -> Iterator[tuple[str, str]]:
    for knoop in blok.body:
        if isinstance(knoop, ast.FunctionDef) and knoop.name.startswith("test"):
            for regel in geerfd + _van_tekens(knoop.decorator_list):
                yield knoop.name, regel
        elif isinstance(knoop, ast.ClassDef) and knoop.name.startswith("Test"):
            ook = geerfd + _van_tekens(knoop.decorator_list) + _van_blok(knoop)
            yield from ((f"{knoop.name}::{naam}", regel) for naam, regel in _tests(knoop, ook))


def _van_blok(blok: ast.Module | ast.ClassDef) -> list[str]:
    """De regels van `pytestmark = …` in dit blok."""
    for knoop in blok.body:
        if isinstance(knoop, ast.Assign) and ast.unparse(knoop.targets[0]) == "pytestmark":
            lijst = knoop.value
            return _van_tekens(lijst.elts if isinstance(lijst, ast.List | ast.Tuple) else [lijst])
    return []


def _van_tekens(tekens: list[ast.expr]) -> list[str]:
    return [
        str(arg.value)
        for teken in tekens
        if isinstance(teken, ast.Call) and ast.unparse(teken.func) == "pytest.mark.regel"
        for arg in teken.args
        if isinstance(arg, ast.Constant)
    ]
