"""De formulieren van allauth, zonder grijze voorbeeldtekst: die herhaalt het label en verdwijnt bij het typen."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Form


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
