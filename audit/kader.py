"""Het kader rond elke pagina van het toezicht: welk logboek, welke bladen, en of het ontgrendeld is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toegang.models import Livc

from . import sessie
from .selectors.logboek import livcs

BLADEN: tuple[tuple[str, Any], ...] = (
    ("nazicht", _("Te bekijken")),
    ("bevindingen", _("Bevindingen")),
    ("regels", _("Logboek")),
    ("verslagen", _("Verslagen")),
    ("bewijs", _("Bewijs")),
    ("sleutels", _("Sleutels")),
)
"""De bladen van het toezicht: urlnaam en opschrift, in volgorde."""


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: Any
    huidig: bool


def kader(request: HttpRequest, livc: Livc, huidig: str) -> dict[str, Any]:
    """De context die `audit/kader.html` vraagt; `huidig` is de urlnaam van het blad."""
    bladen = BLADEN
    # Alleen dit blad opent ook voor wie nog geen sleutel kreeg; de andere bestaan voor die persoon niet.
    if huidig == "sleutels" and livc not in livcs(request.user):
        bladen = tuple(blad for blad in BLADEN if blad[0] == huidig)
    tabs = [Tab(reverse(f"toezicht:{naam}", args=[livc.pk]), label, naam == huidig) for naam, label in bladen]
    return {"livc": livc, "tabs": tabs, "tot": sessie.ontgrendeld_tot(request, livc.pk)}
