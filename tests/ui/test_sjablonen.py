"""Afspraken over sjablonen die zichzelf bewaken."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

BASIS = Path(settings.BASE_DIR)
MAP = BASIS / "templates"
SJABLONEN = sorted(p for p in MAP.rglob("*") if p.is_file())
HTML = [p for p in SJABLONEN if p.suffix == ".html"]


def naam(pad: Path) -> str:
    return pad.relative_to(MAP).as_posix()


@pytest.mark.parametrize("pad", SJABLONEN, ids=naam)
def test_sjabloon_is_leesbaar(pad: Path) -> None:
    get_template(naam(pad))


@pytest.mark.parametrize("pad", HTML, ids=naam)
def test_geen_opmaak_of_script_in_het_sjabloon(pad: Path) -> None:
    """Het beleid voor inhoud (CSP) weigert ze; in de browser zou de pagina dus stil breken."""
    tekst = pad.read_text()
    assert not re.search(r"<style\b|\sstyle\s*=", tekst), "opmaak hoort in static/css"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", tekst), "gedrag hoort in static/js"
    for script in re.findall(r"<script\b([^>]*)>", tekst):
        assert "src=" in script, "een script staat in een eigen bestand"
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", tekst), "niets komt van een andere server"


@cache
def code() -> str:
    mappen = [BASIS / m for m in ("casus", "toegang", "audit", "config", "templates", "tests")]
    return "\n".join(
        p.read_text() for m in mappen for p in m.rglob("*") if p.suffix in {".py", ".html", ".txt"}
    )


def _van_een_pakket(pad: Path) -> bool:
    """Overschrijft een sjabloon van Django of allauth, dat het zelf opvraagt."""
    import allauth

    pakketten = [Path(allauth.__file__).parent, Path(django.__file__).parent]
    return any((p / "templates" / naam(pad)).is_file() for p in pakketten)


@pytest.mark.parametrize("pad", SJABLONEN, ids=naam)
def test_sjabloon_wordt_gebruikt(pad: Path) -> None:
    """Een sjabloon dat niemand opvraagt, veroudert zonder dat iemand het ziet."""
    if _van_een_pakket(pad) or re.fullmatch(r"(400|403|404|500|403_csrf|409)\.html", naam(pad)):
        return  # Django zelf, of de middleware met de status in de naam
    assert f'"{naam(pad)}"' in code() or f"'{naam(pad)}'" in code()


ZICHTBAAR = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
EIGENNAMEN = {"Casusoverleg", "nbsp", "middot", "doctype", "html"}


def onvertaald(tekst: str) -> list[str]:
    """Woorden in een sjabloon die niet door gettext gaan: tekst en de attributen die iemand te zien krijgt."""
    tekst = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", " ", tekst, flags=re.DOTALL)
    tekst = re.sub(r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}", " ", tekst, flags=re.DOTALL)
    tekst = re.sub(r"\{% block bladsoort %\}.*?\{% endblock %\}", " ", tekst)  # een CSS-klasse
    tekst = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", tekst, flags=re.DOTALL)
    attributen = re.findall(r"(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"", tekst)
    zonder_tags = re.sub(r"<[^>]*>", " ", tekst, flags=re.DOTALL)
    woorden = ZICHTBAAR.findall(" ".join([*attributen, zonder_tags]))
    return [w for w in woorden if w not in EIGENNAMEN and not w.endswith("test")]


ADRES = re.compile(r"\S+@\S+\.test")


@pytest.mark.parametrize("pad", HTML, ids=naam)
def test_elke_tekst_is_vertaalbaar(pad: Path) -> None:
    """Een Franstalige CSIL-R werkt onder dezelfde wet: elke zin moet te vertalen zijn."""
    assert onvertaald(ADRES.sub(" ", pad.read_text())) == []


def test_zoeker_vindt_onvertaalde_tekst() -> None:
    assert onvertaald('<p aria-label="Hallo">{% translate "ja" %} Dag</p>') == ["Hallo", "Dag"]


@pytest.mark.parametrize("status", ["500", "503"])
def test_storingspagina_staat_op_zichzelf(status: str) -> None:
    """Ze mag niets nodig hebben dat zelf stuk kan zijn: geen context, geen databank, geen manifest."""
    html = render_to_string(f"{status}.html")
    for pad in re.findall(r'href="/static/([^"]+)"', html):
        assert (BASIS / "static" / pad).is_file()
    assert "{% extends" not in (MAP / f"{status}.html").read_text()


def test_titels_bevatten_nooit_gegevens() -> None:
    """Een paginatitel staat in de geschiedenis van de browser (LR-34)."""
    for pad in HTML:
        for titel in re.findall(r"\{% block titel %\}(.*?)\{% endblock", pad.read_text(), re.DOTALL):
            assert "{{" not in titel, naam(pad)
