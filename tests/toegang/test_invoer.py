"""Diensten en mensen uit een CSV-bestand: eerst tonen, dan alles of niets."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Regel
from casus.models import Deelname
from tests.factories import GebruikerFactory, OrganisatieFactory, Stad, maak_casus, maak_deelname
from toegang.actions import gids
from toegang.actions.invoer import voer_in
from toegang.invoer import GROOTST, MEEST_RIJEN, Bestand, lees, tekst_van
from toegang.invoerplan import Plan, maak_plan
from toegang.models import Accountuitnodiging, Gebruiker, Organisatie, Organisatielid
from toegang.uitzonderingen import NietVoldaan, Verboden

KOP = "dienst;sector;niveau;mandaat_referentie;mandaat_datum;naam;email;functie;vaste_vertegenwoordiger\n"
NIEUW = "OCMW Voorbeeldegem;ocmw;gemeente;;;Olga Ocmw;olga@ocmw.test;maatschappelijk werker;ja\n"


def plan(stad: Stad, tekst: str) -> Plan:
    return maak_plan(stad.livc, lees(tekst))


def fouten(bestand: Bestand | Plan) -> list[tuple[int, str]]:
    return [(fout.rij, fout.kolom) for fout in bestand.fouten]


def doe(stad: Stad, tekst: str, **anders: Any) -> Plan:
    velden = {"actor": stad.preventie, "pk": stad.livc.pk, "tekst": tekst, "afdruk": plan(stad, tekst).afdruk}
    return voer_in(**(velden | anders))


def alles() -> tuple[Any, ...]:
    return (
        list(Organisatie.objects.order_by("pk").values()),
        list(Organisatielid.objects.order_by("pk").values()),
        list(Accountuitnodiging.objects.order_by("pk").values()),
        Gebruiker.objects.count(),
        Regel.objects.exclude(soort="toegang.geweigerd").count(),
    )


# Lezen


def test_het_voorbeeld_leest_zonder_fout() -> None:
    pad = finders.find("invoer/gids-voorbeeld.csv")
    assert isinstance(pad, str)
    tekst = tekst_van(Path(pad).read_bytes())
    assert tekst is not None
    bestand = lees(tekst)
    assert not bestand.fouten
    assert [dienst.naam for dienst in bestand.diensten.values()] == ["CAW Verzonnen", "Jeugddienst Verzonnen"]
    assert bestand.diensten["caw verzonnen"].velden["mandaat_datum"] == date(2021, 6, 1)
    assert [persoon.vaste_vertegenwoordiger for persoon in bestand.personen] == [True, False, True]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_wat_een_rekenblad_bewaart_wordt_gelezen(codering: str, scheiding: str) -> None:
    inhoud = "Dienst;Naam;email\nCAW Één;Zoë;zoe@caw.test\n".replace(";", scheiding)
    tekst = tekst_van(inhoud.encode(codering))
    assert tekst is not None
    bestand = lees(tekst)
    assert (bestand.fouten, bestand.personen[0].naam) == ([], "Zoë")


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("", [(0, "")]),
        ("naam;email\nA;a@b.test\n", [(1, "dienst")]),
        ("dienst;sectro\nX;caw\n", [(1, "sectro")]),
        ("dienst;dienst\nX;Y\n", [(1, "dienst")]),
        ('dienst\n"open', [(0, "")]),
        (KOP + ";caw;gemeente;;;;;;\n", [(2, "dienst")]),
        (KOP + "X;bakker;gemeente;;;;;;\n", [(2, "sector")]),
        (KOP + "X;caw;ergens;;;;;;\n", [(2, "niveau")]),
        (KOP + "X;caw;gemeenschap;decreet;31/02/2026;;;;\n", [(2, "mandaat_datum")]),
        (KOP + "X;caw;gemeente;;;Wie;;;\n", [(2, "email")]),
        (KOP + "X;caw;gemeente;;;Wie;geen adres;;\n", [(2, "email")]),
        (KOP + "X;caw;gemeente;;;;a@b.test;;\n", [(2, "naam")]),
        (KOP + "X;caw;gemeente;;;Wie;a@b.test;;misschien\n", [(2, "vaste_vertegenwoordiger")]),
        (KOP + "X;caw;gemeente;;;Wie;a@b.test;;;;;\n", [(2, "")]),
        (KOP + f"X;caw;gemeente;;;{'n' * 121};a@b.test;;\n", [(2, "naam")]),
        (KOP + "X;caw;gemeente;;;Wie;a@b.test;;\nX;;;;;Wie;A@B.test;;\n", [(3, "email")]),
        (KOP + "X;caw;gemeente;;;Wie;a@b.test;;\nY;caw;gemeente;;;Ander;a@b.test;;\n", [(3, "naam")]),
        (KOP + "X;caw;gemeente;;;;;;\n\nX;clb;;;;;;;\n", [(4, "sector")]),
        (KOP + "X;caw;gemeente;;;;;;\n" * (MEEST_RIJEN + 1), [(0, "")]),
    ],
)
def test_elke_fout_noemt_rij_en_kolom(tekst: str, verwacht: list[tuple[int, str]]) -> None:
    assert fouten(lees(tekst)) == verwacht


@given(st.text(max_size=400))
def test_geen_tekst_doet_het_lezen_struikelen(tekst: str) -> None:
    lees("dienst;naam;email;mandaat_datum;sector\n" + tekst)


@given(st.binary(max_size=200))
def test_geen_bestand_doet_het_lezen_struikelen(inhoud: bytes) -> None:
    tekst = tekst_van(inhoud)
    assert tekst is None or lees(tekst) is not None


# Het plan


@pytest.mark.django_db
def test_het_plan_wijzigt_niets_en_zegt_wat_het_zou_doen(stad: Stad) -> None:
    caw = stad.caw.organisatieleden.get().organisatie.naam
    iemand = GebruikerFactory.create()
    tekst = (
        KOP
        + NIEUW
        + f"{caw};;;;;Cas Caw;{stad.caw.email};;\n"
        + f"{caw.lower()};clb;;;;Iemand;{iemand.email};;\n"
    )
    voor = alles()
    gemaakt = plan(stad, tekst)
    assert alles() == voor
    assert not gemaakt.fouten
    assert [(stap.daad, stap.anders) for stap in gemaakt.diensten] == [
        ("nieuw", ("sector", "niveau")),
        ("wijzigt", ("sector",)),
    ]
    assert [(stap.daad, stap.link) for stap in gemaakt.personen] == [
        ("erbij", True),
        ("blijft", False),
        ("erbij", False),
    ]


@pytest.mark.django_db
@pytest.mark.regel("LR-12")
def test_een_dienst_zonder_wat_de_wet_vraagt_is_een_fout(stad: Stad) -> None:
    assert fouten(plan(stad, "dienst;sector\nNieuw;caw\n")) == [(2, "niveau")]
    assert fouten(plan(stad, "dienst;sector;niveau\nNieuw;bakker;gemeente\n")) == [(2, "sector")]
    half = KOP + "Nieuw;caw;gemeenschap;Vlaams decreet;;;;;\n"
    assert fouten(plan(stad, half)) == [(2, "mandaat_datum")]


@pytest.mark.django_db
def test_de_dienst_van_een_ander_livc_verandert_niet(stad: Stad, anderstad: Stad) -> None:
    hunne = anderstad.caw.organisatieleden.get().organisatie
    erbij = f"dienst;sector\n{hunne.naam};\n"
    assert [stap.daad for stap in plan(stad, erbij).diensten] == ["erbij"]
    assert fouten(plan(stad, f"dienst;sector\n{hunne.naam};clb\n")) == [(2, "sector")]
    doe(stad, erbij)
    assert fouten(plan(stad, f"dienst;sector\n{hunne.naam};clb\n"))[0][0] == 2


@pytest.mark.django_db
def test_een_afgesloten_account_is_een_fout(stad: Stad) -> None:
    GebruikerFactory.create(email="dicht@ocmw.test", is_active=False)
    tekst = KOP + NIEUW.replace("olga@ocmw.test", "dicht@ocmw.test")
    assert fouten(plan(stad, tekst)) == [(2, "email")]


# Invoeren


@pytest.mark.django_db
def test_invoeren_doet_wat_het_plan_zei(
    stad: Stad, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    iemand = GebruikerFactory.create()
    tekst = KOP + NIEUW + f"OCMW Voorbeeldegem;;;;;Iemand;{iemand.email};;nee\n"
    with django_capture_on_commit_callbacks(execute=True):
        doe(stad, tekst)
    dienst = Organisatie.objects.get(naam="OCMW Voorbeeldegem")
    assert list(dienst.livcs.all()) == [stad.livc]
    assert [lid.gebruiker for lid in dienst.leden.all()] == [iemand]
    link = Accountuitnodiging.objects.get()
    assert (link.email, link.organisatie, link.aanwijzing) == (
        "olga@ocmw.test",
        dienst,
        {"functie": "maatschappelijk werker", "vaste_vertegenwoordiger": True},
    )
    assert [bericht.to for bericht in mailoutbox] == [["olga@ocmw.test"]]
    assert "gegevens.ingevoerd" in Regel.objects.values_list("soort", flat=True)
    # Nog eens hetzelfde: er is niets meer te doen.
    assert not plan(stad, tekst).doet_iets


@pytest.mark.django_db
def test_alles_of_niets(stad: Stad, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faalt het bij de laatste rij, dan staat er ook van de eerste niets."""
    from toegang.actions import invoer

    tekst = KOP + NIEUW + "Tweede;caw;gemeente;;;Wie Tweede;twee@ocmw.test;;\n"
    afdruk = plan(stad, tekst).afdruk
    echt, keren = invoer.wijs_aan_organisatie, []

    def faalt(*args: Any, **kwargs: Any) -> Any:
        keren.append(1)
        if len(keren) == 2:
            raise NietVoldaan("stuk")
        return echt(*args, **kwargs)

    monkeypatch.setattr(invoer, "wijs_aan_organisatie", faalt)
    voor = alles()
    with pytest.raises(NietVoldaan, match="stuk"):
        doe(stad, tekst, afdruk=afdruk)
    assert len(keren) == 2
    assert alles() == voor


