"""Onze getuige (`manage.py getuige`) als echt proces: wat hij tekent, weigert en onthoudt, ook na kill -9.

Het logboek, de bewijzen, de client en wie de handtekening nakijkt, zijn van een ander (aics-tlog, aics-witness).
"""

import itertools
import os
import random
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
import requests
from aics_tlog import parse_note
from aics_witness import WitnessAhead, WitnessClient, WitnessRejected

from audit.getuigenis import sleutel, stand
from audit.getuigenis.getuige import Getuige, Geweigerd
from audit.getuigenis.sleutel import Sleutelfout
from audit.getuigenis.stand import Slot, Stand
from audit.verificateur import LOG, Controlepunt, OngeldigeNota, Sleutel
from tests.audit.eigengetuige import NAAM, WORTEL, Eigengetuige, Log, doe

LOGBOEKEN = [Log(f"stad{i}.test/logboek") for i in range(80)]
_nog = iter(LOGBOEKEN)


@pytest.fixture(scope="module")
def getuige(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Eigengetuige]:
    server = Eigengetuige(tmp_path_factory.mktemp("getuige"))
    for log in LOGBOEKEN:
        server.vertrouw(log.vkey)
    with server.draait():
        yield server
    uit = server.log.read_text()
    assert "Traceback" not in uit
    assert "127.0.0.1" not in uit


@pytest.fixture
def log() -> Log:
    """Een logboek dat deze getuige nog nooit zag, met tien regels."""
    nieuw = next(_nog)
    nieuw.groei(10)
    return nieuw


# Ondertekenen


