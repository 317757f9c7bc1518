"""Een knop zegt wat ze doet: wat iets wist, verstuurt of stopt, noemt ook wat."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASIS = Path(settings.BASE_DIR)
MODULES = sorted(
    p for app in ("casus", "toegang", "audit") for p in (BASIS / app / "selectors").rglob("*.py")
)
VAAG = {
    "annuleren", "bevestigen", "ja", "ok", "intrekken", "opheffen", "sluiten", "stoppen", "uitvoeren", "vastleggen",
    "verder", "verlengen", "versturen", "verwijderen", "weigeren", "overmaken", "aanbieden", "uitsluiten",
}  # fmt: skip
"""Op een knop die een formulier verstuurt, zegt zo'n woord alleen niet wat er gebeurt."""
AANMELDEN = ("account", "mfa", "socialaccount", "toegang")
"""Wie aanmeldt, is op één weg: daar kan niets anders bedoeld zijn."""
VERSTUURT = re.compile(r'<button type="submit"[^>]*>\{% translate "([^"]+)" %\}</button>')
LABEL = re.compile(
    r'\{% translate "([^"]+)" as label %\}(?=(?:(?!as label).)*?\{% formulier \w+ label)', re.DOTALL
)


def knoppen(bron: str) -> Iterator[str]:
    """Het label van elke knop met gevaar, of met een vraag vooraf."""
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "Knop" and len(knoop.args) > 1:
            extra = {woord.arg: ast.unparse(woord.value) for woord in knoop.keywords}
            if "bevestiging" in extra or extra.get("stijl") == "'gevaar'":
                yield ast.unparse(knoop.args[1])


def test_een_knop_met_gevolg_noemt_wat_ze_raakt() -> None:
    gevonden = [label for module in MODULES for label in knoppen(module.read_text())]
    assert len(gevonden) > 10
    kort = [label for label in gevonden if label.startswith("_(") and " " not in label]
    assert not kort, f"een woord alleen zegt niet wat er verdwijnt of vertrekt: {kort}"


@pytest.mark.parametrize("app", ["casus", "audit"])
def test_een_formulier_verstuurt_niet_onder_een_vaag_woord(app: str) -> None:
    vaag, gevonden = [], 0
    for pad in (BASIS / "templates" / app).rglob("*.html"):
        tekst = pad.read_text()
        woorden = [*VERSTUURT.findall(tekst), *LABEL.findall(tekst)]
        gevonden += len(woorden)
        vaag += [(pad.name, w) for w in woorden if w.lower() in VAAG]
    assert gevonden > 5
    assert not vaag, vaag


def test_terug_uit_een_formulier_heet_nooit_annuleren() -> None:
    """Op de bladzijde van een overleg zou dat het overleg kunnen zijn."""
    for pad in (BASIS / "templates").rglob("*.html"):
        if pad.relative_to(BASIS / "templates").parts[0] not in AANMELDEN:
            assert 'translate "Annuleren"' not in pad.read_text(), pad
