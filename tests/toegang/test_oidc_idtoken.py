"""Het id_token: elk veld dat niet klopt, is een weigering."""

import base64
import hmac
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from tests.oidc.nagemaakt import ISSUER, claims, jwks, sleutel, teken
from toegang.oidc import idtoken


def lees(token: str, sleutels: dict[str, Any] | None = None) -> dict[str, Any]:
    return idtoken.lees(
        token, sleutels=sleutels or jwks(), issuer=ISSUER, client_id="casusoverleg", nonce="de-nonce"
    )


def _deel(inhoud: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(inhoud).encode()).rstrip(b"=").decode()


def test_een_juist_token() -> None:
    assert lees(teken(claims()))["vo_id"] == "vo-1"


def test_een_token_voor_meer_toepassingen_dat_ons_noemt() -> None:
    assert lees(teken(claims(aud=["casusoverleg", "ander"], azp="casusoverleg")))


@pytest.mark.parametrize(
    "anders",
    [
        {"nonce": "een-andere"},
        {"nonce": ""},
        {"aud": "een-ander"},
        {"aud": ["casusoverleg", "ander"]},
        {"azp": "een-ander"},
        {"iss": "https://aanbieder.test/anders"},
        {"iss": ISSUER + "/"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
    ],
    ids=["nonce", "geen nonce", "aud", "twee aud", "azp", "iss", "iss met streep", "exp", "iat", "nbf"],
)
def test_een_claim_die_niet_klopt(anders: dict[str, Any]) -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(claims(**anders)))


@pytest.mark.parametrize("naam", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_een_claim_die_ontbreekt(naam: str) -> None:
    inhoud = claims()
    del inhoud[naam]
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(inhoud))


def test_getekend_door_een_ander() -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(claims(), met=sleutel("van een ander")))


def test_een_sleutel_die_de_aanbieder_niet_heeft() -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(claims(), kid="onbekend"))


def test_zonder_handtekening() -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(f"{_deel({'alg': 'none', 'kid': 'k1'})}.{_deel(claims())}.")


def test_getekend_met_de_publieke_sleutel_als_geheim() -> None:
    """De bekende verwisseling: HS256 met wat iedereen kan lezen."""
    pem = (
        sleutel("eerste")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    tekst = f"{_deel({'alg': 'HS256', 'kid': 'k1'})}.{_deel(claims())}"
    handtekening = base64.urlsafe_b64encode(hmac.digest(pem, tekst.encode(), "sha256")).rstrip(b"=").decode()
    with pytest.raises(idtoken.OngeldigToken):
        lees(f"{tekst}.{handtekening}")


def test_een_gedeeld_geheim_in_de_sleutels_telt_niet() -> None:
    geheim = b"x" * 32
    oct_sleutel = {"kty": "oct", "kid": "k1", "alg": "HS256", "k": base64.urlsafe_b64encode(geheim).decode()}
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(claims(), met=geheim, algoritme="HS256"), {"keys": [oct_sleutel]})


@pytest.mark.parametrize("token", ["", "a.b.c", "geen token"])
def test_geen_token(token: str) -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(token)


def test_zonder_sleutels() -> None:
    with pytest.raises(idtoken.OngeldigToken):
        lees(teken(claims()), {"keys": []})


def test_de_nonce_verraadt_het_geheim_niet_en_verschilt_van_de_uitdaging() -> None:
    geheim = "g" * 64
    assert idtoken.nonce_bij(geheim) == idtoken.nonce_bij(geheim) != idtoken.nonce_bij("h" * 64)
    assert geheim not in idtoken.nonce_bij(geheim)