@pytest.mark.django_db
def test_wat_intussen_veranderde_wordt_eerst_opnieuw_getoond(stad: Stad) -> None:
    tekst = KOP + NIEUW
    afdruk = plan(stad, tekst).afdruk
    OrganisatieFactory.create(naam="OCMW Voorbeeldegem", gemeentelijk=True).livcs.add(stad.livc)
    voor = alles()
    with pytest.raises(NietVoldaan, match="intussen veranderd"):
        doe(stad, tekst, afdruk=afdruk)
    assert alles() == voor


@pytest.mark.django_db
@pytest.mark.regel("LR-12")
def test_een_ingekort_mandaat_eindigt_de_plaatsen_aan_tafel(stad: Stad) -> None:
    deelname = maak_deelname(stad, maak_casus(stad, "in_overleg"), stad.caw)
    doe(stad, f"dienst;mandaat_tot\n{deelname.organisatie.naam};01/01/2021\n")
    deelname.refresh_from_db()
    assert deelname.staat == Deelname.Staat.BEEINDIGD


@pytest.mark.django_db
def test_alleen_wie_de_gids_beheert(stad: Stad, anderstad: Stad) -> None:
    with pytest.raises(Verboden):
        doe(stad, KOP + NIEUW, actor=stad.politie)
    with pytest.raises(Exception, match="livc"):
        doe(stad, KOP + NIEUW, actor=anderstad.preventie)


