"""Wat elke pagina weet: het menu van deze gebruiker, zijn werkplek, en of dit de demo is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from toegang.beleid import rollen_van
from toegang.factoren import DEMOGEHEIM
from toegang.livcs import ontbrekende_kernrollen
from toegang.models import Gebruiker, Livc, Organisatielid
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


def navigatie(request: HttpRequest) -> dict[str, Any]:
    """Lui: een foutpagina of een fragment dat het menu niet toont, stelt ook geen vraag aan de databank."""
    return {
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "werkplek": SimpleLazyObject(lambda: _werkplek(request)),
        "vacatures": SimpleLazyObject(lambda: _vacatures(request)),
        "demo": settings.DEMO,
        "demo_geheim": DEMOGEHEIM if settings.DEMO else "",
        "thema_css": settings.THEMA_CSS,
        "oidc_naam": settings.OIDC["naam"] if settings.OIDC["issuer"] else "",
    }


def _rollen(request: HttpRequest) -> dict[UUID, frozenset[Rol]]:
    gevonden: dict[UUID, frozenset[Rol]] | None = getattr(request, "_rollen", None)
    if gevonden is None:
        gevonden = rollen_van(request.user)
        request._rollen = gevonden  # type: ignore[attr-defined]
    return gevonden


def _menu(request: HttpRequest) -> list[Punt]:
    # Wie zijn tweede stap nog niet deed, is nog nergens binnen.
    if not request.user.is_authenticated or getattr(request, "half_aangemeld", False):
        return []
    rollen = frozenset[Rol]().union(*_rollen(request).values())
    punten = []
    for label, urlnaam, zichtbaar_voor, genodigde in MENU:
        if not (rollen & zichtbaar_voor or (genodigde and not rollen)):
            continue
        try:
            url = reverse(urlnaam)
        except NoReverseMatch:
            continue
        punten.append(Punt(label, url, _huidig(request.path, url)))
    return punten


def _huidig(pad: str, url: str) -> str:
    if pad == url:
        return "page"
    return "true" if url != "/" and pad.startswith(url) else ""


@dataclass(frozen=True, slots=True)
class Vacature:
    """Een LIVC waarvan een kernrol leeg staat: het leest verder, maar begint niets nieuws (LR-10)."""

    livc: Livc
    rollen: str


def _vacatures(request: HttpRequest) -> list[Vacature]:
    """Voor wie er iets aan kan doen of er last van heeft: de kern en de beheerder."""
    if not isinstance(getattr(request, "user", None), Gebruiker) or getattr(request, "half_aangemeld", False):
        return []
    eigen = [livc for livc, rollen in _rollen(request).items() if rollen & (KERN | {Rol.BEHEERDER})]
    leeg = {livc: ontbrekende_kernrollen(livc) for livc in eigen}
    namen = Livc.objects.in_bulk([livc for livc, rollen in leeg.items() if rollen])
    return [
        Vacature(rij, ", ".join(str(rol.label) for rol in leeg[rij.pk]))
        for rij in sorted(namen.values(), key=_op_naam)
    ]


def _op_naam(livc: Livc) -> tuple[str, UUID]:
    return livc.naam, livc.pk


def _werkplek(request: HttpRequest) -> str:
    """Waar en als wie iemand werkt: 'LIVC Voorbeeldegem · burgemeester', of de organisatie van een genodigde."""
    wie = getattr(request, "user", None)
    if not isinstance(wie, Gebruiker) or getattr(request, "half_aangemeld", False):
        return ""
    rollen = _rollen(request)
    if not rollen:
        leden = Organisatielid.objects.geldig(timezone.localdate()).filter(gebruiker=wie)
        return ", ".join(
            leden.order_by("organisatie__naam").values_list("organisatie__naam", flat=True).distinct()
        )
    namen = Livc.objects.in_bulk(list(rollen))
    return "; ".join(
        f"{livc} · {', '.join(sorted(str(rol.label) for rol in rollen[livc.pk]))}"
        for livc in sorted(namen.values(), key=_op_naam)
    )
