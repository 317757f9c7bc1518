"""Knoeien met het logboek, als eigenaar van de databank en met de triggers uit: elke poging komt uit bij het narekenen.

Wat pas met een controlepunt van elders opvalt, staat apart: wie alles samen terugdraait of opnieuw tekent, maakt een
logboek dat in zichzelf klopt.
"""

import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg2.errors import InsufficientPrivilege

from audit import boom, controlepunten, puntencontrole, verzegeling
from audit.models import Controlepunt, Logsleutel, Regel
from audit.narekenen import reken_na
from audit.verificateur import LOG, Nota, Sleutel, klopt_consistentie
from audit.verificateur import Controlepunt as Punt
from tests.audit.pogingen import BLAD, BUREN, ELDERS, METEEN, NAREKENEN, ONGEZIEN, document
from tests.audit.test_boom import voeg_toe
from tests.databank import BLIJVEND
from tests.factories import maak_stad


@pytest.fixture
def livc(transactional_db: None) -> UUID:
    """Twintig regels, een controlepunt na tien en na twintig."""
    livc_id = maak_stad().livc.pk
    for _keer in range(2):
        voeg_toe(livc_id, 10)
        controlepunten.teken(livc_id)
    assert not reken_na(livc_id).gebreken
    return livc_id


def knoei(*opdrachten: str, **waarden: Any) -> None:
    """Als eigenaar, zonder een enkele trigger en zonder een enkele beperking die in de weg staat."""
    with transaction.atomic(), connection.cursor() as cursor:
        for tabel, _trigger in BLIJVEND:
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER ALL")
        for opdracht in opdrachten:
            cursor.execute(opdracht, waarden)
            assert cursor.rowcount != 0, opdracht
        for tabel, trigger in BLIJVEND:
            cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER ALL")
            cursor.execute(f"ALTER TABLE {tabel} ENABLE ALWAYS TRIGGER {trigger}")
        cursor.execute("ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_alleen_zegel")
        cursor.execute("ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_onverzegeld")


