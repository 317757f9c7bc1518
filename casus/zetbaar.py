"""Of een tekst als toegankelijke PDF gedrukt kan worden: een teken zonder letterteken zou bij het drukken pas falen."""

import json
import re

import typst
from django.utils.translation import gettext as _

from toegang.uitzonderingen import Belet

_PROEF = b"""#set document(title: "x", date: none)
#set text(font: "Libertinus Serif")
#json(bytes(sys.inputs.tekst))"""
_TEKEN = re.compile(r'the text `"(.+?)"`')


def beletten_drukken(tekst: str, regel: str, veld: str = "") -> list[Belet]:
    """Noemt het teken dat niet gaat, zodat wie schrijft het vindt."""
    try:
        typst.compile(
            _PROEF,
            format="pdf",
            sys_inputs={"tekst": json.dumps(tekst)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
    except typst.TypstError as fout:
        teken = _TEKEN.search(str(fout))
        uitleg = _("In deze tekst staat een teken dat niet gedrukt kan worden: %(teken)s. Haal het weg.")
        return [Belet(uitleg % {"teken": teken.group(1) if teken else "?"}, regel, veld)]
    return []
