"""Een controlepunt tekent de boom; elk programma dat de C2SP-vorm kent, leest het, en een echt ander doet dat hier."""

from typing import Any
from uuid import UUID

import pytest
from aics_tlog import MerkleTree, cosignature_vkey, sign_cosignature, verify_checkpoint
from aics_tlog.note import Note as AndereNota
from aics_tlog.note import format_vkey, parse_note, parse_vkey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import ProgrammingError, connection, transaction

from audit import controlepunten, tasks, verzegeling
from audit.models import Controlepunt, Logsleutel, Regel
from audit.narekenen import reken_na
from audit.verificateur import LEEG, Nota, OngeldigeNota, Sleutel, bladhash, getuigd_op
from audit.verificateur import Controlepunt as Punt
from tests.audit.test_boom import bladen, voeg_toe
from tests.factories import maak_stad
from toegang import identiteit
from toegang.actions.sleutelbeheer import gebruik, herwikkel_losse
from toegang.sleutelring import Sleutelring
from toegang.uitzonderingen import SleutelFout


@pytest.fixture
def livc(transactional_db: None) -> UUID:
    return maak_stad().livc.pk


def sleutel(livc: UUID) -> Sleutel:
    gevonden = controlepunten.sleutel(livc)
    assert gevonden is not None
    return gevonden


def test_een_ander_programma_leest_het_controlepunt(livc: UUID) -> None:
    voeg_toe(livc, 5)
    punt = controlepunten.teken(livc)
    assert punt is not None
    uitslag = verify_checkpoint(parse_note(punt.nota), parse_vkey(str(sleutel(livc))))
    assert uitslag.ok
    assert (uitslag.size, uitslag.root) == (5, bytes(punt.wortel))
    # En de wortel is die van de bladen, door dat programma berekend uit dezelfde regels.
    regels = [
        regel.open().band() + _afdruk(regel)
        for regel in Regel.objects.filter(livc_id=livc).order_by("volgnummer")
    ]
    assert [bladhash(regel) for regel in regels] == bladen(livc)
    assert MerkleTree(regels).root() == bytes(punt.wortel)


def _afdruk(regel: Regel) -> bytes:
    import hashlib

    return hashlib.sha256(bytes(regel.omhulling)).digest()


def test_wij_lezen_een_medeondertekening_van_een_ander(livc: UUID) -> None:
    voeg_toe(livc, 2)
    punt = controlepunten.teken(livc)
    assert punt is not None
    prive, naam = Ed25519PrivateKey.generate(), "buurgemeente.test/getuige"
    getuige = Sleutel.lees(format_vkey(cosignature_vkey(naam, prive.public_key())))
    gelezen = parse_note(punt.nota)
    _ruw, regel = sign_cosignature(prive, naam, 1_800_000_000, sleutel(livc).naam, 2, bytes(punt.wortel))
    samen = AndereNota(gelezen.text, (*gelezen.signatures, regel)).serialise()
    assert getuigd_op(samen, getuige) == 1_800_000_000
    assert getuigd_op(punt.nota, getuige) is None
    assert Punt.uit(samen, sleutel(livc)).grootte == 2
    # Dezelfde handtekening bij een andere boom telt niet.
    voeg_toe(livc)
    volgend = controlepunten.teken(livc)
    assert volgend is not None
    ander = AndereNota(parse_note(volgend.nota).text, (regel,)).serialise()
    assert getuigd_op(ander, getuige) is None


def test_wie_niet_groeide_tekent_niet_opnieuw(livc: UUID) -> None:
    assert controlepunten.teken(livc) is None
    voeg_toe(livc)
    assert controlepunten.teken(livc) is not None
    assert controlepunten.teken(livc) is None
    assert Controlepunt.objects.count() == 1


def test_elke_minuut_wordt_verzegeld_en_getekend(livc: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzegeling, "straks", lambda livc_id: None)
    voeg_toe(livc, 3)
    assert verzegeling.grootte(livc) == 0
    assert tasks.logboeken_verzegelen.call() == 1
    assert tasks.logboeken_verzegelen.call() == 0
    assert Controlepunt.objects.get().grootte == 3
    assert not reken_na(livc).gebreken