@pytest.mark.parametrize("poging", METEEN)
def test_de_databank_weigert_meteen(livc: UUID, poging: str) -> None:
    with (
        pytest.raises((ProgrammingError, IntegrityError)) as fout,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(METEEN[poging])
    assert isinstance(fout.value.__cause__, InsufficientPrivilege)
    assert not reken_na(livc).gebreken


@pytest.mark.parametrize("poging", NAREKENEN)
def test_knoeien_komt_uit(livc: UUID, poging: str) -> None:
    knoei(*NAREKENEN[poging].opdrachten)
    gebreken = [gebrek.wat for gebrek in reken_na(livc).gebreken]
    assert any(gebrek.startswith(NAREKENEN[poging].gebrek) for gebrek in gebreken), gebreken
    with pytest.raises(CommandError, match="gebreken"):
        call_command("verifieer_audit", livc=[livc], stdout=StringIO(), stderr=StringIO(), verbosity=0)


@pytest.mark.parametrize("poging", ONGEZIEN)
def test_wat_geen_controle_vindt(livc: UUID, poging: str) -> None:
    """Faalt dit omdat het nu wel uitkomt: des te beter, en pas `pogingen.py` aan."""
    voeg_toe(livc, 3)
    with patch.object(verzegeling, "straks"):
        voeg_toe(livc, 1)
    knoei(*ONGEZIEN[poging])
    assert not reken_na(livc).gebreken


def test_een_opmerking_is_geen_gebrek_en_staat_er_wel(livc: UUID) -> None:
    knoei("UPDATE audit_regel SET transactie = '1' WHERE volgnummer = 9")
    uit = StringIO()
    call_command("verifieer_audit", stdout=uit)
    assert "de telling van transacties begint opnieuw" in uit.getvalue()
    assert "volgnummer 9" in uit.getvalue()


def test_het_blad_over_knoeien_klopt_met_de_pogingen() -> None:
    """Fout? Voer `python -m tests.audit.pogingen` uit en lees wat er veranderde."""
    assert BLAD.read_text(encoding="utf-8") == document()
    assert len(METEEN) + len(NAREKENEN) + len(BUREN) + len(ELDERS) >= 25
    for poging in (*BUREN.values(), *ELDERS.values()):
        bestand, naam = poging.test.split("::")
        assert f"def {naam}(" in (Path(__file__).parent / bestand).read_text(encoding="utf-8")


def test_een_regel_naar_een_ander_logboek_verhuizen(livc: UUID) -> None:
    ander = maak_stad("Anderstad", "99902").livc.pk
    voeg_toe(ander, 3)
    knoei("UPDATE audit_regel SET livc_id = %(ander)s, volgnummer = 3 WHERE livc_id = %(livc)s AND volgnummer = 19",
          ander=ander, livc=livc)  # fmt: skip
    assert reken_na(livc).gebreken
    assert reken_na(ander).gebreken


def test_twee_logboeken_verwisseld(livc: UUID) -> None:
    ander = maak_stad("Anderstad", "99902").livc.pk
    voeg_toe(ander, 20)
    knoei(
        "UPDATE audit_regel SET volgnummer = volgnummer + 1000 WHERE livc_id = %(livc)s",
        "UPDATE audit_regel SET livc_id = CASE livc_id WHEN %(livc)s THEN %(ander)s::uuid ELSE %(livc)s::uuid END",
        "UPDATE audit_regel SET volgnummer = volgnummer - 1000 WHERE volgnummer >= 1000",
        ander=ander,
        livc=livc,
    )
    assert reken_na(livc).gebreken
    assert reken_na(ander).gebreken


def test_meer_controlepunten_dan_in_een_keer(livc: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(puntencontrole, "PER_KEER", 2)
    for _keer in range(4):
        voeg_toe(livc)
        controlepunten.teken(livc)
    assert (reken_na(livc).gebreken, reken_na(livc).punten) == ([], 6)
    knoei("UPDATE audit_controlepunt SET wortel = sha256('x') WHERE grootte = 24")
    assert [str(gebrek.plaats) for gebrek in reken_na(livc).gebreken] == ["grootte 24"]


def test_het_gebrek_zegt_wat_waar_en_sinds_wanneer(livc: UUID) -> None:
    regel = Regel.objects.get(volgnummer=3)
    knoei("UPDATE audit_regel SET soort = 'toegang.afgemeld' WHERE volgnummer = 3")
    eerste, *_rest = reken_na(livc).gebreken
    assert (eerste.wat, eerste.sinds) == ("een regel is gewijzigd", regel.tijdstip)
    assert str(regel.pk) in eerste.plaats
    assert "volgnummer 3" in str(eerste)


def test_een_logboek_dat_klopt_geeft_cijfers(livc: UUID) -> None:
    uit = StringIO()
    call_command("verifieer_audit", stdout=uit)
    assert f"{livc}: 20/20" in uit.getvalue()
    assert (
        "1 logboeken, 20 regels, 1 tegels, 2 controlepunten, 0 medeondertekeningen, 0 wachtend"
        in uit.getvalue()
    )


# Wat in zichzelf klopt: alleen een controlepunt dat elders bewaard is, verraadt het


def herschrijf(livc: UUID, prive: Ed25519PrivateKey | None = None) -> None:
    """De hele geschiedenis opnieuw: de staart weg, de boom opnieuw gebouwd, en alles opnieuw getekend."""
    knoei(
        "DELETE FROM audit_regel WHERE volgnummer >= 15",
        "DELETE FROM audit_controlepunt",
        "UPDATE audit_boom SET grootte = 15",
        "UPDATE audit_tegel SET waarden = substring(waarden FOR 480)",
    )
    if prive is not None:
        knoei(
            "UPDATE audit_logsleutel SET publiek = %(publiek)s", publiek=prive.public_key().public_bytes_raw()
        )
    controlepunten.teken(livc) if prive is None else _teken_met(livc, prive)


def _teken_met(livc: UUID, prive: Ed25519PrivateKey) -> None:
    rij = Logsleutel.objects.get(livc_id=livc)
    punt = Punt(rij.naam, 15, boom.wortel(verzegeling.tegels_van(livc), 15))
    sleutel = Sleutel(rij.naam, LOG, bytes(rij.publiek))
    nota = Nota(punt.tekst(), ((sleutel.naam, sleutel.afdruk, prive.sign(punt.tekst().encode())),))
    Controlepunt.objects.create(livc_id=livc, grootte=15, wortel=punt.wortel, nota=str(nota))


@pytest.mark.parametrize(
    "sleutel", [lambda: None, Ed25519PrivateKey.generate], ids=["zelfde sleutel", "andere sleutel"]
)
def test_terugdraaien_en_opnieuw_tekenen_verraadt_alleen_een_controlepunt_van_elders(
    livc: UUID, sleutel: Callable[[], Ed25519PrivateKey | None]
) -> None:
    elders = Controlepunt.objects.get(grootte=20)
    publiek = controlepunten.sleutel(livc)
    assert publiek is not None
    bewaard = Punt.uit(elders.nota, publiek)
    herschrijf(livc, sleutel())
    uitslag = reken_na(livc)
    assert not uitslag.gebreken
    # Het bewaarde punt is groter dan het logboek nu: dat kan niet.
    assert bewaard.grootte > uitslag.regels
    # En groeit het weer voorbij dat punt, dan volgt het er niet meer uit.
    voeg_toe(livc, 10)
    tegels = verzegeling.tegels_van(livc)
    assert not klopt_consistentie(
        bewaard.grootte,
        25,
        bewaard.wortel,
        boom.wortel(tegels, 25),
        boom.consistentiebewijs(tegels, bewaard.grootte, 25),
    )


def test_narekenen_terwijl_anderen_schrijven_vindt_niets(livc: UUID) -> None:
    """Een logboek staat nooit stil: wat erbij komt terwijl er nagerekend wordt, is geen gebrek."""
    klaar = threading.Event()

    def werk() -> None:
        try:
            while not klaar.is_set():
                voeg_toe(livc, 3)
                controlepunten.teken(livc)
        finally:
            connection.close()

    draden = [threading.Thread(target=werk) for _i in range(2)]
    for draad in draden:
        draad.start()
    uitslagen = [reken_na(livc) for _keer in range(20)]
    klaar.set()
    for draad in draden:
        draad.join()
    assert [uitslag.gebreken for uitslag in uitslagen] == [[]] * 20
    assert uitslagen[-1].regels > uitslagen[0].regels
