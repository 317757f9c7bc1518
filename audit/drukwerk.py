"""Een toegankelijke PDF (PDF/UA-1) uit een sjabloon en gegevens, in het geheugen gemaakt; niets ervan wordt als opmaak gelezen.

De lettertypen zitten in typst zelf. Ze kennen elk Latijns, Grieks, Cyrillisch, Arabisch, Hebreeuws, Georgisch en Armeens
schrift, dus elke naam uit een Belgisch register. Wat ze niet kennen (Chinees, een emoji), laat PDF/UA-1 niet toe.
"""

import json
import re
from pathlib import Path
from typing import Any

import typst

VERVANGEN = "?"
RONDES = 8
"""Zoveel verschillende tekens worden een voor een vervangen; daarna alles buiten de schriften hierboven."""
_ANDER_SCHRIFT = re.compile(r"[^\u0000-\u06ff\u10a0-\u10ff\u1e00-\u206f\u20a0-\u20cf]")
VERBODEN = frozenset("\0\ufeff\ufffe")
"""Geen PDF/UA mag ze bevatten."""
_PROEF = b"""#set document(title: "x", date: none)
#set text(lang: "nl", region: "be", font: "Libertinus Serif")
#json(bytes(sys.inputs.gegevens))"""
_TEKEN = re.compile(r'(?:the text|codepoint) `"(.+?)"`', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def druk(sjabloon: Path, gegevens: dict[str, Any], *, letterlijk: Any = None) -> bytes:
    """De PDF. Een teken zonder letter in een naam wordt een vraagteken: een bewijs mag er niet op stuklopen.

    Wat in `letterlijk` staat, verandert nooit: dat is nagekeken toen het geschreven werd. Raises typst.TypstError.
    """
    tekst = json.dumps(gegevens, ensure_ascii=False)
    vast = json.dumps(letterlijk, ensure_ascii=False)
    for _ronde in range(RONDES):
        try:
            return _pdf(str(sjabloon), tekst)
        except typst.TypstError as fout:
            teken = json.dumps(_teken(fout), ensure_ascii=False)[1:-1]  # een stuurteken staat er als code in
            if not teken or teken not in tekst or teken in vast:
                raise
            tekst = tekst.replace(teken, VERVANGEN)
    # Een lap tekst in een ander schrift: niet nog eens zetten per teken.
    return _pdf(str(sjabloon), _ANDER_SCHRIFT.sub(lambda t: t[0] if t[0] in vast else VERVANGEN, tekst))


def onzetbaar(tekst: str) -> str:
    """Het eerste teken dat niet gedrukt kan worden, of niets."""
    if verboden := next((teken for teken in tekst if teken in VERBODEN), ""):
        return verboden
    if not tekst.strip():
        return ""
    try:
        _pdf(_PROEF, json.dumps(tekst))
    except typst.TypstError as fout:
        return _teken(fout) or "?"
    return ""


def _pdf[Bron: (str, bytes)](bron: Bron, gegevens: str) -> bytes:
    return typst.compile(
        bron,
        format="pdf",
        sys_inputs={"gegevens": gegevens},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )


def _teken(fout: typst.TypstError) -> str:
    """Typst schrijft een onzichtbaar teken als zijn code."""
    gevonden = _TEKEN.search(str(fout))
    return _CODE.sub(lambda code: chr(int(code[1], 16)), gevonden[1]) if gevonden else ""
