"""De vaste criteria van de weging (LR-07).

Elke vraag krijgt ja, nee of onbekend, met een toelichting. Er wordt nooit opgeteld: geen score, geen rangorde (LR-58).
Een weging onthoudt haar versie; een oude versie blijft daarom leesbaar en verandert niet meer.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

VERSIE = "2026-1"

ANTWOORDEN = (("ja", _("ja")), ("nee", _("nee")), ("onbekend", _("onbekend")))

GROEPEN = {
    "bron": _("Hoe zeker is het"),
    "zorg": _("Wat zorgen geeft"),
    "bescherming": _("Wat beschermt"),
    "hulp": _("Wat al kan zonder het LIVC"),
}


@dataclass(frozen=True)
class Criterium:
    """Eén vraag. De code blijft voor altijd dezelfde vraag aanduiden."""

    code: str
    groep: str
    vraag: Any


CRITERIA: dict[str, tuple[Criterium, ...]] = {
    VERSIE: (
        Criterium("bron_zelf", "bron", _("Zag of hoorde de bron dit zelf?")),
        Criterium("bron_tweede", "bron", _("Zegt een andere bron hetzelfde?")),
        Criterium("bron_gewoon", "bron", _("Is er een gewone verklaring voor wat gezien is?")),
        Criterium("zorg_geweld", "zorg", _("Praat de persoon geweld goed om een doel te bereiken?")),
        Criterium("zorg_netwerk", "zorg", _("Zoekt de persoon mensen op die tot geweld oproepen?")),
        Criterium("zorg_breuk", "zorg", _("Brak de persoon plots met familie, vrienden, school of werk?")),
        Criterium("zorg_daad", "zorg", _("Bereidt de persoon iets voor, of dreigt de persoon?")),
        Criterium("kracht_naaste", "bescherming", _("Is er een naaste die vertrouwen krijgt en helpt?")),
        Criterium(
            "kracht_bezigheid", "bescherming", _("Heeft de persoon school, werk of een vaste bezigheid?")
        ),
        Criterium("kracht_gesprek", "bescherming", _("Staat de persoon open voor een gesprek of hulp?")),
        Criterium("hulp_bezig", "hulp", _("Volgt een dienst de persoon al op?")),
        Criterium("hulp_volstaat", "hulp", _("Kan een gewone dienst dit alleen opnemen?")),
    )
}


def codes() -> tuple[str, ...]:
    """De vragen van de huidige versie, in volgorde."""
    return tuple(criterium.code for criterium in CRITERIA[VERSIE])
