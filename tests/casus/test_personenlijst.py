"""De lijst van personen (LR-06), de verantwoordelijken (LR-54), en wie er met opzet niet bestaat (LR-17)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus import leesrecht
from casus.actions import verantwoordelijken as acties
from casus.models import Agendapunt, Casus, Verwerkingslezing
from casus.selectors.verantwoordelijken import LEZEN, categorieen, plichten
from tests.casus.verzoekhulp import geheim
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from tests.toegang.rijhulp import geweigerd, lees
from toegang import toekenningen
from toegang.beleidstabel import RELATIES, RIJEN
from toegang.models.organisatie import Sector
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden

pytestmark = pytest.mark.django_db
LIJST = "SELECT ref FROM casus_besproken_personen(%s)"


def besproken(stad: Stad, *dagen: int) -> Casus:
    """Een casus die op deze dagen (vroeger) besproken is."""
    casus = maak_casus(stad, "in_traject")
    for dag in dagen:
        overleg = maak_overleg(stad, casus, over_dagen=-dag, staat="afgerond")
        begin = timezone.now() - timedelta(days=dag)
        Agendapunt.objects.filter(overleg=overleg).update(staat="besproken", begonnen_op=begin)
    return casus


def lijst(stad: Stad, als: Any, wie: str = "dpo") -> Any:
    return als(getattr(stad, wie)).get(reverse("casus:personen", args=[stad.livc.pk]))


@pytest.mark.regel("LR-06", "LR-57")
@pytest.mark.parametrize("wie", ["dpo", "burgemeester"])
def test_wie_besproken_is_staat_op_de_lijst_met_eerste_en_laatste_keer(
    stad: Stad, als: Any, wie: str
) -> None:
    casus, nooit = besproken(stad, 40, 10), maak_casus(stad)
    maak_overleg(stad, nooit)
    [rij] = lijst(stad, als, wie).context["rijen"]
    vandaag = timezone.localdate()
    assert (rij.naam, rij.referentie, rij.staat) == ("Zeno Verzonnen", casus.referentie, "in traject")
    assert (rij.eerst, rij.laatst) == (vandaag - timedelta(days=40), vandaag - timedelta(days=10))
    assert Regel.objects.filter(soort="personenlijst.ingezien").count() == 1


@pytest.mark.regel("LR-06")
@pytest.mark.parametrize("wie", ["preventie", "politie", "toezicht", "beheer", "caw", "jeugdwerk"])
def test_alleen_burgemeester_en_functionaris_zien_de_lijst(stad: Stad, als: Any, wie: str) -> None:
    besproken(stad, 10)
    assert lijst(stad, als, wie).status_code in (403, 404)
    assert lees(getattr(stad, wie), LIJST, stad.livc.pk) == []


@pytest.mark.regel("LR-05", "LR-06")
def test_een_ander_livc_ziet_niets(stad: Stad, anderstad: Stad, als: Any) -> None:
    besproken(stad, 10)
    for wie in (anderstad.dpo, anderstad.burgemeester):
        assert als(wie).get(reverse("casus:personen", args=[stad.livc.pk])).status_code == 404
        assert lees(wie, LIJST, stad.livc.pk) == []


@pytest.mark.regel("LR-06", "LR-23")
def test_wie_uitgesloten_is_ziet_die_persoon_niet(stad: Stad, als: Any) -> None:
    casus = besproken(stad, 10)
    toekenningen.sluit_uit(stad.burgemeester, casus)
    toekenningen.sluit_uit(stad.dpo, casus)
    for wie in ("burgemeester", "dpo"):
        assert not lijst(stad, als, wie).context["rijen"]


@pytest.mark.regel("LR-06", "LR-30")
def test_een_burgemeester_zonder_geheimhouding_ziet_de_naam_niet(stad: Stad, als: Any) -> None:
    casus = besproken(stad, 10)
    toekenningen.neem(stad.burgemeester, casus, toekenningen.KERN_INZIEN)
    tekst = lijst(stad, als, "burgemeester").text
    assert "Zeno" not in tekst
    assert casus.referentie in tekst


@pytest.mark.regel("LR-06", "LR-31")
def test_de_functionaris_leest_de_naam_en_verder_niets(stad: Stad, als: Any) -> None:
    """Ook met eigen SQL niet: geen casus, geen geboortedatum, geen inbreng, geen punt."""
    casus = besproken(stad, 10)
    maak_deelname(stad, casus, stad.caw)
    geheim(casus, stad.caw, "Hij zoekt werk.")
    assert "Zeno Verzonnen" in lijst(stad, als).text
    for tabel in (
        "betrokkene",
        "casus",
        "inbreng",
        "agendapunt",
        "deelname",
        "relatie",
        "besluit",
        "traject",
    ):
        assert lees(stad.dpo, f"SELECT id FROM casus_{tabel}") == [], tabel
    assert als(stad.dpo).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    assert als(stad.dpo).get(reverse("casus:casus_verantwoordelijken", args=[casus.pk])).status_code == 404


@pytest.mark.regel("LR-06")
def test_een_lege_lijst_zegt_wat_er_zal_staan(stad: Stad, als: Any) -> None:
    assert "Nog niemand is besproken" in lijst(stad, als).text


# -- verantwoordelijken


@pytest.mark.regel("LR-54")
def test_de_functionaris_kiest_een_lezing_en_elke_versie_blijft(stad: Stad, als: Any) -> None:
    adres = reverse("casus:verantwoordelijken", args=[stad.livc.pk])
    assert "legde nog niet vast" in als(stad.burgemeester).get(adres).text
    form = {
        "lezing": "gezamenlijk",
        "vanaf": "2026-03-01",
        "reden": "Advies van de jurist.",
        "na_versie": "0",
    }
    assert als(stad.dpo).post(adres, form).status_code == 302
    assert "nieuwe versie" in als(stad.dpo).post(adres, form).text  # een tweede keer hetzelfde formulier
    als(stad.dpo).post(adres, form | {"lezing": "afzonderlijk", "na_versie": "1"})
    assert list(Verwerkingslezing.objects.values_list("versie", "lezing")) == [
        (2, "afzonderlijk"),
        (1, "gezamenlijk"),
    ]
    tekst = als(stad.preventie).get(adres).text
    assert "art. 3" in tekst
    assert "art. 4 § 3" in tekst


@pytest.mark.regel("LR-54")
def test_alleen_de_functionaris_legt_de_lezing_vast(stad: Stad) -> None:
    velden = {"lezing": "gezamenlijk", "vanaf": date(2026, 3, 1), "reden": "a", "na_versie": 0}
    with pytest.raises(Verboden):
        acties.leg_lezing_vast(actor=stad.burgemeester, pk=stad.livc.pk, **velden)
    sql = """INSERT INTO casus_verwerkingslezing (id, livc_id, versie, lezing, vanaf, reden, vastgesteld_door_id, aangemaakt)
        VALUES (gen_random_uuid(), %s, 1, 'gezamenlijk', now(), 'x', %s, now())"""
    for wie in (stad.burgemeester, stad.preventie, stad.beheer, stad.toezicht):
        assert geweigerd(wie, sql, stad.livc.pk, wie.pk)
    acties.leg_lezing_vast(actor=stad.dpo, pk=stad.livc.pk, **velden)
    with pytest.raises(NietVoldaan, match="nieuwe versie"):
        acties.leg_lezing_vast(actor=stad.dpo, pk=stad.livc.pk, **velden)


@pytest.mark.regel("LR-54")
def test_de_soorten_mensen_volgen_het_beleid() -> None:
    """Elke relatie die iets leest, staat erin; een nieuwe rij in het beleid verandert de lijst vanzelf."""
    soorten = {rij.hoedanigheid: rij for rij in categorieen()}
    assert len(soorten) > 10
    assert sum(len(plicht.categorieen) for plicht in plichten()) == len(soorten)
    beheerder = soorten[str(RELATIES["beheerder"])]
    assert "inbreng" not in str(beheerder.leest)
    assert "lezen ze niets" in beheerder.plicht
    assert "wat anderen voor de tafel inbrengen" in soorten[str(RELATIES["deelnemer"])].leest
    assert "casusoverleg" in soorten[str(RELATIES["deelnemer"])].plicht
    assert "functie" in soorten[str(RELATIES["functionaris"])].plicht
    assert [plicht.bron.split(",")[0] for plicht in plichten()] == ["Strafwetboek", "AVG", "Strafwetboek"]


@pytest.mark.regel("LR-54")
def test_de_pagina_spreekt_gewone_taal_en_noemt_niemand_voor_wat_hij_niet_leest(stad: Stad, als: Any) -> None:
    """Geen namen van modellen, en elk woord in gebruik: een woord zonder rij in het beleid belooft wat er niet is."""
    tekst = als(stad.dpo).get(reverse("casus:verantwoordelijken", args=[stad.livc.pk])).text
    for model in ("overnames", "noodtoegangen", "rakingen", "inbrengen,", "raadplegingen", "Hoedanigheid"):
        assert model not in tekst, model
    soorten = {rij.hoedanigheid: str(rij.leest) for rij in categorieen()}
    assert "geheim kwam" not in soorten[str(RELATIES["kern_inzien"])]  # alleen de burgemeester en de auteur
    assert "geheim kwam" in soorten[str(RELATIES["burgemeester"])]
    acties = {rij.actie for rij in RIJEN if rij.actie.split(".")[1] in LEZEN}
    assert acties == leesrecht.WAT.keys()
    assert {actie for actie, _relatie in leesrecht.ANDERS} <= acties
    assert leesrecht.WIE.keys() <= RELATIES.keys()


@pytest.mark.regel("LR-54", "LR-20")
def test_een_deelnemer_ziet_wie_samen_instaat_en_niet_wie_niet_kwam(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad, "in_traject")
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "geweigerd")
    tekst = als(stad.caw).get(reverse("casus:casus_verantwoordelijken", args=[casus.pk])).text
    assert "CAW Voorbeeldegem" in tekst
    assert "CLB Voorbeeldegem" not in tekst
    assert (
        reverse("casus:casus_verantwoordelijken", args=[casus.pk])
        in als(stad.caw).get(reverse("casus:dossier", args=[casus.pk])).text
    )


@pytest.mark.regel("LR-17")
def test_er_bestaat_geen_rol_of_sector_voor_inlichtingen_ocad_of_parket() -> None:
    """Er is ook geen schakelaar: wie er een toevoegt, ziet eerst deze test rood worden, en zoekt de rechtsgrond."""
    verboden = (
        "ocad",
        "ocam",
        "veiligheid",
        "vsse",
        "adiv",
        "inlichting",
        "parket",
        "procureur",
        "openbaar_ministerie",
    )
    woorden = [*Rol.values, *Rol.labels, *Sector.values, *Sector.labels, *RELATIES, *RELATIES.values()]
    fout = [str(woord) for woord in woorden if any(deel in str(woord).lower() for deel in verboden)]
    assert not fout, fout
