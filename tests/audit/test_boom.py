"""De boom rekent zoals RFC 9162 het zegt, en zoals anderen het schreven; in de databank en in Python hetzelfde."""

import hashlib
import threading
from typing import Any
from uuid import UUID, uuid4

import pytest
from aics_tlog import MerkleTree, verify_consistency, verify_inclusion
from aics_tlog.tiles import materialise_tiles, tile_path
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit import boom, verzegeling
from audit.logboek import schrijf
from audit.models import Boom, Regel, Tegel
from audit.soorten import Soort
from audit.verificateur import LEEG, bladhash, klopt_consistentie, klopt_inclusie
from tests.factories import Stad, maak_stad
from toegang import identiteit

# De bladen en wortels van de referentie-implementatie van RFC 6962 (certificate-transparency, merkle_tree_test).
BLADEN = [
    bytes.fromhex(blad)
    for blad in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
WORTELS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tegels_uit(regels: list[bytes]) -> boom.Tegels:
    """Tegels die een ander maakte."""
    gemaakt = materialise_tiles(regels)

    def tegel(niveau: int, nummer: int) -> bytes:
        for breedte in (None, *range(255, 0, -1)):
            if (pad := tile_path(niveau, nummer, breedte)) in gemaakt:
                return gemaakt[pad]
        return b""

    return tegel


def test_de_gepubliceerde_wortels() -> None:
    assert hashlib.sha256(b"").digest() == LEEG
    for aantal, verwacht in enumerate(WORTELS, 1):
        assert boom.wortel(tegels_uit(BLADEN[:aantal]), aantal).hex() == verwacht


@pytest.mark.parametrize("grootte", [1, 2, 3, 7, 8, 9, 255, 256, 257, 511, 512, 513, 70000])
def test_wortels_en_bewijzen_zoals_een_ander_ze_maakt(grootte: int) -> None:
    regels = [str(i).encode() for i in range(grootte)]
    ander, tegels = MerkleTree(regels), tegels_uit(regels)
    assert boom.wortel(tegels, grootte) == ander.root()
    for index in {0, 1, grootte // 3, grootte // 2, grootte - 2, grootte - 1} & set(range(grootte)):
        bewijs = boom.inclusiebewijs(tegels, index, grootte)
        assert bewijs == list(ander.inclusion_proof(index))
        assert klopt_inclusie(bladhash(regels[index]), index, grootte, bewijs, ander.root())
    for oud in {0, 1, 2, grootte // 3, grootte // 2, grootte - 1, grootte} & set(range(grootte + 1)):
        bewijs = boom.consistentiebewijs(tegels, oud, grootte)
        assert bewijs == list(ander.consistency_proof(oud, grootte))
        assert klopt_consistentie(oud, grootte, ander.root(oud), ander.root(), bewijs)


@given(st.integers(1, 600), st.data())
def test_onze_controle_oordeelt_zoals_die_van_een_ander(grootte: int, keuze: Any) -> None:
    """Ook over bewijzen die niet kloppen: te kort, te lang, verwisseld, op een andere plaats."""
    regels = [str(i).encode() for i in range(grootte)]
    ander = MerkleTree(regels)
    index, oud = keuze.draw(st.integers(0, grootte - 1)), keuze.draw(st.integers(0, grootte))
    plaats, maat = keuze.draw(st.integers(-1, grootte)), keuze.draw(st.integers(0, grootte + 1))
    knoei = keuze.draw(st.sampled_from(["niets", "kort", "lang", "om"]))

    def geknoeid(bewijs: list[bytes]) -> list[bytes]:
        return {"niets": bewijs, "kort": bewijs[1:], "lang": [*bewijs, LEEG], "om": bewijs[::-1]}[knoei]

    blad, wortel = bladhash(regels[index]), ander.root()
    bewijs = geknoeid(list(ander.inclusion_proof(index)))
    assert klopt_inclusie(blad, plaats, maat, bewijs, wortel) == _zegt(
        verify_inclusion, blad, plaats, maat, bewijs, wortel
    )
    bewijs = geknoeid(list(ander.consistency_proof(oud, grootte)))
    delen = (oud, maat, ander.root(oud), wortel, bewijs)
    assert klopt_consistentie(*delen) == _zegt(verify_consistency, *delen)


def _zegt(controle: Any, *args: Any) -> bool:
    try:
        return bool(controle(*args))
    except ValueError:
        return False


# In de databank


@pytest.fixture
def livc(transactional_db: None) -> UUID:
    return maak_stad().livc.pk


def voeg_toe(livc: UUID, aantal: int = 1) -> None:
    """Een handeling die zoveel regels schrijft."""
    with transaction.atomic():
        for _i in range(aantal):
            schrijf(Soort.TOEGANG_AANGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})


def bladen(livc: UUID) -> list[bytes]:
    rijen = Regel.objects.filter(livc_id=livc, volgnummer__isnull=False).order_by("volgnummer")
    return [bytes(blad) for blad in rijen.values_list("blad", flat=True)]


def klopt(livc: UUID) -> None:
    """Nummers zonder gaten, en tegels en wortel zoals ze uit de bladen volgen."""
    nummers = list(
        Regel.objects.filter(livc_id=livc).order_by("volgnummer").values_list("volgnummer", flat=True)
    )
    grootte = verzegeling.grootte(livc)
    assert nummers == list(range(grootte))
    laag, niveau = bladen(livc), 0
    while laag:
        rijen = Tegel.objects.filter(livc_id=livc, niveau=niveau).order_by("nummer")
        assert b"".join(bytes(rij.waarden) for rij in rijen) == b"".join(laag)
        assert [rij.nummer for rij in rijen] == list(range(-(-len(laag) // 256)))
        laag = [_vouw(laag[i : i + 256]) for i in range(0, len(laag) - 255, 256)]
        niveau += 1
    assert not Tegel.objects.filter(livc_id=livc, niveau__gte=niveau).exists()


def _vouw(laag: list[bytes]) -> bytes:
    """De wortel van een volle tegel, hier nog eens geschreven."""
    while len(laag) > 1:
        paren = zip(laag[::2], laag[1::2], strict=True)
        laag = [hashlib.sha256(b"\x01" + links + rechts).digest() for links, rechts in paren]
    return laag[0]


def test_na_het_vastleggen_staat_de_regel_in_de_boom(livc: UUID) -> None:
    for aantal in (1, 3, 1):
        voeg_toe(livc, aantal)
    assert verzegeling.grootte(livc) == 5
    klopt(livc)


def test_een_tegel_die_vol_raakt_geeft_haar_wortel_door(livc: UUID) -> None:
    for aantal in (250, 6, 1, 300, 512, 3):
        voeg_toe(livc, aantal)
        klopt(livc)
    assert verzegeling.grootte(livc) == 1072


def test_een_teruggedraaide_handeling_laat_geen_gat(livc: UUID) -> None:
    voeg_toe(livc)
    with transaction.atomic():
        schrijf(Soort.TOEGANG_AANGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
        transaction.set_rollback(True)
    voeg_toe(livc)
    klopt(livc)
    assert verzegeling.grootte(livc) == 2


def test_elk_logboek_heeft_zijn_eigen_boom(livc: UUID) -> None:
    ander = maak_stad("Anderstad", "99902").livc.pk
    for _i in range(3):
        voeg_toe(livc)
        voeg_toe(ander)
    klopt(livc)
    klopt(ander)


def test_een_onbekend_logboek_heeft_geen_boom(livc: UUID) -> None:
    assert verzegeling.verzegel(uuid4()) == 0
    assert not Boom.objects.exists()


def test_een_oudere_transactie_die_nog_loopt_wordt_niet_ingehaald(livc: UUID) -> None:
    """Anders kreeg wie later vastlegt geen plaats meer: de volgorde van beginnen is niet die van vastleggen."""
    begonnen, vastleggen = threading.Event(), threading.Event()

    def traag() -> None:
        try:
            with transaction.atomic():
                schrijf(Soort.TOEGANG_AFGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
                begonnen.set()
                assert vastleggen.wait(10)
        finally:
            connection.close()

    draad = threading.Thread(target=traag)
    draad.start()
    assert begonnen.wait(10)
    voeg_toe(livc)
    assert verzegeling.grootte(livc) == 0
    vastleggen.set()
    draad.join()
    verzegeling.verzegel(livc)
    klopt(livc)
    soorten = Regel.objects.filter(livc_id=livc).order_by("volgnummer").values_list("soort", flat=True)
    assert list(soorten) == [Soort.TOEGANG_AFGEMELD, Soort.TOEGANG_AANGEMELD]


def test_wie_nog_niet_vastlegde_krijgt_geen_plaats(livc: UUID) -> None:
    """Ook niet van zichzelf: het slot van het logboek duurt dan zo lang als de handeling."""
    with transaction.atomic():
        schrijf(Soort.TOEGANG_AANGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
        assert verzegeling.verzegel(livc) == 0
    assert verzegeling.grootte(livc) == 1


def test_velen_tegelijk_geven_geen_gat_en_geen_dubbel(livc: UUID) -> None:
    def werk() -> None:
        try:
            for _i in range(15):
                voeg_toe(livc)
        finally:
            connection.close()

    draden = [threading.Thread(target=werk) for _i in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    verzegeling.verzegel(livc)
    assert verzegeling.grootte(livc) == 90
    klopt(livc)


def test_meer_dan_een_ronde(livc: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzegeling, "PER_RONDE", 4)
    voeg_toe(livc, 11)
    assert verzegeling.grootte(livc) == 11
    klopt(livc)


# Wat de databank weigert


@pytest.fixture
def verzegeld(livc: UUID) -> UUID:
    voeg_toe(livc, 3)
    return livc


WEIGERT = [
    "UPDATE audit_regel SET volgnummer = 9 WHERE volgnummer = 1",
    "UPDATE audit_regel SET volgnummer = NULL",
    "UPDATE audit_regel SET soort = 'toegang.afgemeld' WHERE volgnummer = 1",
    "UPDATE audit_boom SET grootte = 1",
    "DELETE FROM audit_boom",
    "UPDATE audit_tegel SET waarden = ''",
    "UPDATE audit_tegel SET waarden = substring(waarden FOR 32)",
    "UPDATE audit_tegel SET nummer = 7",
    "DELETE FROM audit_tegel",
]


@pytest.mark.parametrize("sql", WEIGERT)
def test_ook_de_eigenaar_draait_de_boom_niet_terug(verzegeld: UUID, sql: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    klopt(verzegeld)


@pytest.mark.parametrize("sql", [
    *WEIGERT,
    "INSERT INTO audit_boom (livc_id, grootte) VALUES (gen_random_uuid(), 5)",
    "INSERT INTO audit_tegel (livc_id, niveau, nummer, waarden) VALUES (gen_random_uuid(), 0, 0, '')",
    "UPDATE audit_boom SET grootte = grootte + 1",
])  # fmt: skip
def test_de_toepassing_schrijft_de_boom_niet(verzegeld: UUID, sql: str) -> None:
    with (
        pytest.raises(ProgrammingError),
        identiteit.als(None),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_wie_geen_toezicht_houdt_ziet_niet_hoe_druk_het_is(stad: Stad) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_boom (livc_id, grootte) VALUES (%s, 4)", [stad.livc.pk])
    zien = {stad.toezicht: 1, stad.dpo: 1, stad.beheer: 0, stad.burgemeester: 0, stad.caw: 0, None: 0}
    for wie, aantal in zien.items():
        with identiteit.als(wie):
            assert Boom.objects.count() == aantal
