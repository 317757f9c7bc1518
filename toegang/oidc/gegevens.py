"""Wat de aanbieder over iemand zegt, in onze woorden; de namen van de claims komen uit de omgeving."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from .idtoken import SPELING, OngeldigToken

VERS = 60 + SPELING  # seconden die tussen aanmelden bij de aanbieder en terugkomen mogen liggen


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Alleen wat nodig is om een account te herkennen; niets hiervan wordt bewaard, behalve `persoon`."""

    persoon: str
    email: str
    email_bevestigd: bool
    organisaties: frozenset[str]
    acr: str
    aangemeld_op: int

    @property
    def pas_aangemeld(self) -> bool:
        """Of de persoon zich net bij de aanbieder aanmeldde; een oude sessie daar bewijst niets (auth_time)."""
        return self.aangemeld_op > time.time() - VERS

    @property
    def tweede_stap_gedaan(self) -> bool:
        """Volgens de aanbieder meldde deze persoon zich aan met een niveau dat hier volstaat."""
        return self.acr in settings.OIDC["acr_voldoende"]


def naamruimte() -> str:
    """Binnen welke aanbieder en welke claim de herkenning van een persoon geldt.

    Dezelfde waarde bij een andere aanbieder, of in een andere claim, kan iemand anders zijn.
    """
    return f"{settings.OIDC['issuer']}#{settings.OIDC['claim_persoon']}"


def lees(id_token: dict[str, Any], userinfo: dict[str, Any]) -> Gegevens:
    """Wat getekend is, gaat voor; acr telt alleen getekend. Raises OngeldigToken."""
    if userinfo and userinfo.get("sub") != id_token["sub"]:
        raise OngeldigToken("userinfo gaat over iemand anders")
    claims = userinfo | id_token
    persoon = claims.get(settings.OIDC["claim_persoon"])
    if not isinstance(persoon, str) or not 0 < len(persoon) <= _langste_persoon():
        raise OngeldigToken("claim_persoon")
    email = claims.get(settings.OIDC["claim_email"])
    return Gegevens(
        persoon=persoon,
        email=email.strip() if isinstance(email, str) else "",
        # Alleen het woord ‘waar’ zelf: de tekst "false" is geen bewijs.
        email_bevestigd=claims.get("email_verified") is True,
        organisaties=_codes(claims.get(settings.OIDC["claim_organisatie"])),
        acr=str(id_token.get("acr", "")),
        aangemeld_op=_tijd(id_token.get("auth_time")),
    )


def _tijd(waarde: Any) -> int:
    """Seconden sinds 1970; 0 als de aanbieder niets bruikbaars zegt."""
    return waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else 0


def _codes(waarde: Any) -> frozenset[str]:
    rij = waarde if isinstance(waarde, list) else [waarde]
    return frozenset(code for code in rij if isinstance(code, str) and code)


def _langste_persoon() -> int:
    return int(SocialAccount._meta.get_field("uid").max_length or 0)
