"""Het verslag: dekking zonder personen, een PDF die voorlezen kan, en een afdruk in het logboek."""

import hashlib
import re
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit.aandacht import Aandacht
from audit.actions import bevindingen, nazicht, verslag
from audit.models import Controlepunt, Medeondertekening, Regel
from audit.selectors import verslag as selectors
from audit.selectors.verslag import Periode, samengevoegd
from audit.soorten import Soort
from audit.verslagpdf import _bewijs, _niet_nagekeken
from tests.audit.hulp import gelezen
from tests.factories import Stad, maak_casus
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast

type Als = Callable[[Gebruiker], Client]
NOVEMBER = Periode(date(2026, 11, 1), date(2026, 11, 30))
pytestmark = [pytest.mark.time_machine("2026-11-24 12:00+01:00", tick=False)]


def schrijf_regel(stad: Stad, wie: Gebruiker, *aandacht: Aandacht, **velden: Any) -> Any:
    return leg_vast(Soort.CASUS_INGEZIEN, actor=wie, livc_id=stad.livc.pk, aandacht=aandacht, **velden)


def adres(stad: Stad) -> str:
    return reverse("toezicht:verslagen", args=[stad.livc.pk])


def maak(
    stad: Stad, periode: Periode = NOVEMBER, wie: Gebruiker | None = None, reden: str = "Jaarverslag."
) -> bytes:
    return verslag.maak(stad.livc, actor=wie or stad.toezicht, periode=periode, reden=reden)


def uitgepakt(pdf: bytes) -> str:
    """Elke stroom van de PDF, uitgepakt, achter elkaar: zo is ook wat samengeperst staat na te kijken."""
    delen = [pdf]
    for ruw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            delen.append(zlib.decompress(ruw))
        except zlib.error:
            continue
    return b"\n".join(delen).decode("latin-1")


# -- cijfers ----------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_dekking_telt_per_reden_wat_bekeken_is_en_wat_niet(stad: Stad) -> None:
    bekeken = schrijf_regel(stad, stad.politie, Aandacht.GEVOELIG, Aandacht.BUITEN_OVERLEG)
    schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG)
    schrijf_regel(stad, stad.caw)
    nazicht.kijk_na(stad.livc, actor=stad.toezicht, regels=[bekeken], notitie="In orde.")
    dekking = selectors.dekking(stad.livc, NOVEMBER, stad.toezicht)
    redenen = {rij.reden: (rij.gevallen, rij.bekeken, rij.open) for rij in dekking.redenen}
    assert redenen[Aandacht.GEVOELIG] == (2, 1, 1)
    assert redenen[Aandacht.BUITEN_OVERLEG] == (1, 1, 0)
    assert (dekking.handelingen, dekking.te_bekijken, dekking.bekeken, dekking.open) == (4, 2, 1, 1)


def test_alleen_deze_periode_en_dit_livc(stad: Stad, anderstad: Stad, time_machine: Any) -> None:
    schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG)
    schrijf_regel(anderstad, anderstad.caw, Aandacht.GEVOELIG)
    time_machine.move_to("2026-12-01 00:00+01:00", tick=False)
    schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG)
    assert selectors.dekking(stad.livc, NOVEMBER, stad.toezicht).te_bekijken == 1


@pytest.mark.regel("LR-57")
def test_wat_niemand_mag_nakijken_staat_in_het_verslag(stad: Stad) -> None:
    """Toon en Dina hebben dezelfde leidinggevende: wat die doet, ligt te wachten op een derde."""
    for wie in (stad.toezicht, stad.dpo):
        nazicht.verklaar_leidinggevende(stad.livc, actor=wie, leidinggevende=stad.burgemeester.pk)
    schrijf_regel(stad, stad.burgemeester, Aandacht.GEVOELIG)
    schrijf_regel(stad, stad.toezicht, Aandacht.GEVOELIG)
    dekking = selectors.dekking(stad.livc, NOVEMBER, stad.toezicht)
    assert (dekking.voor_een_collega, dekking.voor_niemand) == (2, 1)
    assert "toezichthouder extra" in str(_niet_nagekeken(dekking))


