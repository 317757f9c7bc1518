"""Aanmelden met OpenID Connect: wie binnenkomt, wie niet, en wat de site daarover zegt."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from django.test import Client
from django.urls import reverse

from audit.models import Regel
from tests.factories import VROEGER, OrganisatieFactory, Stad
from tests.oidc.nagemaakt import CONFIG, ISSUER, OIDC, Nagemaakt
from toegang.factoren import zet_totp
from toegang.models import Gebruiker, Organisatie
from toegang.oidc.aanbieder import Gesprek

pytestmark = pytest.mark.django_db(transaction=True)
STERK = "urn:be:vlaanderen:authmech:csamtotp"


@pytest.fixture
def aanbieder(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Nagemaakt:
    settings.OIDC = dict(OIDC)
    nagemaakt = Nagemaakt()
    monkeypatch.setattr(Gesprek, "_haal", lambda gesprek, *args: nagemaakt.haal(gesprek, *args))
    monkeypatch.setattr(
        OAuth2Client,
        "get_access_token",
        lambda client, code, pkce_code_verifier=None, **_: nagemaakt.verzilver(
            client, code, pkce_code_verifier
        ),
    )
    return nagemaakt


@pytest.fixture
def cas(stad: Stad) -> Gebruiker:
    """Cas werkt bij het CAW, en het CAW heeft een code."""
    Organisatie.objects.filter(leden__gebruiker=stad.caw).update(ovo_code="OVO000001")
    return stad.caw


def zegt_cas(cas: Gebruiker, **anders: Any) -> dict[str, Any]:
    return {
        "email": cas.email,
        "email_verified": True,
        "vo_orgcode": "OVO000001",
        "acr": STERK,
    } | anders


def wie(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def soorten() -> list[str]:
    return list(Regel.objects.order_by("volgnummer").values_list("soort", flat=True))


def test_de_eerste_keer_koppelt(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    client = Client()
    antwoord = aanbieder.aanmelden(client, **zegt_cas(cas))
    assert antwoord.status_code == 302
    assert wie(client) == str(cas.pk)
    koppeling = SocialAccount.objects.get()
    assert (koppeling.user_id, koppeling.uid, koppeling.extra_data) == (cas.pk, "vo-1", {})
    assert {"account.gekoppeld", "toegang.aangemeld"} <= set(soorten())


def test_daarna_telt_alleen_de_persoon(aanbieder: Nagemaakt, cas: Gebruiker, stad: Stad) -> None:
    """Een ander e-mailadres, zelfs dat van een collega, en een andere dienst veranderen niet wie iemand is."""
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    client = Client()
    aanbieder.aanmelden(client, email=stad.clb.email, email_verified=True, vo_orgcode="OVO9", acr=STERK)
    assert wie(client) == str(cas.pk)
    assert SocialAccount.objects.count() == 1


def test_een_tweede_persoon_met_hetzelfde_adres_komt_niet_binnen(
    aanbieder: Nagemaakt, cas: Gebruiker
) -> None:
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    client = Client()
    assert aanbieder.aanmelden(client, **zegt_cas(cas, vo_id="vo-2")).status_code == 403
    assert wie(client) is None


@pytest.mark.parametrize(
    "anders",
    [
        {"email": "niemand@voorbeeld.test"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ["lijst"]},
        {"vo_orgcode": "OVO999999"},
        {"vo_orgcode": ""},
        {"vo_orgcode": None},
    ],
    ids=str,
)
def test_wie_niet_gekend_is_komt_niet_binnen(
    aanbieder: Nagemaakt, cas: Gebruiker, anders: dict[str, Any]
) -> None:
    client, vooraf = Client(), Gebruiker.objects.count()
    antwoord = aanbieder.aanmelden(client, **zegt_cas(cas, **anders))
    assert antwoord.status_code == 403
    assert wie(client) is None
    assert Gebruiker.objects.count() == vooraf
    assert not SocialAccount.objects.exists()


def test_de_weigering_verraadt_niet_of_er_een_account_is(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    def blad(**anders: Any) -> str:
        return aanbieder.aanmelden(Client(), **zegt_cas(cas, **anders)).content.decode()

    onbekend = blad(email="niemand@voorbeeld.test")
    assert "Zo kunt u hier niet binnen" in onbekend
    assert onbekend == blad(vo_orgcode="OVO9") == blad(email_verified=False)
    cas.is_active = False
    cas.save()
    assert onbekend == blad()
    assert cas.email not in onbekend


def test_een_weigering_staat_in_het_logboek_van_het_account(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    aanbieder.aanmelden(Client(), **zegt_cas(cas, vo_orgcode="OVO9"))
    assert "toegang.aanmelding_mislukt" in soorten()


def test_een_account_dat_uit_staat_komt_ook_gekoppeld_niet_binnen(
    aanbieder: Nagemaakt, cas: Gebruiker
) -> None:
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    Gebruiker.objects.filter(pk=cas.pk).update(is_active=False)
    client = Client()
    assert aanbieder.aanmelden(client, **zegt_cas(cas)).status_code == 403
    assert wie(client) is None


def test_wie_zijn_dienst_verliet_koppelt_niet_meer(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    cas.organisatieleden.update(tot="2021-01-01")
    assert aanbieder.aanmelden(Client(), **zegt_cas(cas)).status_code == 403


def test_zonder_claim_van_de_dienst_volstaat_het_bevestigde_adres(
    aanbieder: Nagemaakt, stad: Stad, settings: Any
) -> None:
    settings.OIDC = OIDC | {"claim_organisatie": ""}
    client = Client()
    aanbieder.aanmelden(client, email=stad.beheer.email.upper(), email_verified=True, acr=STERK)
    assert wie(client) == str(stad.beheer.pk)


def test_een_andere_claim_of_aanbieder_is_een_andere_persoon(
    aanbieder: Nagemaakt, cas: Gebruiker, settings: Any
) -> None:
    """Dezelfde waarde in ‘sub’ kan iemand anders zijn dan in ‘vo_id’."""
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    settings.OIDC = OIDC | {"claim_persoon": "sub"}
    client = Client()
    assert aanbieder.aanmelden(client, sub="vo-1", email_verified=False).status_code == 403
    assert wie(client) is None


def test_zonder_persoon_geen_aanmelding(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    for waarde in ("", None, 7, "x" * 192):
        assert aanbieder.aanmelden(Client(), **zegt_cas(cas, vo_id=waarde)).status_code == 400


# --- de tweede stap ---------------------------------------------------------------------------------------------


def test_een_sterk_niveau_is_de_tweede_stap(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    zet_totp(cas, "JBSWY3DPEHPK3PXP")
    client = Client()
    assert aanbieder.aanmelden(client, **zegt_cas(cas))["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("acr", ["urn:be:vlaanderen:authmech:laag", "", None])
def test_een_zwak_niveau_vraagt_de_eigen_tweede_stap(
    aanbieder: Nagemaakt, cas: Gebruiker, acr: str | None
) -> None:
    zet_totp(cas, "JBSWY3DPEHPK3PXP")
    client = Client()
    antwoord = aanbieder.aanmelden(client, **zegt_cas(cas, acr=acr))
    assert antwoord["Location"] == "/account/tweede-stap/geven/"
    assert wie(client) is None


def test_een_niveau_uit_userinfo_telt_niet(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    zet_totp(cas, "JBSWY3DPEHPK3PXP")
    aanbieder.config["userinfo_endpoint"] = f"{ISSUER}/userinfo"
    aanbieder.userinfo = {"sub": "persoon-1", "acr": STERK}
    client, getekend = Client(), zegt_cas(cas)
    del getekend["acr"]
    assert aanbieder.aanmelden(client, **getekend)["Location"] == "/account/tweede-stap/geven/"
    assert wie(client) is None


def test_wie_zwak_en_zonder_eigen_stap_binnenkomt_kiest_er_eerst_een(
    aanbieder: Nagemaakt, cas: Gebruiker
) -> None:
    client = Client()
    aanbieder.aanmelden(client, **zegt_cas(cas, acr=""))
    assert client.get("/")["Location"] == "/account/tweede-stap/"


# --- het gesprek -------------------------------------------------------------------------------------------------


def test_heen_gaat_met_state_nonce_en_pkce_en_niets_van_de_bezoeker(aanbieder: Nagemaakt) -> None:
    client = Client()
    pagina = client.post("/account/oidc/?scope=alles&process=connect&auth_params=prompt%3Dnone")
    heen = aanbieder.begin(Client())
    assert heen["code_challenge_method"] == "S256"
    assert len(heen["nonce"]) == 43
    assert heen["state"]
    assert heen["redirect_uri"] == "http://testserver/account/oidc/terug/"
    assert set(heen["scope"].split()) == {"openid", "profile", "email", "vo"}
    assert heen["acr_values"] == STERK
    assert "prompt" not in pagina["Refresh"]
    assert "alles" not in pagina["Refresh"]
    assert aanbieder.begin(client)["nonce"] != heen["nonce"]


def test_een_vervalste_state(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    client = Client()
    heen = aanbieder.begin(client)
    aanbieder.zegt = zegt_cas(cas, nonce=heen["nonce"])
    antwoord = client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"] + "x"})
    assert antwoord.status_code == 400
    assert not aanbieder.verzilverd
    assert wie(client) is None


def test_het_antwoord_van_een_ander_in_mijn_browser(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    """Iemand laat mij met zijn eigen code aanmelden: mijn sessie kent zijn state niet."""
    heen = aanbieder.begin(Client())
    aanbieder.zegt = zegt_cas(cas, nonce=heen["nonce"])
    slachtoffer = Client()
    aanbieder.begin(slachtoffer)
    antwoord = slachtoffer.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})
    assert antwoord.status_code == 400
    assert wie(slachtoffer) is None


def test_een_antwoord_telt_een_keer(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    client = Client()
    heen = aanbieder.begin(client)
    aanbieder.zegt = zegt_cas(cas, nonce=heen["nonce"])
    terug = {"code": "code", "state": heen["state"]}
    assert client.get("/account/oidc/terug/", terug).status_code == 302
    client.post("/account/logout/")
    assert client.get("/account/oidc/terug/", terug).status_code == 400
    assert len(aanbieder.verzilverd) == 1


def test_een_token_uit_een_ander_gesprek(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    client = Client()
    vorig, nu = aanbieder.begin(Client()), aanbieder.begin(client)
    aanbieder.zegt = zegt_cas(cas, nonce=vorig["nonce"])
    antwoord = client.get("/account/oidc/terug/", {"code": "code", "state": nu["state"]})
    assert antwoord.status_code == 400
    assert wie(client) is None


@pytest.mark.parametrize(
    "anders", [{"aud": "een-ander"}, {"iss": "https://elders.test"}, {"exp": 1}], ids=str
)
def test_een_token_dat_niet_klopt(aanbieder: Nagemaakt, cas: Gebruiker, anders: dict[str, Any]) -> None:
    client = Client()
    assert aanbieder.aanmelden(client, **zegt_cas(cas, **anders)).status_code == 400
    assert wie(client) is None


def test_een_antwoord_van_een_andere_aanbieder(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    client = Client()
    heen = aanbieder.begin(client)
    terug = {"code": "code", "state": heen["state"], "iss": "https://elders.test"}
    assert client.get("/account/oidc/terug/", terug).status_code == 400
    assert not aanbieder.verzilverd


def test_userinfo_over_iemand_anders(aanbieder: Nagemaakt, cas: Gebruiker) -> None:
    aanbieder.config["userinfo_endpoint"] = f"{ISSUER}/userinfo"
    aanbieder.userinfo = {"sub": "persoon-2", "email": cas.email, "email_verified": True}
    assert aanbieder.aanmelden(Client(), acr=STERK, vo_orgcode="OVO000001").status_code == 400


def test_wie_stopt_bij_de_aanbieder(aanbieder: Nagemaakt) -> None:
    client = Client()
    heen = aanbieder.begin(client)
    antwoord = client.get("/account/oidc/terug/", {"error": "access_denied", "state": heen["state"]})
    assert (antwoord.status_code, "U bent niet aangemeld" in antwoord.content.decode()) == (200, True)


@pytest.mark.parametrize(
    "stuk", [requests.ConnectionError(), requests.Timeout()], ids=lambda f: type(f).__name__
)
def test_een_aanbieder_die_niet_antwoordt(aanbieder: Nagemaakt, stuk: Exception) -> None:
    client = Client()
    heen = aanbieder.begin(client)
    aanbieder.stuk = stuk
    assert client.post("/account/oidc/").status_code == 503
    antwoord = client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})
    assert antwoord.status_code == 503
    assert "ACM/IDM antwoordt niet" in antwoord.content.decode()


@pytest.mark.parametrize(
    "config",
    [
        {},
        CONFIG | {"issuer": "https://elders.test"},
        CONFIG | {"token_endpoint": "http://aanbieder.test/token"},
        CONFIG | {"jwks_uri": ""},
    ],
    ids=["leeg", "andere issuer", "zonder https", "geen sleutels"],
)
def test_een_aanbieder_die_zich_verkeerd_voorstelt(aanbieder: Nagemaakt, config: dict[str, Any]) -> None:
    aanbieder.config = config
    assert Client().post("/account/oidc/").status_code == 400


# --- koppelen en ontkoppelen -------------------------------------------------------------------------------------


def test_wie_binnen_is_koppelt_zelf_ook_zonder_e_mailadres(
    aanbieder: Nagemaakt, cas: Gebruiker, als: Any
) -> None:
    """ACM/IDM geeft niet aan elke toepassing een e-mailadres."""
    client = als(cas)
    heen = _koppel(client)
    aanbieder.zegt = {"nonce": heen["nonce"], "vo_orgcode": "OVO000001"}
    terug = client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})
    assert terug["Location"] == "/account/oidc/koppeling/"
    assert SocialAccount.objects.get().user == cas
    assert "Koppeling wegdoen" in client.get("/account/oidc/koppeling/").content.decode()


def test_een_persoon_heeft_een_account(aanbieder: Nagemaakt, cas: Gebruiker, stad: Stad, als: Any) -> None:
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    Organisatie.objects.filter(leden__gebruiker=stad.clb).update(ovo_code="OVO000002")
    client = als(stad.clb)
    heen = _koppel(client)
    aanbieder.zegt = {"nonce": heen["nonce"], "vo_orgcode": "OVO000002"}
    client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})
    assert SocialAccount.objects.get().user == cas
    assert "al gekoppeld" in client.get("/account/oidc/koppeling/").content.decode()


def test_ontkoppelen_kan_alleen_met_een_wachtwoord(aanbieder: Nagemaakt, cas: Gebruiker, als: Any) -> None:
    aanbieder.aanmelden(Client(), **zegt_cas(cas))
    cas.set_unusable_password()
    cas.save()
    als(cas).post("/account/oidc/koppeling/weg/")
    assert SocialAccount.objects.exists()
    cas.set_password("een lange zin om te kiezen")
    cas.save()
    als(cas).post("/account/oidc/koppeling/weg/")
    assert not SocialAccount.objects.exists()
    assert "account.ontkoppeld" in soorten()


def _koppel(client: Client) -> dict[str, str]:
    from urllib.parse import parse_qs, urlsplit

    pagina = client.post("/account/oidc/koppeling/maken/")
    adres = pagina["Refresh"].partition("url=")[2]
    return {naam: waarde[0] for naam, waarde in parse_qs(urlsplit(adres).query).items()}


# --- niet ingesteld ----------------------------------------------------------------------------------------------


def test_zonder_instelling_is_er_geen_knop_en_geen_adres(stad: Stad, als: Any) -> None:
    assert "/account/oidc/" not in Client().get("/account/login/").content.decode()
    for pad in ("", "terug/", "koppeling/", "koppeling/maken/", "koppeling/weg/"):
        for client in (als(stad.caw), Client()) if pad in ("", "terug/") else (als(stad.caw),):
            assert client.get(f"/account/oidc/{pad}").status_code == 404
            assert client.post(f"/account/oidc/{pad}").status_code == 404


def test_met_instelling_staat_de_knop_boven_het_wachtwoord(aanbieder: Nagemaakt, db: None) -> None:
    blad = Client().get("/account/login/").content.decode()
    assert blad.index("Aanmelden met ACM/IDM") < blad.index('name="password"')


def test_de_knop_vraagt_een_eigen_formulier(aanbieder: Nagemaakt) -> None:
    """Een vreemde site kan niemand laten aanmelden: geen GET, en niet zonder CSRF-teken."""
    assert Client().get("/account/oidc/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/account/oidc/").status_code == 403


def test_een_code_hoort_bij_een_dienst(stad: Stad) -> None:
    from toegang.voorwaarden import beletten_ovo_code

    eerste = OrganisatieFactory.create(ovo_code="OVO000007")
    assert beletten_ovo_code("OVO000007", naam="Een andere")
    assert not beletten_ovo_code("OVO000007", naam=eerste.naam)
    assert not beletten_ovo_code(None, naam="Een andere")


# Opnieuw bevestigen bij de aanbieder


def _later(client: Client) -> None:
    """Zes minuten na het aanmelden."""
    sessie = client.session
    sessie["account_authentication_methods"] = [
        stap | {"at": stap["at"] - 360} for stap in sessie["account_authentication_methods"]
    ]
    sessie.save()


def _bevestig(aanbieder: Nagemaakt, client: Client, **zegt: Any) -> Any:
    pagina = client.post("/account/oidc/opnieuw/")
    heen = {
        naam: waarde[0]
        for naam, waarde in parse_qs(urlsplit(pagina["Refresh"].partition("url=")[2]).query).items()
    }
    assert (heen["prompt"], heen["max_age"]) == ("login", "0")
    aanbieder.zegt = {"nonce": heen["nonce"], "auth_time": int(time.time()), **zegt}
    return client.get("/account/oidc/terug/", {"code": "code", "state": heen["state"]})


@pytest.fixture
def wachtend(aanbieder: Nagemaakt, stad: Stad) -> Client:
    """De beheerder, zonder eigen tweede stap, wil na zes minuten iemands toegang stoppen."""
    OrganisatieFactory.create(naam="Stadhuis", ovo_code="OVO000001", gemeentelijk=True).leden.create(
        gebruiker=stad.beheer, van=VROEGER
    )
    client = Client()
    aanbieder.aanmelden(client, **zegt_cas(stad.beheer))
    _later(client)
    naar = client.post(stop_adres(stad), {"bevestigd": "ja"})
    assert naar.status_code == 302
    assert client.get(naar.url).url == "/account/oidc/opnieuw/"
    assert client.get("/account/oidc/opnieuw/").status_code == 200
    return client


def stop_adres(stad: Stad) -> str:
    return reverse("casus:gebruiker_stoppen", args=[stad.livc.pk, stad.clb.pk])


def test_wie_alleen_de_aanbieder_heeft_bevestigt_daar_en_gaat_verder(
    aanbieder: Nagemaakt, wachtend: Client, stad: Stad
) -> None:
    terug = _bevestig(aanbieder, wachtend, **zegt_cas(stad.beheer))
    assert (terug.status_code, terug.url) == (302, "/account/verder/")
    pagina = wachtend.get("/account/verder/").content.decode()
    assert stop_adres(stad) in pagina
    assert wachtend.post(stop_adres(stad), {"bevestigd": "ja"}).url.endswith("/gebruikers/")
    assert not Gebruiker.objects.get(pk=stad.clb.pk).is_active


@pytest.mark.parametrize(
    "anders",
    [
        {"vo_id": "vo-ander"},
        {"acr": "urn:be:vlaanderen:authmech:laag"},
        {"auth_time": 1},
        {"auth_time": None},
        {"auth_time": True},
        {"auth_time": "nu"},
    ],
    ids=str,
)
def test_een_andere_persoon_een_lager_niveau_of_een_oude_sessie_bevestigt_niets(
    aanbieder: Nagemaakt, wachtend: Client, stad: Stad, anders: dict[str, Any]
) -> None:
    assert _bevestig(aanbieder, wachtend, **(zegt_cas(stad.beheer) | anders)).url == "/account/oidc/opnieuw/"
    assert wie(wachtend) == str(stad.beheer.pk)
    assert "/account/reauthenticate/" in wachtend.post(stop_adres(stad), {"bevestigd": "ja"}).url
    assert Gebruiker.objects.get(pk=stad.clb.pk).is_active
