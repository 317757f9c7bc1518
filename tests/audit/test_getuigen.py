"""Een echte getuige tekent alleen wat volgt op wat hij al zag: groei, een vork, terugdraaien, en een getuige die weg is."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from django.urls import reverse

from audit import controlepunten, getuigen, tasks, tlog
from audit.getuigen import Antwoord
from audit.models import Medeondertekening
from audit.narekenen import reken_na
from audit.verificateur import LOG, OngeldigeNota, Sleutel, getuigd_op
from tests.audit.getuigenserver import Getuigenserver
from tests.audit.test_boom import voeg_toe
from tests.audit.test_knoeien import herschrijf, knoei
from tests.factories import Stad, maak_stad

NAAM = "buurgemeente.test/getuige"


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def livc(stad: Stad) -> UUID:
    voeg_toe(stad.livc.pk, 20)
    controlepunten.teken(stad.livc.pk)
    return stad.livc.pk


@pytest.fixture
def getuige(livc: UUID, tmp_path: Path, settings: Any) -> Getuigenserver:
    server = Getuigenserver(tmp_path)
    sleutel = controlepunten.sleutel(livc)
    assert sleutel is not None
    server.vertrouw(sleutel)
    settings.GETUIGEN = [f"{server.adres} {server.sleutel}"]
    return server


def test_gewone_groei_wordt_mede_ondertekend(livc: UUID, getuige: Getuigenserver) -> None:
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.MEDE}
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.AL}
        for _keer in range(3):
            voeg_toe(livc, 100)
            assert tasks.logboeken_verzegelen.call() == 1
    assert list(Medeondertekening.objects.order_by("grootte").values_list("grootte", flat=True)) == [
        20,
        120,
        220,
        320,
    ]
    nota = tlog.inhoud(livc, "checkpoint").decode()
    assert getuigd_op(nota, getuige.sleutel) is not None
    uitslag = reken_na(livc)
    assert (uitslag.gebreken, uitslag.medeondertekeningen) == ([], 4)
    knoei(
        "UPDATE audit_medeondertekening m SET regel = (SELECT regel FROM audit_medeondertekening b"
        " WHERE b.grootte = 340 - m.grootte) WHERE grootte IN (120, 220)"
    )
    assert [gebrek.wat for gebrek in reken_na(livc).gebreken] == [
        f"de handtekening van {NAAM} klopt niet"
    ] * 2


def test_een_medeondertekening_zonder_controlepunt(livc: UUID, getuige: Getuigenserver) -> None:
    with getuige.draait():
        getuigen.vraag_alle(livc)
    knoei("DELETE FROM audit_controlepunt")
    assert [str(gebrek) for gebrek in reken_na(livc).gebreken] == [
        "een medeondertekening zonder controlepunt: grootte 20"
    ]


def test_een_getuige_die_weg_is_houdt_niets_tegen(livc: UUID, getuige: Getuigenserver) -> None:
    assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEG}
    voeg_toe(livc, 5)
    assert tasks.logboeken_verzegelen.call() == 1
    # Is hij terug, dan tekent hij het laatste punt, ook al zag hij de vorige nooit.
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.MEDE}
    assert Medeondertekening.objects.get().grootte == 25


def test_een_antwoord_dat_verloren_ging(
    livc: UUID, getuige: Getuigenserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """De getuige tekende, wij hoorden het niet: hij zegt hoe ver hij was, en het volgende punt volgt daarop."""
    echt = requests.post

    def verloren(*args: Any, **kwargs: Any) -> Any:
        echt(*args, **kwargs)
        raise requests.ConnectionError

    with getuige.draait():
        monkeypatch.setattr(requests, "post", verloren)
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEG}
        monkeypatch.setattr(requests, "post", echt)
        voeg_toe(livc, 5)
        controlepunten.teken(livc)
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.MEDE}


def test_terugdraaien_verraadt_de_getuige(
    livc: UUID, getuige: Getuigenserver, caplog: pytest.LogCaptureFixture
) -> None:
    """In zichzelf klopt het logboek; de getuige zag een groter."""
    with getuige.draait():
        getuigen.vraag_alle(livc)
        knoei("DELETE FROM audit_medeondertekening")
        herschrijf(livc)
        assert not reken_na(livc).gebreken
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEIGERT}
    assert "getuige" in caplog.text


def test_een_vork_verraadt_de_getuige(
    livc: UUID, getuige: Getuigenserver, caplog: pytest.LogCaptureFixture
) -> None:
    """Teruggedraaid, en met andere regels weer voorbij wat de getuige zag."""
    with getuige.draait():
        getuigen.vraag_alle(livc)
        knoei("DELETE FROM audit_medeondertekening")
        herschrijf(livc)
        voeg_toe(livc, 10)
        controlepunten.teken(livc)
        assert not reken_na(livc).gebreken
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEIGERT}
    assert "getuige" in caplog.text
    assert not Medeondertekening.objects.exists()


def test_een_valse_getuige_telt_niet(livc: UUID, getuige: Getuigenserver, settings: Any) -> None:
    """Op zijn adres antwoordt een ander: de handtekening is niet van de sleutel die wij kennen."""
    vals = Sleutel(NAAM, 0x04, bytes(getuige.sleutel.publiek[::-1]))
    settings.GETUIGEN = [f"{getuige.adres} {vals}"]
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEIGERT}
    assert not Medeondertekening.objects.exists()


@pytest.mark.parametrize(
    "regel", ["", "https://x.test", "https://x.test kapot", "ftp://x.test {sleutel}", "https://x.test {log}"]
)
def test_een_getuige_verkeerd_ingesteld(regel: str, settings: Any) -> None:
    sleutel, log = Sleutel("a.test", 0x04, b"x" * 32), Sleutel("a.test", LOG, b"x" * 32)
    settings.GETUIGEN = [regel.format(sleutel=sleutel, log=log)]
    with pytest.raises(OngeldigeNota):
        getuigen.ingesteld()


def test_de_pagina_toont_de_getuigen(livc: UUID, stad: Stad, getuige: Getuigenserver, als: Any) -> None:
    adres = reverse("toezicht:regels", args=[livc])
    assert "0 van 1 getuigen" in als(stad.toezicht).get(adres).content.decode()
    with getuige.draait():
        getuigen.vraag_alle(livc)
    pagina = als(stad.toezicht).get(adres).content.decode()
    assert "1 van 1 getuigen" in pagina
    assert NAAM in pagina
