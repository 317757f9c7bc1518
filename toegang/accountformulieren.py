"""De formulieren van allauth, zonder grijze voorbeeldtekst: die herhaalt het label en verdwijnt bij het typen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms

if TYPE_CHECKING:
    from django.forms import Form as Basis
else:
    Basis = object


class ZonderVoorbeeld(Basis):
    """Haalt placeholder weg uit elk veld."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs.pop("placeholder", None)


class Aanmelden(ZonderVoorbeeld, allauth_forms.LoginForm):
    pass


class WachtwoordVergeten(ZonderVoorbeeld, allauth_forms.ResetPasswordForm):
    pass


class WachtwoordHerstellen(ZonderVoorbeeld, allauth_forms.ResetPasswordKeyForm):
    pass


class WachtwoordWijzigen(ZonderVoorbeeld, allauth_forms.ChangePasswordForm):
    pass


class WachtwoordKiezen(ZonderVoorbeeld, allauth_forms.SetPasswordForm):
    pass


class Bevestigen(ZonderVoorbeeld, allauth_forms.ReauthenticateForm):
    pass