def test_een_ander_programma_aanvaardt_de_handtekening(getuige: Eigengetuige, log: Log) -> None:
    for oud, erbij in ((0, 0), (10, 1), (11, 246), (257, 300)):
        log.groei(erbij)
        antwoord = getuige.vraag(log.verzoek(oud))
        assert (antwoord.status_code, antwoord.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
        assert log.medeondertekend(antwoord.text, getuige.sleutel)


def test_de_client_van_een_ander(getuige: Eigengetuige, log: Log, tmp_path: Path) -> None:
    with WitnessClient(getuige.adres, str(getuige.sleutel), state_path=tmp_path / "stand.json") as client:
        for _keer in range(8):
            log.groei(random.Random(7).randint(1, 40))
            client.submit(log.nota(), log.boom.consistency_proof)
            client.submit(log.nota(), log.boom.consistency_proof)
        assert client.max_cosigned(log.naam) == log.boom.size
        with pytest.raises(WitnessRejected, match="422"):
            client.submit(
                log.vork(5, log.boom.size + 9).nota(), log.vork(5, log.boom.size + 9).boom.consistency_proof
            )
        with pytest.raises(WitnessAhead):
            client.submit(log.vork(8, 8).nota(), log.vork(8, 8).boom.consistency_proof)


def test_de_client_van_een_ander_vindt_de_draad_terug(getuige: Eigengetuige, log: Log) -> None:
    """Een antwoord ging verloren; wie opnieuw begint met nul, hoort hoe ver de getuige was."""
    assert getuige.vraag(log.verzoek(0)).status_code == 200
    log.groei(3)
    with WitnessClient(getuige.adres, str(getuige.sleutel)) as client:
        client.submit(log.nota(), log.boom.consistency_proof)


def test_alleen_de_tekst_telt_niet_wie_er_al_onder_staat(getuige: Eigengetuige, log: Log) -> None:
    kop, _scheiding, nota = log.verzoek(0).decode().partition("\n\n")
    vreemd = Log("vreemd.test", 3).nota().split("\n\n")[1]
    antwoord = getuige.vraag(f"{kop}\n\n{nota}{vreemd}")
    assert antwoord.status_code == 200
    assert log.medeondertekend(antwoord.text, getuige.sleutel)


def test_een_leeg_logboek(getuige: Eigengetuige) -> None:
    leeg = next(_nog)
    assert leeg.medeondertekend(getuige.vraag(leeg.verzoek(0)).text, getuige.sleutel)


def test_wat_een_bezoeker_ziet(getuige: Eigengetuige, log: Log) -> None:
    getuige.vraag(log.verzoek(0))
    antwoord = requests.get(getuige.adres, timeout=5)
    [regel] = antwoord.text.splitlines()
    assert regel.startswith(f"Getuige {NAAM} (C2SP tlog-witness)")
    assert f"{log.naam} (10 regels)" in regel
    assert parse_note(log.nota()).text.splitlines()[2] not in regel


# Weigeren


def test_een_onbekend_logboek(getuige: Eigengetuige) -> None:
    assert getuige.vraag(Log("onbekend.test", 3).verzoek(0)).status_code == 404


def test_een_verkeerde_sleutel(getuige: Eigengetuige, log: Log) -> None:
    vals = Log(log.naam, 10)
    assert getuige.vraag(vals.verzoek(0)).status_code == 403
    # Twee handtekeningen op naam van het logboek, ook als één ervan klopt: geen nota.
    nota = log.verzoek(0).decode()
    assert getuige.vraag(nota + nota.splitlines()[-1] + "\n").status_code == 403
    assert getuige.vraag(log.verzoek(0)).status_code == 200


def test_een_andere_oude_grootte(getuige: Eigengetuige, log: Log) -> None:
    """Vergeten, en te ver: het antwoord zegt telkens tot waar de getuige was."""
    assert getuige.vraag(log.verzoek(4)).text == "0\n"
    getuige.vraag(log.verzoek(0))
    log.groei(5)
    for oud in (0, 9, 12, 15):
        antwoord = getuige.vraag(log.verzoek(oud))
        assert (antwoord.status_code, antwoord.text) == (409, "10\n")
        assert antwoord.headers["Content-Type"] == "text/x.tlog.size"


def test_terugdraaien(getuige: Eigengetuige, log: Log) -> None:
    getuige.vraag(log.verzoek(0))
    kleiner = log.vork(8, 8)
    assert getuige.vraag(kleiner.verzoek(0)).status_code == 409
    assert getuige.vraag(kleiner.verzoek(10)).status_code == 400


@pytest.mark.parametrize("grootte", [10, 11, 16, 40])
def test_een_vork(getuige: Eigengetuige, log: Log, grootte: int) -> None:
    """Even groot of groter, met een bewijs dat op zich juist is; daarna telt het echte logboek nog."""
    getuige.vraag(log.verzoek(0))
    vork = log.vork(7, grootte)
    assert getuige.vraag(vork.verzoek(10)).status_code == 422
    assert "Traceback" not in getuige.log.read_text()
    assert f"{log.naam}: een ander logboek dan bij 10 regels" in getuige.log.read_text()
    log.groei(2)
    assert getuige.vraag(log.verzoek(10)).status_code == 200


def test_een_bewijs_dat_niet_klopt(getuige: Eigengetuige, log: Log) -> None:
    regel = "A" * 43 + "=\n"
    _kop, _scheiding, nota = log.verzoek(0).decode().partition("\n\n")
    assert getuige.vraag(f"old 0\n{regel}\n{nota}").status_code == 422
    getuige.vraag(log.verzoek(0))
    assert getuige.vraag(f"old 10\n{regel}\n{nota}").status_code == 422
    log.groei(7)
    vol = log.verzoek(10).decode()
    assert getuige.vraag(vol.replace("\n\n", f"\n{regel}\n", 1)).status_code == 422
    assert getuige.vraag("\n".join([vol.splitlines()[0], *vol.splitlines()[2:]]) + "\n").status_code == 422
    assert getuige.vraag(vol).status_code == 200


def test_een_grotere_oude_grootte(getuige: Eigengetuige, log: Log) -> None:
    assert getuige.vraag(log.verzoek(11)).status_code == 400


AFDRUK = "A" * 43 + "="


@pytest.mark.parametrize(
    ("van", "naar", "status"),
    [
        ("old 0", "old 00", 400),
        ("old 0", "old -1", 400),
        ("old 0", "old  0", 400),
        ("old 0", "old 0 ", 400),
        ("old 0", "old ٠", 400),
        ("old 0", "old " + "9" * 30, 400),
        ("old 0", "old " + "9" * 5000, 400),
        ("old 0", "OLD 0", 400),
        ("old 0", "old 0\r", 400),
        ("old 0", "old 0\nkapot", 400),
        ("old 0", f"old 0\n{AFDRUK[:-4]}", 400),
        ("old 0", f"old 0\n{'A' * 42}B=", 400),  # dezelfde bytes, anders geschreven
        ("old 0", f"old 0\n{AFDRUK} ", 400),
        ("old 0", "old 0" + f"\n{AFDRUK}" * 63, 422),
        ("old 0", "old 0" + f"\n{AFDRUK}" * 64, 400),
        ("\n\n", "\n", 400),
        ("\n\n", "\n\n\n", 400),
        ("\n10\n", "\n010\n", 400),
        ("\n10\n", "\n-10\n", 400),
        ("\n10\n", "\n1_0\n", 400),
        ("\n10\n", "\n11\n", 403),
        ("\n10\n", "\n" + "9" * 19 + "\n", 403),
        ("\n10\n", "\n" + "9" * 5000 + "\n", 400),
        ("=\n\n", "=\nextra\n\n", 400),
        ("— ", "- ", 400),
    ],
)
def test_een_verkeerde_vorm(getuige: Eigengetuige, log: Log, van: str, naar: str, status: int) -> None:
    lijf = log.verzoek(0).decode()
    assert van in lijf
    assert getuige.vraag(lijf.replace(van, naar, 1)).status_code == status
    assert getuige.vraag(lijf).status_code == 200


@pytest.mark.parametrize(
    "lijf", [b"", b"\n", b"\n\n", b"old 0\n\n", b"\xff\xfe", b"old 0\n\n\n\n", b"\x00" * 500]
)
def test_geen_vraag(getuige: Eigengetuige, lijf: bytes) -> None:
    assert getuige.vraag(lijf).status_code == 400


def test_te_groot(getuige: Eigengetuige, log: Log) -> None:
    assert getuige.vraag(log.verzoek(0) + b"x" * 70_000).status_code == 413
    assert getuige.vraag(b"x" * 5_000_000).status_code == 413


def test_willekeurig_verminkt(getuige: Eigengetuige, log: Log) -> None:
    """Wat er ook komt: nooit een fout van de server, en nooit een handtekening onder iets anders."""
    keuze, log_ = random.Random(7), log
    getuige.vraag(log_.verzoek(0))
    log_.groei(30)
    gezien = set()
    for _keer in range(300):
        antwoord = getuige.vraag(verminkt(log_.verzoek(10), keuze))
        gezien.add(antwoord.status_code)
        if antwoord.status_code == 200:  # alleen de schrijfwijze van de handtekening verschilde
            assert log_.medeondertekend(antwoord.text, getuige.sleutel)
    assert gezien <= {200, 400, 403, 404, 409, 413, 422}
    assert len(gezien) >= 4
    assert getuige.vraag(log_.verzoek(40)).status_code in (200, 409)


def verminkt(ruw: bytes, keuze: random.Random) -> bytes:
    lijf = bytearray(ruw)
    for _keer in range(keuze.choice((1, 1, 1, 3))):
        plaats = keuze.randrange(len(lijf))
        match keuze.randrange(5):
            case 0:
                lijf[plaats] = keuze.randrange(256)
            case 1:
                del lijf[plaats : plaats + keuze.randint(1, 40)]
            case 2:
                lijf[plaats:plaats] = keuze.randbytes(keuze.randint(1, 40))
            case 3:
                lijf[plaats:plaats] = keuze.choice((b"\n", b"\n\n", b"=", b" ", "—".encode()))
            case 4:
                regels = bytes(lijf).split(b"\n")
                keuze.shuffle(regels)
                lijf = bytearray(b"\n".join(regels))
        lijf = lijf or bytearray(b"x")
    return bytes(lijf)


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: -1\r\n\r\nx",
        b"Content-Length: een\r\n\r\nx",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\nkapot",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nabcde",
        b"Content-Length: 500\r\n\r\nte kort",
        b"\r\n",
    ],
)
def test_kapotte_http(getuige: Eigengetuige, rest: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", getuige.poort), timeout=5)) as lijn:
        lijn.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + rest)
        lijn.shutdown(socket.SHUT_WR)
        antwoord = lijn.recv(4096)
    assert antwoord == b"" or b" 400 " in antwoord.splitlines()[0]


