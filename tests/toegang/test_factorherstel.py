"""Een verloren tweede stap: twee anderen samen, de persoon weet het, en wie herstelt krijgt niets (LR-31)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from tests.aanmelden import geef_app, meld_aan
from tests.audit.hulp import gelezen
from tests.factories import WACHTWOORD, GebruikerFactory, Stad, geef_rol, maak_casus, maak_deelname
from toegang.actions import factorherstel
from toegang.beleid import mag
from toegang.models import CasusUserObjectPermission, Factorherstel, Gebruiker
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]


def vraag(stad: Stad, wie: Gebruiker | None = None, actor: Gebruiker | None = None) -> Factorherstel:
    return factorherstel.vraag(actor=actor or stad.beheer, pk=stad.livc.pk, persoon=(wie or stad.caw).pk)


def soorten(stad: Stad) -> list[str]:
    rijen = Regel.objects.filter(livc_id=stad.livc.pk).exclude(soort__startswith="toegang.")
    return list(rijen.order_by("id").values_list("soort", flat=True))


def test_twee_anderen_herstellen_samen(stad: Stad, django_capture_on_commit_callbacks: Any) -> None:
    geef_app(stad.caw)
    RecoveryCodes.activate(stad.caw)
    oud = Client()
    assert meld_aan(oud, stad.caw.email).status_code == 302
    assert oud.get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        rij = vraag(stad)
    assert Authenticator.objects.filter(user=stad.caw).count() == 2
    assert oud.get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        factorherstel.bevestig(actor=stad.preventie, pk=rij.pk)
    assert not Authenticator.objects.filter(user=stad.caw).exists()
    assert oud.get("/").status_code == 302  # elke oude sessie is dood
    assert soorten(stad) == ["factor.herstel_gevraagd", "factor.hersteld"]
    # Het wachtwoord blijft van de persoon; daarna kiest die eerst een nieuwe tweede stap.
    nieuw = Client()
    nieuw.post("/account/login/", {"login": stad.caw.email, "password": WACHTWOORD})
    assert nieuw.get("/")["Location"] == reverse("mfa_index")


@pytest.mark.regel("LR-34")
def test_de_persoon_krijgt_bericht_zonder_inhoud(stad: Stad, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rij = vraag(stad)
    with django_capture_on_commit_callbacks(execute=True):
        factorherstel.bevestig(actor=stad.preventie, pk=rij.pk)
    assert [bericht.to for bericht in mail.outbox] == [[stad.caw.email]] * 2
    for bericht in mail.outbox:
        for woord in ("Cas", "Bert", "Prisca", "Voorbeeldegem", stad.caw.email):
            assert woord not in str(bericht.body).replace("casusoverleg", "")


def test_wie_herstelt_krijgt_geen_toegang(stad: Stad, als: Any) -> None:
    """De beheerder en de toezichthouder herstellen een deelnemer, en zien daarna niets meer dan ervoor."""
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, "aanvaard")
    voor = set(CasusUserObjectPermission.objects.values_list("user_id", "permission_id", "content_object_id"))
    rij = vraag(stad)
    factorherstel.bevestig(actor=stad.toezicht, pk=rij.pk)
    na = set(CasusUserObjectPermission.objects.values_list("user_id", "permission_id", "content_object_id"))
    assert na == voor
    for wie in (stad.beheer, stad.toezicht):
        assert not mag(wie, "casus.zien", casus)
        assert als(wie).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    stad.caw.refresh_from_db()
    assert stad.caw.check_password(WACHTWOORD)


def test_twee_beheerders_herstellen_niets(stad: Stad) -> None:
    tweede = GebruikerFactory.create()
    geef_rol(tweede, stad.livc, Rol.BEHEERDER)
    geef_rol(tweede, stad.livc, Rol.FUNCTIONARIS)
    rij = vraag(stad)
    with pytest.raises(NietVoldaan, match="Twee beheerders"):
        factorherstel.bevestig(actor=tweede, pk=rij.pk)
    factorherstel.bevestig(actor=stad.dpo, pk=rij.pk)


def test_niet_twee_keer_dezelfde_en_niet_de_persoon_zelf(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="twee anderen"):
        vraag(stad, stad.beheer)
    rij = vraag(stad, stad.politie)
    for wie in (stad.beheer, stad.politie):
        with pytest.raises(NietVoldaan, match="andere persoon"):
            factorherstel.bevestig(actor=wie, pk=rij.pk)
        with pytest.raises(IntegrityError, match="twee_anderen"), transaction.atomic():
            Factorherstel.objects.filter(pk=rij.pk).update(bevestigd_door=wie)


def test_alleen_voor_mensen_van_dit_livc_en_door_wie_het_mag(stad: Stad, anderstad: Stad) -> None:
    with pytest.raises(Verborgen):
        vraag(stad, anderstad.politie)
    with pytest.raises(Verborgen):
        vraag(stad, stad.clb, actor=stad.caw)
    rij = vraag(stad)
    with pytest.raises((Verborgen, Verboden)):
        factorherstel.bevestig(actor=stad.clb, pk=rij.pk)
    with pytest.raises(Verborgen):
        factorherstel.bevestig(actor=anderstad.burgemeester, pk=rij.pk)


def test_na_een_dag_is_de_aanvraag_verlopen(stad: Stad, als: Any) -> None:
    rij = vraag(stad)
    with pytest.raises(NietVoldaan, match="loopt al"):
        vraag(stad)
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        with pytest.raises(NietVoldaan, match="verlopen"):
            factorherstel.bevestig(actor=stad.politie, pk=rij.pk)
        assert vraag(stad, actor=stad.politie).pk != rij.pk


def test_wie_zijn_recht_intussen_verloor_telt_niet_mee(stad: Stad) -> None:
    rij = vraag(stad, actor=stad.politie)
    stad.politie.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NietVoldaan, match="verlopen"):
        factorherstel.bevestig(actor=stad.dpo, pk=rij.pk)


def test_de_persoon_zelf_weigert_na_het_aanmelden(stad: Stad, als: Any) -> None:
    rij = vraag(stad)
    browser, adres = als(stad.caw), reverse("casus:herstel", args=[rij.pk])
    assert adres in browser.get("/").content.decode()
    assert "Vroeg u dit?" in browser.get(adres).content.decode()
    assert browser.post(reverse("casus:herstel_weigeren", args=[rij.pk])).status_code == 302
    assert soorten(stad) == ["factor.herstel_gevraagd", "factor.herstel_geweigerd"]
    with pytest.raises(NietVoldaan, match="antwoordde al"):
        factorherstel.bevestig(actor=stad.politie, pk=rij.pk)
    assert browser.get(adres).status_code == 404


def test_een_ander_livc_leest_dat_het_gebeurde_en_niet_waar(stad: Stad, anderstad: Stad) -> None:
    """LR-05: Cas werkt ook voor Anderstad; daar staat geen naam van wie het in Voorbeeldegem deed."""
    stad.caw.organisatieleden.get().organisatie.livcs.add(anderstad.livc)
    rij = vraag(stad)
    factorherstel.bevestig(actor=stad.preventie, pk=rij.pk)
    assert soorten(anderstad) == ["factor.herstel_gevraagd", "factor.hersteld"]
    for regel in Regel.objects.filter(livc_id=anderstad.livc.pk):
        inhoud = str(gelezen(regel))
        assert "Cas Caw" in inhoud
        for woord in ("Bert", "Prisca", "voorbeeldegem.test", str(stad.livc.pk), stad.livc.naam):
            assert woord not in inhoud


def test_de_schermen_werken(stad: Stad, als: Any) -> None:
    adres = reverse("casus:herstel_vragen", args=[stad.livc.pk])
    browser = als(stad.burgemeester)
    assert "Cas Caw" in browser.get(adres).content.decode()
    assert "Cas Caw" in browser.get(reverse("casus:herstel_vragen", args=[stad.livc.pk])).content.decode()
    assert browser.post(adres, {"persoon": stad.caw.pk}).status_code == 302
    assert "loopt al" in browser.post(adres, {"persoon": stad.caw.pk}).content.decode()
    rij = Factorherstel.objects.get()
    ander = als(stad.politie)
    assert reverse("casus:herstel", args=[rij.pk]) in ander.get("/").content.decode()
    assert "Ja, tweede stap herstellen" in ander.get(reverse("casus:herstel", args=[rij.pk])).content.decode()
    assert (
        "Ja, tweede stap herstellen"
        not in browser.get(reverse("casus:herstel", args=[rij.pk])).content.decode()
    )
    assert ander.post(reverse("casus:herstel_bevestigen", args=[rij.pk])).status_code == 302
    rij.refresh_from_db()
    assert rij.bevestigd_door == stad.politie
