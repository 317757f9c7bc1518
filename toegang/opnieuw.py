"""Wie iets doet dat pijn kan doen, toont eerst opnieuw dat hij het zelf is.

`@bevestig_eerst` op een view: een POST gaat alleen door als deze persoon in deze sessie zijn tweede stap deed in de
laatste vijf minuten (aanmelden telt mee). Anders vraagt de site eerst die stap, en gaat het formulier daarna verder
met alles wat ingevuld was: het wacht zolang in de sessie, versleuteld. Lezen vraagt niets.

    @bevestig_eerst
    @require_http_methods(["GET", "POST"])
    def afsluiten(request, pk): ...
"""

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import stash_and_reauthenticate
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from .sleutelring import ontsleutel_veld, versleutel_veld

SLEUTEL = "opgeschort"
LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})


def pas_bevestigd(request: HttpRequest, methode: str = "mfa") -> bool:
    """Deed deze persoon deze stap in deze sessie in de laatste vijf minuten?"""
    sinds = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(
        stap.get("method") == methode and stap["at"] > sinds
        for stap in get_authentication_records(request, request.user)
    )


def bevestig_eerst[R: HttpRequest, **P, A: HttpResponseBase](
    view: Callable[Concatenate[R, P], A],
) -> Callable[Concatenate[R, P], A | HttpResponse]:
    """Vraagt voor elke POST een verse tweede stap; wat ingevuld was, blijft bewaard."""

    @wraps(view)
    def eerst(request: R, /, *args: P.args, **kwargs: P.kwargs) -> A | HttpResponse:
        if request.method in LEZEN:
            return view(request, *args, **kwargs)
        if pas_bevestigd(request):
            request.session.pop(SLEUTEL, None)
            return view(request, *args, **kwargs)
        return _schort_op(request)

    return eerst


def bevestig_vooraf[R: HttpRequest, **P, A: HttpResponseBase](
    view: Callable[Concatenate[R, P], A],
) -> Callable[Concatenate[R, P], A | HttpResponse]:
    """Voor een formulier met een wachtzin of een hersteldeel: de tweede stap komt voor het formulier zelf.

    Wat al ingevuld was, wacht nergens: in de sessie zou het onder de sleutelring staan, en die is van de server (LR-57).
    """

    @wraps(view)
    def vooraf(request: R, /, *args: P.args, **kwargs: P.kwargs) -> A | HttpResponse:
        if pas_bevestigd(request):
            return view(request, *args, **kwargs)
        antwoord: HttpResponse = stash_and_reauthenticate(
            request, {"pad": request.get_full_path()}, f"{__name__}.terug"
        )
        return antwoord

    return vooraf


def terug(request: HttpRequest, staat: dict[str, str]) -> HttpResponse:
    """Roept allauth na de tweede stap: opnieuw het lege formulier."""
    return redirect(staat["pad"])


def _schort_op(request: HttpRequest) -> HttpResponse:
    velden = [(naam, waarden) for naam, waarden in request.POST.lists() if naam != "csrfmiddlewaretoken"]
    pakket = versleutel_veld(
        _context(request), json.dumps({"pad": request.get_full_path(), "velden": velden})
    )
    antwoord: HttpResponse = stash_and_reauthenticate(request, {"pakket": pakket}, f"{__name__}.hervat")
    if request.headers.get("HX-Request"):
        # htmx zou de pagina van de tweede stap in een stuk van deze pagina zetten.
        return HttpResponse(headers={"HX-Redirect": antwoord["Location"]})
    return antwoord


def hervat(request: HttpRequest, staat: dict[str, str]) -> HttpResponse:
    """Roept allauth na de tweede stap: de pagina die het formulier opnieuw verstuurt, op zijn eigen adres."""
    request.session[SLEUTEL] = staat["pakket"]
    return redirect("account_verder")


def opgeschort(request: HttpRequest) -> dict[str, Any] | None:
    """Het formulier dat wacht ({"pad", "velden"}), of None. Raises SleutelFout."""
    if SLEUTEL not in request.session:
        return None
    if not pas_bevestigd(request):
        del request.session[SLEUTEL]
        return None
    pakket: dict[str, Any] = json.loads(ontsleutel_veld(_context(request), request.session[SLEUTEL]))
    return pakket


def _context(request: HttpRequest) -> str:
    return f"opgeschort|{request.user.pk}"
