"""Vault als aanbieder en als kluis, tegen een echte OpenBao (zie vaultserver)."""

from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

import hvac
import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import maak_signaal
from tests.toegang import vaultserver
from toegang import sleutels
from toegang.aanbieders.vaultverbinding import vault
from toegang.gezondheid import onderzoek
from toegang.kluis import kluis
from toegang.models import Casussleutel
from toegang.pseudoniem import pseudoniem
from toegang.sleutelring import aanbieder, ontsleutel_veld, versleutel_veld
from toegang.uitzonderingen import SleutelFout

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def beheer(tmp_path_factory: pytest.TempPathFactory):
    with vaultserver.start(tmp_path_factory.mktemp("bao")) as beheer:
        yield beheer


@pytest.fixture(autouse=True)
def ring(beheer: hvac.Client, settings: Settings, tmp_path: Path):
    for naam, waarde in vaultserver.aanmelding(beheer).items():
        setattr(settings, naam, waarde)
    pad = tmp_path / "ring.json"
    settings.SLEUTELRING, settings.SLEUTELRING_BESTAND = "", str(pad)
    call_command("sleutelring_maken", bestand=str(pad))
    yield pad
    sleutels.vergeet()
    vault()._client.adapter.close()


@pytest.fixture
def dossier() -> UUID:
    dossier_id = uuid4()
    sleutels.maak(dossier_id, uuid4())
    return dossier_id


def open_opnieuw(dossier: UUID, envelop: bytes) -> bytes:
    sleutels.vergeet()
    return sleutels.ontsleutel(dossier, envelop, b"")


def test_heen_en_terug(dossier: UUID) -> None:
    envelop = sleutels.versleutel(dossier, b"geheim", b"")
    assert open_opnieuw(dossier, envelop) == b"geheim"
    assert Casussleutel.objects.get().kek_id.startswith("casusoverleg:v")


def test_een_verwisselde_wikkel_opent_niet(dossier: UUID) -> None:
    """De context gaat mee als associated_data."""
    ander = uuid4()
    sleutels.maak(ander, uuid4())
    sleutels.vergeet()
    Casussleutel.objects.filter(pk=dossier).update(gewikkeld=Casussleutel.objects.get(pk=ander).gewikkeld)
    with pytest.raises(SleutelFout, match="past niet"):
        sleutels.versleutel(dossier, b"x", b"")
    sleutels.versleutel(ander, b"x", b"")