@pytest.mark.parametrize(
    ("methode", "pad", "status"),
    [("GET", "/add-checkpoint", 405), ("POST", "/", 405), ("GET", "/iets", 404), ("PUT", "/add-checkpoint", 405),
     ("POST", "/add-checkpoint/", 404), ("DELETE", "/", 405)],
)  # fmt: skip
def test_een_ander_pad(getuige: Eigengetuige, methode: str, pad: str, status: int) -> None:
    assert requests.request(methode, f"{getuige.adres}{pad}", timeout=5).status_code == status


# Samen, en omvallen


@pytest.mark.parametrize("al", [0, 10])
def test_twintig_tegelijk_en_maar_een_vork(getuige: Eigengetuige, log: Log, al: int) -> None:
    """Twee vorken van dezelfde grootte, tien keer elk: hoogstens een ervan krijgt ooit een handtekening."""
    if al:
        getuige.vraag(log.verzoek(0))
    vorken = [log.vork(al, 25, wat) for wat in ("links", "rechts")]
    start = Barrier(20)

    def vraag(vork: Log) -> tuple[Log, int, str]:
        start.wait()
        antwoord = getuige.vraag(vork.verzoek(al))
        return vork, antwoord.status_code, antwoord.text

    with ThreadPoolExecutor(20) as draden:
        uit = list(draden.map(vraag, itertools.islice(itertools.cycle(vorken), 20)))
    getekend = {
        id(vork)
        for vork, status, tekst in uit
        if status == 200 and vork.medeondertekend(tekst, getuige.sleutel)
    }
    assert len(getekend) == 1
    assert {status for _vork, status, _tekst in uit} <= {200, 409}
    statussen = {getuige.vraag(vork.verzoek(25)).status_code: id(vork) for vork in vorken}
    assert statussen.keys() == {200, 422}
    assert {statussen[200]} == getekend