# De pagina's


def stuur(browser: Client, stad: Stad, inhoud: bytes) -> Any:
    adres = reverse("casus:gids_invoer", args=[stad.livc.pk])
    return browser.post(adres, {"bestand": SimpleUploadedFile("mensen.csv", inhoud)})


@pytest.mark.django_db
def test_eerst_kijken_dan_bevestigen(stad: Stad, als: Any) -> None:
    browser = als(stad.preventie)
    antwoord = stuur(browser, stad, (KOP + NIEUW).encode())
    pagina = antwoord.content.decode()
    assert "OCMW Voorbeeldegem" in pagina
    assert "1 persoon zonder account krijgt een link" in pagina
    assert not Organisatie.objects.filter(naam="OCMW Voorbeeldegem").exists()
    velden = antwoord.context["form"].initial
    adres = reverse("casus:gids_invoer_bevestigen", args=[stad.livc.pk])
    assert browser.post(adres, velden).status_code == 302
    assert Organisatie.objects.filter(naam="OCMW Voorbeeldegem").exists()
    # Tweemaal bevestigen: het plan is intussen een ander, dus er gebeurt niets.
    opnieuw = browser.post(adres, velden)
    assert "intussen veranderd" in opnieuw.content.decode()
    assert Accountuitnodiging.objects.count() == 1


@pytest.mark.django_db
def test_een_vervalste_bevestiging_voert_niets_in(stad: Stad, als: Any) -> None:
    adres = reverse("casus:gids_invoer_bevestigen", args=[stad.livc.pk])
    velden = {"tekst": KOP + NIEUW, "afdruk": plan(stad, "dienst\nX\n").afdruk}
    voor = alles()
    browser = als(stad.preventie)
    assert browser.post(adres, velden).status_code == 200
    assert browser.post(adres, {"tekst": KOP}).status_code == 302
    assert browser.post(adres, {"tekst": "x" * (GROOTST + 1), "afdruk": "a"}).status_code == 302
    assert browser.post(reverse("casus:gids_invoer_bevestigen", args=[uuid4()]), velden).status_code == 404
    assert alles() == voor


@pytest.mark.django_db
@pytest.mark.parametrize("inhoud", [b"\x00\x01", b"", b"d" * (GROOTST + 1), b"d" * (1024 * 1024 + 1)])
def test_wat_geen_csv_is_krijgt_een_fout_bij_het_veld(stad: Stad, als: Any, inhoud: bytes) -> None:
    antwoord = stuur(als(stad.preventie), stad, inhoud)
    assert antwoord.status_code == 200
    assert list(antwoord.context["form"].errors) == ["bestand"]


@pytest.mark.django_db
def test_fouten_staan_op_de_pagina_en_er_is_geen_knop(stad: Stad, als: Any) -> None:
    pagina = stuur(als(stad.preventie), stad, (KOP + NIEUW + ";;;;;;;;x\n").encode()).content.decode()
    assert "1 fout: er wordt niets ingevoerd" in pagina
    assert "Rij 3, dienst:" in pagina
    assert "Ja, invoeren" not in pagina


@pytest.mark.django_db
def test_een_dienst_met_de_hand_wijzigen_werkt_nog(stad: Stad) -> None:
    dienst = stad.clb.organisatieleden.get().organisatie
    gegevens = {veld: getattr(dienst, veld) for veld in gids.VELDEN} | {"contactpunt": "clb@clb.test"}
    gids.wijzig_organisatie(actor=stad.beheer, pk=stad.livc.pk, organisatie=dienst.pk, gegevens=gegevens)
    dienst.refresh_from_db()
    assert dienst.contactpunt == "clb@clb.test"
