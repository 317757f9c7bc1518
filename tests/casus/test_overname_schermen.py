"""De pagina's van de overname: wie wat leest, wat het stuk zegt, en wat het logboek ervan weet (LR-43)."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from audit.vrijheid import GEEN_VRAAG
from casus.actions import overname as acties
from casus.actions.overname import Stuk
from casus.actions.overnameafdruk import druk_af
from casus.models import Casus, Dossierovername
from casus.selectors.werk import werk
from tests.audit.test_verslag import uitgepakt
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_actie
from tests.casus.overnamehulp import iedereen_ja, ja, maak_tafel, vers, vraag
from tests.factories import Stad
from toegang import identiteit, toekenningen
from toegang.models import Gebruiker
from toegang.pseudoniem import pseudoniem

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-43")]


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


def lees(browser: Any, naam: str, rij: Any) -> str:
    return browser.get(adres(naam, rij)).content.decode()


def velden(**anders: Any) -> dict[str, Any]:
    return {
        "sleutel": str(uuid4()),
        "item": "tekst",
        "tekst": "Hij zoekt werk in de haven.",
        "reden": "Wij begeleiden hem.",
        "noodzaak": "Anders valt het plan stil.",
    } | anders


def wachtend(wie: Gebruiker) -> dict[str, str]:
    with identiteit.als(wie):
        blad = werk(wie)
    return {taak.url: str(taak.wat) for taak in [*blad.eerst, *blad.daarna]}


# -- het formulier --------------------------------------------------------------------------------------------------


def test_van_formulier_tot_vraag(stad: Stad, als: Any, tafel: Casus) -> None:
    actie = maak_actie(tafel, stad.clb)
    assert "Afspraak: Belt de school" in lees(als(stad.caw), "overname_nieuw", tafel)
    antwoord = als(stad.caw).post(adres("overname_nieuw", tafel), velden(item=f"actie:{actie.pk}"))
    assert antwoord["Location"] == adres("overnames", tafel)
    rij = Dossierovername.objects.get()
    assert (rij.actie_id, rij.tekst, rij.reden) == (actie.pk, "Belt de school", "Wij begeleiden hem.")


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"item": ""}, "item"),
        ({"item": "actie:geen-uuid"}, "item"),
        ({"item": f"inbreng:{uuid4()}"}, "item"),
        ({"tekst": " "}, "tekst"),
        ({"tekst": "x" * 601}, "tekst"),
        ({"reden": ""}, "reden"),
        ({"noodzaak": " "}, "noodzaak"),
        ({"sleutel": "geknoei"}, "sleutel"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld(
    stad: Stad, als: Any, tafel: Casus, anders: dict[str, str], veld: str
) -> None:
    antwoord = als(stad.caw).post(adres("overname_nieuw", tafel), velden(**anders))
    assert antwoord.status_code == 200
    assert veld in antwoord.context["form"].errors
    assert not Dossierovername.objects.exists()


@pytest.mark.regel("LR-32")
def test_andermans_besloten_inbreng_staat_niet_in_de_keuze_en_komt_er_niet_in(
    stad: Stad, als: Any, tafel: Casus
) -> None:
    geheim = maak_inbreng(tafel, stad.clb, publiek="gekozen", tekst="Alleen voor Cas bestemd.")
    geheim.lezers.set([stad.caw])
    assert "Alleen voor Cas" not in lees(als(stad.caw), "overname_nieuw", tafel)
    antwoord = als(stad.caw).post(adres("overname_nieuw", tafel), velden(item=f"inbreng:{geheim.pk}"))
    assert "item" in antwoord.context["form"].errors


def test_twee_keer_verzenden_geeft_een_melding(stad: Stad, als: Any, tafel: Casus) -> None:
    gegevens, browser = velden(), als(stad.caw)
    assert browser.post(adres("overname_nieuw", tafel), gegevens).status_code == 302
    assert "al verstuurd" in browser.post(adres("overname_nieuw", tafel), gegevens).content.decode()
    assert Dossierovername.objects.count() == 1


@pytest.mark.parametrize("gegevens", [{}, {"antwoord": "misschien"}, {"antwoord": "ja nee"}])
def test_een_antwoord_dat_geen_antwoord_is(
    stad: Stad, als: Any, tafel: Casus, gegevens: dict[str, str]
) -> None:
    overname = vraag(tafel, stad.caw)
    assert als(stad.clb).post(adres("overname_antwoorden", overname), gegevens).status_code == 302
    assert not overname.antwoorden.get(gebruiker=stad.clb).antwoord


# -- wie leest wat --------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-20")
def test_wie_neen_zei_staat_nergens_en_alleen_de_burgemeester_ziet_een_telling(
    stad: Stad, als: Any, tafel: Casus
) -> None:
    overname = ja(vraag(tafel, stad.caw), stad.clb, stad.burgemeester)
    acties.antwoord(actor=stad.preventie, pk=overname.pk, wat="nee")
    for wie in (stad.burgemeester, stad.caw, stad.clb, stad.politie, stad.preventie):
        for pagina in ("overname", "overnames"):
            tekst = lees(als(wie), pagina, overname if pagina == "overname" else tafel)
            assert "geweigerd" in tekst
            # De eigen naam staat in het menu; die van een ander nergens, behalve van wie het vroeg.
            assert "Prisca" not in tekst or wie == stad.preventie
    chef = lees(als(stad.burgemeester), "overname", overname)
    assert "Ja: 3 van 5. Neen: 1." in chef
    assert "Ja: 3" not in lees(als(stad.politie), "overname", overname)


@pytest.mark.regel("LR-20")
def test_de_lijst_zegt_niet_hoeveel_mensen_al_antwoordden(stad: Stad, als: Any, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    kaal = _zonder_teken(lees(als(stad.caw), "overname", overname))
    ja(overname, stad.politie, stad.preventie)
    assert _zonder_teken(lees(als(stad.caw), "overname", overname)) == kaal


def _zonder_teken(tekst: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", tekst)


@pytest.mark.regel("LR-23", "LR-31")
def test_wie_niet_aan_tafel_zit_krijgt_geen_pagina(
    stad: Stad, anderstad: Stad, als: Any, tafel: Casus
) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    toekenningen.sluit_uit(stad.clb, tafel)
    for wie in (stad.clb, stad.jeugdwerk, stad.beheer, stad.toezicht, stad.dpo, anderstad.burgemeester):
        browser = als(wie)
        assert browser.get(adres("overnames", tafel)).status_code == 404
        for naam in ("overname", "overname_parket"):
            assert browser.get(adres(naam, overname)).status_code == 404
        for naam in ("overname_antwoorden", "overname_afdrukken", "overname_intrekken"):
            assert browser.post(adres(naam, overname), {"antwoord": "nee"}).status_code == 404
    assert vers(overname).staat == "toegestaan"


@pytest.mark.regel("LR-57")
def test_lezen_staat_in_het_logboek_met_de_inbreng_die_getoond_werd(
    stad: Stad, als: Any, tafel: Casus
) -> None:
    inbreng = maak_inbreng(tafel, stad.clb, categorie="gezondheid", noodzaak="x")
    overname = vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))
    merkteken = pseudoniem("object", stad.livc.pk, inbreng.pk)
    for naam, rij in (("overname", overname), ("overnames", tafel), ("overname_nieuw", tafel)):
        als(stad.preventie).get(adres(naam, rij))
        regel = Regel.objects.filter(soort=Soort.CASUS_INGEZIEN).order_by("-tijdstip")[0]
        assert merkteken in [bytes(deel) for deel in regel.getoond], naam
        assert "gevoelig" in regel.kenmerken


@pytest.mark.regel("LR-22")
def test_neen_zeggen_of_zwijgen_is_nooit_een_vraag_van_het_toezicht(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    acties.antwoord(actor=stad.clb, pk=overname.pk, wat="nee")
    assert {Soort.OVERNAME_BEANTWOORD, Soort.OVERNAME_INGETROKKEN} <= GEEN_VRAAG
    assert Regel.objects.get(soort=Soort.OVERNAME_BEANTWOORD).kenmerken == ""


# -- het stuk -------------------------------------------------------------------------------------------------------


def test_het_stuk_komt_een_keer_en_daarna_een_melding(stad: Stad, als: Any, tafel: Casus) -> None:
    overname, browser = iedereen_ja(stad, vraag(tafel, stad.caw)), als(stad.caw)
    antwoord = browser.post(adres("overname_afdrukken", overname))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="stuk.pdf"'
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord.content.startswith(b"%PDF")
    nog_eens = browser.post(adres("overname_afdrukken", overname), follow=True)
    assert "al afgedrukt" in nog_eens.content.decode()
    assert "Ja, stuk afdrukken" not in nog_eens.content.decode()


def test_het_stuk_draagt_de_dienst_het_kenmerk_en_de_geheimhouding(
    stad: Stad, tafel: Casus, monkeypatch: pytest.MonkeyPatch
) -> None:
    overname, gekregen = iedereen_ja(stad, vraag(tafel, stad.caw)), {}

    def onthoud(_pad: str, *, sys_inputs: dict[str, str], **_rest: Any) -> bytes:
        gekregen.update(json.loads(sys_inputs["gegevens"]))
        return b"%PDF"

    monkeypatch.setattr("audit.drukwerk.typst.compile", onthoud)
    druk_af(actor=stad.caw, pk=overname.pk)
    tekst = json.dumps(gekregen, ensure_ascii=False)
    for deel in (
        "CAW Voorbeeldegem",
        overname.kenmerk,
        tafel.referentie,
        "Hij zoekt werk in de haven.",
        "art. 353 § 2",
    ):
        assert deel in tekst
    for verboden in ("Zeno", "Cas Caw", "Clara", "Wij begeleiden hem naar werk"):
        assert verboden not in tekst


def test_de_pdf_is_toegankelijk_en_leest_niets_als_opmaak(stad: Stad, tafel: Casus) -> None:
    stuk = Stuk(tekst='#panic("x") *vet* $x$ = kop\n\nTweede alinea.')
    pdf = druk_af(actor=stad.caw, pk=iedereen_ja(stad, vraag(tafel, stad.caw, stuk)).pk)
    tekst = uitgepakt(pdf)
    assert all(deel in tekst for deel in ("/StructTreeRoot", "/Marked true", "/Lang(nl-BE)"))
    assert re.search(r"pdfuaid:part>1<", tekst)


def test_wat_niet_gedrukt_kan_worden_wordt_niet_gevraagd(stad: Stad, tafel: Casus, als: Any) -> None:
    antwoord = als(stad.caw).post(adres("overname_nieuw", tafel), velden(tekst="Werk in de haven 😀."))
    assert "niet gedrukt" in antwoord.content.decode()
    assert not Dossierovername.objects.exists()


@pytest.mark.regel("LR-57")
def test_zonder_logboek_geen_afdruk(stad: Stad, tafel: Casus, monkeypatch: pytest.MonkeyPatch) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))

    def stuk(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("logboek dicht")

    monkeypatch.setattr("casus.actions.overnameafdruk.noteer", stuk)
    with pytest.raises(RuntimeError):
        druk_af(actor=stad.caw, pk=overname.pk)
    assert vers(overname).afgedrukt_op is None


def test_wat_iemand_schreef_staat_niet_leesbaar_in_de_databank(stad: Stad, tafel: Casus) -> None:
    vraag(tafel, stad.caw)
    with connection.cursor() as cursor:
        cursor.execute("SELECT o::text FROM casus_dossierovername o")
        rij = cursor.fetchone()[0]
    assert "haven" not in rij
    assert b"haven".hex() not in rij


# -- het parket en het werk -----------------------------------------------------------------------------------------


def test_het_parket_noteren_en_het_oude_formulier_daarna(stad: Stad, als: Any, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, gerechtelijk=True))
    gegevens = {"akkoord": "ja", "parket_op": timezone.localdate().isoformat(), "referentie": "BR.1/2026"}
    politie = als(stad.politie)
    assert politie.post(adres("overname_parket", overname), gegevens | {"akkoord": "x"}).status_code == 200
    assert politie.post(adres("overname_parket", overname), gegevens).status_code == 302
    nog_eens = politie.post(adres("overname_parket", overname), gegevens)
    assert "wacht niet op het parket" in nog_eens.content.decode()
    assert "BR.1/2026" in lees(als(stad.caw), "overname", overname)


def test_mijn_werk_volgt_de_vraag(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw, gerechtelijk=True)
    blad, parket = adres("overname", overname), adres("overname_parket", overname)
    assert blad in wachtend(stad.clb)
    assert blad not in wachtend(stad.caw)
    assert blad not in wachtend(stad.jeugdwerk)
    ja(overname, stad.clb)
    assert blad not in wachtend(stad.clb)
    ja(overname, *stad.kern)
    for wie, ziet in ((stad.politie, True), (stad.burgemeester, True), (stad.preventie, False)):
        assert (parket in wachtend(wie)) is ziet
    acties.noteer_parket(
        actor=stad.politie, pk=overname.pk, akkoord=True, parket_op=timezone.localdate(), referentie="x"
    )
    assert wachtend(stad.caw)[blad] == "Klaar voor uw dossier"
    druk_af(actor=stad.caw, pk=overname.pk)
    assert blad not in wachtend(stad.caw)


@pytest.mark.regel("LR-22")
def test_mijn_werk_dringt_niet_aan(stad: Stad, tafel: Casus) -> None:
    vraag(tafel, stad.caw)
    taak = next(t for t in [*werk(stad.clb).eerst, *werk(stad.clb).daarna] if "overnames" in t.url)
    assert taak.wanneer is None
    assert not taak.te_laat
    assert not re.search(r"moet|dringend|te laat|snel|nog niet", f"{taak.wat} {taak.waarom}")


def test_de_lijst_wordt_niet_duurder_met_meer_vragen(stad: Stad, als: Any, tafel: Casus) -> None:
    browser = als(stad.preventie)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            lees(browser, "overnames", tafel)
        return len(gevangen)

    for _i in range(2):
        vraag(tafel, stad.caw, Stuk(inbreng=maak_inbreng(tafel, stad.clb).pk))
    weinig = vragen()
    for _i in range(5):
        vraag(tafel, stad.caw, Stuk(inbreng=maak_inbreng(tafel, stad.clb).pk))
    assert vragen() == weinig


def test_de_delen_staan_op_het_blad_dossier(stad: Stad, als: Any, tafel: Casus) -> None:
    tekst = lees(als(stad.caw), "dossier", tafel)
    assert adres("overnames", tafel) in tekst
    assert adres("verstrekkingen", tafel) in tekst
