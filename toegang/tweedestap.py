"""Niemand komt binnen met een wachtwoord alleen: elk account doet een tweede stap, vanaf de eerste keer.

Wie er nog geen heeft, ziet alleen de pagina's om er een te kiezen. Wie er een heeft maar ze in deze sessie niet
deed, is hier niet aangemeld: dat kan alleen als de tweede stap er later bij kwam, in een andere browser.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .factoren import SOORTEN, factoren
from .models import Gebruiker

AANBIEDER = "oidc"

# Wat nodig is om een tweede stap te kiezen, en om ervan af te zien.
INSCHRIJVEN = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout"}
)


def gedaan(request: HttpRequest) -> bool:
    """Deed wie hier aangemeld is, in deze sessie zijn tweede stap?"""
    return any(stap.get("method") == "mfa" for stap in get_authentication_records(request, request.user))


def met_aanbieder(request: HttpRequest) -> bool:
    """Deed deze persoon de tweede stap van deze sessie bij een aanbieder (toegang.oidc)?"""
    stappen = get_authentication_records(request, request.user)
    return any(stap.get("method") == "mfa" and stap.get("type") == AANBIEDER for stap in stappen)


def noteer(request: HttpRequest, factor: Authenticator) -> None:
    """Wie net een sleutel of app toevoegde, toonde dat hij ze heeft: dat is de tweede stap van deze sessie."""
    if factor.type in SOORTEN:
        record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)


class TweedestapMiddleware:
    """Laat een halve aanmelding nergens binnen, behalve waar ze heel kan worden."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Ook een foutpagina toont een halve aanmelding geen menu (toegang.contextprocessors).
        request.half_aangemeld = request.user.is_authenticated and not gedaan(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.half_aangemeld or not getattr(view, "login_required", True):  # type: ignore[attr-defined]
            return None
        if isinstance(request.user, Gebruiker) and factoren(request.user).exists():
            logout(request)
            return redirect("account_login")
        naam = request.resolver_match.view_name if request.resolver_match else ""
        return None if naam in INSCHRIJVEN else redirect("mfa_index")
