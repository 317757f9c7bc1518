"""Een aanbieder zonder netwerk: hij tekent wat een test hem laat zeggen, ook wat een echte nooit zou zeggen."""

import time
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

ISSUER = "https://aanbieder.test/op"
OIDC: dict[str, Any] = {
    "issuer": ISSUER,
    "client_id": "casusoverleg",
    "client_secret": "geheim",
    "naam": "ACM/IDM",
    "scopes": ["openid", "profile", "email", "vo"],
    "claim_persoon": "vo_id",
    "claim_email": "email",
    "claim_organisatie": "vo_orgcode",
    "acr_voldoende": ["urn:be:vlaanderen:authmech:csamtotp"],
}
CONFIG = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


@cache
def sleutel(naam: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks(naam: str = "eerste") -> dict[str, Any]:
    publiek = jwt.algorithms.RSAAlgorithm.to_jwk(sleutel(naam).public_key(), as_dict=True)
    return {"keys": [publiek | {"kid": "k1", "use": "sig", "alg": "RS256"}]}


def claims(**anders: Any) -> dict[str, Any]:
    nu = int(time.time())
    return {
        "iss": ISSUER,
        "sub": "persoon-1",
        "aud": "casusoverleg",
        "exp": nu + 300,
        "iat": nu,
        "nonce": "de-nonce",
        "vo_id": "vo-1",
    } | anders


def teken(inhoud: dict[str, Any], *, met: Any = None, algoritme: str = "RS256", kid: str = "k1") -> str:
    return jwt.encode(inhoud, met or sleutel("eerste"), algorithm=algoritme, headers={"kid": kid})


class Nagemaakt:
    """Wat de aanbieder zegt staat in `zegt`; `stuk` is de fout die elke aanvraag geeft."""

    def __init__(self) -> None:
        self.zegt: dict[str, Any] = {}
        self.config: dict[str, Any] = dict(CONFIG)
        self.userinfo: dict[str, Any] = {}
        self.verzilverd: list[dict[str, Any]] = []
        self.stuk: Exception | None = None

    def haal(self, gesprek: Any, adres: str, koppen: dict[str, str] | None = None) -> dict[str, Any]:
        if self.stuk:
            raise self.stuk
        if adres.endswith("/.well-known/openid-configuration"):
            return self.config
        return jwks() if adres == CONFIG["jwks_uri"] else self.userinfo

    def verzilver(self, client: Any, code: str, pkce_code_verifier: str) -> dict[str, str]:
        self.verzilverd.append({"code": code, "geheim": pkce_code_verifier})
        return {"access_token": "toegang", "id_token": teken(claims(**self.zegt))}

    def begin(self, client: Client, **velden: str) -> dict[str, str]:
        """Druk op de knop; geeft wat de browser naar de aanbieder meeneemt."""
        pagina = client.post("/account/oidc/", velden)
        assert pagina.status_code == 200, pagina.status_code
        adres = pagina["Refresh"].partition("url=")[2]
        assert adres.startswith(f"{ISSUER}/auth?")
        return {naam: waarde[0] for naam, waarde in parse_qs(urlsplit(adres).query).items()}

    def aanmelden(self, client: Client, **zegt: Any) -> Any:
        """Heen en terug, als deze persoon."""
        heen = self.begin(client)
        self.zegt = {"nonce": heen["nonce"], **zegt}
        return client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})