@pytest.mark.parametrize("al", [0, 10])
def test_ook_wie_traag_leest_tekent_maar_een_vork(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, al: int
) -> None:
    """Tussen lezen en bewaren zit hier tijd genoeg voor negentien anderen; elk met een eigen verbinding."""
    eigen = sleutel.maak(tmp_path / "sleutel", NAAM)
    stand.maak(tmp_path / "stand", eigen.publiek)
    log, echt = Log("traag.test", al), Slot.laatste
    getuige = Getuige(eigen, Stand(tmp_path / "stand", eigen.publiek), {log.naam: Sleutel.lees(log.vkey)})
    getuige.onderteken(log.verzoek(0))

    def traag(slot: Slot, herkomst: str) -> Controlepunt:
        gelezen = echt(slot, herkomst)
        Event().wait(0.05)
        return gelezen

    monkeypatch.setattr(Slot, "laatste", traag)
    vorken = [log.vork(al, 25, wat) for wat in ("links", "rechts")]
    start = Barrier(20)

    def vraag(vork: Log) -> tuple[int, HTTPStatus]:
        start.wait()
        try:
            assert vork.medeondertekend(getuige.onderteken(vork.verzoek(al)), eigen.publiek)
        except Geweigerd as fout:
            return id(vork), fout.status
        return id(vork), HTTPStatus.OK

    with ThreadPoolExecutor(20) as draden:
        uit = list(draden.map(vraag, itertools.islice(itertools.cycle(vorken), 20)))
    assert [status for _vork, status in uit].count(HTTPStatus.OK) == 1
    assert {status for _vork, status in uit} == {HTTPStatus.OK, HTTPStatus.CONFLICT}