def test_zonder_sleutelring_geen_controlepunt_wel_een_boom(
    livc: UUID, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    voeg_toe(livc)
    settings.SLEUTELRING = ""  # type: ignore[attr-defined]
    with pytest.raises(SleutelFout):
        controlepunten.teken(livc)
    assert tasks.logboeken_verzegelen.call() == 0
    assert verzegeling.grootte(livc) == 1
    assert "sleutels" in caplog.text


@pytest.mark.parametrize(
    "knoei",
    [
        lambda nota: nota.replace("\n5\n", "\n6\n"),
        lambda nota: nota.replace("— ", "- "),
        lambda nota: nota.split("\n\n")[0] + "\n",
        lambda nota: nota + nota.splitlines()[-1] + "\n",
        lambda nota: "ander" + nota,
        lambda nota: nota[:-10] + "AAAA" + nota[-6:],
        lambda nota: nota.replace("\n\n", "\nextra\n\n"),
        lambda nota: "",
    ],
)
def test_een_vervalste_nota_telt_niet(livc: UUID, knoei: object) -> None:
    voeg_toe(livc, 5)
    punt = controlepunten.teken(livc)
    assert punt is not None
    with pytest.raises(OngeldigeNota):
        Punt.uit(knoei(punt.nota), sleutel(livc))  # type: ignore[operator]


def test_een_nota_van_een_ander_logboek_telt_niet(livc: UUID) -> None:
    ander = maak_stad("Anderstad", "99902").livc.pk
    for wie in (livc, ander):
        voeg_toe(wie)
        controlepunten.teken(wie)
    nota = Controlepunt.objects.get(livc_id=ander).nota
    with pytest.raises(OngeldigeNota):
        Punt.uit(nota, sleutel(livc))


@pytest.mark.parametrize("tekst", ["", "naam", "naam+00000000+AAAA", "n+zz+AA==", "naam+1+2+3"])
def test_geen_publieke_sleutel(tekst: str) -> None:
    with pytest.raises(OngeldigeNota):
        Sleutel.lees(tekst)


def test_heen_en_terug() -> None:
    sleutel_ = Sleutel("a.test/log", 1, LEEG)
    assert Sleutel.lees(str(sleutel_)) == sleutel_
    nota = Nota("a.test/log\n0\nx\n", (("wie", b"1234", b"teken"),))
    assert Nota.lees(str(nota)) == nota


@pytest.mark.parametrize("sql", [
    "UPDATE audit_controlepunt SET nota = ''", "DELETE FROM audit_controlepunt", "TRUNCATE audit_controlepunt",
])  # fmt: skip
def test_een_controlepunt_blijft(livc: UUID, sql: str) -> None:
    voeg_toe(livc)
    controlepunten.teken(livc)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with (
        pytest.raises(ProgrammingError),
        identiteit.als(controlepunten.VERZEGELAAR),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Controlepunt.objects.count() == 1


def test_de_privesleutel_is_gewikkeld(livc: UUID) -> None:
    voeg_toe(livc)
    controlepunten.teken(livc)
    rij = Logsleutel.objects.get()
    assert rij.gewikkeld.startswith("test:")
    assert controlepunten._prive(rij).public_key().public_bytes_raw() == bytes(rij.publiek)


def test_een_nieuwe_sleutel_in_de_ring_neemt_ook_het_tekenen_mee(livc: UUID, settings: Any) -> None:
    """Anders kon wie de oude sleutel weghaalt, geen enkel logboek meer tekenen."""
    voeg_toe(livc)
    controlepunten.teken(livc)
    assert gebruik("test") == (0, 1)
    ring = Sleutelring.uit_json(settings.SLEUTELRING).met_nieuwe_kek("nieuw")
    settings.SLEUTELRING = ring.als_json()
    assert herwikkel_losse() == 1
    assert (gebruik("test"), gebruik("nieuw")) == ((0, 0), (0, 1))
    settings.SLEUTELRING = ring.zonder_kek("test").als_json()
    voeg_toe(livc)
    assert controlepunten.teken(livc) is not None
    assert not reken_na(livc).gebreken
