"""Knoeien met het logboek, als eigenaar van de databank en met de triggers uit: elke poging komt uit bij het narekenen.

Wat pas met een controlepunt van elders opvalt, staat apart: wie alles samen terugdraait of opnieuw tekent, maakt een
logboek dat in zichzelf klopt.
"""

from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import boom, controlepunten, verzegeling
from audit.models import Controlepunt, Logsleutel, Regel
from audit.narekenen import reken_na
from audit.verificateur import LOG, Nota, Sleutel, klopt_consistentie
from audit.verificateur import Controlepunt as Punt
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


R = "UPDATE audit_regel SET"
NIEUW = "SELECT gen_random_uuid(), livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem, epoch, omhulling, blad, transactie"
KOLOMMEN = "id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem, epoch, omhulling, blad, transactie"
POGINGEN: dict[str, tuple[str, ...]] = {
    "een andere soort": (f"{R} soort = 'toegang.afgemeld' WHERE volgnummer = 3",),
    "een ander tijdstip": (f"{R} tijdstip = tijdstip - interval '1 hour' WHERE volgnummer = 3",),
    "een andere actor": (f"{R} actor_pseudoniem = sha256('x') WHERE volgnummer = 3",),
    "een casus erbij": (f"{R} casus_pseudoniem = sha256('x') WHERE volgnummer = 3",),
    "een ander object": (f"{R} object_pseudoniem = sha256('x') WHERE volgnummer = 3",),
    "een ander tijdvak": (f"{R} epoch = 7 WHERE volgnummer = 3",),
    "een andere omhulling": (f"{R} omhulling = sha256('x') WHERE volgnummer = 3",),
    "een ander id": (f"{R} id = gen_random_uuid() WHERE volgnummer = 3",),
    "een ander blad": (f"{R} blad = sha256('x') WHERE volgnummer = 3",),
    "omhulling en blad samen": (f"{R} omhulling = sha256('x'), blad = sha256('y') WHERE volgnummer = 3",),
    "twee omhullingen verwisseld": (
        f"{R} omhulling = (SELECT omhulling FROM audit_regel b WHERE b.livc_id = audit_regel.livc_id"
        " AND b.volgnummer = 7 - audit_regel.volgnummer) WHERE volgnummer IN (3, 4)",
    ),
    "twee regels verwisseld": (
        f"{R} volgnummer = 103 WHERE volgnummer = 3",
        f"{R} volgnummer = 3 WHERE volgnummer = 4",
        f"{R} volgnummer = 4 WHERE volgnummer = 103",
    ),
    "een regel weg": ("DELETE FROM audit_regel WHERE volgnummer = 3",),
    "een regel weg en opnieuw genummerd": (
        "DELETE FROM audit_regel WHERE volgnummer = 3",
        f"{R} volgnummer = volgnummer + 1000 WHERE volgnummer > 3",
        f"{R} volgnummer = volgnummer - 1001 WHERE volgnummer > 1000",
    ),
    "de laatste regel weg": ("DELETE FROM audit_regel WHERE volgnummer = 19",),
    "de staart weg, met de boom erbij": (
        "DELETE FROM audit_regel WHERE volgnummer >= 15",
        "UPDATE audit_boom SET grootte = 15",
        "UPDATE audit_tegel SET waarden = substring(waarden FOR 480)",
    ),
    "de eerste regel weg": ("DELETE FROM audit_regel WHERE volgnummer = 0",),
    "een regel ertussen": (
        f"{R} volgnummer = volgnummer + 1000 WHERE volgnummer > 3",
        f"{R} volgnummer = volgnummer - 999 WHERE volgnummer > 1000",
        f"INSERT INTO audit_regel ({KOLOMMEN}, volgnummer, verzegeld_op) {NIEUW}, 4, now() FROM audit_regel WHERE volgnummer = 3",
    ),
    "een regel achteraan, buiten de boom": (
        f"INSERT INTO audit_regel ({KOLOMMEN}, volgnummer, verzegeld_op) {NIEUW}, 20, now() FROM audit_regel WHERE volgnummer = 3",
    ),
    "een nummer dat twee keer telt": (f"{R} volgnummer = NULL, verzegeld_op = NULL WHERE volgnummer = 3",),
    "een andere volgorde van transacties": (f"{R} transactie = '1' WHERE volgnummer = 9",),
    "een waarde in een tegel": ("UPDATE audit_tegel SET waarden = overlay(waarden PLACING sha256('x') FROM 33)",),
    "een tegel korter": ("UPDATE audit_tegel SET waarden = substring(waarden FOR 320)",),
    "een tegel weg": ("DELETE FROM audit_tegel",),
    "een tegel te veel": (
        "INSERT INTO audit_tegel (livc_id, niveau, nummer, waarden) SELECT livc_id, 1, 0, sha256('x') FROM audit_boom",
    ),
    "de boom kleiner": ("UPDATE audit_boom SET grootte = 12",),
    "de boom groter": ("UPDATE audit_boom SET grootte = 25",),
    "de boom weg": ("DELETE FROM audit_boom",),
    "een controlepunt met een andere wortel": ("UPDATE audit_controlepunt SET wortel = sha256('x') WHERE grootte = 10",),
    "een controlepunt met een andere grootte": ("UPDATE audit_controlepunt SET grootte = 11 WHERE grootte = 10",),
    "een controlepunt met een andere nota": (
        "UPDATE audit_controlepunt SET nota = (SELECT nota FROM audit_controlepunt WHERE grootte = 20) WHERE grootte = 10",
    ),
    "een controlepunt zonder handtekening": ("UPDATE audit_controlepunt SET nota = split_part(nota, E'\\n\\n', 1)",),
    "de sleutel van het logboek weg": ("DELETE FROM audit_logsleutel",),
    "een andere publieke sleutel": ("UPDATE audit_logsleutel SET publiek = sha256('x')",),
}  # fmt: skip


@pytest.mark.parametrize("poging", POGINGEN)
def test_knoeien_komt_uit(livc: UUID, poging: str) -> None:
    knoei(*POGINGEN[poging])
    uitslag = reken_na(livc)
    assert uitslag.gebreken, poging
    with pytest.raises(CommandError, match="gebreken"):
        call_command("verifieer_audit", livc=[livc], stdout=StringIO(), stderr=StringIO(), verbosity=0)


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
