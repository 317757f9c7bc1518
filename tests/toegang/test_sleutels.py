"""Een sleutel per dossier: niets opent op een andere plaats, en vernietigd is weg."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from toegang import sleutels
from toegang.actions.sleutelbeheer import _herwikkel
from toegang.kluis import kluis
from toegang.models import Casussleutel
from toegang.pseudoniem import pseudoniem
from toegang.sleutelring import Sleutelring, sleutelring
from toegang.uitzonderingen import SleutelFout

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _leeg_geheugen() -> Iterator[None]:
    yield
    sleutels.vergeet()


@pytest.fixture
def dossier() -> UUID:
    dossier_id = uuid4()
    sleutels.maak(dossier_id, uuid4())
    sleutels.vergeet()  # wie een sleutel maakt, houdt hem tot het einde van de aanvraag in het geheugen
    return dossier_id


@pytest.mark.regel("LR-31")
def test_heen_en_terug(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"hier")
    assert b"geheim" not in envelop
    assert sleutels.ontsleutel(dossier, envelop, b"hier") == b"geheim"


def test_elke_envelop_heeft_een_eigen_nonce(dossier: UUID) -> None:
    assert sleutels.versleutel(dossier, b"x", b"") != sleutels.versleutel(dossier, b"x", b"")


def test_een_andere_plaats_opent_niet(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"hier")
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(dossier, envelop, b"daar")


def test_een_ander_dossier_opent_niet(dossier: UUID) -> None:
    ander = uuid4()
    sleutels.maak(ander, uuid4())
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(ander, sleutels.versleutel(dossier, b"geheim", b""), b"")


def test_een_herschreven_kop_opent_niet(dossier: UUID) -> None:
    ander = uuid4()
    sleutels.maak(ander, uuid4())
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(ander, envelop[:1] + ander.bytes + envelop[17:], b"")


@pytest.mark.parametrize("lengte", [0, 1, 17, 20, 29, -1])
def test_afgeknipt_opent_niet(dossier: UUID, lengte: int) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")[:lengte]
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(dossier, envelop, b"")


@pytest.mark.parametrize(
    "plaats", [0, 5, 20, 30, -1], ids=["versie", "dossier", "nonce", "inhoud", "controle"]
)
def test_geknoei_opent_niet(dossier: UUID, plaats: int) -> None:
    envelop = bytearray(sleutels.versleutel(dossier, b"geheim", b""))
    envelop[plaats] ^= 1
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(dossier, bytes(envelop), b"")


def test_zonder_sleutel_geen_waarde() -> None:
    with pytest.raises(SleutelFout):
        sleutels.versleutel(uuid4(), b"geheim", b"")


@pytest.mark.regel("LR-53")
def test_vernietigd_is_meteen_weg(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    assert sleutels.vernietig(dossier)
    with pytest.raises(SleutelFout):
        sleutels.ontsleutel(dossier, envelop, b"")


def test_een_verwisselde_wikkel_opent_niet(dossier: UUID) -> None:
    ander = uuid4()
    sleutels.maak(ander, uuid4())
    gewikkeld = Casussleutel.objects.get(pk=ander).gewikkeld
    Casussleutel.objects.filter(pk=dossier).update(gewikkeld=gewikkeld)
    with pytest.raises(SleutelFout):
        sleutels.versleutel(dossier, b"x", b"")


def test_een_andere_sleutelring_opent_niet(dossier: UUID, settings: Settings) -> None:
    settings.SLEUTELRING = Sleutelring.nieuw("test").als_json()
    with pytest.raises(SleutelFout):
        sleutels.versleutel(dossier, b"x", b"")


def test_na_herwikkelen_mag_de_oude_sleutel_weg(dossier: UUID, settings: Settings) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    geroteerd = sleutelring().met_nieuwe_kek("nieuw")
    settings.SLEUTELRING = geroteerd.als_json()
    assert _herwikkel([dossier]) == (1, {})
    alleen_nieuw = Sleutelring(
        "nieuw", {"nieuw": geroteerd.keks["nieuw"]}, geroteerd.index, geroteerd.pseudoniem
    )
    settings.SLEUTELRING = alleen_nieuw.als_json()
    sleutels.vergeet()
    assert sleutels.ontsleutel(dossier, envelop, b"") == b"geheim"


def test_wat_niet_opent_houdt_de_rest_niet_tegen(dossier: UUID) -> None:
    ander = uuid4()
    sleutels.maak(ander, uuid4())
    Casussleutel.objects.filter(pk=ander).update(gewikkeld=b"x" * 60)
    aantal, mislukt = _herwikkel([dossier, ander])
    assert aantal == 1
    assert mislukt.keys() == {ander}


@pytest.mark.regel("LR-53")
def test_zonder_scherf_opent_niets(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    sleutels.vergeet()
    kluis().wis([dossier])
    with pytest.raises(SleutelFout, match="scherf"):
        sleutels.ontsleutel(dossier, envelop, b"")


@pytest.mark.regel("LR-53")
def test_een_rij_die_terugkomt_opent_niets(dossier: UUID, django_capture_on_commit_callbacks: Any) -> None:
    """Wat een teruggezette kopie doet, in het klein."""
    envelop, rij = sleutels.versleutel(dossier, b"geheim", b""), Casussleutel.objects.get(pk=dossier)
    with django_capture_on_commit_callbacks(execute=True):
        sleutels.vernietig(dossier)
    rij.save(force_insert=True)
    with pytest.raises(SleutelFout, match="scherf"):
        sleutels.ontsleutel(dossier, envelop, b"")


def test_wie_terugdraait_verliest_niets(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    with transaction.atomic():
        sleutels.vernietig(dossier)
        transaction.set_rollback(True)
    sleutels.vergeet()
    assert sleutels.ontsleutel(dossier, envelop, b"") == b"geheim"


def test_een_lijst_kost_een_vraag_aan_de_kluis(dossier: UUID) -> None:
    sleutels.vergeet()
    with patch.object(kluis(), "haal", wraps=kluis().haal) as haal:
        sleutels.laad_vooraf([dossier, *(uuid4() for _ in range(3))])
    assert haal.call_count == 1


def test_een_lijst_kost_een_vraag(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dossiers = [uuid4() for _ in range(5)]
    for dossier_id in dossiers:
        sleutels.maak(dossier_id, uuid4())
    sleutels.vergeet()
    with django_assert_num_queries(1):
        sleutels.laad_vooraf(dossiers)
        for dossier_id in dossiers:
            sleutels.versleutel(dossier_id, b"x", b"")


@pytest.mark.parametrize("waarde", ["Zoë De  Smet", "zoe de smet", " ZOË DE SMET "])
def test_de_blinde_index_ziet_door_de_schrijfwijze(waarde: str) -> None:
    livc_id = uuid4()
    assert sleutels.blinde_index(livc_id, waarde) == sleutels.blinde_index(livc_id, "Zoe de Smet")


def test_de_blinde_index_verschilt_per_livc() -> None:
    assert sleutels.blinde_index(uuid4(), "Zeno") != sleutels.blinde_index(uuid4(), "Zeno")


def test_een_pseudoniem_verschilt_per_livc_en_soort() -> None:
    een, twee, wie = uuid4(), uuid4(), uuid4()
    varianten = {pseudoniem("actor", een, wie), pseudoniem("actor", twee, wie), pseudoniem("casus", een, wie)}
    assert len(varianten) == 3
