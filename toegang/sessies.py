"""Hoe lang een sessie leeft, en hoe iemand zijn eigen sessies ziet en beëindigt.

Twee grenzen: stil (SESSIE_STIL) en in het geheel (SESSIE_LANGST). Een sessie zonder begin is er geen.
"""

import time
from collections.abc import Callable
from http import HTTPStatus

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import identiteit
from .models import Gebruiker
from .sessieopslag import SESSIES

BEGIN, LAATST = "begonnen", "laatst_gebruikt"
KORREL = 60  # op de minuut: genoeg om te herkennen, te grof om iemand te volgen


def begin(sessie: SessionBase) -> None:
    sessie[BEGIN] = sessie[LAATST] = int(time.time())


def voorbij(sessie: SessionBase) -> bool:
    nu = time.time()
    return bool(
        nu - sessie.get(BEGIN, 0) >= settings.SESSIE_LANGST
        or nu - sessie.get(LAATST, 0) >= settings.SESSIE_STIL
    )


def beeindig(gebruiker: Gebruiker, behalve: str | None = None) -> int:
    """Beëindigt de sessies van deze persoon in elke browser; geeft hoeveel."""
    # Niemand leest de sessies van een ander, ook niet wie ze mag beëindigen.
    with identiteit.als(SESSIES):
        lopend = list(UserSession.objects.filter(user=gebruiker).exclude(session_key=behalve or ""))
        for sessie in lopend:
            sessie.end()
    return len(lopend)


class SessieMiddleware:
    """Beëindigt een sessie die te lang stil was of te lang duurde, en houdt op de minuut bij dat ze leeft."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if voorbij(request.session):
                return _te_laat(request)
            # Een scherm dat vanzelf kijkt of het nog klopt, is geen mens: het houdt een verlaten sessie niet in leven.
            vanzelf = request.headers.get("X-Requested-With") == "stand"
            if not vanzelf and time.time() - request.session[LAATST] >= KORREL:
                request.session[LAATST] = int(time.time())
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _te_laat(request: HttpRequest) -> HttpResponse:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.info(request, _("U was een tijd weg of lang aangemeld. Meld u opnieuw aan."))
    naar = reverse("account_login")
    if request.method == "GET":
        naar = f"{naar}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": reverse("account_login")})
    return redirect(naar)


def toestel(user_agent: str) -> str:
    """Wat iemand herkent: 'Chrome op Windows'. Meer uit de browser halen hoeft niet."""
    browsers = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systemen = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "Mac",
        "Linux": "Linux",
    }
    browser = next((naam for deel, naam in browsers.items() if deel in user_agent), _("een browser"))
    systeem = next((naam for deel, naam in systemen.items() if deel in user_agent), "")
    return _("{browser} op {systeem}").format(browser=browser, systeem=systeem) if systeem else browser
