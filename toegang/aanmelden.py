"""Hoe allauth zich hier gedraagt."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import opnieuw, post
from .berichten import Berichtsoort, Brief, Geheim, Link
from .factoren import factoren
from .tweedestap import gedaan, met_aanbieder


class Accountadapter(DefaultAccountAdapter):
    """Sluit zelfregistratie: accounts maakt de beheerder, niet de bezoeker."""

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Zwijgt over aan- en afmelden: de pagina zelf zegt al als wie iemand werkt."""
        sjabloon = str(args[0] if args else kwargs.get("message_template") or "")
        if "logged_" not in sjabloon:
            super().add_message(request, level, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Ook wat allauth verstuurt, komt uit de gesloten lijst. Raises ValueError voor wat daar niet in staat."""
        if template_prefix != "account/email/password_reset_key":
            raise ValueError(f"Er is geen bericht {template_prefix}.")
        geheim = Geheim(Link.WACHTWOORD, context["key"], context["uid"])
        post.verstuur(Brief(Berichtsoort.WACHTWOORD, geheim=geheim), email)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """De tweede stap van allauth, met die van de aanbieder erbij."""
        eigen = {"allauth.mfa.stages.AuthenticateStage": "toegang.oidc.stap.Tweedestap"}
        return [eigen.get(naam, naam) for naam in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Wie in de laatste vijf minuten zijn tweede stap deed, of er nog geen heeft en net aanmeldde, is genoeg bekend."""
        request = context.request
        if factoren(request.user).exists() or gedaan(request):
            return not opnieuw.pas_bevestigd(request)
        return not opnieuw.pas_bevestigd(request, "password")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Wie een tweede stap heeft, bevestigt daarmee: een wachtwoord alleen volstaat nergens.

        Wie de tweede stap bij een aanbieder deed, doet hem daar opnieuw.
        """
        namen = {
            "mfa_reauthenticate:webauthn": _("Gebruik uw sleutel"),
            "mfa_reauthenticate": _("Gebruik een code"),
            "oidc": _("Gebruik %(aanbieder)s") % {"aanbieder": settings.OIDC["naam"]},
            "reauthenticate": _("Gebruik uw wachtwoord"),
        }
        wegen = {weg["id"]: weg for weg in super().get_reauthentication_methods(user)}
        if met_aanbieder(context.request):
            wegen["oidc"] = {"id": "oidc", "url": reverse("oidc_opnieuw")}
        if len(wegen) > 1:
            wegen.pop("reauthenticate", None)
        return [wegen[naam] | {"description": tekst} for naam, tekst in namen.items() if naam in wegen]
