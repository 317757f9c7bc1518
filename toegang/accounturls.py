"""De adressen rond het eigen account: aanmelden, de tweede stap, de eigen sessies.

Wat hier niet staat, bestaat niet: wie iemand is wijzigt de beheerder, een sleutel krijgt geen tweede naam, en
herstelcodes gaan niet als bestand naar een computer die misschien gedeeld is.
"""

from allauth.account.urls import urlpatterns as account
from allauth.mfa.base import views as basis
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from .views import opnieuw, sessies, tweedestap, wachtwoord

# De pagina's van allauth om zelf van e-mailadres te veranderen staan dicht.
DICHT = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    # Deze twee staan hieronder, strenger.
    "account_reset_password",
    "account_reset_password_from_key",
}
STAP = "tweede-stap/"

urlpatterns = [
    *[pad for pad in account if pad.name not in DICHT],
    path("password/reset/", wachtwoord.vergeten, name="account_reset_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        wachtwoord.kiezen,
        name="account_reset_password_from_key",
    ),
    path("verder/", opnieuw.verder, name="account_verder"),
    path("sessies/", sessies.lijst, name="account_sessies"),
    path(STAP, basis.index, name="mfa_index"),
    path(f"{STAP}geven/", basis.authenticate, name="mfa_authenticate"),
    path(f"{STAP}opnieuw/", basis.reauthenticate, name="mfa_reauthenticate"),
    path(f"{STAP}app/", totp.activate_totp, name="mfa_activate_totp"),
    path(f"{STAP}app/weg/", tweedestap.AppVerwijderen.as_view(), name="mfa_deactivate_totp"),
    path(f"{STAP}herstelcodes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{STAP}herstelcodes/nieuw/", herstelcodes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(f"{STAP}sleutel/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        f"{STAP}sleutel/opnieuw/", tweedestap.OpnieuwMetSleutel.as_view(), name="mfa_reauthenticate_webauthn"
    ),
    path(f"{STAP}sleutel/aanmelden/", login_not_required(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(f"{STAP}sleutel/<int:pk>/weg/", tweedestap.SleutelVerwijderen.as_view(), name="mfa_remove_webauthn"),
]