@pytest.mark.regel("LR-57")
def test_is_er_maar_een_toezichthouder_dan_blijven_zijn_eigen_handelingen_liggen(stad: Stad) -> None:
    stad.dpo.lidmaatschappen.all().delete()
    schrijf_regel(stad, stad.toezicht, Aandacht.GEVOELIG)
    assert selectors.dekking(stad.livc, NOVEMBER, stad.toezicht).voor_niemand == 1


@pytest.mark.regel("LR-59")
@pytest.mark.parametrize(
    ("aantallen", "verwacht"),
    [
        ({"casus": 9, "deelname": 2, "inbreng": 3}, [("casus", 9), ("andere, samen", 5)]),
        ({"casus": 9, "inbreng": 6, "deelname": 1}, [("casus", 9), ("andere, samen", 7)]),
        ({"casus": 9, "inbreng": 6}, [("casus", 9), ("inbreng", 6)]),
        ({"deelname": 2}, []),
        ({}, []),
    ],
)
def test_een_klein_getal_staat_nooit_alleen(
    aantallen: dict[str, int], verwacht: list[tuple[str, int]]
) -> None:
    assert samengevoegd(aantallen) == verwacht


def test_bevindingen_en_openingen_tellen_per_stap(stad: Stad, time_machine: Any) -> None:
    regel = Regel.objects.get(pk=schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG))
    rij = bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag="Waarom?")
    bevindingen.antwoord(actor=stad.caw, pk=rij.pk, antwoord="")
    geteld = selectors.bevindingen(stad.livc, NOVEMBER)
    assert (geteld["Vragen gesteld"], geteld["Antwoorden"], geteld["Nu nog open"]) == (1, 1, 1)
    time_machine.move_to("2026-12-29 12:00+01:00", tick=False)
    assert selectors.bevindingen(stad.livc, NOVEMBER)["Nu nog open, voorbij de termijn voor het besluit"] == 1


def test_het_bewijs_noemt_het_eerste_en_laatste_controlepunt(stad: Stad) -> None:
    punten = [
        Controlepunt.objects.create(livc_id=stad.livc.pk, grootte=n, wortel=bytes([n]) * 32, nota="")
        for n in (3, 7, 9)
    ]
    for n in (3, 9):
        Medeondertekening.objects.create(livc_id=stad.livc.pk, grootte=n, getuige="buur.test", regel="x")
    bewijs = selectors.bewijs(stad.livc, NOVEMBER)
    assert (bewijs.punten, bewijs.eerste, bewijs.laatste) == (3, punten[0], punten[2])
    assert bewijs.getuigen == [("buur.test", 2)]
    assert "09" * 32 in str(_bewijs(bewijs))


@pytest.mark.parametrize(("groottes", "genoeg"), [([9], True), ([11], True), ([7], False), ([], False)])
def test_het_verslag_zegt_of_genoeg_getuigen_tekenden(
    stad: Stad, settings: Any, monkeypatch: pytest.MonkeyPatch, groottes: list[int], genoeg: bool
) -> None:
    """Dat een handtekening klopt, ziet `quorum.ondertekend` na: tests/audit/test_quorum.py."""
    settings.GETUIGEN, settings.GETUIGEN_NODIG = ["https://buur.test x"], 1
    monkeypatch.setattr("audit.quorum.ondertekend", lambda livc_id: dict(enumerate(groottes)))
    Controlepunt.objects.create(livc_id=stad.livc.pk, grootte=9, wortel=bytes(32), nota="")
    tekst = str(_bewijs(selectors.bewijs(stad.livc, NOVEMBER)))
    assert ("Genoeg getuigen" in tekst, "Te weinig getuigen" in tekst) == (genoeg, not genoeg)


def test_het_aantal_vragen_aan_de_databank_hangt_niet_van_de_regels_af(
    stad: Stad, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _nummer in range(20):
        schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG)
    with django_assert_num_queries(13):
        selectors.dekking(stad.livc, NOVEMBER, stad.toezicht)
        selectors.bevindingen(stad.livc, NOVEMBER)


# -- de PDF -----------------------------------------------------------------------------------------------------------


