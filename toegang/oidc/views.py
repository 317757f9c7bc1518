"""Naar de aanbieder, terug van de aanbieder, en de koppeling van het eigen account."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from toegang.middleware import aanmelding_schrijft
from toegang.opnieuw import bevestig_eerst
from toegang.tweedestap import met_aanbieder
from toegang.uitzonderingen import NietVoldaan

from . import koppelen
from .aanbieder import Gesprek
from .adapter import mislukt
from .gegevens import naamruimte


def _alleen_ingesteld[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Zonder aanbieder in de omgeving bestaat dit adres niet."""

    @wraps(view)
    def ingesteld(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.OIDC["issuer"]:
            raise Http404
        return view(request, *args, **kwargs)

    return ingesteld


@login_not_required
@_alleen_ingesteld
@require_POST
@rate_limit(action="login")
def aanmelden(request: HttpRequest) -> HttpResponse:
    """Begint een aanmelding; wie al binnen is, begint hier niets."""
    return redirect("/") if request.user.is_authenticated else _naar_aanbieder(request)


@login_not_required
@_alleen_ingesteld
@require_safe
def terug(request: HttpRequest) -> HttpResponse:
    """De aanbieder stuurt de bezoeker terug: een GET die, na alle controles, aanmeldt of koppelt."""
    if request.GET.get("iss", settings.OIDC["issuer"]) != settings.OIDC["issuer"]:
        # RFC 9207: een antwoord van een andere aanbieder is niet voor ons, ook niet met een juiste state.
        return mislukt(request, OAuth2Error("iss"))
    verwerk = OAuth2CallbackView.adapter_view(Gesprek(request, naamruimte()))
    try:
        with aanmelding_schrijft():
            antwoord: HttpResponse = verwerk(request)
    except (OAuth2Error, RequestException) as fout:
        return mislukt(request, fout)
    return antwoord


@_alleen_ingesteld
@require_safe
def koppeling(request: HttpRequest) -> HttpResponse:
    gekoppeld = SocialAccount.objects.filter(user=request.user.pk, provider=naamruimte()).exists()
    return render(
        request, "socialaccount/koppeling.html", {"gekoppeld": gekoppeld, "aanbieder": settings.OIDC["naam"]}
    )


@_alleen_ingesteld
@bevestig_eerst
@require_POST
def koppel(request: HttpRequest) -> HttpResponse:
    return _naar_aanbieder(request)


@_alleen_ingesteld
@bevestig_eerst
@require_POST
def ontkoppel(request: Any) -> HttpResponse:
    try:
        koppelen.ontkoppel(actor=request.user)
        messages.success(request, _("De koppeling is weg."))
    except NietVoldaan as fout:
        messages.error(request, fout.uitleg)
    return redirect("oidc_koppeling")


@_alleen_ingesteld
@require_http_methods(["GET", "POST"])
def opnieuw(request: HttpRequest) -> HttpResponse:
    """Wie de tweede stap bij de aanbieder deed, bevestigt ook daar (zie `toegang.opnieuw`)."""
    if not met_aanbieder(request):
        return redirect("account_reauthenticate")
    if request.method == "POST":
        request.bevestigen = True  # type: ignore[attr-defined]
        return _naar_aanbieder(request)
    return render(request, "socialaccount/opnieuw.html", {"aanbieder": settings.OIDC["naam"]})


def _naar_aanbieder(request: HttpRequest) -> HttpResponse:
    """Een pagina die meteen doorgaat, en geen doorverwijzing.

    Na een formulier toetst de browser elke doorverwijzing aan `form-action`, ook die van de aanbieder naar itsme of
    eID. Zo blijft die regel van de CSP streng, en werkt het zonder script.
    """
    try:
        naar = get_adapter(request).get_provider(request, naamruimte()).redirect_from_request(request)
    except ImmediateHttpResponse as klaar:
        antwoord: HttpResponse = klaar.response
        return antwoord
    except (OAuth2Error, RequestException) as fout:
        return mislukt(request, fout)
    adres = naar["Location"]
    pagina = render(
        request, "socialaccount/verder.html", {"adres": adres, "aanbieder": settings.OIDC["naam"]}
    )
    pagina["Refresh"] = f"0; url={adres}"
    return pagina
