"""Of een tekst als toegankelijke PDF gedrukt kan worden: een teken zonder letter zou bij het drukken pas falen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.drukwerk import onzetbaar
from toegang.uitzonderingen import Belet

GESCHREVEN = gettext_lazy(
    "In deze tekst staat een teken dat niet gedrukt kan worden: %(teken)s. Haal het weg."
)
GEKOZEN = gettext_lazy(
    "In een stuk dat u koos, staat een teken dat niet gedrukt kan worden: %(teken)s. Kies het niet, of laat het verbeteren."
)
PERSOON = gettext_lazy(
    "In de naam of de gemeente van de persoon staat een teken dat niet gedrukt kan worden: %(teken)s. Schrijf ze zoals"
    " in het rijksregister."
)


def beletten_drukken(tekst: str, regel: str, veld: str = "", uitleg: Any = GESCHREVEN) -> list[Belet]:
    """Noemt het teken dat niet gaat, zodat wie schrijft het vindt."""
    teken = onzetbaar(tekst)
    if not teken:
        return []
    zichtbaar = (
        teken
        if teken.isprintable()
        else _("een onzichtbaar teken (%(code)s)") % {"code": f"U+{ord(teken[0]):04X}"}
    )
    return [Belet(uitleg % {"teken": zichtbaar}, regel, veld)]
