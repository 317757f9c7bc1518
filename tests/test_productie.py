"""Productie start niet half: elke reden apart, en LR-56 voor het dienen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from toegang.checks import eis_dienstklaar
from toegang.models import Gebruiker, Livc

BASIS = Path(__file__).resolve().parent.parent
VOLLEDIG = {
    "CASUSOVERLEG_MODUS": "productie",
    "SECRET_KEY": "k" * 64,
    "ALLOWED_HOSTS": "casusoverleg.voorbeeld.be",
    "PUBLIEKE_URL": "https://casusoverleg.voorbeeld.be",
    "DATABASE_URL": "postgres://app@db.voorbeeld.be/casusoverleg",
    "SLEUTELRING": "{}",
    "SLEUTELKLUIS": "vault:kv/casusoverleg",
    "VAULT_ADDR": "https://vault.voorbeeld.be:8200",
}


def start(**anders: str) -> str:
    omgeving = {"PATH": os.environ["PATH"], **VOLLEDIG, **anders}
    proces = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        env=omgeving,
        cwd=BASIS,
        capture_output=True,
        text=True,
    )
    return proces.stderr


def test_een_volledige_omgeving_start() -> None:
    assert start() == ""


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY ontbreekt"),
        ({"SECRET_KEY": "te-kort"}, "minder dan 50 tekens"),
        ({"SECRET_KEY": "onveilig-alleen-voor-demo-en-tests-" + "0" * 32}, "de standaard"),
        ({"DEBUG": "1"}, "DEBUG mag niet aan"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS ontbreekt"),
        ({"ALLOWED_HOSTS": "*"}, "sterretje"),
        ({"PUBLIEKE_URL": "http://casusoverleg.voorbeeld.be"}, "PUBLIEKE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL ontbreekt"),
        ({"OIDC_ISSUER": "http://aanbieder.be/op", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "g"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://aanbieder.be/op"}, "OIDC_CLIENT_ID"),
        ({"SLEUTELRING": ""}, "Er is geen sleutelring"),
        ({"SLEUTELRING": "", "SLEUTELRING_BESTAND": "/bestaat/niet.json"}, "Er is geen sleutelring"),
        ({"SLEUTELKLUIS": ""}, "Er is geen sleutelkluis"),
        ({"SLEUTELKLUIS": "/bestaat/niet.sqlite3"}, "Er is geen sleutelkluis"),
        ({"VAULT_ADDR": "http://vault.voorbeeld.be:8200"}, "VAULT_ADDR"),
        ({"DATABASE_URL": f"postgres:///casusoverleg?host={BASIS}/.data/databank"}, "die van de demo"),
        ({"CASUSOVERLEG_MODUS": "ontwikkeling"}, "kies productie, demo of test"),
    ],
)
def test_productie_weigert(anders: dict[str, str], reden: str) -> None:
    assert reden in start(**anders).splitlines()[-1]


@pytest.fixture
def livc(db, settings) -> Livc:
    call_command("livc_gegevens", "LIVC Proefdorp", "--nis", "44021")
    settings.PRODUCTIE = True
    return Livc.objects.get()


@pytest.mark.regel("LR-56")
def test_zonder_volledige_gegevens_dient_productie_niet(livc: Livc) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"LIVC Proefdorp: nog niet ingevuld is .*LR-56"):
        eis_dienstklaar()


@pytest.mark.regel("LR-56")
def test_een_beheeropdracht_vult_de_gegevens_in(livc: Livc) -> None:
    gegevens = {"dpia": "DPIA-1", "verantwoordelijke": "Stad", "dpo": "dpo@stad.test", "autoriteit": "GBA"}
    call_command("livc_gegevens", livc.naam, *(f"--{naam}={waarde}" for naam, waarde in gegevens.items()))
    eis_dienstklaar()


@pytest.mark.regel("LR-56")
def test_zonder_livc_dient_productie_niet(db, settings) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(ImproperlyConfigured, match="nog geen LIVC"):
        eis_dienstklaar()


def test_accounts_van_de_demo_houden_productie_tegen(livc: Livc) -> None:
    Gebruiker.objects.create_user("preventie@demo.test", naam="Demo")
    with pytest.raises(ImproperlyConfigured, match="accounts van de demo"):
        eis_dienstklaar()