def test_de_pdf_is_toegankelijk(stad: Stad) -> None:
    """PDF/UA-1: gelabeld, met taal en titel. typst weigert zelf te schrijven wat niet voldoet."""
    pdf = maak(stad)
    assert pdf.startswith(b"%PDF-1.7")
    tekst = uitgepakt(pdf)
    assert all(
        deel in tekst
        for deel in (
            "/StructTreeRoot",
            "/Marked true",
            "/Lang(nl-BE)",
            "/DisplayDocTitle true",
            "/TH",
            "/Table",
        )
    )
    assert re.search(r"pdfuaid:part>1<", tekst)


@pytest.mark.regel("LR-34", "LR-59")
def test_geen_naam_geen_casus_en_geen_code_in_wat_de_pdf_zegt(
    stad: Stad, monkeypatch: pytest.MonkeyPatch
) -> None:
    casus = maak_casus(stad)
    pk = schrijf_regel(stad, stad.caw, Aandacht.GEVOELIG, dossier_id=casus.pk, referentie=casus.referentie)
    regel, gekregen = Regel.objects.get(pk=pk), {}

    def onthoud(_pad: str, *, sys_inputs: dict[str, str], **_rest: Any) -> bytes:
        gekregen.update(sys_inputs)
        return b"%PDF"

    monkeypatch.setattr("audit.drukwerk.typst.compile", onthoud)
    maak(stad)
    tekst = gekregen["gegevens"]
    verboden = (
        casus.referentie,
        regel.actor_code,
        regel.casus_code,
        "Cas Caw",
        "Toon",
        "Zeno",
        str(casus.pk),
    )
    assert not [woord for woord in verboden if woord in tekst]


def test_wat_in_een_naam_staat_wordt_nooit_opmaak(stad: Stad) -> None:
    stad.livc.naam = '#panic("x") *vet* $x$ = kop'
    assert maak(stad).startswith(b"%PDF")


# -- de bladzijde en het spoor ----------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_het_verslag_staat_in_het_logboek_met_zijn_afdruk(stad: Stad, als: Als) -> None:
    gegevens = {"van": "2026-11-01", "tot": "2026-11-30", "reden": "Voor het jaarverslag."}
    antwoord = als(stad.toezicht).post(adres(stad), gegevens)
    assert antwoord["Content-Disposition"] == 'attachment; filename="verslag-toezicht-20261124.pdf"'
    spoor = gelezen(Regel.objects.get(soort=Soort.TOEZICHT_VERSLAG))
    assert spoor["reden"] == "Voor het jaarverslag."
    assert spoor["feiten"] == {
        "van": "2026-11-01",
        "tot": "2026-11-30",
        "sha256": hashlib.sha256(antwoord.content).hexdigest(),
    }


@pytest.mark.parametrize(
    "gegevens",
    [
        {},
        {"van": "2026-11-30", "tot": "2026-11-01", "reden": "x"},
        {"van": "2027-01-01", "tot": "2027-01-31", "reden": "x"},
        {"van": "gisteren", "tot": "2026-11-30", "reden": "x"},
        {"van": "2026-11-01", "tot": "2026-11-30", "reden": "  "},
        {"van": "0001-01-01", "tot": "9999-12-31", "reden": "x"},
    ],
)
def test_slechte_invoer_krijgt_een_melding_en_geen_verslag(
    stad: Stad, als: Als, gegevens: dict[str, str]
) -> None:
    antwoord = als(stad.toezicht).post(adres(stad), gegevens)
    assert "foutlijst" in antwoord.content.decode() if gegevens else antwoord.status_code == 200
    assert not Regel.objects.filter(soort=Soort.TOEZICHT_VERSLAG).exists()


def test_de_snelle_keuzes_zijn_maanden_en_kwartalen_die_voorbij_zijn(stad: Stad, als: Als) -> None:
    context = als(stad.toezicht).get(adres(stad)).context
    assert context["maanden"][0].periode == Periode(date(2026, 10, 1), date(2026, 10, 31))
    assert context["kwartalen"][0].periode == Periode(date(2026, 7, 1), date(2026, 9, 30))
    assert context["kwartalen"][3].label == "kwartaal 4 van 2025"


def test_zonder_reden_geen_verslag(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="waarvoor"):
        maak(stad, reden=" ")


def test_ook_zonder_iets_om_te_tellen_is_er_een_verslag(stad: Stad) -> None:
    leeg = Periode(timezone.localdate(), timezone.localdate())
    assert maak(stad, leeg).startswith(b"%PDF")
