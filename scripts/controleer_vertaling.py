"""Faalt op zichtbare tekst in een sjabloon die buiten gettext staat: het Frans moet kunnen volgen."""

import re
import sys
from pathlib import Path

SJABLONEN = Path(__file__).resolve().parent.parent / "templates"
NIET_ZICHTBAAR = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|<!--.*?-->"
    r"|<(script|style|svg|code|kbd)\b.*?</\1>|<!doctype[^>]*>|&\w+;|[\w.]+@[\w.]+|{%\s*block bladsoort.*?endblock\s*%}",
    re.DOTALL | re.IGNORECASE,
)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ATTRIBUUT = re.compile(r"\s(?:alt|aria-label|placeholder|title|content-label)=\"([^\"]*)\"")
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
WOORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
EIGENNAMEN = {"Casusoverleg"}


def _wis(tekst: str, patroon: re.Pattern[str]) -> str:
    """Vervangt door evenveel regeleinden, zodat regelnummers blijven kloppen."""
    return patroon.sub(lambda m: " " + "\n" * m[0].count("\n"), tekst)


def onvertaald(tekst: str) -> list[tuple[int, str]]:
    zonder_code = _wis(_wis(tekst, NIET_ZICHTBAAR), CODE)
    gevonden = [
        (zonder_code.count("\n", 0, m.start()) + 1, m[1])
        for m in ATTRIBUUT.finditer(zonder_code)
        if WOORD.search(m[1])
    ]
    for nummer, regel in enumerate(_wis(zonder_code, TAG).splitlines(), 1):
        if set(WOORD.findall(regel)) - EIGENNAMEN:
            gevonden.append((nummer, regel.strip()))
    return gevonden


def hoofd() -> None:
    fouten = [
        f"{pad.relative_to(SJABLONEN.parent)}:{nummer}: {tekst}"
        for pad in sorted(SJABLONEN.rglob("*.html"))
        for nummer, tekst in onvertaald(pad.read_text())
    ]
    if fouten:
        sys.exit("Tekst buiten {% translate %}:\n" + "\n".join(fouten))


if __name__ == "__main__":
    hoofd()
