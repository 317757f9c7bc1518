"""Het draaiboek: elke zin met een bron, een eigen tekst per LIVC, en de wet die niemand overschrijft."""

import dataclasses
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Regel
from casus import draaiboek
from casus.actions import draaiboek as acties
from casus.models import Draaiboektekst
from casus.selectors import draaiboek as selectors
from casus.wetgeving import REGELS
from tests.factories import Stad
from tests.toegang.rijhulp import geweigerd, lees
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


def schrijf(stad: Stad, praktijk: str = "Bel eerst.", **anders: Any) -> Draaiboektekst:
    gegevens = {"stap": "signaal", "praktijk": praktijk, "vragen": "", "na_versie": 0} | anders
    return acties.schrijf(**({"actor": stad.preventie, "livc_pk": stad.livc.pk} | gegevens))


def adres(stad: Stad, naam: str = "livc") -> str:
    return reverse(f"casus:draaiboek_{naam}", args=[stad.livc.pk])


def test_elke_stap_is_er_en_elke_bron_bestaat() -> None:
    assert list(draaiboek.STAPPEN) == [
        "signaal", "weging", "lijst", "voorbereiding", "uitnodiging", "openen", "punt", "inbreng", "fiche", "overname",
        "traject", "evaluatie", "afsluiten", "bewaartermijn", "vernietiging", "verzoek",
    ]  # fmt: skip
    for stap in draaiboek.STAPPEN.values():
        assert stap.waarvoor
        assert stap.wet
        assert stap.praktijk
        assert stap.vragen
        for zin in (*stap.praktijk, *stap.vragen):
            assert zin.bron == draaiboek.VOORSTEL or zin.bron in REGELS, zin


def test_een_stap_op_een_pagina_bestaat() -> None:
    """Een verkeerde naam geeft anders pas een fout als iemand die pagina opent."""
    gebruikt = set()
    for pad in Path("templates").rglob("*.html"):
        gebruikt |= set(re.findall(r'{% draaiboek "(\w+)"', pad.read_text(encoding="utf-8")))
    assert gebruikt >= {
        "signaal",
        "weging",
        "lijst",
        "voorbereiding",
        "uitnodiging",
        "openen",
        "punt",
        "inbreng",
    }
    assert gebruikt <= draaiboek.STAPPEN.keys()


def test_iedereen_aangemeld_leest_het(stad: Stad, als: Any) -> None:
    schrijf(stad)
    for wie in (stad.caw, stad.jeugdwerk, stad.burgemeester, stad.toezicht):
        tekst = als(wie).get(reverse("casus:draaiboek")).text
        assert "Bel eerst." in tekst
        assert "Evalueer de opvolging" in tekst


def test_een_ander_livc_leest_de_eigen_tekst_niet(stad: Stad, anderstad: Stad, als: Any) -> None:
    schrijf(stad)
    assert als(anderstad.preventie).get(adres(stad)).status_code == 404
    assert "Bel eerst." not in als(anderstad.preventie).get(reverse("casus:draaiboek")).text
    assert lees(anderstad.preventie, "SELECT id FROM casus_draaiboektekst") == []


def test_de_eigen_tekst_staat_op_de_pagina_van_de_stap(stad: Stad, als: Any) -> None:
    client, url = als(stad.preventie), reverse("casus:signaal_nieuw", args=[stad.livc.pk])
    assert "los van wat u ervan denkt" in client.get(url).text
    schrijf(stad, "- Bel eerst.\n\n- <b>Schrijf</b> dan.")
    tekst = client.get(url).text
    assert "los van wat u ervan denkt" not in tekst
    assert "&lt;b&gt;Schrijf&lt;/b&gt; dan." in tekst
    assert "<li>Bel eerst." in tekst


def test_wat_de_wet_vraagt_blijft_staan(stad: Stad, als: Any) -> None:
    schrijf(stad)
    tekst = als(stad.caw).get(adres(stad)).text
    regels = draaiboek.STAPPEN["signaal"].regels
    assert regels
    for nummer in regels:
        assert str(REGELS[nummer].titel) in tekst


