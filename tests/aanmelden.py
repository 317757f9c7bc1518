"""Zich aanmelden zoals een mens: wachtwoord, dan een code uit de app."""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.factories import WACHTWOORD
from toegang import factoren
from toegang.factoren import DEMOGEHEIM
from toegang.models import Gebruiker


def code(geheim: str = DEMOGEHEIM, stap: int = 0) -> str:
    """De code die een app nu toont, of een halve minuut later of vroeger."""
    return format_hotp_value(hotp_value(geheim, int(time.time()) // app_settings.TOTP_PERIOD + stap))


def geef_app(gebruiker: Gebruiker) -> Any:
    """Deze persoon koos eerder een app als tweede stap."""
    return factoren.factoren(gebruiker).filter(type="totp").first() or factoren.zet_totp(
        gebruiker, DEMOGEHEIM
    )


def meld_aan(client: Client, email: str, wachtwoord: str = WACHTWOORD, stap: int = 0) -> Any:
    """Het wachtwoord en de code; geeft het antwoord op de code."""
    client.post("/account/login/", {"login": email, "password": wachtwoord})
    return client.post("/account/tweede-stap/geven/", {"code": code(stap=stap)})
