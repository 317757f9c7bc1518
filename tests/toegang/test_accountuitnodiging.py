"""Van link naar account: wie uitnodigt maakt nooit zelf een account, en zonder tweede stap bestaat er niemand."""

import re
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from uuid_utils.compat import uuid7

from audit.models import Regel
from tests.aanmelden import code, meld_aan
from tests.factories import GebruikerFactory, Stad, maak_stad
from toegang.actions import accountlinks, accountmaken, gids, leden
from toegang.actions.accounts import afdruk
from toegang.beleid import mag, rollen_van
from toegang.livcs import uitnodigbare_leden
from toegang.models import Accountuitnodiging, Gebruiker, Lidmaatschap, Organisatielid
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db
WACHTWOORD = "een lange zin over fietsen"
ADRES = "nele@dienst.test"


@pytest.fixture
def gestuurd(stad: Stad, django_capture_on_commit_callbacks: Any) -> str:
    """De sleutel uit het bericht aan iemand die voor het CAW zal komen."""
    with django_capture_on_commit_callbacks(execute=True):
        nodig_uit(stad)
    return sleutel()


def nodig_uit(stad: Stad, **anders: Any) -> Organisatielid | Accountuitnodiging:
    dienst = stad.caw.organisatieleden.get().organisatie_id
    velden: dict[str, Any] = {"functie": "begeleider", "vaste_vertegenwoordiger": True}
    wie = {"actor": stad.preventie, "pk": stad.livc.pk, "organisatie": dienst}
    return gids.voeg_lid_toe(**wie | {"email": ADRES, "naam": "Nele Nieuw"} | velden | anders)


def stel_rol_voor(stad: Stad, **anders: Any) -> Any:
    velden = {"email": ADRES, "naam": "Nele Nieuw", "rol": "preventieambtenaar", "van": timezone.localdate()}
    return leden.geef_rol(actor=stad.beheer, pk=stad.livc.pk, **velden | anders)


def sleutel(nummer: int = -1) -> str:
    gevonden = re.search(r"/account/uitnodiging/link/([\w-]+)/", str(mail.outbox[nummer].body))
    assert gevonden is not None
    return gevonden[1]


def open_link(client: Client, link: str) -> Any:
    return client.get(reverse("account_uitnodiging", args=[link]))


def kies_wachtwoord(client: Client, wachtwoord: str = WACHTWOORD) -> Any:
    adres = reverse("account_uitnodiging_wachtwoord")
    return client.post(adres, {"wachtwoord": wachtwoord, "nogmaals": wachtwoord})


def geheim(client: Client) -> str:
    """Wat de pagina toont om over te nemen."""
    pagina = client.get(reverse("account_uitnodiging_tweede_stap")).content.decode()
    gevonden = re.search(r'class="ref geheim">([A-Z2-7 ]+)<', pagina)
    assert gevonden is not None
    return gevonden[1].replace(" ", "")


def bevestig(client: Client, cijfers: str) -> Any:
    return client.post(reverse("account_uitnodiging_tweede_stap"), {"code": cijfers})


def maak_account(link: str, client: Client | None = None) -> Any:
    client = client or Client()
    assert open_link(client, link).status_code == 302
    assert kies_wachtwoord(client).status_code == 302
    return bevestig(client, code(geheim(client)))


def soorten(stad: Stad) -> list[str]:
    rijen = Regel.objects.filter(livc_id=stad.livc.pk).order_by("id")
    return list(rijen.values_list("soort", flat=True))


def werkt_niet(antwoord: Any) -> bool:
    return antwoord.status_code == 404 and "Deze link werkt niet" in antwoord.content.decode()


# Het bericht


@pytest.mark.regel("LR-34")
def test_het_bericht_zegt_niets_over_wie_of_wat(stad: Stad, gestuurd: str) -> None:
    bericht = mail.outbox[-1]
    tekst = f"{bericht.subject}\n{bericht.body}"
    assert bericht.to == [ADRES]
    for woord in ("Nele", "Prisca", "CAW", stad.livc.naam, "Voorbeeldegem", "radicalis", ADRES):
        assert woord not in tekst
    assert soorten(stad) == ["account.uitgenodigd"]


def test_de_databank_kent_de_link_niet(stad: Stad, gestuurd: str) -> None:
    rij = Accountuitnodiging.objects.get()
    assert bytes(rij.sleutelafdruk) == afdruk(gestuurd)
    assert len(gestuurd) >= 43  # 32 bytes
    assert gestuurd not in str(vars(rij))


