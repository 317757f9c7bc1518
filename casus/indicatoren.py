"""De lijst van aanwijzingen die de burgemeester aankruist (LR-03).

Een overtuiging, mening, geloof of herkomst is nooit op zich een aanwijzing: die rijen staan apart, en alleen die
aankruisen wordt geweigerd. De lijst is geen score: één aanwijzing kan volstaan en tien kunnen te weinig zijn (LR-58).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casus.wetgeving.bronnen import W1998

VERSIE = "2026-1"

DEFINITIE = _(
    "Dat is een proces waarbij een individu of een groep van individuen op dusdanige wijze wordt beïnvloed dat dit individu of "
    "deze groep van individuen mentaal gevormd wordt of bereid is tot het plegen van terroristische handelingen."
)
DEFINITIE_BRON = W1998.bij("art. 3, 15°")


@dataclass(frozen=True)
class Indicator:
    """Eén aanwijzing. `alleen_overtuiging`: zegt alleen iets over wat iemand gelooft, vindt of is."""

    code: str
    tekst: Any
    alleen_overtuiging: bool = False


INDICATOREN: dict[str, tuple[Indicator, ...]] = {
    VERSIE: (
        Indicator("geweld_goedpraten", _("Praat geweld goed om een overtuiging op te leggen")),
        Indicator("geweld_dreigen", _("Dreigt met geweld tegen mensen of gebouwen")),
        Indicator("ontmenselijken", _("Spreekt over een groep mensen alsof hun leven niet telt")),
        Indicator("oproepen", _("Verspreidt beelden of teksten die tot geweld oproepen")),
        Indicator("netwerk", _("Zoekt contact met mensen die tot geweld oproepen of het voorbereiden")),
        Indicator("werven", _("Probeert anderen mee te krijgen in een gewelddadige groep")),
        Indicator("beinvloed", _("Wordt stap voor stap meegetrokken door iemand die geweld verheerlijkt")),
        Indicator("breuk", _("Breekt met naasten omdat die geweld afwijzen")),
        Indicator("voorbereiden", _("Verzamelt middelen, kennis of doelwitten")),
        Indicator("vertrekken", _("Wil vertrekken naar een gebied waar een terroristische groep vecht")),
        Indicator("geloof", _("Beleeft een geloof, of beleeft het anders dan vroeger"), True),
        Indicator("mening", _("Heeft een scherpe mening, zonder geweld goed te praten"), True),
        Indicator("overtuiging", _("Heeft een politieke of filosofische overtuiging"), True),
        Indicator("uiterlijk", _("Draagt kledij of tekens van een geloof of overtuiging"), True),
        Indicator("herkomst", _("Heeft een bepaalde herkomst of nationaliteit"), True),
    )
}


def keuzes(*, overtuiging: bool) -> list[tuple[str, Any]]:
    """De keuzes van het formulier; wat alleen een overtuiging noemt, staat in een eigen lijst."""
    return [(i.code, i.tekst) for i in INDICATOREN[VERSIE] if i.alleen_overtuiging == overtuiging]


def noemt_alleen_overtuiging(codes: Iterable[str]) -> bool:
    """Waar als geen enkele aangekruiste code iets zegt over een radicaliseringsproces."""
    tellend = {i.code for i in INDICATOREN[VERSIE] if not i.alleen_overtuiging}
    return not tellend & set(codes)


def onbekende(codes: Iterable[str]) -> set[str]:
    return set(codes) - {i.code for i in INDICATOREN[VERSIE]}