def test_een_lijst_is_een_vraag(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Ook als een van de lijst niet opent: dan komt de hele reeks terug met 400."""
    dossiers = [uuid4() for _ in range(5)]
    for dossier_id in dossiers:
        sleutels.maak(dossier_id, uuid4())
    Casussleutel.objects.filter(pk=dossiers[0]).update(gewikkeld=b"vault:v1:AAAA")
    sleutels.vergeet()
    with patch.object(vault(), "vraag", wraps=vault().vraag) as vraag, django_assert_num_queries(1):
        sleutels.laad_vooraf(dossiers)
        for dossier_id in dossiers[1:]:
            sleutels.versleutel(dossier_id, b"x", b"")
    assert [aanroep.args[1] for aanroep in vraag.call_args_list] == ["transit/decrypt/casusoverleg"]


def test_de_vaste_sleutels_staan_gewikkeld_in_de_ring(ring: Path) -> None:
    livc_id, wie = uuid4(), uuid4()
    voor = pseudoniem("actor", livc_id, wie), sleutels.blinde_index(livc_id, "Zeno")
    tekst = ring.read_text()
    assert tekst.count("vault:v") == 2
    vault.cache_clear()
    assert (pseudoniem("actor", livc_id, wie), sleutels.blinde_index(livc_id, "Zeno")) == voor


def test_een_los_geheim(beheer: hvac.Client) -> None:
    gesloten = versleutel_veld("tweede stap", "JBSW")
    assert ontsleutel_veld("tweede stap", gesloten) == "JBSW"
    with pytest.raises(SleutelFout):
        ontsleutel_veld("iets anders", gesloten)


def test_draaien_en_herwikkelen_terwijl_er_gelezen_wordt(
    beheer: hvac.Client, stad, settings: Settings, django_capture_on_commit_callbacks
) -> None:
    signaal = maak_signaal(stad)
    oud = Casussleutel.objects.get().kek_id
    beheer.secrets.transit.rotate_key("casusoverleg")
    sleutels.vergeet()
    signaal.refresh_from_db()
    assert signaal.feiten, "na het draaien opent het oude nog"
    aanbieder()._actief = ("", 0.0)
    call_command("sleutels_herwikkelen")
    nieuw = Casussleutel.objects.get().kek_id
    assert nieuw == aanbieder().actief != oud
    # De oude versie intrekken: wat herwikkeld is, opent nog.
    beheer.secrets.transit.update_key_configuration(
        "casusoverleg", min_decryption_version=int(nieuw.split(":v")[1])
    )
    sleutels.vergeet()
    signaal.refresh_from_db()
    assert signaal.feiten


def test_een_ingetrokken_versie_opent_niet(beheer: hvac.Client, dossier: UUID, ring: Path) -> None:
    sleutels.vergeet()
    beheer.secrets.transit.rotate_key("casusoverleg")
    nieuwste = beheer.secrets.transit.read_key("casusoverleg")["data"]["latest_version"]
    beheer.secrets.transit.update_key_configuration("casusoverleg", min_decryption_version=nieuwste)
    with pytest.raises(SleutelFout, match="past niet"):
        sleutels.versleutel(dossier, b"x", b"")


def test_een_verlopen_token_meldt_zich_opnieuw_aan(beheer: hvac.Client, dossier: UUID) -> None:
    beheer.auth.token.revoke(vault()._client.token)
    sleutels.vergeet()
    assert sleutels.versleutel(dossier, b"x", b"")


def test_zonder_recht_is_het_een_sleutelfout(beheer: hvac.Client, dossier: UUID) -> None:
    beheer.sys.create_or_update_policy("casusoverleg", 'path "transit/*" { capabilities = ["deny"] }')
    sleutels.vergeet()
    try:
        with pytest.raises(SleutelFout, match="Forbidden"):
            sleutels.versleutel(dossier, b"x", b"")
        assert onderzoek() == ["sleutels"]
    finally:
        beheer.sys.create_or_update_policy("casusoverleg", vaultserver.BELEID)
    assert sleutels.versleutel(dossier, b"x", b"")


def test_een_token_uit_een_bestand(
    beheer: hvac.Client, dossier: UUID, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text(vaultserver.WORTEL + "\n")
    settings.VAULT_ROLE_ID, settings.VAULT_TOKEN_BESTAND = "", str(tmp_path / "token")
    sleutels.vergeet()
    assert sleutels.versleutel(dossier, b"x", b"")


def test_zonder_aanmelding_zegt_wat_ontbreekt(settings: Settings) -> None:
    settings.VAULT_ROLE_ID = ""
    with pytest.raises(SleutelFout, match="VAULT_TOKEN"):
        versleutel_veld("x", "y")


def test_een_dossier_van_de_ring_zegt_waarom(dossier: UUID) -> None:
    sleutels.vergeet()
    Casussleutel.objects.update(kek_id="20260101-000000")
    with pytest.raises(SleutelFout, match="niet van deze Vault"):
        sleutels.versleutel(dossier, b"x", b"")


def test_de_ring_draait_niet_als_vault_draait(ring: Path) -> None:
    with pytest.raises(CommandError, match="in Vault zelf"):
        call_command("sleutelring_maken", bestand=str(ring), roteer=True)


# -- de kluis in Vault ----------------------------------------------------------------------------------------------


@pytest.fixture
def vaultkluis(settings: Settings) -> None:
    settings.SLEUTELKLUIS = "vault:kv/casusoverleg"


@pytest.mark.regel("LR-53")
def test_vernietigen_wist_alle_versies(
    vaultkluis: None, beheer: hvac.Client, dossier: UUID, django_capture_on_commit_callbacks
) -> None:
    envelop, rij = sleutels.versleutel(dossier, b"geheim", b""), Casussleutel.objects.get(pk=dossier)
    assert open_opnieuw(dossier, envelop) == b"geheim"
    with django_capture_on_commit_callbacks(execute=True):
        sleutels.vernietig(dossier)
    rij.save(force_insert=True)
    with pytest.raises(SleutelFout, match="scherf"):
        sleutels.ontsleutel(dossier, envelop, b"")
    with pytest.raises(hvac.exceptions.InvalidPath):
        beheer.secrets.kv.v2.read_secret_metadata(f"casusoverleg/{dossier.hex}", mount_point="kv")


def test_een_scherf_in_vault_wordt_nooit_overschreven(vaultkluis: None, dossier: UUID) -> None:
    voor = kluis().haal([dossier])
    with pytest.raises(SleutelFout):
        kluis().bewaar(dossier, b"2" * 32)
    assert kluis().haal([dossier]) == voor


def test_alle_scherven_van_vault(vaultkluis: None, dossier: UUID) -> None:
    assert dossier in kluis().alle()
    kluis().controleer()
    assert kluis().wis([dossier, uuid4()]) == 1
