"""De pagina's van de fiche: wat iemand leest, antwoordt en afhaalt (LR-40, LR-41, LR-42)."""

import hashlib
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from casus.actions import fiche as acties
from casus.actions import ficheantwoord
from casus.models import Fichegoedkeurder, Ficheoverdracht
from casus.selectors.werk import werk
from tests.casus.fichehulp import Ficheplek, antwoorden, maak_plek, vers
from tests.factories import Stad
from toegang import toekenningen

pytestmark = pytest.mark.django_db


@pytest.fixture
def plek(stad: Stad) -> Ficheplek:
    return maak_plek(stad)


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


@pytest.mark.regel("LR-42")
def test_schrijven_voorleggen_en_geraakt_langs_de_pagina(plek: Ficheplek, als: Any) -> None:
    prisca = als(plek.stad.preventie)
    naar = prisca.post(adres("fiche_nieuw", plek.punt))["Location"]
    velden = {"evaluaties": [plek.evaluatie.pk], "slot": "Karim.", "voorleggen": "ja"}
    tekst = prisca.post(naar, velden).text
    assert "te dicht bij een geheime inbreng" in tekst
    assert tekst.count("Karim.") == 2, "in het veld, en in de tekst eronder zoals ze nu bewaard is"
    assert plek.stad.clb.naam not in tekst
    assert "cannabis" not in tekst
    assert prisca.post(naar, velden | {"slot": ""}).status_code == 302
    assert "Karim" not in prisca.get(adres("fiches", plek.casus)).text


@pytest.mark.regel("LR-42")
def test_zonder_evaluatie_staat_de_fout_bij_het_veld(plek: Ficheplek, als: Any) -> None:
    fiche = plek.concept()
    antwoord = als(plek.stad.preventie).post(adres("fiche_bewerken", fiche), {"voorleggen": "ja"})
    assert "(LR-42)" in str(antwoord.context["form"].errors["evaluaties"])


@pytest.mark.regel("LR-41")
def test_antwoorden_langs_de_pagina_en_een_tweede_keer_niet(plek: Ficheplek, als: Any) -> None:
    fiche, cas = plek.voorgelegd(), als(plek.stad.caw)
    velden = {"hash": fiche.hash, "antwoord": "goedgekeurd"}
    naar = adres("fiche_antwoord", fiche)
    assert "niet meer voor" in cas.post(naar, velden | {"hash": "f" * 64}).text
    assert cas.post(naar, velden).status_code == 302
    assert cas.post(naar, velden).status_code == 200
    assert Fichegoedkeurder.objects.filter(fiche=fiche, antwoord="goedgekeurd").count() == 1
    assert "goedgekeurd" in cas.get(adres("fiche", fiche)).text


@pytest.mark.regel("LR-41")
@pytest.mark.parametrize("naam", ["fiche", "fiche_antwoord"])
def test_wie_antwoordt_kan_de_vingerafdruk_zelf_narekenen(plek: Ficheplek, als: Any, naam: str) -> None:
    fiche = plek.voorgelegd()
    pagina = als(plek.stad.caw).get(adres(naam, fiche)).text
    regel = unescape(pagina.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])
    assert hashlib.sha256(regel.encode()).hexdigest() == fiche.hash
    assert fiche.hash in pagina.replace(" ", "")
    for deel in fiche.tekst["delen"]:
        assert all(escape(alinea) in pagina for alinea in deel["alineas"])


@pytest.mark.regel("LR-20", "LR-41")
def test_een_ander_leest_niet_wie_neen_zei(plek: Ficheplek, als: Any) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    ficheantwoord.weiger(actor=stad.clb, pk=fiche.pk, hash=fiche.hash, reden="Mijn reden.")
    assert "Mijn reden." in als(stad.burgemeester).get(adres("fiche", fiche)).text
    for ander in (stad.preventie, stad.politie, stad.caw):
        tekst = als(ander).get(adres("fiche", fiche)).text
        assert "Mijn reden." not in tekst
        assert stad.clb.naam not in tekst


@pytest.mark.regel("LR-20", "LR-22")
def test_mijn_werk_vraagt_zonder_termijn_en_nooit_te_laat(plek: Ficheplek) -> None:
    fiche, stad = plek.voorgelegd(), plek.stad
    [taak] = [t for t in werk(stad.caw).daarna if "fiche" in t.wat]
    assert (taak.wanneer, taak.te_laat, taak.vrij) == (None, False, True)
    assert not [t for t in werk(stad.jeugdwerk).daarna if "fiche" in t.wat]
    ficheantwoord.keur_goed(actor=stad.caw, pk=fiche.pk, hash=fiche.hash)
    assert not [t for t in werk(stad.caw).daarna if "fiche" in t.wat]


@pytest.mark.regel("LR-40")
def test_overmaken_en_afhalen_langs_de_pagina(plek: Ficheplek, als: Any) -> None:
    fiche, pol = plek.vrijgegeven(), als(plek.stad.politie)
    assert [t for t in werk(plek.stad.politie).daarna if "over te maken" in t.wat]
    pol.post(adres("fiche_overmaken", fiche), {"hash": fiche.hash, "bestemmeling": "vsse"})
    overdracht = Ficheoverdracht.objects.get()
    antwoord = pol.post(adres("fiche_pdf", overdracht))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == f'attachment; filename="fiche-{fiche.referentie.lower()}.pdf"'
    assert plek.casus.referentie.lower() not in antwoord["Content-Disposition"]
    assert pol.get(adres("fiche_pdf", overdracht)).status_code == 405
    toekenningen.sluit_uit(plek.stad.clb, plek.casus)
    assert pol.post(adres("fiche_pdf", overdracht))["Location"] == adres("fiche", fiche)


def test_de_lijst_vraagt_evenveel_bij_meer_antwoorden(
    plek: Ficheplek, als: Any, django_assert_max_num_queries: Any
) -> None:
    plek.vrijgegeven()
    with django_assert_max_num_queries(75):
        als(plek.stad.burgemeester).get(adres("fiches", plek.casus))


@pytest.mark.regel("LR-41")
def test_een_antwoord_na_herwerken_krijgt_een_gewone_melding(plek: Ficheplek, als: Any) -> None:
    fiche = plek.voorgelegd()
    acties.herwerk(actor=plek.stad.preventie, pk=fiche.pk)
    acties.leg_voor(actor=plek.stad.preventie, pk=fiche.pk)
    velden = {"hash": fiche.hash, "antwoord": "goedgekeurd"}
    assert "Lees eerst" in als(plek.stad.caw).post(adres("fiche_antwoord", fiche), velden).text
    assert set(antwoorden(vers(fiche)).values()) == {""}
