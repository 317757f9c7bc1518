"""Hoe allauth zich gedraagt bij een aanmelding van elders: herkennen of weigeren, nooit een account maken."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

from . import koppelen, stap
from .aanbieder import BEVESTIGEN
from .gegevens import Gegevens, naamruimte

logboek = logging.getLogger(__name__)


def geweigerd(request: HttpRequest, bekend: Gebruiker | None) -> HttpResponse:
    """Eén pagina voor elke reden: ze zegt niet of er een account is. Het logboek van dat account weet het wel."""
    logboek.warning("Aanmelding geweigerd: geen account dat hierbij hoort.")
    if bekend is not None:
        user_login_failed.send(__name__, credentials={"email": bekend.email}, request=request)
    return render(request, "socialaccount/onbekend.html", status=HTTPStatus.FORBIDDEN)


def mislukt(request: HttpRequest, fout: Exception | None) -> HttpResponse:
    """De aanbieder antwoordt niet, of antwoordt iets dat niet klopt. Geen van beide is een fout van deze site."""
    if isinstance(fout, RequestException):
        logboek.warning("De aanbieder is niet bereikbaar: %s.", type(fout).__name__)
        return render(
            request, "socialaccount/onbereikbaar.html", _naam(), status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    logboek.warning("Het antwoord van de aanbieder klopt niet: %s.", type(fout).__name__)
    return render(request, "socialaccount/authentication_error.html", _naam(), status=HTTPStatus.BAD_REQUEST)


class Aanbiederadapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Alleen uit de omgeving: een rij in de databank kan geen aanbieder toevoegen."""
        if not settings.OIDC["issuer"]:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=naamruimte(),
                name=settings.OIDC["naam"],
                client_id=settings.OIDC["client_id"],
                secret=settings.OIDC["client_secret"],
                settings={"server_url": settings.OIDC["issuer"], "scope": settings.OIDC["scopes"]},
            )
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        gegevens: Gegevens = sociallogin.gegevens
        if sociallogin.state.get("process") == BEVESTIGEN:
            raise ImmediateHttpResponse(_bevestig(request, sociallogin, gegevens))
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_koppel_aangemelde(request, gegevens))
        gebruiker = sociallogin.user or self._eerste_keer(request, gegevens)
        if not gebruiker.is_active:
            raise ImmediateHttpResponse(geweigerd(request, gebruiker))
        if request.user.is_authenticated:
            # Eerst afmelden: allauth doet het later ook, en dan ging de genoteerde stap mee verloren.
            get_account_adapter(request).logout(request)
        sociallogin.user = gebruiker
        stap.noteer(request, gebruiker, gegevens)

    def _eerste_keer(self, request: HttpRequest, gegevens: Gegevens) -> Gebruiker:
        gevonden = koppelen.account_met_email(gegevens)
        try:
            if gevonden is not None:
                koppelen.koppel(actor=gevonden, gegevens=gegevens)
                return gevonden
        except NietVoldaan:
            pass
        raise ImmediateHttpResponse(geweigerd(request, gevonden))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(render(request, "socialaccount/login_cancelled.html", _naam()))
        raise ImmediateHttpResponse(mislukt(request, exception))


def _naam() -> dict[str, str]:
    return {"aanbieder": settings.OIDC["naam"]}


def _koppel_aangemelde(request: HttpRequest, gegevens: Gegevens) -> HttpResponse:
    """Wie al aangemeld was en bij de aanbieder toonde wie hij is, koppelt beide zelf."""
    if not isinstance(request.user, Gebruiker):
        return geweigerd(request, None)
    try:
        koppelen.koppel(actor=request.user, gegevens=gegevens)
        messages.success(request, _("U kunt zich voortaan zo aanmelden."))
    except NietVoldaan as fout:
        messages.error(request, fout.uitleg)
    return redirect("oidc_koppeling")


def _bevestig(request: HttpRequest, sociallogin: SocialLogin, gegevens: Gegevens) -> HttpResponse:
    """Dezelfde persoon, net nu, met een niveau dat volstaat; daarna gaat verder wat wachtte."""
    zelfde = sociallogin.user is not None and sociallogin.user.pk == request.user.pk
    if not (zelfde and gegevens.tweede_stap_gedaan and gegevens.pas_aangemeld):
        messages.error(request, _("Dat was niet genoeg om te bevestigen. Probeer het opnieuw."))
        return redirect("oidc_opnieuw")
    stap.noteer(request, sociallogin.user, gegevens)
    return resume_request(request) or redirect("/")
