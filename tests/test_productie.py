"""Productie start niet half: elke reden apart, en LR-56 voor het dienen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from toegang import factoren
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


def draai(*opdracht: str, **anders: str) -> subprocess.CompletedProcess[str]:
    omgeving = {"PATH": os.environ["PATH"], **VOLLEDIG, **anders}
    return subprocess.run(
        [sys.executable, *opdracht], env=omgeving, cwd=BASIS, capture_output=True, text=True
    )


def start(**anders: str) -> str:
    return draai("-c", "import config.settings", **anders).stderr


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
        (
            {"OIDC_ISSUER": "http://aanbieder.be/op", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "g"},
            "OIDC_ISSUER",
        ),
        ({"OIDC_ISSUER": "https://aanbieder.be/op"}, "OIDC_CLIENT_ID"),
        ({"SLEUTELRING": ""}, "Er is geen sleutelring"),
        ({"SLEUTELRING": "", "SLEUTELRING_BESTAND": "/bestaat/niet.json"}, "Er is geen sleutelring"),
        ({"SLEUTELKLUIS": ""}, "Er is geen sleutelkluis"),
        ({"SLEUTELKLUIS": "/bestaat/niet.sqlite3"}, "Er is geen sleutelkluis"),
        ({"VAULT_ADDR": "http://vault.voorbeeld.be:8200"}, "VAULT_ADDR"),
        ({"DATABASE_URL": f"postgres:///casusoverleg?host={BASIS}/.data/databank"}, "die van de demo"),
        ({"CASUSOVERLEG_MODUS": "ontwikkeling"}, "kies productie, demo of test"),
        ({"SESSIE_STIL_MINUTEN": "61"}, "kies 5 tot 60"),
        ({"SESSIE_LANGST_UREN": "24"}, "kies 1 tot 12"),
        ({"GETUIGEN_NODIG": "2", "GETUIGEN": "https://x.test sleutel"}, "kies 1 tot 1"),
    ],
)
def test_productie_weigert(anders: dict[str, str], reden: str) -> None:
    assert reden in start(**anders).splitlines()[-1]


def test_django_vindt_niets_aan_te_merken() -> None:
    """`check --deploy`, zonder databank: elke waarschuwing is een fout."""
    proces = draai(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", SECRET_KEY="aB3dE5gH7jK9mN1p" * 4
    )
    assert proces.returncode == 0, proces.stderr
    assert "WARNINGS" not in proces.stderr


KOPPEN = """
import django; django.setup()
from django.test import Client
antwoord = Client().get("/wet/", secure=True, headers={"host": "casusoverleg.voorbeeld.be"})
for naam, waarde in antwoord.headers.items(): print(f"{naam}: {waarde}")
for koekje in Client().get("/account/login/", secure=True, headers={"host": "casusoverleg.voorbeeld.be"}).cookies.values():
    print(koekje.OutputString())
"""


def test_elke_pagina_zegt_de_browser_wat_niet_mag(tmp_path: Path) -> None:
    """In productie: cookies aan deze site gebonden, en koppen die de browser dicht houden."""
    from toegang.sleutelring import Sleutelring

    statisch = {"STATIC_ROOT": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    assert draai("manage.py", "collectstatic", "--noinput", **statisch).returncode == 0
    ring = Sleutelring.nieuw("test").als_json()
    uit = draai("-c", KOPPEN, **statisch, SLEUTELRING=ring)
    assert uit.returncode == 0, uit.stderr
    for verwacht in (
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Referrer-Policy: same-origin",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "camera=()",
        "publickey-credentials-get=(self)",
        "Cache-Control: no-store, private",
    ):
        assert verwacht in uit.stdout, verwacht
    assert "unsafe" not in uit.stdout
    koekjes = [regel for regel in uit.stdout.splitlines() if regel.startswith("__Host-")]
    assert koekjes
    for koekje in koekjes:
        assert {"HttpOnly", "Secure", "Path=/", "SameSite=Lax"} <= set(koekje.split("; ")), koekje
        assert "Domain" not in koekje


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


def test_het_geheim_van_de_demo_houdt_productie_tegen(livc: Livc, settings) -> None:
    """Ook onder een gewoon adres: een geheim dat iedereen kent, is geen tweede stap."""
    settings.PRODUCTIE = False
    factoren.zet_totp(Gebruiker.objects.create_user("iemand@gemeente.be", naam="Iemand"), factoren.DEMOGEHEIM)
    settings.PRODUCTIE = True
    with pytest.raises(ImproperlyConfigured, match="tweede stap van de demo"):
        eis_dienstklaar()
