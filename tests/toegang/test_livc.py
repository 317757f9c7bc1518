"""Het LIVC zelf: gegevens, modaliteiten, rollen en gids. De beheerder regelt veel en ziet geen enkele casus."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from tests.factories import GebruikerFactory, OrganisatieFactory, Stad, geef_rol, maak_casus
from toegang.actions import gids, leden
from toegang.beleid import mag, rollen_van
from toegang.livcs import ontbrekende_kernrollen, uitnodigbare_leden
from toegang.models import Gebruiker, Lidmaatschap, Livc, Organisatie
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


def soorten() -> list[str]:
    return list(Regel.objects.order_by("id").values_list("soort", flat=True))


def blad(stad: Stad) -> str:
    return reverse("casus:livc_blad", args=[stad.livc.pk])


def rol(stad: Stad, **anders: Any) -> dict[str, Any]:
    return {
        "actor": stad.beheer,
        "pk": stad.livc.pk,
        "email": "nieuw@voorbeeldegem.test",
        "naam": "Nele Nieuw",
        "rol": "preventieambtenaar",
        "van": timezone.localdate(),
    } | anders


# De pagina


def test_elk_lid_komt_op_de_pagina_en_een_buur_niet(stad: Stad, anderstad: Stad, als: Any) -> None:
    for wie in (*stad.kern, stad.toezicht, stad.dpo, stad.beheer):
        assert als(wie).get(blad(stad)).status_code == 200
    for wie in (stad.caw, anderstad.preventie, anderstad.beheer):
        assert als(wie).get(blad(stad)).status_code == 404


def test_wie_een_livc_heeft_komt_er_meteen(stad: Stad, als: Any) -> None:
    assert als(stad.preventie).get(reverse("casus:livc")).url == blad(stad)
    assert "geen rol" in als(stad.caw).get(reverse("casus:livc")).content.decode()


@pytest.mark.regel("LR-10")
def test_een_lege_kernrol_staat_bovenaan(stad: Stad, als: Client) -> None:
    zin = "Niemand vult vandaag deze rol in: politie"
    assert zin not in als(stad.preventie).get(blad(stad)).content.decode()
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(machtiging_tot=timezone.localdate())
    assert zin in als(stad.preventie).get(blad(stad)).content.decode()


@pytest.mark.regel("LR-11")
def test_alleen_kern_en_beheerder_zien_hoe_lang_de_machtiging_loopt(stad: Stad, als: Any) -> None:
    for wie, ziet in (
        (stad.burgemeester, True),
        (stad.beheer, True),
        (stad.toezicht, False),
        (stad.dpo, False),
    ):
        assert ("machtiging: nog 400 dagen" in als(wie).get(blad(stad)).content.decode()) is ziet


@pytest.mark.regel("LR-31")
def test_de_beheerder_ziet_niets_van_een_casus(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    assert casus.referentie not in als(stad.beheer).get(blad(stad)).content.decode()
    assert not mag(stad.beheer, "casus.zien", casus)


# Gegevens


@pytest.mark.regel("LR-56")
def test_de_functionaris_werkt_de_gegevens_bij(stad: Stad, als: Any) -> None:
    adres = reverse("casus:livc_gegevens", args=[stad.livc.pk])
    gegevens = {
        "dpia_referentie": "DPIA-2026-02",
        "verwerkingsverantwoordelijke": "Gemeente",
        "functionaris_gegevensbescherming": "Dina",
        "toezichthoudende_autoriteit": "VTC",
    }
    assert als(stad.preventie).post(adres, gegevens).status_code == 403
    assert als(stad.dpo).post(adres, gegevens).status_code == 302
    stad.livc.refresh_from_db()
    assert stad.livc.dpia_referentie == "DPIA-2026-02"
    assert soorten() == ["toegang.geweigerd", "livc.gewijzigd"]


# Rollen


def test_de_beheerder_geeft_een_rol_aan_wie_nog_geen_account_heeft(stad: Stad) -> None:
    """Er vertrekt een link; er is nog geen account en geen rol (zie test_accountuitnodiging)."""
    leden.geef_rol(**rol(stad))
    assert not Gebruiker.objects.filter(email="nieuw@voorbeeldegem.test").exists()
    assert stad.livc.accountuitnodigingen.get().rol == Rol.PREVENTIEAMBTENAAR
    assert soorten() == ["account.uitgenodigd"]


def test_alleen_de_beheerder_geeft_rollen(stad: Stad, anderstad: Stad) -> None:
    with pytest.raises(Verboden):
        leden.geef_rol(**rol(stad, actor=stad.burgemeester))
    with pytest.raises(Verborgen):
        leden.geef_rol(**rol(stad, actor=anderstad.beheer))
    leden.geef_rol(**rol(stad))


@pytest.mark.regel("LR-31")
def test_een_beheerder_zet_zichzelf_niet_in_de_kern(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="uzelf geen rol"):
        leden.geef_rol(**rol(stad, email=stad.beheer.email))
    tweede = GebruikerFactory.create()
    geef_rol(tweede, stad.livc, Rol.BEHEERDER)
    with pytest.raises(NietVoldaan, match="gaan niet samen"):
        leden.geef_rol(**rol(stad, email=tweede.email))
    with pytest.raises(NietVoldaan, match="gaan niet samen"):
        leden.geef_rol(**rol(stad, email=stad.preventie.email, rol="beheerder"))


@pytest.mark.regel("LR-57")
def test_toezicht_en_kern_gaan_niet_samen(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="gaan niet samen"):
        leden.geef_rol(**rol(stad, email=stad.toezicht.email))
    leden.geef_rol(**rol(stad, email=stad.dpo.email, rol="toezichthouder"))
    assert soorten() == ["lidmaatschap.voorgesteld"]


@pytest.mark.regel("LR-11")
def test_politie_zonder_lopende_machtiging_krijgt_geen_rol(stad: Stad) -> None:
    vandaag = timezone.localdate()
    with pytest.raises(NietVoldaan, match="niveau"):
        leden.geef_rol(**rol(stad, rol="politie"))
    with pytest.raises(NietVoldaan, match="vervallen"):
        leden.geef_rol(**rol(stad, rol="politie", machtiging="geheim", machtiging_tot=vandaag))
    morgen = vandaag + timedelta(days=1)
    leden.geef_rol(**rol(stad, rol="politie", machtiging="geheim", machtiging_tot=morgen))


@pytest.mark.regel("LR-11")
def test_een_vernieuwde_machtiging_opent_de_toegang_weer(stad: Stad, als: Any) -> None:
    lid = Lidmaatschap.objects.get(rol=Rol.POLITIE)
    Lidmaatschap.objects.filter(pk=lid.pk).update(machtiging_tot=timezone.localdate())
    assert not rollen_van(stad.politie)
    adres = reverse("casus:lid_machtiging", args=[lid.pk])
    over = (timezone.localdate() + timedelta(days=90)).isoformat()
    velden = {"machtiging": "geheim", "machtiging_tot": over}
    assert als(stad.burgemeester).post(adres, velden).status_code == 403
    assert als(stad.beheer).post(adres, velden).status_code == 302
    assert rollen_van(stad.politie)


@pytest.mark.regel("LR-10", "LR-31")
def test_een_beeindigde_kernrol_neemt_elke_casus_mee(stad: Stad) -> None:
    casus = maak_casus(stad)
    lid = Lidmaatschap.objects.get(gebruiker=stad.preventie)
    leden.beeindig(actor=stad.beheer, pk=lid.pk)
    assert not mag(stad.preventie, "casus.inzien", casus)
    assert mag(stad.politie, "casus.inzien", casus)
    assert ontbrekende_kernrollen(stad.livc.pk) == [Rol.PREVENTIEAMBTENAAR]
    with pytest.raises(NietVoldaan, match="al beëindigd"):
        leden.beeindig(actor=stad.beheer, pk=lid.pk)


def test_een_beheerder_sluit_zichzelf_niet_buiten(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="eigen rol"):
        leden.beeindig(actor=stad.beheer, pk=Lidmaatschap.objects.get(gebruiker=stad.beheer).pk)


# De gids


def dienst(**anders: Any) -> dict[str, Any]:
    return {
        "naam": "CGG Verzonnen",
        "sector": "ggz",
        "niveau": "gemeenschap",
        "mandaat_referentie": "Vlaams decreet van 21 mei 2021",
        "mandaat_datum": timezone.localdate(),
        "mandaat_tot": None,
        "contactpunt": "",
    } | anders


@pytest.mark.regel("LR-12")
def test_een_dienst_met_mandaat_en_mens_is_uit_te_nodigen(stad: Stad) -> None:
    voor = len(uitnodigbare_leden(stad.livc.pk))
    nieuw = gids.voeg_organisatie_toe(actor=stad.preventie, pk=stad.livc.pk, gegevens=dienst())
    gerda = GebruikerFactory.create()
    gids.voeg_lid_toe(
        actor=stad.preventie, pk=stad.livc.pk, organisatie=nieuw.pk, email=gerda.email, naam="Gerda Ggz"
    )
    assert len(uitnodigbare_leden(stad.livc.pk)) == voor + 1
    assert soorten() == ["organisatie.toegevoegd", "organisatie.gewijzigd"]


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"mandaat_referentie": ""}, "Noem het decreet"),
        ({"mandaat_datum": None}, "sinds wanneer"),
        ({"niveau": "gemeente"}, "geen mandaat nodig"),
    ],
)
def test_een_half_mandaat_telt_niet(stad: Stad, anders: dict[str, Any], zin: str) -> None:
    with pytest.raises(NietVoldaan, match=zin):
        gids.voeg_organisatie_toe(actor=stad.preventie, pk=stad.livc.pk, gegevens=dienst(**anders))
    assert not Organisatie.objects.filter(naam="CGG Verzonnen").exists()


@pytest.mark.regel("LR-12")
def test_de_gids_zegt_wie_geen_mandaat_heeft(stad: Stad, als: Client) -> None:
    adres = reverse("casus:livc_gids", args=[stad.livc.pk])
    assert "geen mandaat</span>" not in als(stad.burgemeester).get(adres).content.decode()
    OrganisatieFactory.create(zonder_mandaat=True).livcs.add(stad.livc)
    assert "geen mandaat</span>" in als(stad.burgemeester).get(adres).content.decode()


def test_wie_uit_de_gids_gaat_is_niet_meer_uit_te_nodigen(stad: Stad) -> None:
    lid = stad.caw.organisatieleden.get()
    with pytest.raises(Verboden):
        gids.beeindig_lid(actor=stad.politie, pk=stad.livc.pk, lid=lid.pk)
    gids.beeindig_lid(actor=stad.preventie, pk=stad.livc.pk, lid=lid.pk)
    assert lid.pk not in {ander.pk for ander in uitnodigbare_leden(stad.livc.pk)}


@pytest.mark.regel("LR-05")
def test_een_gedeelde_dienst_wijzigt_niemand_alleen(stad: Stad, anderstad: Stad) -> None:
    gedeeld = gids.voeg_organisatie_toe(actor=stad.preventie, pk=stad.livc.pk, gegevens=dienst())
    wijzig = {"actor": stad.preventie, "pk": stad.livc.pk, "organisatie": gedeeld.pk}
    gids.wijzig_organisatie(**wijzig, gegevens=dienst(contactpunt="cgg@cgg.test"))
    gids.voeg_organisatie_toe(actor=anderstad.preventie, pk=anderstad.livc.pk, gegevens=dienst())
    with pytest.raises(NietVoldaan, match="ander LIVC"):
        gids.wijzig_organisatie(**wijzig, gegevens=dienst(contactpunt="x@cgg.test"))


def test_de_schermen_van_beheerder_en_gids_werken(stad: Stad, als: Any) -> None:
    eigen = stad.caw.organisatieleden.get()
    pk, lid = stad.livc.pk, Lidmaatschap.objects.get(rol=Rol.POLITIE)
    adressen = [
        reverse("casus:livc_modaliteiten", args=[pk]),
        reverse("casus:livc_gegevens", args=[pk]),
        reverse("casus:lid_nieuw", args=[pk]),
        reverse("casus:lid_beeindigen", args=[lid.pk]),
        reverse("casus:lid_machtiging", args=[lid.pk]),
        reverse("casus:livc_gids", args=[pk]),
        reverse("casus:organisatie_nieuw", args=[pk]),
        reverse("casus:organisatie", args=[pk, eigen.organisatie_id]),
        reverse("casus:organisatielid_nieuw", args=[pk, eigen.organisatie_id]),
        reverse("casus:organisatielid_beeindigen", args=[pk, eigen.pk]),
    ]
    assert [als(stad.beheer).get(adres).status_code for adres in adressen] == [200] * len(adressen)


# Het eerste begin


def test_een_nieuw_livc_begint_met_toezicht_en_een_beheerder(db: None, monkeypatch: Any) -> None:
    monkeypatch.setenv("TOEZICHT_WACHTZIN", "een lange zin voor het toezicht")
    mensen = ["--toezichthouder", "Tine", "tine@dorp.test", "--beheerder", "Bo", "bo@dorp.test"]
    call_command("livc_gegevens", "LIVC Proefdorp", "--nis", "44021")
    call_command("livc_oprichten", "LIVC Proefdorp", *mensen)
    assert soorten() == ["livc.opgericht", "lidmaatschap.toegekend", "lidmaatschap.toegekend"]
    nieuw = Livc.objects.get()
    assert rollen_van(Gebruiker.objects.get(email="bo@dorp.test")) == {nieuw.pk: frozenset({Rol.BEHEERDER})}
    with pytest.raises(CommandError, match="al opgericht"):
        call_command("livc_oprichten", "LIVC Proefdorp", *mensen)


@pytest.mark.regel("LR-57")
def test_toezicht_en_beheer_zijn_twee_mensen(db: None, monkeypatch: Any) -> None:
    monkeypatch.setenv("TOEZICHT_WACHTZIN", "een lange zin voor het toezicht")
    call_command("livc_gegevens", "LIVC Proefdorp", "--nis", "44021")
    with pytest.raises(CommandError, match="twee verschillende"):
        call_command(
            "livc_oprichten",
            "LIVC Proefdorp",
            "--toezichthouder",
            "Bo",
            "bo@d.test",
            "--beheerder",
            "Bo",
            "Bo@d.test",
        )
    assert not soorten()


def test_elk_formulier_van_het_livc_laat_u_terug(stad: Stad, als: Any) -> None:
    adres = reverse("casus:lid_nieuw", args=[stad.livc.pk])
    assert f'<a class="knop stil" href="{blad(stad)}">' in als(stad.beheer).get(adres).content.decode()


# Instellingen


@pytest.mark.regel("LR-14")
def test_de_beheerder_kiest_de_termijnen(stad: Stad, als: Any) -> None:
    adres = reverse("casus:livc_instellingen", args=[stad.livc.pk])
    keuze = {"uitnodigingstermijn_dagen": 21, "signaal_bewaardagen": 14, "verzoek_bewaarmaanden": 6}
    assert als(stad.burgemeester).post(adres, keuze).status_code == 403
    assert als(stad.beheer).post(adres, keuze).status_code == 302
    stad.livc.refresh_from_db()
    assert (stad.livc.uitnodigingstermijn_dagen, stad.livc.signaal_bewaardagen) == (21, 14)
    assert stad.livc.verzoek_bewaarmaanden == 6
    assert soorten() == ["toegang.geweigerd", "livc.gewijzigd"]
    assert als(stad.beheer).post(adres, keuze).status_code == 302
    assert soorten() == ["toegang.geweigerd", "livc.gewijzigd"]  # niets veranderde


@pytest.mark.parametrize(
    "keuze", [{"uitnodigingstermijn_dagen": 91}, {"signaal_bewaardagen": 0}, {"signaal_bewaardagen": "x"}]
)
def test_een_onmogelijke_termijn_zegt_het_bij_het_veld(stad: Stad, als: Any, keuze: dict[str, Any]) -> None:
    adres = reverse("casus:livc_instellingen", args=[stad.livc.pk])
    goed = {"uitnodigingstermijn_dagen": 21, "signaal_bewaardagen": 14, "verzoek_bewaarmaanden": 6}
    antwoord = als(stad.beheer).post(adres, goed | keuze)
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors.keys() == keuze.keys()


@pytest.mark.regel("LR-13")
def test_alleen_de_burgemeester_kiest_wanneer_de_naam_bekend_is(stad: Stad, als: Any) -> None:
    adres = reverse("casus:livc_naam_bij_stap", args=[stad.livc.pk])
    for wie in (stad.beheer, stad.preventie, stad.politie):
        assert als(wie).post(adres, {"naam_bij_stap": 1}).status_code == 403
    assert als(stad.burgemeester).post(adres, {"naam_bij_stap": 4}).status_code == 200
    assert als(stad.burgemeester).post(adres, {"naam_bij_stap": 3}).status_code == 302
    stad.livc.refresh_from_db()
    assert stad.livc.naam_bij_stap == 3
