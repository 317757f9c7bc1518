"""Een wachtwoord alleen opent niets, en wat de tweede stap bewijst is niet te lezen, te herhalen of weg te halen."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from tests.aanmelden import code, geef_app, meld_aan
from tests.factories import WACHTWOORD, Stad
from toegang import factoren
from toegang.factoren import DEMOGEHEIM
from toegang.models import Gebruiker
from toegang.sleutelring import aanbieder, ontsleutel_veld, versleutel_veld
from toegang.uitzonderingen import SleutelFout

pytestmark = pytest.mark.django_db
INDEX = "/account/tweede-stap/"
GEVEN = "/account/tweede-stap/geven/"


def aangemeld(client: Client) -> bool:
    return client.get("/").status_code == 200


def met_wachtwoord(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.post("/account/login/", {"login": gebruiker.email, "password": WACHTWOORD})
    return client


def soorten(stad: Stad) -> list[str]:
    return list(
        Regel.objects.filter(livc_id=stad.livc.pk).order_by("tijdstip", "id").values_list("soort", flat=True)
    )


def koppel_app(client: Client) -> Any:
    """Doet wat een mens doet: het geheim overnemen, en de code geven die de app toont."""
    client.get(f"{INDEX}app/")
    return client.post(f"{INDEX}app/", {"code": code(client.session["mfa.totp.secret"])})


@pytest.fixture
def sleutel(stad: Stad) -> Authenticator:
    """Een tweede factor naast de app; de browsertests maken een echte."""
    return Authenticator.objects.create(user=stad.caw, type="webauthn", data={"name": "laptop"})


# -- eerste keer ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["burgemeester", "caw", "toezicht", "beheer"])
def test_wie_nog_geen_tweede_stap_heeft_komt_nergens(stad: Stad, naam: str) -> None:
    client = met_wachtwoord(getattr(stad, naam))
    for pad in ("/", "/casussen/", "/toezicht/", "/account/sessies/", "/account/password/change/"):
        assert client.get(pad)["Location"] == INDEX, pad
        assert client.post(pad, {}).get("Location") == INDEX, pad
    pagina = client.get(INDEX).content.decode()
    assert "Kies uw tweede stap" in pagina
    assert pagina.index("Sleutel maken") < pagina.index("App koppelen"), "de sleutel staat vooraan"


def test_een_halve_aanmelding_toont_geen_menu(stad: Stad) -> None:
    client = met_wachtwoord(stad.burgemeester)
    for pad in (INDEX, "/bestaat-niet/"):
        pagina = client.get(pad).content.decode()
        assert "LIVC Voorbeeldegem" not in pagina
        assert "Mijn werk" not in pagina


@pytest.mark.django_db(transaction=True)
def test_inschrijven_hoort_bij_de_eerste_aanmelding(stad: Stad) -> None:
    client = met_wachtwoord(stad.caw)
    antwoord = koppel_app(client)
    assert antwoord["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(antwoord["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert aangemeld(client)
    assert soorten(stad).count(Soort.FACTOR_TOEGEVOEGD) == 2  # de app, en de herstelcodes


def test_de_app_koppelen_werkt_zonder_javascript_en_zonder_beeld_van_elders(stad: Stad) -> None:
    client = met_wachtwoord(stad.caw)
    pagina = client.get(f"{INDEX}app/").content.decode()
    assert client.session["mfa.totp.secret"] in pagina
    assert '<svg class="qr"' in pagina
    assert "data:" not in pagina


def test_een_foute_code_koppelt_niets(stad: Stad) -> None:
    client = met_wachtwoord(stad.caw)
    client.get(f"{INDEX}app/")
    assert "klopt niet" in client.post(f"{INDEX}app/", {"code": "000000"}).content.decode()
    assert not factoren.factoren(stad.caw).exists()


def test_wie_te_lang_wacht_met_kiezen_geeft_eerst_zijn_wachtwoord_opnieuw(stad: Stad) -> None:
    client = met_wachtwoord(stad.caw)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        naar = client.get(f"{INDEX}app/")["Location"]
        assert naar.startswith("/account/reauthenticate/")
        assert client.post(naar, {"password": "fout"}).status_code == 200
        assert client.post(naar, {"password": WACHTWOORD})["Location"] == f"{INDEX}app/"
        assert client.get(f"{INDEX}app/").status_code == 200


# -- daarna -----------------------------------------------------------------------------------------------------------


def test_wachtwoord_en_code_melden_aan(stad: Stad) -> None:
    geef_app(stad.caw)
    client = met_wachtwoord(stad.caw)
    assert not aangemeld(client)
    assert client.post(GEVEN, {"code": code()}).status_code == 302
    assert aangemeld(client)
    assert soorten(stad) == [Soort.TOEGANG_AANGEMELD]


def test_een_foute_code_meldt_niet_aan_en_staat_in_het_logboek(stad: Stad) -> None:
    geef_app(stad.caw)
    client = met_wachtwoord(stad.caw)
    assert "klopt niet" in client.post(GEVEN, {"code": "000000"}).content.decode()
    assert not aangemeld(client)
    assert soorten(stad) == [Soort.TOEGANG_AANMELDING_MISLUKT]


@pytest.mark.parametrize("later", [0, 29, 45])
def test_een_code_werkt_geen_tweede_keer(stad: Stad, later: int) -> None:
    """Ook niet in de speling van een halve minuut, waarin allauth ze al vergeten is."""
    geef_app(stad.caw)
    begin = timezone.now().replace(second=0, microsecond=0)
    with time_machine.travel(begin, tick=False):
        eerste = code()
        meld_aan(Client(), stad.caw.email)
    with time_machine.travel(begin + timedelta(seconds=later), tick=False):
        ander = met_wachtwoord(stad.caw)
        ander.post(GEVEN, {"code": eerste})
        assert not aangemeld(ander)


def test_de_code_van_een_ander_werkt_niet(stad: Stad) -> None:
    geef_app(stad.caw)
    factoren.zet_totp(stad.clb, "GEZDGNBVGY3TQOJQ")
    client = met_wachtwoord(stad.clb)
    client.post(GEVEN, {"code": code()})
    assert not aangemeld(client)


def test_een_herstelcode_werkt_een_keer(stad: Stad) -> None:
    geef_app(stad.caw)
    herstelcode = RecoveryCodes.activate(stad.caw).get_unused_codes()[0]
    client, ander = met_wachtwoord(stad.caw), met_wachtwoord(stad.caw)
    client.post(GEVEN, {"code": herstelcode})
    assert aangemeld(client)
    ander.post(GEVEN, {"code": herstelcode})
    assert not aangemeld(ander)


@pytest.mark.django_db(transaction=True)
def test_een_sessie_van_voor_de_tweede_stap_telt_niet_meer(stad: Stad) -> None:
    """Wie het wachtwoord stal en al binnen zat te wachten, is buiten zodra de eigenaar zijn stap kiest."""
    dief, eigenaar = met_wachtwoord(stad.caw), met_wachtwoord(stad.caw)
    koppel_app(eigenaar)
    assert aangemeld(eigenaar)
    assert "/account/login/" in dief.get(INDEX)["Location"]


def test_een_sessie_zonder_tweede_stap_vraagt_opnieuw_aanmelden(stad: Stad) -> None:
    client = met_wachtwoord(stad.caw)
    geef_app(stad.caw)
    assert client.get(INDEX)["Location"] == "/account/login/"
    assert client.get("/")["Location"] == "/account/login/?next=/"


@pytest.mark.parametrize("onzin", ["", "x", "{}", "[]", '"tekst"', "null", "1", '{"id": "a", "response": {}}',
                                   '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"AA"}}'])  # fmt: skip
def test_een_vreemde_sleutel_is_een_fout_op_het_formulier(stad: Stad, onzin: str, als: Any) -> None:
    geef_app(stad.caw)
    client = met_wachtwoord(stad.caw)
    client.get(GEVEN)
    assert client.post(GEVEN, {"credential": onzin}).status_code == 200
    assert Client().post(f"{INDEX}sleutel/aanmelden/", {"credential": onzin}).status_code == 302
    binnen = als(stad.clb)
    binnen.get(f"{INDEX}sleutel/")
    assert binnen.post(f"{INDEX}sleutel/", {"credential": onzin}).status_code == 200
    assert not factoren.factoren(stad.clb).exists()


# -- weghalen ---------------------------------------------------------------------------------------------------------


def test_de_laatste_tweede_stap_blijft(stad: Stad, als: Any) -> None:
    geef_app(stad.caw)
    client = als(stad.caw)
    assert "enige tweede stap" in client.post(f"{INDEX}app/weg/").content.decode()
    assert factoren.factoren(stad.caw).count() == 1


def test_de_laatste_sleutel_blijft(stad: Stad, als: Any, sleutel: Authenticator) -> None:
    antwoord = als(stad.caw).post(f"{INDEX}sleutel/{sleutel.pk}/weg/")
    assert antwoord["Location"] == INDEX
    assert factoren.factoren(stad.caw).count() == 1


def test_een_van_twee_mag_weg_en_staat_in_het_logboek(stad: Stad, als: Any, sleutel: Authenticator) -> None:
    geef_app(stad.caw)
    assert als(stad.caw).post(f"{INDEX}sleutel/{sleutel.pk}/weg/")["Location"] == INDEX
    assert [f.type for f in factoren.factoren(stad.caw)] == ["totp"]
    assert soorten(stad) == [Soort.FACTOR_VERWIJDERD]


def test_andermans_sleutel_bestaat_niet(stad: Stad, als: Any, sleutel: Authenticator) -> None:
    geef_app(stad.clb)
    assert als(stad.clb).post(f"{INDEX}sleutel/{sleutel.pk}/weg/").status_code == 404


def test_zonder_verse_tweede_stap_verandert_er_niets_aan_de_factoren(
    stad: Stad, als: Any, sleutel: Authenticator
) -> None:
    geef_app(stad.caw)
    client = als(stad.caw)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        for pad in (f"{INDEX}sleutel/{sleutel.pk}/weg/", f"{INDEX}sleutel/", f"{INDEX}herstelcodes/nieuw/"):
            assert "/opnieuw/" in client.post(pad)["Location"], pad
    assert factoren.factoren(stad.caw).count() == 2


# -- bewaard ----------------------------------------------------------------------------------------------------------


def test_het_geheim_staat_nergens_leesbaar(stad: Stad) -> None:
    app = geef_app(stad.caw)
    herstel = RecoveryCodes.activate(stad.caw)
    rijen = json.dumps([app.data, herstel.instance.data])
    assert DEMOGEHEIM not in rijen
    assert ontsleutel_veld(factoren.CONTEXT, app.data["secret"]) == DEMOGEHEIM
    assert len(herstel.generate_codes()) == 10


def test_een_veld_opent_alleen_waarvoor_het_versleuteld_is() -> None:
    veld = versleutel_veld("tweede stap", "geheim")
    for context, tekst in (
        ("iets anders", veld),
        ("tweede stap", veld[:-4] + "AAA="),
        ("tweede stap", "x:é"),
    ):
        with pytest.raises(SleutelFout):
            ontsleutel_veld(context, tekst)


def test_herwikkelen_zet_geheimen_onder_de_nieuwe_sleutel(stad: Stad, settings: Any) -> None:
    app, herstel = geef_app(stad.caw), RecoveryCodes.activate(stad.caw).instance
    assert factoren.herwikkel() == 0
    from toegang.sleutelring import Sleutelring

    settings.SLEUTELRING = Sleutelring.uit_json(settings.SLEUTELRING).met_nieuwe_kek("nieuw").als_json()
    assert factoren.herwikkel() == 2
    for rij, veld in ((app, "secret"), (herstel, "seed")):
        rij.refresh_from_db()
        assert rij.data[veld].startswith(f"{aanbieder().actief}:")
    assert meld_aan(Client(), stad.caw.email).status_code == 302


# -- demo -------------------------------------------------------------------------------------------------------------


def test_demo_code_toont_de_code_van_nu(capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        call_command("demo_code")
        assert code() in capsys.readouterr().out


def test_in_productie_bestaat_het_geheim_van_de_demo_niet(stad: Stad, settings: Any) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(CommandError):
        call_command("demo_code")
    with pytest.raises(RuntimeError):
        factoren.zet_totp(stad.caw, DEMOGEHEIM)
