"""De pagina's van `docs/` die uit de code komen: het beleid, de toestanden, en wet → regel → test.

Ze liegen nooit over de code, want een test vergelijkt ze ermee (`manage.py maak_docs --controle`).
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import translation
from django_fsm import FSMField

from casus.wetgeving import REGELS
from toegang.beleidstabel import RELATIES, TABEL, Toelating

KOP = "<!-- Gemaakt door `manage.py maak_docs`; niet met de hand wijzigen. -->\n"


def alles() -> dict[str, str]:
    """Bestandsnaam in `docs/` → inhoud."""
    with translation.override("nl"):
        return {"beleid.md": beleid(), "toestanden.md": toestanden(), "wet-regel-test.md": wet_regel_test()}


def beleid() -> str:
    """De beleidstabel, voor een functionaris voor gegevensbescherming."""
    regels = [
        KOP,
        "# Wie mag wat\n",
        "Elke rij laat iets toe; wat er niet staat, mag niemand. Een persoon moet alles in de kolom *wie* tegelijk",
        "zijn. Wat in welke toestand kan, staat in [toestanden](toestanden.md).\n",
        "| Actie | Wie | Alleen als | Regel |",
        "|---|---|---|---|",
    ]
    for actie, rijen in TABEL.items():
        regels += [f"| `{actie}` | {_wie(rij)} | {_waar(rij)} | {rij.regel} |" for rij in rijen]
    return "\n".join(regels) + "\n"


def _wie(rij: Toelating) -> str:
    return " en ".join(str(tekst) for naam, tekst in RELATIES.items() if naam in rij.relaties)


def _waar(rij: Toelating) -> str:
    return "; ".join(f"{veld}: {', '.join(waarden)}" for veld, waarden in rij.waar.items())


def toestandsvelden() -> Iterator[tuple[type[models.Model], FSMField]]:
    """Elk model van `casus` met een toestand, en het veld dat ze draagt."""
    for model in apps.get_app_config("casus").get_models():
        for veld in model._meta.fields:
            if isinstance(veld, FSMField):
                yield model, veld


def toestanden() -> str:
    """Per model een diagram van de overgangen, zoals django-fsm ze kent."""
    delen = [
        KOP,
        "# Toestanden\n",
        "Elke overgang is een methode van het model; wie ze mag stellen staat in [beleid](beleid.md).\n",
    ]
    for model, veld in toestandsvelden():
        delen += [f"## {model.__name__}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {veld.default}"]
        overgangen = sorted({(str(o.source), str(o.target), o.name) for o in veld.get_all_transitions(model)})
        delen += [f"    {bron} --> {doel}: {naam}" for bron, doel, naam in overgangen]
        delen += ["```\n"]
    return "\n".join(delen)


@dataclass(frozen=True)
class Bewijs:
    """Een test die met `@pytest.mark.regel` zegt welke regel ze bewijst."""

    regel: str
    test: str


def bewijzen(map_: Path | None = None) -> list[Bewijs]:
    """Alle merktekens in `tests/`, gelezen uit de broncode: zo heeft dit pytest niet nodig."""
    basis = Path(settings.BASE_DIR)
    gevonden = []
    for bestand in sorted((map_ or basis / "tests").rglob("test_*.py")):
        boom = ast.parse(bestand.read_text(encoding="utf-8"))
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.FunctionDef) and knoop.name.startswith("test_"):
                pad = f"{bestand.relative_to(basis) if bestand.is_relative_to(basis) else bestand.name}::{knoop.name}"
                gevonden += [Bewijs(regel, pad) for teken in knoop.decorator_list for regel in _regels(teken)]
    return gevonden


def _regels(teken: ast.expr) -> list[str]:
    if isinstance(teken, ast.Call) and ast.unparse(teken.func) == "pytest.mark.regel":
        return [str(arg.value) for arg in teken.args if isinstance(arg, ast.Constant)]
    return []


def wet_regel_test() -> str:
    """Per regel van de wet: waar ze staat, hoe stevig ze is, en welke tests ze bewijzen."""
    per_regel: dict[str, list[str]] = {}
    for bewijs in bewijzen():
        per_regel.setdefault(bewijs.regel, []).append(bewijs.test)
    delen = [
        KOP,
        "# Wet → regel → test\n",
        "Grondslag: **W** gelezen in de wettekst, **S** uit een bijkomende bron, **B** keuze van dit product.\n",
        "| Regel | Wat | Bron | Grondslag | Tests |",
        "|---|---|---|---|---|",
    ]
    for nummer, regel in REGELS.items():
        tests = "<br>".join(f"`{test}`" for test in per_regel.get(nummer, [])) or "nog geen"
        delen.append(f"| {nummer} | {regel.titel} | {regel.vindplaats} | {regel.grondslag} | {tests} |")
    return "\n".join(delen) + "\n"
