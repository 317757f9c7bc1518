"""Een verzoek van de persoon zelf: register, klok, beoordeling, gronden en antwoord (LR-55)."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Regel
from casus.actions import inbreng as inbrengen
from casus.actions import verzoek as acties
from casus.actions import verzoekantwoord
from casus.models import Betrokkenenverzoek, Casus, Raadpleging, Verzoekbrief
from casus.selectors.verzoek import casuskeuzes, lijst
from casus.selectors.verzoekantwoord import samengesteld
from casus.selectors.werk import werk
from casus.verzoekpdf import _rechten
from casus.voorwaarden.verzoek import einde, gewoon_einde
from tests.casus.verzoekhulp import (
    WIE,
    antwoord,
    geheim,
    in_beoordeling,
    leg_gronden_vast,
    maak_tafel,
    registreer,
)
from tests.factories import Stad, maak_casus
from toegang import identiteit, toekenningen
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-55")]
FORM = {"soort": "inzage", "kanaal": "brief", "ontvangen_op": "2026-01-05"} | WIE


def verzoek_van(rij: Betrokkenenverzoek) -> Betrokkenenverzoek:
    return Betrokkenenverzoek.objects.select_related("livc", "casus").get(pk=rij.pk)


def teksten(stad: Stad, rij: Betrokkenenverzoek) -> str:
    """Wat de preventieambtenaar te zien krijgt, en dus kan geven."""
    with identiteit.als(stad.preventie):
        return json.dumps([deel.gegevens for deel in samengesteld(verzoek_van(rij))], ensure_ascii=False)


def beantwoord(stad: Stad, rij: Betrokkenenverzoek, uitkomst: str = "geheel", **anders: Any) -> Verzoekbrief:
    velden = {"toelichting": "", "gedaan": "", "geven": ()} | anders
    return verzoekantwoord.beantwoord(actor=stad.preventie, pk=rij.pk, uitkomst=uitkomst, **velden)


# -- het register en de klok


@pytest.mark.parametrize("wie", ["burgemeester", "preventie", "dpo"])
def test_de_organisator_en_de_functionaris_registreren(stad: Stad, als: Any, wie: str) -> None:
    adres = reverse("casus:verzoek_nieuw", args=[stad.livc.pk])
    assert als(getattr(stad, wie)).post(adres, FORM).status_code == 302
    rij = Betrokkenenverzoek.objects.get()
    assert (rij.verzoeker, rij.staat, rij.geregistreerd_door) == (
        "Zeno Verzonnen",
        "ontvangen",
        getattr(stad, wie),
    )
    assert list(Regel.objects.values_list("soort", flat=True)) == ["verzoek.geregistreerd"]


@pytest.mark.parametrize("wie", ["politie", "caw", "toezicht", "beheer"])
def test_anderen_registreren_niets_en_zien_niets(stad: Stad, als: Any, wie: str) -> None:
    rij = registreer(stad)
    mens = getattr(stad, wie)
    with pytest.raises((Verboden, Verborgen)):
        registreer(stad, mens)
    assert als(mens).get(reverse("casus:verzoek", args=[rij.pk])).status_code == 404
    assert als(mens).get(reverse("casus:verzoeken")).status_code == 404


def test_de_lijst_zegt_niet_wie_het_vraagt(stad: Stad, als: Any) -> None:
    registreer(stad)
    assert "Zeno" not in als(stad.preventie).get(reverse("casus:verzoeken")).text
    assert (
        "Zeno"
        in als(stad.preventie).get(reverse("casus:verzoek", args=[Betrokkenenverzoek.objects.get().pk])).text
    )
    assert Regel.objects.filter(soort="verzoek.ingezien").count() == 1


def test_een_dag_die_nog_moet_komen_staat_bij_het_veld(stad: Stad, als: Any) -> None:
    adres = reverse("casus:verzoek_nieuw", args=[stad.livc.pk])
    antwoord_ = als(stad.preventie).post(adres, FORM | {"ontvangen_op": "2999-01-01"})
    assert "toekomst" in antwoord_.text
    assert not Betrokkenenverzoek.objects.exists()


@pytest.mark.parametrize(
    ("ontvangen", "een", "drie"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
        (date(2026, 5, 31), date(2026, 6, 30), date(2026, 8, 31)),
    ],
)
def test_de_klok_telt_kalendermaanden(ontvangen: date, een: date, drie: date) -> None:
    rij = Betrokkenenverzoek(ontvangen_op=ontvangen)
    assert einde(rij) == gewoon_einde(rij) == een
    rij.verlengd_op = ontvangen
    assert einde(rij) == drie


@pytest.mark.parametrize(
    ("nu", "lukt"),
    [
        # De laatste dag is 28 februari, in Brussel; 23.30 uur UTC is daar al 1 maart.
        (datetime(2026, 2, 28, 22, 30, tzinfo=UTC), True),
        (datetime(2026, 2, 28, 23, 30, tzinfo=UTC), False),
    ],
)
def test_verlengen_kan_tot_en_met_de_laatste_dag_in_brussel(stad: Stad, nu: datetime, lukt: bool) -> None:
    with time_machine.travel(datetime(2026, 2, 2, 9, tzinfo=UTC), tick=False):
        rij = registreer(stad, ontvangen_op=date(2026, 1, 31))
    with time_machine.travel(nu, tick=False):
        if lukt:
            assert acties.verleng(
                actor=stad.preventie, pk=rij.pk, reden="De tafel komt pas samen."
            ).verlengd_op
        else:
            with pytest.raises(NietVoldaan, match="voorbij"):
                acties.verleng(actor=stad.preventie, pk=rij.pk, reden="Te laat.")


def test_over_de_zomertijd_heen_blijft_de_dag_dezelfde(stad: Stad) -> None:
    """Ontvangen op 1 maart, zomertijd vanaf 29 maart 2026: de laatste dag is 1 april tot middernacht in Brussel."""
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        rij = registreer(stad)
    with time_machine.travel(datetime(2026, 4, 1, 21, 59, tzinfo=UTC), tick=False):
        assert acties.verleng(actor=stad.preventie, pk=rij.pk, reden="Veel inbreng.").verlengd_op == date(
            2026, 4, 1
        )
    assert einde(verzoek_van(rij)) == date(2026, 6, 1)


def test_verlengen_kan_een_keer_en_met_reden(stad: Stad) -> None:
    rij = registreer(stad)
    with pytest.raises(NietVoldaan, match="waarom"):
        acties.verleng(actor=stad.preventie, pk=rij.pk, reden="  ")
    acties.verleng(actor=stad.burgemeester, pk=rij.pk, reden="De tafel komt pas samen.")
    with pytest.raises(NietVoldaan, match="één keer"):
        acties.verleng(actor=stad.preventie, pk=rij.pk, reden="Nog eens.")


def test_te_laat_staat_in_mijn_werk_van_wie_beoordeelt(stad: Stad) -> None:
    with time_machine.travel(datetime(2026, 1, 5, 9, tzinfo=UTC), tick=False):
        in_beoordeling(stad, maak_tafel(stad))
    with time_machine.travel(datetime(2026, 2, 7, 9, tzinfo=UTC), tick=False):
        for wie in (stad.preventie, stad.burgemeester, stad.dpo):
            [taak] = [t for t in werk(wie).eerst if "Verzoek van een persoon" in t.wat]
            assert taak.te_laat
        assert not [t for t in werk(stad.politie).eerst if "Verzoek" in t.wat]


# -- de casus erbij, en wat dat niet verraadt


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize("pagina", ["verzoek_beginnen", "verzoek_koppelen"])
def test_de_namen_waaruit_gekozen_wordt_zijn_een_blik_met_een_regel(
    stad: Stad, als: Any, pagina: str
) -> None:
    casus = maak_tafel(stad)
    rij = registreer(stad)
    antwoord_ = als(stad.preventie).get(reverse(f"casus:{pagina}", args=[rij.pk]))
    assert "Zeno Verzonnen" in antwoord_.text
    regel = Regel.objects.get(soort="verzoek.ingezien")
    persoon = casus.betrokkene_set.get()
    assert [bytes(wie) for wie in regel.getoond] == [pseudoniem("object", stad.livc.pk, persoon.pk)]


@pytest.mark.regel("LR-05", "LR-23")
def test_wie_zoekt_ziet_alleen_casussen_die_hij_mag_inzien(stad: Stad, anderstad: Stad) -> None:
    eigen, uit, _elders = maak_tafel(stad), maak_casus(stad), maak_casus(anderstad)
    toekenningen.sluit_uit(stad.preventie, uit)
    rij = registreer(stad)
    assert [pk for pk, _naam in casuskeuzes(stad.preventie, rij)] == [str(eigen.pk)]
    for casus in (uit, _elders):
        with pytest.raises(Verborgen):
            acties.begin(actor=stad.preventie, pk=rij.pk, identiteit="eid", casus=casus.pk)


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_ziet_het_verbonden_verzoek_niet(stad: Stad, als: Any) -> None:
    casus = maak_tafel(stad)
    toekenningen.sluit_uit(stad.burgemeester, casus)
    rij = in_beoordeling(stad, casus)
    assert als(stad.burgemeester).get(reverse("casus:verzoek", args=[rij.pk])).status_code == 404
    assert not lijst(stad.burgemeester).open
    assert not [t for t in werk(stad.burgemeester).eerst if "Verzoek" in t.wat]


def test_later_toch_een_casus_en_nooit_een_andere_in_de_plaats(stad: Stad) -> None:
    casus, ander = maak_tafel(stad), maak_tafel(stad)
    rij = in_beoordeling(stad, None)
    acties.koppel(actor=stad.preventie, pk=rij.pk, casus=casus.pk)
    assert Raadpleging.objects.filter(verzoek=rij).count() == 5
    with pytest.raises(NietVoldaan, match="al een casus"):
        acties.koppel(actor=stad.preventie, pk=rij.pk, casus=ander.pk)


def test_twee_keer_beginnen_geeft_een_melding_en_geen_tweede_ronde(stad: Stad) -> None:
    casus = maak_tafel(stad)
    rij = in_beoordeling(stad, casus)
    with pytest.raises(NietVoldaan, match="al begonnen"):
        acties.begin(actor=stad.burgemeester, pk=rij.pk, identiteit="eid", casus=casus.pk)
    assert Raadpleging.objects.count() == 5


@pytest.mark.regel("LR-30")
def test_zonder_geheimhouding_beoordeelt_niemand_een_verzoek_over_die_casus(stad: Stad, als: Any) -> None:
    casus = maak_tafel(stad)
    rij = in_beoordeling(stad, casus)
    toekenningen.neem(stad.burgemeester, casus, toekenningen.KERN_INZIEN)
    with pytest.raises(NietVoldaan, match="geheimhouding"):
        verzoekantwoord.beantwoord(actor=stad.burgemeester, pk=rij.pk, uitkomst="geheel", toelichting="")
    assert als(stad.burgemeester).get(reverse("casus:verzoek_antwoorden", args=[rij.pk])).status_code == 409


# -- wat in het antwoord komt, en wat niet


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


@pytest.mark.regel("LR-22", "LR-32")
def test_een_geheim_komt_er_alleen_in_met_het_ja_van_de_auteur(stad: Stad, tafel: Casus) -> None:
    ja = geheim(tafel, stad.caw, "Hij zoekt werk.")
    geheim(tafel, stad.caw, "Hij slaapt slecht.")
    neen = geheim(tafel, stad.clb, "Hij spijbelt.")
    rij = in_beoordeling(stad, tafel)
    assert "zoekt werk" not in teksten(stad, rij)
    antwoord(stad.caw, rij, **{str(ja.pk): True})
    antwoord(stad.clb, rij, **{str(neen.pk): False})
    samen = teksten(stad, rij)
    assert "zoekt werk" in samen
    assert "slaapt" not in samen
    assert "spijbelt" not in samen


@pytest.mark.regel("LR-51")
def test_wat_over_een_ander_gaat_komt_er_nooit_in(stad: Stad, tafel: Casus) -> None:
    relatie = tafel.relatie_set.create(livc=stad.livc, naam="Zus Verzonnen", verband="zus")
    zus = geheim(tafel, stad.caw, "Zijn zus is ziek.", over=relatie, niveau="vrijgegeven", doorgave=True)
    rij = in_beoordeling(stad, tafel)
    antwoord(stad.caw, rij, **{str(zus.pk): True})
    assert "zus" not in teksten(stad, rij).lower()


@pytest.mark.regel("LR-32")
def test_vrijgegeven_komt_mee_tot_de_auteur_neen_zegt(stad: Stad, tafel: Casus) -> None:
    vrij = geheim(tafel, stad.caw, "Hij komt elke week.", niveau="vrijgegeven")
    geheim(tafel, stad.caw, "Zijn buur zag iets.", niveau="vrijgegeven", bron="omgeving")
    geheim(tafel, stad.caw, "Alleen voor de kern.", niveau="vrijgegeven", publiek="kern")
    rij = in_beoordeling(stad, tafel)
    assert "elke week" in teksten(stad, rij)
    assert "buur" not in teksten(stad, rij)
    assert "Alleen voor de kern" not in teksten(stad, rij)
    antwoord(stad.caw, rij, **{str(vrij.pk): False})
    assert "elke week" not in teksten(stad, rij)


@pytest.mark.regel("LR-32")
def test_wat_intussen_ingetrokken_is_komt_er_niet_meer_in(stad: Stad, tafel: Casus) -> None:
    ja = geheim(tafel, stad.caw, "Hij zoekt werk.")
    rij = in_beoordeling(stad, tafel)
    antwoord(stad.caw, rij, **{str(ja.pk): True})
    inbrengen.trek_in(actor=stad.caw, pk=ja.pk)
    assert "zoekt werk" not in teksten(stad, rij)


@pytest.mark.regel("LR-32")
def test_ook_wat_wie_beoordeelt_niet_leest_kan_de_auteur_laten_vertellen(stad: Stad, tafel: Casus) -> None:
    gekozen = geheim(tafel, stad.caw, "Voor Clara alleen.", publiek="gekozen")
    gekozen.lezers.add(stad.clb)
    rij = in_beoordeling(stad, tafel)
    assert "Clara" not in teksten(stad, rij)
    antwoord(stad.caw, rij, **{str(gekozen.pk): True})
    assert "Voor Clara alleen" in teksten(stad, rij)


def test_geen_namen_van_mensen_of_diensten(stad: Stad, tafel: Casus) -> None:
    dienst = stad.caw.organisatieleden.get().organisatie
    eigen = geheim(tafel, stad.caw, "Hij zoekt werk.", organisatie=dienst)
    rij = in_beoordeling(stad, tafel)
    antwoord(stad.caw, rij, **{str(eigen.pk): True})
    samen = teksten(stad, rij)
    for mens in (stad.caw, stad.clb, stad.preventie, stad.burgemeester, stad.politie):
        assert mens.naam not in samen
    assert dienst.naam not in samen
    assert "(CAW)" in samen


# -- gronden en antwoord


@pytest.mark.parametrize("uitkomst", ["deels", "geweigerd"])
def test_beperken_of_weigeren_vraagt_eerst_de_gronden_van_de_functionaris(
    stad: Stad, tafel: Casus, uitkomst: str
) -> None:
    rij = in_beoordeling(stad, tafel)
    geven = ["persoon"] if uitkomst == "deels" else []
    with pytest.raises(NietVoldaan, match="functionaris"):
        beantwoord(stad, rij, uitkomst, geven=geven)
    leg_gronden_vast(stad, rij)
    assert beantwoord(stad, rij, uitkomst, geven=geven).uitkomst == uitkomst


def test_de_organisator_legt_geen_gronden_vast_en_de_functionaris_beoordeelt_niet(
    stad: Stad, tafel: Casus
) -> None:
    rij = in_beoordeling(stad, tafel)
    with pytest.raises(Verboden):
        acties.leg_gronden_vast(
            actor=stad.preventie, pk=rij.pk, grond="bescherming", feiten="a", recht="b", meedelen=True
        )
    with pytest.raises(Verboden):
        verzoekantwoord.beantwoord(actor=stad.dpo, pk=rij.pk, uitkomst="geheel", toelichting="")
    with pytest.raises(Verboden):
        verzoekantwoord.haal_op(actor=stad.dpo, pk=rij.pk)


def test_de_vijf_gronden_gelden_alleen_zolang_de_casus_loopt(stad: Stad) -> None:
    rij = in_beoordeling(stad, maak_tafel(stad, "afgesloten"))
    leg_gronden_vast(stad, rij, "nationale_veiligheid")
    with pytest.raises(NietVoldaan, match="zolang de casus loopt"):
        beantwoord(stad, rij, "geweigerd")
    leg_gronden_vast(stad, rij, "ongegrond")
    assert beantwoord(stad, rij, "geweigerd")


def test_gronden_over_geen_casus_dekken_een_casus_niet_die_er_later_bij_komt(
    stad: Stad, tafel: Casus
) -> None:
    rij = in_beoordeling(stad, None)
    leg_gronden_vast(stad, rij, "geen_gegevens")
    acties.koppel(actor=stad.preventie, pk=rij.pk, casus=tafel.pk)
    with pytest.raises(NietVoldaan, match="functionaris"):
        beantwoord(stad, rij, "geweigerd")


def test_zonder_casus_is_er_niets_te_geven(stad: Stad) -> None:
    rij = in_beoordeling(stad, None)
    with pytest.raises(NietVoldaan, match="Zonder casus"):
        beantwoord(stad, rij, "geheel")
    leg_gronden_vast(stad, rij, "geen_gegevens")
    brief = beantwoord(stad, rij, "geweigerd")
    assert brief.inhoud["gegevens"] == []


def test_zonder_identiteit_gaat_er_niets_uit(stad: Stad, tafel: Casus) -> None:
    rij = in_beoordeling(stad, tafel, identiteit="niet")
    leg_gronden_vast(stad, rij)
    for uitkomst in ("geheel", "deels"):
        with pytest.raises(NietVoldaan, match="niet vastgesteld"):
            beantwoord(stad, rij, uitkomst, geven=["persoon"])


@pytest.mark.parametrize("geven", [[], ["persoon", "soorten", "verwerking"], ["onzin"]])
def test_deels_is_iets_en_niet_alles(stad: Stad, tafel: Casus, geven: list[str]) -> None:
    rij = in_beoordeling(stad, tafel)
    leg_gronden_vast(stad, rij)
    with pytest.raises(NietVoldaan, match="Duid aan"):
        beantwoord(stad, rij, "deels", geven=geven)


@pytest.mark.parametrize("soort", ["verbetering", "wissen"])
def test_bij_verbeteren_en_wissen_staat_er_wat_er_gedaan_is(stad: Stad, tafel: Casus, soort: str) -> None:
    rij = in_beoordeling(stad, tafel, soort=soort)
    with pytest.raises(NietVoldaan, match="gedaan"):
        beantwoord(stad, rij)
    assert (
        beantwoord(stad, rij, gedaan="Het adres is verbeterd.").inhoud["gedaan"] == "Het adres is verbeterd."
    )


def test_een_antwoord_vertrekt_een_keer(stad: Stad, tafel: Casus) -> None:
    rij = in_beoordeling(stad, tafel)
    beantwoord(stad, rij)
    with pytest.raises(NietVoldaan, match="al beantwoord"):
        beantwoord(stad, rij)
    assert Verzoekbrief.objects.count() == 1
    assert Regel.objects.filter(soort="verzoek.beantwoord").count() == 1


@pytest.mark.regel("LR-34", "LR-57")
def test_brief_en_bestand_zijn_op_te_halen_en_dat_staat_in_het_logboek(
    stad: Stad, tafel: Casus, als: Any
) -> None:
    rij = in_beoordeling(stad, tafel)
    adres = reverse("casus:verzoek_ophalen", args=[rij.pk])
    assert als(stad.preventie).post(adres).status_code == 404
    beantwoord(stad, rij)
    antwoord_ = als(stad.preventie).post(adres)
    assert antwoord_["Content-Disposition"] == f'attachment; filename="antwoord-{rij.referentie}.zip"'
    pakket = zipfile.ZipFile(io.BytesIO(antwoord_.content))
    assert sorted(pakket.namelist()) == ["brief.pdf", "gegevens.json"]
    assert pakket.read("brief.pdf").startswith(b"%PDF")
    gegevens = json.loads(pakket.read("gegevens.json"))
    assert gegevens["van"]["toezichthoudende_autoriteit"] == "Vlaamse Toezichtcommissie"
    assert Regel.objects.filter(soort="verzoek.uitvoer").count() == 1


def test_elke_brief_wijst_de_weg_naar_de_toezichthouder(stad: Stad, tafel: Casus) -> None:
    rij = in_beoordeling(stad, tafel)
    leg_gronden_vast(stad, rij, meedelen=False)
    brief = beantwoord(stad, rij, "geweigerd")
    assert brief.inhoud["grond"] == ""
    assert any("Vlaamse Toezichtcommissie" in zin for zin in _rechten(brief.inhoud)["zinnen"])


@pytest.mark.regel("LR-31")
def test_de_functionaris_leest_het_verzoek_maar_niets_van_de_casus(
    stad: Stad, tafel: Casus, als: Any
) -> None:
    ja = geheim(tafel, stad.caw, "Hij zoekt werk.")
    rij = in_beoordeling(stad, tafel)
    antwoord(stad.caw, rij, **{str(ja.pk): True})
    beantwoord(stad, rij)
    tekst = als(stad.dpo).get(reverse("casus:verzoek", args=[rij.pk])).text
    assert "Wat weet u over mij?" in tekst
    assert "zoekt werk" not in tekst
    assert tafel.referentie not in tekst
    for naam in ("verzoek_antwoorden", "verzoek_beginnen"):
        assert als(stad.dpo).get(reverse(f"casus:{naam}", args=[rij.pk])).status_code == 403


def test_de_lijst_kost_een_vast_aantal_vragen(stad: Stad, als: Any) -> None:
    client, adres = als(stad.preventie), reverse("casus:verzoeken")
    registreer(stad)
    with CaptureQueriesContext(connection) as een:
        client.get(adres)
    for _i in range(5):
        registreer(stad)
    with CaptureQueriesContext(connection) as zes:
        client.get(adres)
    assert len(een) == len(zes)


def test_wat_niet_in_de_brief_kan_staan_zegt_het_aan_het_veld(stad: Stad, als: Any) -> None:
    """Voor de brief vastligt; wat iemand lang geleden inbracht, houdt het antwoord niet tegen."""
    adres = reverse("casus:verzoek_nieuw", args=[stad.livc.pk])
    tekst = als(stad.preventie).post(adres, FORM | {"adres": "Kerkstraat 1 😀"}).text
    assert "niet gedrukt kan worden: 😀" in tekst
    assert not Betrokkenenverzoek.objects.exists()
    rij = in_beoordeling(stad, maak_casus(stad, "in_traject"))
    with pytest.raises(NietVoldaan, match="niet gedrukt") as fout:
        beantwoord(stad, rij, toelichting="Tot ziens 😀")
    assert fout.value.veld == "toelichting"
