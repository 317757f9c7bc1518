"""Hoe allauth zich hier gedraagt."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accountadapter(DefaultAccountAdapter):
    """Sluit zelfregistratie: accounts maakt de beheerder, niet de bezoeker."""

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Zwijgt over aan- en afmelden: de pagina zelf zegt al als wie iemand werkt."""
        sjabloon = str(args[0] if args else kwargs.get("message_template") or "")
        if "logged_" not in sjabloon:
            super().add_message(request, level, *args, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
