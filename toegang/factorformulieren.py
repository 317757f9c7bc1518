"""De formulieren van de tweede stap: eigen woorden, geen herhaalde code, en nooit een 500 op een vreemde sleutel."""

from typing import Any

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as basis
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

# Zo lang een code nog kan kloppen, met de speling voor een klok die voor of achter loopt.
NAAM = 60
GELDIG = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


class Codeveld(forms.Form):
    """Het veld `code` met onze woorden en het juiste toetsenbord op een telefoon."""

    label: Any = _("Code")
    hulp: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["code"]
        veld.label, veld.help_text = self.label, self.hulp
        veld.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class EenmaligeCode(Codeveld):
    """Een code die al eens werkte, werkt niet meer zolang ze nog geldig zou zijn."""

    hulp = _("Zes cijfers uit uw app, of één van uw herstelcodes.")
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # van het formulier van allauth
        if self.authenticator.type == Authenticator.Type.TOTP and not neem_in_gebruik(self.user.pk, code):
            authentication_failed.send(
                sender=Authenticator,
                request=context.request,
                user=self.user,
                authenticator=self.authenticator,
            )
            raise get_adapter().validation_error("incorrect_code")
        return code


def neem_in_gebruik(gebruiker_id: Any, code: str) -> bool:
    """False als deze persoon deze code net al gebruikte, in welk proces ook."""
    cijfers = "".join(teken for teken in code if teken.isdigit())
    return cache.add(f"tweedestap:{gebruiker_id}:{cijfers}", "", timeout=GELDIG)


class Tweedestap(EenmaligeCode, basis.AuthenticateForm):
    pass


class Opnieuw(EenmaligeCode, basis.ReauthenticateForm):
    pass


class AppToevoegen(Codeveld, totp.ActivateTOTPForm):
    label = _("Code uit de app")
    hulp = _("Zes cijfers. De app toont elke halve minuut een nieuwe code.")

    def clean_code(self) -> str:
        code: str = super().clean_code()
        # De code waarmee iemand zijn app toevoegt, opent daarna niets meer.
        neem_in_gebruik(self.user.pk, code)
        return code


class Sleutelveld(forms.Form):
    """Wat een browser hoort te sturen, kan ook onzin zijn: dat is een fout op het formulier."""

    def _clean_form(self) -> None:
        try:
            super()._clean_form()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError):
            self.add_error(None, get_adapter().validation_error("incorrect_code"))

    def _clean_fields(self) -> None:
        try:
            super()._clean_fields()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class SleutelToevoegen(Sleutelveld, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van deze sleutel")
        self.fields["name"].help_text = _("Bijvoorbeeld ‘laptop werk’. Alleen u ziet dit.")
        self.fields["name"].widget.attrs["maxlength"] = NAAM
        alleen = self.fields["passwordless"]
        alleen.initial = True
        alleen.label = _("Met deze sleutel ook aanmelden zonder wachtwoord")
        alleen.help_text = _("Zet dit af als uw sleutel dat niet kan.")

    def clean_name(self) -> str:
        # Afkappen en niet weigeren: het toestel maakte de sleutel al.
        return str(super().clean_name())[:NAAM]


class TweedestapSleutel(Sleutelveld, webauthn.AuthenticateWebAuthnForm):
    pass


class AanmeldenSleutel(Sleutelveld, webauthn.LoginWebAuthnForm):
    pass


class OpnieuwSleutel(Sleutelveld, webauthn.ReauthenticateWebAuthnForm):
    pass
