"""Schrijven: één weg naar binnen, in dezelfde transactie, en nooit terug te lezen door de toepassing."""

import hashlib
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from audit.blad import bladwaarde
from audit.logboek import GeenToezichtsleutel, GeenTransactie, OnbekendeSoort, schrijf
from audit.models import Regel, Toezichtsleutel
from audit.soorten import Soort
from tests.audit.hulp import gelezen
from tests.factories import PUBLIEKE_SLEUTEL, Stad

ACTOR = b"a" * 16


@pytest.mark.regel("LR-57")
def test_een_regel_is_leesbaar_voor_het_toezicht(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={"reden": "nazicht"})
    assert gelezen(Regel.objects.get())["reden"] == "nazicht"


@pytest.mark.regel("LR-31")
def test_in_de_databank_staat_geen_naam(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={"naam": "Zeno"})
    assert b"Zeno" not in bytes(Regel.objects.get().omhulling)


@pytest.mark.regel("LR-57")
@pytest.mark.django_db(transaction=True)
def test_buiten_een_transactie_wordt_geweigerd() -> None:
    with pytest.raises(GeenTransactie):
        schrijf(Soort.CASUS_INGEZIEN, livc_id=uuid4(), actor_pseudoniem=ACTOR, inhoud={})


def test_een_onbekende_soort_wordt_geweigerd(stad: Stad) -> None:
    with pytest.raises(OnbekendeSoort):
        schrijf("casus.ingezien", livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={})  # type: ignore[arg-type]


@pytest.mark.regel("LR-57")
@pytest.mark.django_db
def test_zonder_toezichtsleutel_kan_er_niets_gebeuren() -> None:
    with pytest.raises(GeenToezichtsleutel):
        schrijf(Soort.CASUS_INGEZIEN, livc_id=uuid4(), actor_pseudoniem=ACTOR, inhoud={})


def test_een_ingetrokken_sleutel_telt_niet(stad: Stad) -> None:
    Toezichtsleutel.objects.update(ingetrokken="2026-01-01T00:00Z")
    with pytest.raises(GeenToezichtsleutel):
        schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={})


@pytest.mark.django_db
def test_een_livc_heeft_een_geldige_sleutel() -> None:
    livc_id = uuid4()
    Toezichtsleutel.objects.create(livc_id=livc_id, epoch=1, publieke_sleutel=PUBLIEKE_SLEUTEL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Toezichtsleutel.objects.create(livc_id=livc_id, epoch=2, publieke_sleutel=PUBLIEKE_SLEUTEL)


def test_het_blad_is_na_te_rekenen(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={})
    regel = Regel.objects.get()
    afdruk = hashlib.sha256(bytes(regel.omhulling)).digest()
    assert bytes(regel.blad) == hashlib.sha256(b"\x00" + regel.open().band() + afdruk).digest()


def test_het_blad_hangt_af_van_elke_open_kolom(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={})
    regel = Regel.objects.get()
    regel.soort = Soort.CASUS_AFGESLOTEN
    assert bladwaarde(regel.open().band(), bytes(regel.omhulling)) != bytes(regel.blad)


def test_de_transactie_staat_erbij(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=ACTOR, inhoud={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        assert Regel.objects.get().transactie == int(cursor.fetchone()[0])


def test_elke_soort_past_en_heeft_een_naam() -> None:
    assert all(len(soort) <= 40 and soort.label and "." in soort for soort in Soort)