def test_een_bericht_dat_mislukt_staat_in_de_lijst(
    stad: Stad, als: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("toegang.post.verstuur", lambda *_args: False)
    with django_capture_on_commit_callbacks(execute=True):
        nodig_uit(stad)
    pagina = als(stad.preventie).get(reverse("casus:livc_gids", args=[stad.livc.pk])).content.decode()
    assert "bericht niet verstuurd" in pagina


# De weg


@pytest.mark.regel("LR-31")
def test_pas_na_de_tweede_stap_bestaat_het_account(stad: Stad, gestuurd: str) -> None:
    client = Client()
    antwoord = open_link(client, gestuurd)
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert gestuurd not in antwoord.headers["Location"]
    kies_wachtwoord(client)
    eigen = geheim(client)
    assert bevestig(client, code(eigen, stap=40)).status_code == 200
    assert not Gebruiker.objects.filter(email=ADRES).exists()
    assert not Authenticator.objects.exists()

    pagina = bevestig(client, code(eigen))
    assert len(re.findall(r'<li class="ref">\d{8}</li>', pagina.content.decode())) == 10
    nieuw = Gebruiker.objects.get(email=ADRES)
    soorten_stap = set(Authenticator.objects.filter(user=nieuw).values_list("type", flat=True))
    assert soorten_stap == {"totp", "recovery_codes"}
    lid = nieuw.organisatieleden.get()
    assert (lid.organisatie, lid.functie, lid.vaste_vertegenwoordiger) == (
        stad.caw.organisatieleden.get().organisatie,
        "begeleider",
        True,
    )
    assert lid in uitnodigbare_leden(stad.livc.pk)
    assert soorten(stad) == ["account.uitgenodigd", "account.gemaakt"]
    # Niet vanzelf aangemeld; met wachtwoord en een nieuwe code wel, en de code van daarnet niet nog eens.
    assert "_auth_user_id" not in client.session
    assert meld_aan(Client(), ADRES, WACHTWOORD).status_code == 200
    client.post("/account/login/", {"login": ADRES, "password": WACHTWOORD})
    assert client.post("/account/tweede-stap/geven/", {"code": code(eigen)}).status_code == 200
    assert client.post("/account/tweede-stap/geven/", {"code": code(eigen, stap=1)}).status_code == 302
    assert client.get("/").status_code == 200


def test_het_geheim_staat_niet_leesbaar_in_de_sessie(stad: Stad, gestuurd: str) -> None:
    client = Client()
    open_link(client, gestuurd)
    kies_wachtwoord(client)
    eigen = geheim(client)
    bewaard = str(dict(client.session))
    assert eigen not in bewaard
    assert WACHTWOORD not in bewaard
    assert gestuurd not in bewaard
    assert geheim(client) == eigen  # de pagina herladen verandert niets


def test_een_zwak_of_verkeerd_herhaald_wachtwoord_staat_op_het_veld(stad: Stad, gestuurd: str) -> None:
    client = Client()
    open_link(client, gestuurd)
    assert "14" in kies_wachtwoord(client, "kort").content.decode()
    adres = reverse("account_uitnodiging_wachtwoord")
    anders = client.post(adres, {"wachtwoord": WACHTWOORD, "nogmaals": "iets helemaal anders"})
    assert "niet hetzelfde wachtwoord" in anders.content.decode()
    # Zonder wachtwoord is er geen tweede stap.
    assert client.get(reverse("account_uitnodiging_tweede_stap")).status_code == 302


def test_codes_raden_houdt_op(stad: Stad, gestuurd: str) -> None:
    client = Client()
    open_link(client, gestuurd)
    kies_wachtwoord(client)
    eigen = geheim(client)
    for _poging in range(10):
        bevestig(client, code(eigen, stap=40))
    assert "Te veel pogingen" in bevestig(client, code(eigen)).content.decode()
    assert not Gebruiker.objects.filter(email=ADRES).exists()


# Wat niet werkt


def test_een_link_werkt_een_keer(stad: Stad, gestuurd: str) -> None:
    maak_account(gestuurd)
    assert werkt_niet(open_link(Client(), gestuurd))


def test_een_onbekende_verlopen_of_ingetrokken_link_is_dezelfde_pagina(stad: Stad, gestuurd: str) -> None:
    rij = Accountuitnodiging.objects.get()
    bladen = [open_link(Client(), "verzonnen-sleutel")]
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        bladen.append(open_link(Client(), gestuurd))
    assert open_link(Client(), gestuurd).status_code == 302
    accountlinks.trek_in(actor=stad.preventie, pk=rij.pk)
    bladen.append(open_link(Client(), gestuurd))
    assert all(werkt_niet(blad) for blad in bladen)
    zonder_token = {re.sub(rb'name="csrf\w+" value="\w+"', b"", blad.content) for blad in bladen}
    assert len(zonder_token) == 1


def test_intrekken_geldt_ook_voor_wie_al_bezig_is(stad: Stad, gestuurd: str) -> None:
    client = Client()
    open_link(client, gestuurd)
    kies_wachtwoord(client)
    eigen = geheim(client)
    accountlinks.trek_in(actor=stad.preventie, pk=Accountuitnodiging.objects.get().pk)
    assert werkt_niet(bevestig(client, code(eigen)))
    assert not Gebruiker.objects.filter(email=ADRES).exists()


def test_een_nieuwe_link_doodt_de_vorige(
    stad: Stad, gestuurd: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        accountlinks.verstuur_opnieuw(actor=stad.preventie, pk=Accountuitnodiging.objects.get().pk)
    assert werkt_niet(open_link(Client(), gestuurd))
    assert open_link(Client(), sleutel()).status_code == 302


def test_wie_al_aangemeld_is_maakt_geen_tweede_account(stad: Stad, gestuurd: str, als: Any) -> None:
    assert "al aangemeld" in open_link(als(stad.caw), gestuurd).content.decode()


def test_bestaat_er_intussen_een_account_dan_werkt_de_link_niet(stad: Stad, gestuurd: str, als: Any) -> None:
    """Wie uitnodigde ziet het in de lijst en wijst de persoon opnieuw aan."""
    GebruikerFactory.create(email=ADRES)
    assert werkt_niet(open_link(Client(), gestuurd))
    pagina = als(stad.preventie).get(reverse("casus:livc_gids", args=[stad.livc.pk])).content.decode()
    assert "heeft intussen een account" in pagina
    with pytest.raises(NietVoldaan, match="intussen een account"):
        accountlinks.verstuur_opnieuw(actor=stad.preventie, pk=Accountuitnodiging.objects.get().pk)


# Wie mag het, en wat wacht er


@pytest.mark.regel("LR-05")
def test_alleen_wie_aanwijst_beheert_de_link(stad: Stad, anderstad: Stad, gestuurd: str) -> None:
    pk = Accountuitnodiging.objects.get().pk
    with pytest.raises(Verboden):
        accountlinks.trek_in(actor=stad.politie, pk=pk)
    with pytest.raises(Verborgen):
        accountlinks.verstuur_opnieuw(actor=anderstad.preventie, pk=pk)
    stel_rol_voor(stad, email="ander@dienst.test")
    voor_rol = Accountuitnodiging.objects.exclude(rol="").get()
    with pytest.raises(Verboden):
        accountlinks.trek_in(actor=stad.preventie, pk=voor_rol.pk)
    accountlinks.trek_in(actor=stad.beheer, pk=voor_rol.pk)
    with pytest.raises(NietVoldaan, match="al gebruikt of ingetrokken"):
        accountlinks.trek_in(actor=stad.beheer, pk=voor_rol.pk)
    assert "account.ingetrokken" in soorten(stad)


def test_voor_hetzelfde_vertrekt_maar_een_link(stad: Stad, gestuurd: str) -> None:
    with pytest.raises(NietVoldaan, match="al een link"):
        nodig_uit(stad, email=ADRES.upper())


@pytest.mark.regel("LR-31", "LR-11")
def test_een_rol_is_na_het_maken_van_het_account_nog_maar_een_voorstel(
    stad: Stad, django_capture_on_commit_callbacks: Any
) -> None:
    over = timezone.localdate() + timedelta(days=90)
    with django_capture_on_commit_callbacks(execute=True):
        stel_rol_voor(stad, rol="politie", machtiging="geheim", machtiging_tot=over)
    maak_account(sleutel())
    nieuw = Gebruiker.objects.get(email=ADRES)
    lid = Lidmaatschap.objects.get(gebruiker=nieuw)
    assert (lid.rol, lid.machtiging_tot, lid.voorgesteld_door, lid.bevestigd_op) == (
        "politie",
        over,
        stad.beheer,
        None,
    )
    assert isinstance(lid.van, date)
    assert rollen_van(nieuw) == {}
    assert not mag(nieuw, "livc.zien", stad.livc)
    assert soorten(stad) == ["account.uitgenodigd", "lidmaatschap.voorgesteld", "account.gemaakt"]


@pytest.mark.regel("LR-05")
def test_wat_elders_op_hetzelfde_adres_wachtte_komt_mee(
    stad: Stad, anderstad: Stad, gestuurd: str, django_capture_on_commit_callbacks: Any
) -> None:
    """Zoals bij wie al een account had: het andere LIVC hoeft niet opnieuw uit te nodigen."""
    with django_capture_on_commit_callbacks(execute=True):
        nodig_uit(anderstad)
    maak_account(gestuurd)
    assert Gebruiker.objects.get(email=ADRES).organisatieleden.count() == 2
    assert soorten(anderstad) == ["account.uitgenodigd", "account.gemaakt"]
    assert werkt_niet(open_link(Client(), sleutel()))


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_maken_maar_een_account() -> None:
    stad = maak_stad()
    nodig_uit(stad)
    eigen = sleutel()
    hek, uitkomsten = Barrier(2), []

    def probeer(stap: int) -> None:
        wie = accountmaken.aankomend(accountmaken.bij_link(afdruk(eigen)), uuid7())
        hek.wait()
        try:
            geheim_ = "JBSWY3DPEHPK3PXP"
            accountmaken.maak_met_code(
                actor=wie,
                sleutelafdruk=afdruk(eigen),
                wachtwoord="!",
                geheim=geheim_,
                code=code(geheim_, stap=stap),
            )
            uitkomsten.append("gemaakt")
        except accountmaken.LinkWerktNiet:
            uitkomsten.append("te laat")
        finally:
            connection.close()

    draden = [Thread(target=probeer, args=(stap,)) for stap in (0, 1)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["gemaakt", "te laat"]
    assert Gebruiker.objects.filter(email=ADRES).count() == 1
    assert Accountuitnodiging.objects.get().gebruikt_op is not None
