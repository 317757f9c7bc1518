"""De burgemeester zet iemand op de lijst, of niet (LR-01, LR-02, LR-03)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus import indicatoren as lijst
from casus.actions import lijst as acties
from casus.forms.lijst import LijstForm
from casus.models import Casus, Signaal
from tests.factories import Stad, geef_rol, maak_casus, maak_signaal, maak_weging
from tests.tegelijk import tegelijk
from toegang import beleid, sleutels, toekenningen
from toegang.models import Lidmaatschap, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verborgen

pytestmark = pytest.mark.django_db
TEKST = "Sinds de zomer praat hij geweld goed en brak hij met zijn oude vrienden."


def voorgedragen(stad: Stad, **velden: Any) -> Signaal:
    signaal = maak_signaal(stad, "voorgedragen", **velden)
    maak_weging(signaal, stad.preventie)
    maak_weging(signaal, stad.politie, "politie")
    return signaal


def zet(stad: Stad, signaal: Signaal, **anders: Any) -> Casus:
    gegevens: dict[str, Any] = {
        "aanwijzingen": TEKST,
        "indicatoren": ["geweld_goedpraten"],
        "rechtsgrond": "livc_wet",
    }
    return acties.zet_op_lijst(actor=stad.burgemeester, pk=signaal.pk, **(gegevens | anders))


def formulier(**anders: Any) -> dict[str, Any]:
    return {"aanwijzingen": TEKST, "indicatoren": ["geweld_goedpraten"], "rechtsgrond": "livc_wet"} | anders


def adres(signaal: Signaal, naam: str = "signaal_op_lijst") -> str:
    return reverse(f"casus:{naam}", args=[signaal.pk])


@pytest.mark.regel("LR-03")
def test_van_een_signaal_een_casus(stad: Stad, als: Client) -> None:
    signaal = voorgedragen(stad)
    antwoord = als(stad.burgemeester).post(adres(signaal), formulier())
    casus = Casus.objects.get()
    signaal.refresh_from_db()
    assert antwoord.url == reverse("casus:casus", args=[casus.pk])
    assert (casus.staat, casus.aanwijzingen, casus.op_lijst_door) == ("op_lijst", TEKST, stad.burgemeester)
    assert casus.indicatoren == {"versie": lijst.VERSIE, "codes": ["geweld_goedpraten"]}
    assert (signaal.staat, signaal.casus_id, signaal.wissen_op) == ("op_lijst", casus.pk, None)
    assert Regel.objects.filter(soort="casus.op_lijst").count() == 1


def test_de_persoon_staat_onder_de_sleutel_van_de_casus(stad: Stad) -> None:
    signaal = voorgedragen(stad)
    casus = zet(stad, signaal)
    wie = casus.betrokkene_set.get()
    assert (wie.naam, wie.geboortedatum, wie.gemeente) == (
        "Zeno Verzonnen",
        date(1999, 5, 5),
        "Voorbeeldegem",
    )
    assert bytes(wie.naam_index) == sleutels.blinde_index(stad.livc.pk, "zeno  VERZONNEN")
    sleutels.vernietig(signaal.pk)
    assert casus.betrokkene_set.get().naam == "Zeno Verzonnen"


@pytest.mark.regel("LR-30")
def test_de_kern_ziet_de_casus_maar_niet_de_inhoud(stad: Stad) -> None:
    casus = zet(stad, voorgedragen(stad))
    for wie in stad.kern:
        assert beleid.mag(wie, "casus.zien", casus)
        assert not beleid.mag(wie, "casus.inzien", casus)


@pytest.mark.regel("LR-03")
def test_alleen_de_burgemeester_beslist(stad: Stad, anderstad: Stad, als: Client) -> None:
    signaal = voorgedragen(stad)
    for naam in ("signaal_op_lijst", "signaal_afwijzen"):
        assert als(stad.burgemeester).get(adres(signaal, naam)).status_code == 200
        for wie in (stad.preventie, stad.politie):
            assert als(wie).get(adres(signaal, naam)).status_code == 403
        for wie in (stad.caw, stad.beheer, anderstad.burgemeester):
            assert als(wie).get(adres(signaal, naam)).status_code == 404
    assert als(stad.preventie).post(adres(signaal), formulier()).status_code == 403
    assert als(anderstad.burgemeester).post(adres(signaal), formulier()).status_code == 404
    assert not Casus.objects.exists()


def test_een_vertegenwoordiger_van_de_burgemeester_mag_ook(stad: Stad, als: Client) -> None:
    geef_rol(stad.clb, stad.livc, Rol.BURGEMEESTER, vertegenwoordiger=True)
    assert als(stad.clb).post(adres(voorgedragen(stad)), formulier()).status_code == 302


@pytest.mark.regel("LR-03")
@pytest.mark.parametrize("tekst", ["", "   ", "Radicaal.", "Hij is heel erg radicaal geworden."])
def test_zonder_geschreven_aanwijzingen_geen_casus(stad: Stad, tekst: str) -> None:
    with pytest.raises(NietVoldaan, match="radicaliseringsproces") as fout:
        zet(stad, voorgedragen(stad), aanwijzingen=tekst)
    assert (fout.value.regel, fout.value.veld) == ("LR-03", "aanwijzingen")


@pytest.mark.regel("LR-03")
def test_het_formulier_legt_een_leeg_veld_uit(stad: Stad, als: Client) -> None:
    leeg = als(stad.burgemeester).post(adres(voorgedragen(stad)), formulier(aanwijzingen="", indicatoren=[]))
    assert "Beschrijf welke feiten wijzen" in leeg.content.decode()
    assert not Casus.objects.exists()


@pytest.mark.regel("LR-03")
@pytest.mark.parametrize("codes", [[i.code] for i in lijst.INDICATOREN[lijst.VERSIE] if i.alleen_overtuiging])
def test_een_overtuiging_alleen_wordt_geweigerd(stad: Stad, als: Client, codes: list[str]) -> None:
    signaal = voorgedragen(stad)
    geweigerd = als(stad.burgemeester).post(adres(signaal), formulier(indicatoren=[], overtuiging=codes))
    assert "nooit een reden" in geweigerd.content.decode()
    assert not Casus.objects.exists()
    antwoord = als(stad.burgemeester).post(adres(signaal), formulier(overtuiging=codes))
    assert antwoord.status_code == 302


@pytest.mark.regel("LR-03")
@pytest.mark.parametrize("codes", [[], ["bestaat_niet"], ["geweld_goedpraten", "bestaat_niet"]])
def test_zonder_bekende_aanwijzing_geen_casus(stad: Stad, codes: list[str]) -> None:
    with pytest.raises(NietVoldaan, match="minstens één" if not codes else "uit de lijst"):
        zet(stad, voorgedragen(stad), indicatoren=codes)


@pytest.mark.regel("LR-01")
def test_een_machtiging_heeft_een_datum_en_een_referentie(stad: Stad) -> None:
    signaal, gisteren = voorgedragen(stad), timezone.localdate() - timedelta(days=1)
    morgen = {"machtiging_datum": gisteren + timedelta(days=2), "machtiging_referentie": "PK-12"}
    for half in ({}, {"machtiging_datum": gisteren}, {"machtiging_referentie": "PK-12"}, morgen):
        with pytest.raises(NietVoldaan) as fout:
            zet(stad, signaal, rechtsgrond="machtiging", **half)
        assert fout.value.regel == "LR-01"
    casus = zet(
        stad, signaal, rechtsgrond="machtiging", machtiging_datum=gisteren, machtiging_referentie="PK-12"
    )
    assert (casus.rechtsgrond, casus.machtiging_referentie) == ("machtiging", "PK-12")


@pytest.mark.regel("LR-01")
def test_precies_een_rechtsgrond(stad: Stad) -> None:
    signaal = voorgedragen(stad)
    machtiging = {"machtiging_datum": date(2026, 1, 1), "machtiging_referentie": "PK-12"}
    for fout in ({"rechtsgrond": "iets"}, {"rechtsgrond": "iets"} | machtiging, machtiging):
        with pytest.raises(NietVoldaan):
            zet(stad, signaal, **fout)
    casus = zet(stad, signaal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Casus.objects.filter(pk=casus.pk).update(machtiging_referentie="PK-12")


@pytest.mark.regel("LR-02")
def test_het_doel_ligt_vast(stad: Stad, als: Client) -> None:
    signaal = voorgedragen(stad)
    assert (
        "Terroristische misdrijven voorkomen" in als(stad.burgemeester).get(adres(signaal)).content.decode()
    )
    assert "doel" not in LijstForm.base_fields
    als(stad.burgemeester).post(adres(signaal), formulier(doel="iets anders"))
    casus = Casus.objects.get()
    assert casus.doel == "terroristische-misdrijven-voorkomen"
    with pytest.raises(IntegrityError), transaction.atomic():
        Casus.objects.filter(pk=casus.pk).update(doel="iets anders")


@pytest.mark.regel("LR-10")
def test_zonder_volledige_kern_komt_niemand_op_de_lijst(stad: Stad) -> None:
    signaal = voorgedragen(stad)
    Lidmaatschap.objects.filter(livc=stad.livc, rol=Rol.POLITIE).update(tot="2021-01-01")
    with pytest.raises(NietVoldaan) as fout:
        zet(stad, signaal)
    assert fout.value.regel == "LR-10"
    geef_rol(stad.politie, stad.livc, Rol.POLITIE)
    assert zet(stad, signaal)


@pytest.mark.parametrize(("jaren", "woord"), [(30, None), (16, "minderjarig"), (9, "jonger dan 12")])
@pytest.mark.regel("LR-15")
def test_de_pagina_kondigt_de_stappen_voor_een_kind_aan(
    stad: Stad, als: Client, jaren: int, woord: str | None
) -> None:
    geboren = timezone.localdate().replace(day=1) - timedelta(days=366 * jaren)
    signaal = voorgedragen(stad, persoon={"naam": "Zeno Verzonnen", "geboortedatum": geboren.isoformat()})
    inhoud = als(stad.burgemeester).get(adres(signaal)).content.decode()
    assert ("belang van het kind" in inhoud) is (woord is not None)
    assert woord is None or woord in inhoud


def test_een_lopende_casus_voor_dezelfde_naam_vraagt_een_bewuste_keuze(stad: Stad, als: Client) -> None:
    bestaand, signaal = maak_casus(stad), voorgedragen(stad)
    assert bestaand.referentie in als(stad.burgemeester).get(adres(signaal)).content.decode()
    assert als(stad.burgemeester).post(adres(signaal), formulier()).status_code == 200
    assert als(stad.burgemeester).post(adres(signaal), formulier(tweede_casus="on")).status_code == 302


def test_een_casus_in_een_ander_livc_of_een_afgesloten_casus_telt_niet(stad: Stad, anderstad: Stad) -> None:
    maak_casus(anderstad)
    maak_casus(stad, "afgesloten")
    assert zet(stad, voorgedragen(stad))


@pytest.mark.regel("LR-04")
@pytest.mark.parametrize("dagen", [30, 10])
def test_afwijzen_start_de_kortste_termijn(stad: Stad, als: Client, dagen: int) -> None:
    if dagen != 30:  # wat het LIVC zelf instelde; anders de standaard
        Livc.objects.filter(pk=stad.livc.pk).update(signaal_bewaardagen=dagen)
    signaal = voorgedragen(stad)
    assert als(stad.burgemeester).post(adres(signaal, "signaal_afwijzen"), {"reden": ""}).status_code == 200
    assert (
        als(stad.burgemeester).post(adres(signaal, "signaal_afwijzen"), {"reden": "Geen proces."}).status_code
        == 302
    )
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.besluit_reden) == ("niet_weerhouden", "Geen proces.")
    assert signaal.wissen_op == timezone.localdate() + timedelta(days=dagen)
    assert als(stad.burgemeester).get(adres(signaal, "signaal")).status_code == 404


@pytest.mark.parametrize(
    "staat", ["geregistreerd", "in_weging", "niet_weerhouden", "acuut_doorgegeven", "gewist"]
)
def test_alleen_een_voorgedragen_signaal_komt_op_de_lijst(stad: Stad, staat: str) -> None:
    with pytest.raises(Verborgen):
        zet(stad, maak_signaal(stad, staat))


@pytest.mark.regel("LR-34")
def test_geen_naam_in_titel_of_adres_van_de_beslissing(stad: Stad, als: Client) -> None:
    antwoord = als(stad.burgemeester).get(adres(voorgedragen(stad)))
    assert "Zeno" not in antwoord.content.decode().split("</title>")[0]


def test_de_preventieambtenaar_ziet_op_wie_het_wacht(stad: Stad, als: Client) -> None:
    inhoud = als(stad.preventie).get(adres(voorgedragen(stad), "signaal")).content.decode()
    assert "de burgemeester of zijn vertegenwoordiger" in inhoud
    assert "LR-03" in inhoud


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_op_de_lijst_geeft_een_casus(stad: Stad) -> None:
    signaal = voorgedragen(stad)
    uitkomst = tegelijk(lambda: zet(stad, signaal), lambda: zet(stad, signaal))
    (fout,) = [u for u in uitkomst if isinstance(u, NietVoldaan)]
    assert "op de lijst" in fout.uitleg
    assert Casus.objects.count() == 1


@pytest.mark.regel("LR-30")
def test_een_lopende_casus_heet_pas_bij_naam_na_haar_geheimhouding(stad: Stad, als: Client) -> None:
    lopend = maak_casus(stad)
    adres = reverse("casus:signaal_op_lijst", args=[maak_signaal(stad, "voorgedragen").pk])
    assert lopend.referentie in als(stad.burgemeester).get(adres).content.decode()
    toekenningen.neem(stad.burgemeester, lopend, toekenningen.KERN_INZIEN)
    pagina = als(stad.burgemeester).get(adres).content.decode()
    assert "loopt al een casus" in pagina
    assert lopend.referentie not in pagina
