"""Het menu: welke punten iemand ziet, en onder welk punt een pagina hoort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toegang.rollen import KERN, Rol


@dataclass(frozen=True, slots=True)
class Punt:
    """Een punt van het menu. `huidig` is de waarde van aria-current: page, true (een pagina eronder) of leeg."""

    label: str
    url: str
    huidig: str = ""


# Wie geen rol heeft in een LIVC, is een genodigde: die ziet zijn uitnodigingen en wat hij aanvaardde.
MENU: list[tuple[Any, str, frozenset[Rol], bool]] = [
    # label, urlnaam, rollen die het zien, ook voor een genodigde
    (_("Mijn werk"), "casus:werk", frozenset(Rol), True),
    (_("Signalen"), "casus:signalen", KERN, True),
    (_("Casussen"), "casus:casussen", KERN, True),
    (_("Uitnodigingen"), "casus:uitnodigingen", frozenset(), True),
    (_("Overleg"), "casus:overleggen", KERN, True),
    (_("Toezicht"), "toezicht:lijst", frozenset({Rol.TOEZICHTHOUDER, Rol.FUNCTIONARIS}), False),
    (_("Beheer"), "casus:beheer", frozenset({Rol.BEHEERDER}), False),
    (_("LIVC"), "casus:livc", KERN | {Rol.FUNCTIONARIS, Rol.BEHEERDER}, False),
]

_WERK, _CASUSSEN, _TOEZICHT, _LIVC = "casus:werk", "casus:casussen", "toezicht:lijst", "casus:livc"
ONDER: dict[str, tuple[str, ...]] = {
    "": (_WERK,),
    "signalen": ("casus:signalen",),
    **dict.fromkeys(
        (
            "casussen", "inbreng", "deelnames", "fiches", "overdrachten", "overnames", "trajecten", "doelen", "acties",
            "aanbod",
        ),
        (_CASUSSEN,),
    ),
    "uitnodigingen": ("casus:uitnodigingen", _WERK),
    **dict.fromkeys(("overleg", "agendapunten"), ("casus:overleggen",)),
    "toezicht": (_TOEZICHT, _WERK),
    "noodtoegang": (_TOEZICHT, _CASUSSEN),
    "beheer": ("casus:beheer",),
    **dict.fromkeys(("livc", "leden", "accountlinks", "verzoeken", "draaiboek"), (_LIVC,)),
    **dict.fromkeys(
        (
            "herstel", "overdrachtvragen", "raadplegingen", "verlengingen", "vernietiging", "vernietigd", "bewaarplichten",
        ),
        (_WERK,),
    ),
}  # fmt: skip
"""Het eerste deel van een adres → het punt waar het onder hoort; ziet iemand dat niet, dan het volgende."""
VOET = frozenset({"wet", "berichten", "logboek", "account", "gezond"})
"""Wat alleen onderaan elke pagina staat: onder geen enkel punt."""


def punten(rollen: frozenset[Rol], pad: str) -> list[Punt]:
    """Het menu van iemand met deze rollen, met één punt gemerkt."""
    zichtbaar = [
        (label, urlnaam, reverse(urlnaam))
        for label, urlnaam, zichtbaar_voor, genodigde in MENU
        if rollen & zichtbaar_voor or (genodigde and not rollen)
    ]
    onder = ONDER.get(pad.strip("/").split("/")[0], ())
    te_zien = {urlnaam for _label, urlnaam, _url in zichtbaar}
    hier = next((naam for naam in onder if naam in te_zien), "")
    return [
        Punt(label, url, ("page" if url == pad else "true") if urlnaam == hier else "")
        for label, urlnaam, url in zichtbaar
    ]
