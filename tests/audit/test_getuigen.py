"""Een echte getuige tekent alleen wat volgt op wat hij al zag: groei, een vork, terugdraaien, en een getuige die weg is.

Alles twee keer: met een getuige van een ander (aics-witness) en met de onze (`manage.py getuige`).
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import requests
from django.urls import reverse

from audit import controlepunten, getuigen, tasks, tlog
from audit.checks import controleer_getuigen
from audit.getuigen import Antwoord
from audit.models import Medeondertekening
from audit.narekenen import reken_na
from audit.verificateur import LOG, OngeldigeNota, Sleutel, getuigd_op
from audit.verificateur import Controlepunt as Punt
from tests.audit.eigengetuige import Eigengetuige
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


@pytest.fixture(params=[Getuigenserver, Eigengetuige])
def getuige(
    livc: UUID, tmp_path: Path, settings: Any, request: pytest.FixtureRequest
) -> Getuigenserver | Eigengetuige:
    server = request.param(tmp_path)
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


def test_een_getuige_die_vergat_telt_niet(
    livc: UUID, getuige: Getuigenserver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Iemand zette een oude kopie van zijn stand terug: hij zou nu ook een vork ondertekenen."""
    stand = getuige.map / "stand.sqlite3" if isinstance(getuige, Eigengetuige) else tmp_path / "witness.db"
    oud = stand.read_bytes()
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.MEDE}
    for bijbestand in stand.parent.glob(f"{stand.name}-*"):
        bijbestand.unlink()
    stand.write_bytes(oud)
    voeg_toe(livc, 5)
    controlepunten.teken(livc)
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.WEIGERT}
    assert "GetuigeVergat" in caplog.text
    assert Medeondertekening.objects.get().grootte == 20


def test_wat_een_getuige_erbij_schrijft_blijft_weg(
    livc: UUID, getuige: Getuigenserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Een tweede regel op naam van het logboek zou de nota ongeldig maken voor wie ze later leest."""
    echt, log = requests.post, controlepunten.sleutel(livc)
    assert log is not None

    def met_bijschrift(*args: Any, **kwargs: Any) -> Any:
        antwoord = echt(*args, **kwargs)
        antwoord._content += f"\N{EM DASH} {log.naam} {b64encode(log.afdruk + bytes(64)).decode()}\n".encode()
        return antwoord

    monkeypatch.setattr(requests, "post", met_bijschrift)
    with getuige.draait():
        assert getuigen.vraag_alle(livc) == {NAAM: Antwoord.MEDE}
    assert Punt.uit(tlog.inhoud(livc, "checkpoint").decode(), log).grootte == 20


@pytest.mark.parametrize("tekst", ["²", "9" * 5000, "-1", "", "een", "007"])
def test_een_grootte_die_geen_grootte_is(livc: UUID, settings: Any, tekst: str) -> None:
    """Wie op het adres van een getuige antwoordt, laat de taak niet vallen."""
    with antwoordt(409, tekst) as adres:
        settings.GETUIGEN = [f"{adres} {Sleutel('a.test', 0x04, b'x' * 32)}"]
        assert getuigen.vraag_alle(livc) == {"a.test": Antwoord.WEIGERT}


@contextmanager
def antwoordt(status: int, tekst: str) -> Iterator[str]:
    """Iemand die op elke vraag hetzelfde zegt."""

    class Antwoorder(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", "text/x.tlog.size; charset=utf-8")
            self.end_headers()
            self.wfile.write(tekst.encode())

        def log_message(self, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Antwoorder) as server:
        draad = Thread(target=server.serve_forever)
        draad.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            draad.join()


GETUIGE, LOGSLEUTEL = Sleutel("a.test", 0x04, b"x" * 32), Sleutel("a.test", LOG, b"x" * 32)


@pytest.mark.parametrize(
    "adres",
    [
        "https://",
        "https:///pad",
        "ftp://x.test",
        "http://x.test",
        "http://localhost",
        "http://127.0.0.1.kwaad.test",
        "http://127.0.0.1@kwaad.test",
        "http://127.0.0.1:80@kwaad.test",
        "http://127.0.0.1\\@kwaad.test",
        "http://127.0.0.1/\\kwaad.test",
        "http://127.0.0.1:poort",
        "http://[::1",
        "http://127.0.0.10",
        "https://naam:woord@x.test",
        "https://x.test?x=1",
        "https://x.test#x",
    ],
)
def test_een_getuige_op_een_verkeerd_adres(adres: str, settings: Any) -> None:
    settings.GETUIGEN = [f"{adres} {GETUIGE}"]
    with pytest.raises(OngeldigeNota):
        getuigen.ingesteld()


@pytest.mark.parametrize(
    "adres", ["https://x.test", "https://x.test:8443/getuige/", "http://127.0.0.1:8089", "http://127.0.0.1"]
)
def test_een_getuige_op_een_goed_adres(adres: str, settings: Any) -> None:
    settings.GETUIGEN = [f"{adres} {GETUIGE}"]
    assert [getuige.adres for getuige in getuigen.ingesteld()] == [adres.rstrip("/")]


@pytest.mark.parametrize(
    "regels",
    [
        [""],
        ["https://x.test"],
        ["https://x.test kapot"],
        [f"https://x.test {LOGSLEUTEL}"],
        [f"https://x.test {GETUIGE}", f"https://y.test {GETUIGE}"],
        [f"https://x.test {GETUIGE}", f"https://y.test {Sleutel('b.test', 0x04, b'x' * 32)}"],
        [f"https://x.test {GETUIGE}", f"https://y.test {Sleutel('a.test', 0x04, b'y' * 32)}"],
    ],
)
def test_een_getuige_verkeerd_ingesteld(regels: list[str], settings: Any) -> None:
    """Ook wie er twee keer staat: een handtekening telt maar een keer."""
    settings.GETUIGEN = regels
    with pytest.raises(OngeldigeNota):
        getuigen.ingesteld()
    assert [fout.id for fout in controleer_getuigen()] == ["audit.E001"]


def test_de_pagina_toont_de_getuigen(livc: UUID, stad: Stad, getuige: Getuigenserver, als: Any) -> None:
    adres = reverse("toezicht:bewijs", args=[livc])
    assert "0 van 1 ondertekende het laatste" in als(stad.toezicht).get(adres).content.decode()
    with getuige.draait():
        getuigen.vraag_alle(livc)
    pagina = als(stad.toezicht).get(adres).content.decode()
    assert "1 van 1 ondertekende het laatste" in pagina
    assert NAAM in pagina
