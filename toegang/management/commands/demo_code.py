"""De code van de tweede stap van de demo-accounts, nu en straks."""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from toegang.factoren import DEMOGEHEIM


def code(stap: int = 0) -> str:
    """De code van nu, of van een halve minuut later of vroeger."""
    teller = int(time.time()) // app_settings.TOTP_PERIOD + stap
    return str(format_hotp_value(hotp_value(DEMOGEHEIM, teller)))


class Command(BaseCommand):
    help = "Toont de code van de tweede stap van elk demo-account. Niet in productie."

    def handle(self, *args: Any, **opties: Any) -> None:
        if settings.PRODUCTIE:
            raise CommandError("In productie bestaan er geen demo-accounts.")
        rest = app_settings.TOTP_PERIOD - int(time.time()) % app_settings.TOTP_PERIOD
        self.stdout.write(f"{code()}  (nog {rest} seconden)\n{code(1)}  (daarna; een code werkt één keer)")
