"""Een vergeten wachtwoord: alleen voor wie in deze browser nog niemand is.

Wie aangemeld is, werkt in de databank namens zichzelf, en schrijft daar niets aan het account van een ander.
"""

from allauth.account.views import password_reset, password_reset_from_key
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


@login_not_required
def vergeten(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        messages.info(
            request, _("U bent aangemeld. Meld u eerst af om een vergeten wachtwoord te herstellen.")
        )
        return redirect("/")
    antwoord: HttpResponse = password_reset(request)
    return antwoord


@login_not_required
def kiezen(request: HttpRequest, **sleutel: str) -> HttpResponse:
    """De link uit het bericht. Was hier iemand aangemeld, dan is die het niet meer: de link zegt wie er nu zit."""
    if request.user.is_authenticated:
        logout(request)
        return redirect(request.path)
    antwoord: HttpResponse = password_reset_from_key(request, **sleutel)
    return antwoord