def test_elke_versie_blijft_en_teruggaan_is_een_versie(stad: Stad, als: Any) -> None:
    schrijf(stad)
    schrijf(stad, "Bel twee keer.", na_versie=1, actor=stad.burgemeester)
    acties.herstel(actor=stad.preventie, livc_pk=stad.livc.pk, stap="signaal", na_versie=2)
    blad = selectors.stapblad("signaal", stad.livc.pk)
    assert (blad.eigen, blad.laatste) == (None, 3)
    tekst = als(stad.preventie).get(adres(stad, "schrijven") + "?stap=signaal").text
    assert all(oud in tekst for oud in ("Bel eerst.", "Bel twee keer.", stad.burgemeester.naam))
    assert list(Regel.objects.values_list("soort", flat=True)) == ["draaiboek.gewijzigd"] * 3


def test_een_nieuwere_meegeleverde_tekst_wordt_gemeld(stad: Stad, als: Any, monkeypatch: Any) -> None:
    schrijf(stad)
    assert not selectors.stapblad("signaal", stad.livc.pk).verouderd
    nieuwer = dataclasses.replace(draaiboek.STAPPEN["signaal"], versie=2)
    monkeypatch.setitem(draaiboek.STAPPEN, "signaal", nieuwer)
    assert selectors.stapblad("signaal", stad.livc.pk).verouderd
    assert "steunt op een oudere" in als(stad.caw).get(adres(stad)).text


def test_twee_schrijvers_tegelijk(stad: Stad, als: Any) -> None:
    schrijf(stad)
    antwoord = als(stad.burgemeester).post(
        adres(stad, "schrijven"), {"stap": "signaal", "praktijk": "Anders.", "vragen": "", "na_versie": "0"}
    )
    assert "nieuwere versie" in antwoord.text
    with pytest.raises(NietVoldaan):
        acties.herstel(actor=stad.preventie, livc_pk=stad.livc.pk, stap="signaal", na_versie=0)
    assert Draaiboektekst.objects.count() == 1


def test_schrijven_doet_de_burgemeester_of_de_preventieambtenaar(
    stad: Stad, anderstad: Stad, als: Any
) -> None:
    for wie in (stad.politie, stad.toezicht, stad.beheer):
        with pytest.raises(Verboden):
            schrijf(stad, actor=wie)
    for wie in (stad.caw, anderstad.preventie):
        with pytest.raises(Verborgen):
            schrijf(stad, actor=wie)
    client = als(stad.burgemeester)
    client.post(
        adres(stad, "schrijven"), {"stap": "punt", "praktijk": "Kort.", "vragen": "", "na_versie": "0"}
    )
    assert client.post(adres(stad, "schrijven"), {"stap": "punt"}).status_code == 200
    assert client.get(adres(stad, "schrijven") + "?stap=onzin").status_code == 404
    client.post(adres(stad, "herstellen"), {"stap": "punt", "na_versie": "1"})
    assert Draaiboektekst.objects.filter(stap="punt").count() == 2


def test_de_databank_laat_alleen_toevoegen_in_eigen_naam(stad: Stad) -> None:
    schrijf(stad)
    nieuw = """INSERT INTO casus_draaiboektekst
        (id, livc_id, stap, versie, standaard, basis, praktijk, vragen, geschreven_door_id, aangemaakt)
        VALUES (%s, %s, 'punt', 1, false, 1, 'x', '', %s, now())"""
    assert geweigerd(stad.politie, nieuw, uuid4(), stad.livc.pk, stad.politie.pk)
    assert geweigerd(stad.preventie, nieuw, uuid4(), stad.livc.pk, stad.burgemeester.pk)
    for opdracht in ("UPDATE casus_draaiboektekst SET praktijk = 'x'", "DELETE FROM casus_draaiboektekst"):
        assert geweigerd(stad.preventie, opdracht)


def test_de_index_vraagt_altijd_evenveel(stad: Stad, als: Any) -> None:
    def tel() -> int:
        client = als(stad.caw)
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres(stad))
        return len(vragen)

    schrijf(stad)
    een = tel()
    for i, code in enumerate(("punt", "inbreng", "traject")):
        schrijf(stad, f"Nog {i}.", stap=code, actor=stad.burgemeester)
    assert tel() == een
