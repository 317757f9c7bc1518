"""Het id_token nakijken: wie het tekende, van wie, voor wie, tot wanneer, en of wij erom vroegen.

allauth kijkt de handtekening niet na van een token dat het zelf ophaalde, en kent geen nonce; hier gebeurt dat wel.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Geen ‘none’, en geen HMAC: met een publieke sleutel als geheim kan iedereen tekenen.
ALGORITMEN = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
SPELING = 60  # seconden dat twee klokken mogen verschillen
VERPLICHT = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class OngeldigToken(OAuth2Error):
    """Het token is niet wat de aanbieder ons nu zou geven; de tekst is voor het serverlogboek, zonder inhoud."""


def nonce_bij(geheim: str) -> str:
    """De nonce van deze aanmelding, afgeleid van het PKCE-geheim dat alleen in de sessie staat."""
    afdruk = hashlib.sha256(b"nonce|" + geheim.encode()).digest()
    return urlsafe_b64encode(afdruk).rstrip(b"=").decode()


def lees(token: str, *, sleutels: dict[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """De claims van een token dat in alles klopt. Raises OngeldigToken."""
    try:
        sleutel = _sleutel(jwt.get_unverified_header(token), jwt.PyJWKSet.from_dict(sleutels).keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=sleutel,
            algorithms=[sleutel.algorithm_name],
            issuer=issuer,
            audience=client_id,
            leeway=SPELING,
            options={"require": VERPLICHT},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as fout:
        raise OngeldigToken(type(fout).__name__) from fout
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise OngeldigToken("nonce")
    _eis_voor_ons(claims, client_id)
    return claims


def _sleutel(kop: dict[str, Any], sleutels: list[jwt.PyJWK]) -> jwt.PyJWK:
    passend = [
        sleutel
        for sleutel in sleutels
        if sleutel.public_key_use in (None, "sig")
        and sleutel.algorithm_name in ALGORITMEN
        and kop.get("kid") in (None, sleutel.key_id)
    ]
    if len(passend) != 1:
        raise OngeldigToken("sleutel")
    return passend[0]


def _eis_voor_ons(claims: dict[str, Any], client_id: str) -> None:
    """Een token voor meer dan één toepassing noemt voor wie het gemaakt werd (OpenID Connect Core 3.1.3.7)."""
    meer = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if meer else client_id) != client_id:
        raise OngeldigToken("azp")
