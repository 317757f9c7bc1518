"""Alle adressen; elk pad vraagt om aanmelden, tenzij de view het zelf anders zegt."""

from allauth.account.urls import urlpatterns as allauth
from django.urls import include, path

# Wie iemand is, wijzigt de beheerder: de pagina's van allauth om zelf van e-mailadres te veranderen staan dicht.
DICHT = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}

urlpatterns = [
    path("account/", include([pad for pad in allauth if pad.name not in DICHT])),
    path("toezicht/", include("audit.urls")),
    path("", include("casus.urls")),
]
