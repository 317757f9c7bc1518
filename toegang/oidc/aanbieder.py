"""Het gesprek met de aanbieder: dat van allauth, strenger.

allauth doet state, PKCE en het ophalen van het token. Hier komen erbij: een nonce, een volledige controle van het
id_token, een aanbieder die is wie hij zegt, en geen enkele parameter van het gesprek uit het adres van de bezoeker.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from . import gegevens, idtoken

BEVESTIGEN = "bevestigen"
"""Naast aanmelden en koppelen: wie al binnen is, toont bij de aanbieder dat hij het nog is."""
ADRESSEN = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Gesprek(OpenIDConnectOAuth2Adapter):
    """Eén aanmelding: het adresboek van de aanbieder, en wat hij antwoordt."""

    geheim = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Raises OAuth2Error als de aanbieder zich niet voorstelt als wie we verwachten."""
        if not hasattr(self, "_openid_config"):
            adres = settings.OIDC["issuer"].rstrip("/") + "/.well-known/openid-configuration"
            config = self._haal(adres)
            if config.get("issuer") != settings.OIDC["issuer"] or not all(map(config.get, ADRESSEN)):
                raise OAuth2Error("configuratie")
            for naam in (*ADRESSEN, "userinfo_endpoint"):
                if naam in config and urlsplit(config[naam]).scheme != urlsplit(config["issuer"]).scheme:
                    raise OAuth2Error("configuratie")
            self._openid_config = config
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Vast, en niet uit de aanvraag: een vals Host-veld stuurt geen code naar elders."""
        pad = reverse("oidc_terug")
        return f"{settings.PUBLIEKE_URL}{pad}" if settings.PRODUCTIE else request.build_absolute_uri(pad)

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        if not pkce_code_verifier:
            raise OAuth2Error("pkce")
        self.geheim = pkce_code_verifier
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Raises OAuth2Error, RequestException."""
        claims = idtoken.lees(
            str(kwargs["response"].get("id_token", "")),
            sleutels=self._haal(self.openid_config["jwks_uri"]),
            issuer=settings.OIDC["issuer"],
            client_id=app.client_id,
            nonce=idtoken.nonce_bij(self.geheim),
        )
        userinfo = {}
        if adres := self.openid_config.get("userinfo_endpoint"):
            userinfo = self._haal(adres, {"Authorization": f"Bearer {token.token}"})
        wie = gegevens.lees(claims, userinfo)
        aanmelding = SocialLogin(
            # Geen gebruiker en geen e-mailadressen: koppelen beslist wie dit is, niet allauth.
            account=SocialAccount(provider=gegevens.naamruimte(), uid=wie.persoon, extra_data={}),
            provider=self.get_provider(),
        )
        aanmelding.gegevens = wie
        return aanmelding

    def _haal(self, adres: str, koppen: dict[str, str] | None = None) -> dict[str, Any]:
        with get_adapter().get_requests_session() as sessie:
            antwoord = sessie.get(adres, headers=koppen, allow_redirects=False)
            antwoord.raise_for_status()
            inhoud = antwoord.json()
        if not isinstance(inhoud, dict):
            raise OAuth2Error("antwoord")
        return inhoud


class Aanbieder(OpenIDConnectProvider):
    oauth2_adapter_class = Gesprek

    def get_pkce_params(self) -> dict[str, Any]:
        """PKCE altijd, en de nonce erbij: beide gaan als parameter naar de aanbieder."""
        pkce: dict[str, Any] = generate_code_challenge()
        return pkce | {"nonce": idtoken.nonce_bij(pkce["code_verifier"])}

    def get_auth_params(self) -> dict[str, str]:
        """Vraagt het niveau dat hier als tweede stap volstaat; de aanbieder antwoordt met wat het werd."""
        niveaus = " ".join(settings.OIDC["acr_voldoende"])
        return {"acr_values": niveaus} if niveaus else {}

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Alleen waarheen daarna. allauth neemt hier ook scope en process over uit het adres."""
        if getattr(request, "bevestigen", False):
            # Opnieuw aanmelden bij de aanbieder, ook al loopt daar nog een sessie (OpenID Connect Core 3.1.2.1).
            opnieuw = self.get_auth_params() | {"prompt": "login", "max_age": "0"}
            return {"process": BEVESTIGEN, "auth_params": opnieuw}
        koppelen = request.user.is_authenticated
        return {
            "process": AuthProcess.CONNECT if koppelen else AuthProcess.LOGIN,
            "next_url": get_next_redirect_url(request),
        }