@pytest.fixture
def eigen(tmp_path: Path) -> Iterator[tuple[Eigengetuige, Log]]:
    """Een getuige voor één test: die mag omvallen."""
    server, log = Eigengetuige(tmp_path), Log("omval.test/logboek", 10)
    server.vertrouw(log.vkey)
    server.start()
    yield server, log
    server.stop()


def test_na_kill_9_weet_hij_wat_hij_tekende(eigen: tuple[Eigengetuige, Log]) -> None:
    getuige, log = eigen
    assert getuige.vraag(log.verzoek(0)).status_code == 200
    getuige.dood()
    getuige.start()
    assert getuige.vraag(log.vork(4, 10).verzoek(10)).status_code == 422
    assert getuige.vraag(log.vork(4, 10).verzoek(0)).status_code == 409
    log.groei(5)
    assert getuige.vraag(log.verzoek(10)).status_code == 200


def test_kill_9_midden_in_het_werk(eigen: tuple[Eigengetuige, Log]) -> None:
    """Elke handtekening die vertrok, staat ook in de stand; een vork van dat punt krijgt er geen."""
    getuige, log = eigen
    getekend, keuze = 0, random.Random(7)
    for _keer in range(4):
        gestart, groottes = Event(), list[int]()

        def werk(groottes: list[int] = groottes, gestart: Event = gestart, oud: int = getekend) -> None:
            try:
                while True:
                    antwoord = getuige.vraag(log.verzoek(oud))
                    oud = int(antwoord.text) if antwoord.status_code == 409 else log.boom.size
                    if antwoord.status_code == 200:
                        groottes.append(log.boom.size)
                        log.groei(1)
                    gestart.set()
            except requests.RequestException:
                gestart.set()

        draad = Thread(target=werk)
        draad.start()
        gestart.wait(10)
        Event().wait(keuze.uniform(0, 0.15))
        getuige.dood()
        draad.join()
        getekend = max([getekend, *groottes])
        getuige.start()
        vork = log.vork(2, getekend + 50)
        bekend = int(getuige.vraag(vork.verzoek(0)).text)
        assert bekend >= getekend > 0
        assert getuige.vraag(vork.verzoek(bekend)).status_code == 422
        getekend = bekend


def test_zonder_stand_tekent_hij_niet(eigen: tuple[Eigengetuige, Log]) -> None:
    """Wie vergat, begint niet opnieuw met dezelfde sleutel."""
    getuige, log = eigen
    getuige.vraag(log.verzoek(0))
    (getuige.map / "stand.sqlite3").unlink()
    assert getuige.vraag(log.verzoek(10)).status_code == 503
    assert requests.get(getuige.adres, timeout=5).status_code == 503
    getuige.stop()
    uit = doe("--map", str(getuige.map))
    assert uit.returncode == 1
    assert "stand.sqlite3" in uit.stderr
    assert doe("--map", str(getuige.map), "--maak-sleutel", "ander.test").returncode == 1
    assert not (getuige.map / "stand.sqlite3").exists()


def test_wat_niet_op_de_schijf_kan_krijgt_geen_handtekening(eigen: tuple[Eigengetuige, Log]) -> None:
    """Bewaren mislukt: dan vertrekt er niets."""
    getuige, log = eigen
    with closing(sqlite3.connect(getuige.map / "stand.sqlite3")) as bestand:
        bestand.execute("CREATE TRIGGER vol BEFORE INSERT ON gezien BEGIN SELECT RAISE(ABORT, 'vol'); END")
    antwoord = getuige.vraag(log.verzoek(0))
    assert antwoord.status_code == 503
    assert "—" not in antwoord.text
    assert "Traceback" not in getuige.log.read_text()


