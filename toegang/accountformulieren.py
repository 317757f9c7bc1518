"""De formulieren van allauth, zonder grijze voorbeeldtekst: die herhaalt het label en verdwijnt bij het typen."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms import BooleanField, CharField, Form, HiddenInput, JSONField, PasswordInput, TextInput
from django.utils.translation import gettext_lazy as _

from .models import Gebruiker


class ZonderVoorbeeld(Form):
    """Haalt placeholder weg uit elk veld."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs.pop("placeholder", None)


def _zonder(basis: type[Form]) -> type[Form]:
    return type(basis.__name__, (ZonderVoorbeeld, basis), {})


Aanmelden = _zonder(allauth_forms.LoginForm)
WachtwoordVergeten = _zonder(allauth_forms.ResetPasswordForm)
WachtwoordHerstellen = _zonder(allauth_forms.ResetPasswordKeyForm)
WachtwoordWijzigen = _zonder(allauth_forms.ChangePasswordForm)
WachtwoordKiezen = _zonder(allauth_forms.SetPasswordForm)
Bevestigen = _zonder(allauth_forms.ReauthenticateForm)


class EersteWachtwoordForm(Form):
    """Het wachtwoord van een account dat er nog niet is."""

    wachtwoord = CharField(
        label=_("Wachtwoord"),
        help_text=_("Kies een lange zin die u nergens anders gebruikt. Minstens veertien tekens."),
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    nogmaals = CharField(
        label=_("Nog eens hetzelfde wachtwoord"),
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker

    def clean_wachtwoord(self) -> str:
        wachtwoord: str = self.cleaned_data["wachtwoord"]
        validate_password(wachtwoord, self.gebruiker)
        return wachtwoord

    def clean_nogmaals(self) -> str:
        nogmaals: str = self.cleaned_data["nogmaals"]
        if "wachtwoord" in self.cleaned_data and nogmaals != self.cleaned_data["wachtwoord"]:
            raise ValidationError(_("Dit is niet hetzelfde wachtwoord."))
        return nogmaals


class SleutelForm(Form):
    """Het antwoord van het toestel; de namen zijn die van het script van allauth."""

    passwordless = BooleanField(
        label=_("Met deze sleutel ook aanmelden zonder wachtwoord"),
        help_text=_("Zet dit af als uw sleutel dat niet kan."),
        initial=True,
        required=False,
    )
    credential = JSONField(widget=HiddenInput)


class CodeForm(Form):
    """De zes cijfers die de app toont."""

    code = CharField(
        label=_("Code uit de app"),
        help_text=_("Zes cijfers. Elke dertig seconden komt er een nieuwe."),
        max_length=12,
        widget=TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        return "".join(code.split())
