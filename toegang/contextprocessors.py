"""Wat elke pagina weet: het menu van deze gebruiker, zijn werkplek, en of dit de demo is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from toegang.beleid import rollen_van
from toegang.factoren import DEMOGEHEIM
from toegang.livcs import ontbrekende_kernrollen
from toegang.menu import Punt, punten
from toegang.models import Gebruiker, Livc, Organisatielid
from toegang.rollen import KERN, Rol


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
    return punten(rollen, request.path_info)


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
