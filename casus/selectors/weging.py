"""De twee wegingen, voor wie ze mag lezen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casus import criteria
from casus.models import Signaal, Weging
from casus.voorwaarden.signaal import beletten_uitkomst, mag_andere_weging_lezen
from toegang.beleid import relaties_van
from toegang.models import Gebruiker


@dataclass(frozen=True)
class Weegblad:
    """`wegingen`: wie al woog (rol, naam, datum). `leesbaar`: wat deze gebruiker er ook van mag lezen."""

    signaal: Signaal
    rol: str | None
    wegingen: list[Weging]
    leesbaar: list[Weging]

    @property
    def eigen(self) -> Weging | None:
        return next((weging for weging in self.wegingen if weging.rol == self.rol), None)

    @property
    def kan_besluiten(self) -> bool:
        return not beletten_uitkomst(self.signaal, self.wegingen)

    @property
    def vergelijking(self) -> "list[Groep]":
        return vergelijk(self.leesbaar)


def weegblad(gebruiker: Gebruiker, signaal: Signaal) -> Weegblad:
    """Roep eerst het beleid aan; dit beslist alleen welke van de twee wegingen leesbaar is (LR-07)."""
    wegingen = list(signaal.wegingen.select_related("weger").order_by("rol"))
    rol = weegrol(gebruiker, signaal, wegingen)
    eigen = next((weging for weging in wegingen if weging.rol == rol), None)
    alles = mag_andere_weging_lezen(rol is not None, eigen)
    return Weegblad(signaal, rol, wegingen, wegingen if alles else [])


def weegrol(gebruiker: Gebruiker, signaal: Signaal, wegingen: Sequence[Weging]) -> str | None:
    """Als wie iemand weegt. Wie twee rollen heeft, houdt de rol waarin hij al woog."""
    rollen = [rol.value for rol in Weging.Weger if rol.value in relaties_van(gebruiker, signaal)]
    for weging in wegingen:
        if weging.rol in rollen and weging.weger_id == gebruiker.pk:
            return weging.rol
    return rollen[0] if rollen else None


@dataclass(frozen=True)
class Antwoord:
    wie: str
    antwoord: str
    toelichting: str


@dataclass(frozen=True)
class Vraag:
    vraag: Any
    antwoorden: list[Antwoord]


@dataclass(frozen=True)
class Groep:
    naam: Any
    vragen: list[Vraag]


def vergelijk(wegingen: Sequence[Weging]) -> list[Groep]:
    """Per vraag de antwoorden naast elkaar, in woorden; nooit een som (LR-58)."""
    if not wegingen:
        return []
    # Elke weging leest men met de vragen van haar eigen versie.
    vragen = {c.code: c for weging in wegingen for c in criteria.CRITERIA[weging.criteria_versie]}
    groepen = []
    for code, naam in criteria.GROEPEN.items():
        eigen = [criterium for criterium in vragen.values() if criterium.groep == code]
        groepen.append(Groep(naam, [Vraag(c.vraag, [_antwoord(w, c.code) for w in wegingen]) for c in eigen]))
    return groepen


def _antwoord(weging: Weging, code: str) -> Antwoord:
    gegeven = weging.antwoorden.get(code, {})
    woord = dict(criteria.ANTWOORDEN).get(gegeven.get("antwoord", ""), "")
    return Antwoord(weging.get_rol_display(), str(woord), gegeven.get("toelichting", ""))
