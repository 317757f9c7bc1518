"""De pagina die alleen van de auteur is: niemand anders leest ze, en niemand ziet of ze bestaat (LR-20, LR-22)."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit.models import Regel
from casus.actions import deelname, geheugensteun, wraking
from casus.models import Casus, Deelname, Geheugensteun, Inbreng
from casus.selectors import geheugensteun as selectors
from tests.casus.tafelhulp import maak_lopend_punt, noteer
from tests.factories import Stad, maak_casus, maak_deelname
from tests.toegang.rijhulp import geweigerd, lees
from toegang import toekenningen
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, Verborgen

pytestmark = pytest.mark.django_db
GEHEIM = "Zijn moeder belde mij."


@pytest.fixture
def casus(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    return casus


def schrijf_op(wie: Gebruiker, casus: Casus, tekst: str = GEHEIM, soort: str = "kan") -> UUID:
    sleutel = uuid4()
    geheugensteun.voeg_toe(
        actor=wie, casus_pk=casus.pk, sleutel=sleutel, soort=soort, tekst=tekst, thema="thuis"
    )
    return sleutel


def adres(casus: Casus, naam: str = "voor_mij", *args: Any) -> str:
    return reverse(f"casus:{naam}", args=[casus.pk, *args])


def test_opschrijven_en_teruglezen(stad: Stad, als: Any, casus: Casus) -> None:
    client = als(stad.caw)
    gegevens = {"tekst": GEHEIM, "soort": "vraag", "thema": "thuis", "sleutel": str(uuid4())}
    client.post(adres(casus), gegevens)
    assert GEHEIM in client.get(adres(casus)).text
    assert "al verstuurd" in client.post(adres(casus), gegevens).text
    assert "foutlijst" in client.post(adres(casus), {"tekst": "", "soort": "x", "sleutel": "y"}).text
    assert len(selectors.notities(stad.caw, casus)) == 1


@pytest.mark.regel("LR-22", "LR-31")
def test_versleuteld_en_niet_te_tellen(stad: Stad, casus: Casus) -> None:
    for i in range(3):
        schrijf_op(stad.caw, casus, f"Notitie {i}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), bool_or(regels::text LIKE '%%otitie%%') FROM casus_geheugensteun")
        assert cursor.fetchone() == (1, False)


@pytest.mark.regel("LR-22", "LR-31")
@pytest.mark.parametrize(
    "wie", ["burgemeester", "politie", "preventie", "clb", "jeugdwerk", "toezicht", "dpo", "beheer", "buur"]
)
def test_niemand_anders_leest_ze_ook_niet_met_eigen_sql(
    stad: Stad, anderstad: Stad, als: Any, casus: Casus, wie: str
) -> None:
    maak_deelname(stad, casus, stad.clb)
    persoon = anderstad.burgemeester if wie == "buur" else getattr(stad, wie)
    leeg = als(persoon).get(adres(casus))
    sleutel = schrijf_op(stad.caw, casus)
    daarna = als(persoon).get(adres(casus))
    assert GEHEIM not in daarna.text
    assert leeg.status_code == daarna.status_code
    assert lees(persoon, "SELECT id FROM casus_geheugensteun") == []
    for opdracht in ("DELETE FROM casus_geheugensteun", "UPDATE casus_geheugensteun SET regels = NULL"):
        assert geweigerd(persoon, opdracht)
    als(persoon).post(adres(casus, "voor_mij_leeg"))
    als(persoon).post(adres(casus, "voor_mij_inbreng", sleutel))
    assert Geheugensteun.objects.count() == 1
    assert not Inbreng.objects.exists()


@pytest.mark.regel("LR-22")
def test_niemand_schrijft_in_andermans_naam(stad: Stad, casus: Casus) -> None:
    nieuw = """INSERT INTO casus_geheugensteun (id, casus_id, livc_id, auteur_id, aangemaakt)
        VALUES (%s, %s, %s, %s, now())"""
    assert geweigerd(stad.burgemeester, nieuw, uuid4(), casus.pk, stad.livc.pk, stad.caw.pk)
    assert geweigerd(stad.jeugdwerk, nieuw, uuid4(), casus.pk, stad.livc.pk, stad.jeugdwerk.pk)
    schrijf_op(stad.caw, casus)
    assert geweigerd(stad.caw, "UPDATE casus_geheugensteun SET auteur_id = %s", stad.burgemeester.pk)


@pytest.mark.regel("LR-20", "LR-22")
def test_het_logboek_weet_niet_dat_iemand_iets_opschreef(stad: Stad, als: Any, casus: Casus) -> None:
    client = als(stad.caw)
    sleutel = schrijf_op(stad.caw, casus)
    client.get(adres(casus))
    client.post(adres(casus, "voor_mij_weg", sleutel))
    client.post(adres(casus, "voor_mij_leeg"))
    assert not Regel.objects.exists()


@pytest.mark.regel("LR-20", "LR-22")
def test_geen_andere_pagina_verandert_erdoor(stad: Stad, als: Any, casus: Casus) -> None:
    def bladen(client: Client) -> list[int]:
        namen = ("casus", "tafel", "inbreng", "dossier")
        return [client.get(reverse(f"casus:{naam}", args=[casus.pk])).text.count("<li") for naam in namen]

    voor = bladen(als(stad.burgemeester)), bladen(als(stad.caw))
    schrijf_op(stad.caw, casus)
    assert (bladen(als(stad.burgemeester)), bladen(als(stad.caw))) == voor


@pytest.mark.regel("LR-22")
def test_delen_is_een_eigen_concept_en_gebeurt_nooit_vanzelf(stad: Stad, als: Any, casus: Casus) -> None:
    client = als(stad.caw)
    kan, kan_niet = schrijf_op(stad.caw, casus), schrijf_op(stad.caw, casus, "Beroepsgeheim.", "kan_niet")
    assert not Inbreng.objects.exists()
    client.post(adres(casus, "voor_mij_inbreng", kan_niet))
    assert not Inbreng.objects.exists()
    for _i in range(2):
        client.post(adres(casus, "voor_mij_inbreng", kan))
    inbreng = Inbreng.objects.get()
    assert (inbreng.tekst, inbreng.staat, inbreng.niveau, inbreng.auteur) == (
        GEHEIM, "concept", "geheim", stad.caw,
    )  # fmt: skip
    assert "Uw inbreng openen" in client.get(adres(casus)).text


def test_weggooien_laat_niets_achter(stad: Stad, casus: Casus) -> None:
    een, twee = schrijf_op(stad.caw, casus), schrijf_op(stad.caw, casus)
    geheugensteun.gooi_weg(actor=stad.caw, casus_pk=casus.pk, pk=een)
    with pytest.raises(NietVoldaan):
        geheugensteun.gooi_weg(actor=stad.caw, casus_pk=casus.pk, pk=een)
    geheugensteun.gooi_weg(actor=stad.caw, casus_pk=casus.pk, pk=twee)
    assert not Geheugensteun.objects.exists()


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrekt_laat_geen_notities_achter(stad: Stad, als: Any, casus: Casus) -> None:
    schrijf_op(stad.caw, casus)
    schrijf_op(stad.burgemeester, casus)
    deelname.trek_terug(actor=stad.caw, pk=Deelname.objects.get(gebruiker=stad.caw).pk)
    assert Geheugensteun.objects.get().auteur == stad.burgemeester
    assert als(stad.caw).get(adres(casus)).status_code == 404


@pytest.mark.regel("LR-21", "LR-23")
def test_wie_uitgesloten_wordt_ook_niet(stad: Stad, casus: Casus) -> None:
    schrijf_op(stad.caw, casus)
    wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=stad.caw.pk, reden="Zijn buur.")
    assert not Geheugensteun.objects.exists()


@pytest.mark.regel("LR-31")
def test_alleen_wie_aan_tafel_zit_schrijft_iets_op(stad: Stad, casus: Casus) -> None:
    maak_deelname(stad, casus, stad.clb, "geheimhouding")
    for wie in (stad.clb, stad.jeugdwerk, stad.beheer):
        with pytest.raises(Verborgen):
            schrijf_op(wie, casus)


@pytest.mark.regel("LR-22", "LR-31")
def test_aan_tafel_staan_ze_op_het_eigen_toestel_en_nooit_op_het_scherm(stad: Stad, als: Any) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    schrijf_op(stad.caw, punt.casus, soort="vraag")
    schrijf_op(stad.burgemeester, punt.casus, "Alleen van Bea.")
    eigen = reverse("casus:agendapunt", args=[punt.pk])
    assert GEHEIM in als(stad.caw).get(eigen).text
    assert GEHEIM not in als(stad.burgemeester).get(eigen).text
    for naam in ("overleg_leiden", "overleg_scherm"):
        tekst = als(stad.burgemeester).get(reverse(f"casus:{naam}", args=[punt.overleg_id])).text
        assert GEHEIM not in tekst
        assert "Alleen van Bea." not in tekst


def test_de_kern_aanvaardt_eerst_de_geheimhouding(stad: Stad, als: Any, casus: Casus) -> None:
    toekenningen.neem(stad.politie, casus, toekenningen.KERN_INZIEN)
    antwoord = als(stad.politie).get(adres(casus))
    assert antwoord.headers["Location"] == reverse("casus:geheimhouding", args=[casus.pk])


def test_de_pagina_raakt_vol(stad: Stad, casus: Casus) -> None:
    for i in range(60):
        schrijf_op(stad.caw, casus, f"{i}")
    with pytest.raises(NietVoldaan, match="vol"):
        schrijf_op(stad.caw, casus)