def test_de_stand_gaat_nooit_achteruit(eigen: tuple[Eigengetuige, Log]) -> None:
    getuige, log = eigen
    getuige.vraag(log.verzoek(0))
    with closing(sqlite3.connect(getuige.map / "stand.sqlite3")) as bestand:
        for opdracht in (
            "DELETE FROM gezien",
            "UPDATE gezien SET grootte = 9",
            "UPDATE gezien SET wortel = x'00'",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                bestand.execute(opdracht)


# Sleutel en instellingen


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return Eigengetuige(tmp_path).map


def test_alleen_de_eigenaar_kan_bij_de_sleutel(map_: Path) -> None:
    assert [(map_ / naam).stat().st_mode & 0o777 for naam in ("", "sleutel", "stand.sqlite3")] == [
        0o700,
        0o600,
        0o600,
    ]
    for modus in (0o640, 0o604, 0o620):
        (map_ / "sleutel").chmod(modus)
        uit = doe("--map", str(map_))
        assert uit.returncode == 1
        assert "chmod 600" in uit.stderr


def test_een_sleutel_wordt_nooit_overschreven(map_: Path) -> None:
    voor = (map_ / "sleutel").read_bytes()
    assert doe("--map", str(map_), "--maak-sleutel", NAAM).returncode == 1
    # Ook niet als alleen het ene of het andere er nog is.
    (map_ / "sleutel").rename(map_ / "weg")
    assert doe("--map", str(map_), "--maak-sleutel", NAAM).returncode == 1
    assert not (map_ / "sleutel").exists()
    assert (map_ / "weg").read_bytes() == voor


def test_een_andere_sleutel_bij_deze_stand(map_: Path, tmp_path: Path) -> None:
    assert doe("--map", str(tmp_path / "ander"), "--maak-sleutel", NAAM).returncode == 0
    (tmp_path / "ander" / "sleutel").rename(map_ / "sleutel")
    uit = doe("--map", str(map_))
    assert uit.returncode == 1
    assert "hoort bij een andere sleutel" in uit.stderr


@pytest.mark.parametrize("naam", ["", "met spatie", "met+plus", "met\nregel", "x" * 256])
def test_een_naam_die_niet_in_een_nota_kan(tmp_path: Path, naam: str) -> None:
    with pytest.raises(Sleutelfout):
        sleutel.maak(tmp_path / "sleutel", naam)
    assert not (tmp_path / "sleutel").exists()


@pytest.mark.parametrize(
    "inhoud", ["", "PRIVATE+KEY+a+00000000+AAAA", "PRIVATE+KEY+", "zomaar", "PRIVATE+KEY+a+b+", "é+é+é"]
)
def test_geen_sleutel(tmp_path: Path, inhoud: str) -> None:
    pad = tmp_path / "sleutel"
    pad.touch(0o600)
    pad.write_text(inhoud)
    with pytest.raises(Sleutelfout, match="is geen sleutel van een getuige"):
        sleutel.lees(pad)


def test_logboeken_die_niet_kunnen(tmp_path: Path) -> None:
    """De sleutel van een getuige, en een logboek met twee sleutels."""
    eigen = sleutel.maak(tmp_path / "sleutel", NAAM).publiek
    eerste, tweede = Log("a.test").vkey, Log("a.test").vkey
    zelf = str(Sleutel("a.test", LOG, eigen.publiek))
    for regels in (["kapot"], [str(eigen)], [zelf], [eerste, tweede]):
        with pytest.raises((OngeldigeNota, Sleutelfout)):
            sleutel.lees_logboeken(regels, eigen)
    assert sleutel.lees_logboeken(["# van de buren", "", eerste, eerste], eigen).keys() == {"a.test"}


def test_een_logboek_op_de_opdrachtregel(tmp_path: Path) -> None:
    server, log = Eigengetuige(tmp_path), Log("regel.test", 3)
    server.extra = ("--logboek", log.vkey)
    with server.draait():
        assert server.vraag(log.verzoek(0)).status_code == 200


def test_de_kern_kent_django_noch_databank() -> None:
    code = (
        "import sys, audit.getuigenis.web\n"
        "assert not {'django', 'psycopg2', 'toegang'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=WORTEL, env={"PATH": os.environ["PATH"]})
