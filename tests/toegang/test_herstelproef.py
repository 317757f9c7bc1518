"""De herstelproef: een teruggezette reservekopie maakt een vernietigde casus niet meer leesbaar (LR-53).

Echte pg_dump en psql, van dezelfde versie als de ingebedde server. Daarna werkt de toepassing op de teruggezette
databank, met de sleutelring en de kluis van nu; en ter controle met de kluis van voor de vernietiging, want een proef die
altijd slaagt bewijst niets.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse
from pytest_django import Settings

from casus.dossiers import dossiers_van, modellen_met_eigen_sleutel
from casus.models import Casus, Deelname
from scripts.postgres import BIN
from tests.casus.eindehulp import maak_vol_dossier, vernietig
from tests.factories import Stad, maak_casus, maak_deelname, maak_signaal
from toegang import sleutels
from toegang.kluis import kluis
from toegang.uitzonderingen import SleutelFout
from toegang.versleuteld import Versleuteld

pytestmark = pytest.mark.regel("LR-53")


class Server(NamedTuple):
    """Waar de testdatabank staat, ook als de verbinding dicht is."""

    plaats: list[str]
    wachtwoord: str
    databank: str

    @classmethod
    def van_verbinding(cls) -> "Server":
        connection.ensure_connection()
        info = connection.connection.info
        plaats = ["-h", info.host, "-p", str(info.port), "-U", info.user]
        return cls(plaats, info.password or "", info.dbname)

    def voer_uit(self, naam: str, *args: str) -> None:
        omgeving = {"PATH": os.environ["PATH"], "PGPASSWORD": self.wachtwoord}
        subprocess.run([BIN / naam, *self.plaats, *args], env=omgeving, check=True, capture_output=True)


@contextmanager
def teruggezet(server: Server, dump: Path) -> Iterator[None]:
    """De toepassing op een nieuwe databank met de inhoud van de dump."""
    nieuw = f"{server.databank}_hersteld"
    server.voer_uit("createdb", "-T", "template0", nieuw)
    try:
        server.voer_uit("psql", "-q", "-d", nieuw, "-f", str(dump))
        connection.close()
        connection.settings_dict["NAME"] = nieuw
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = server.databank
        server.voer_uit("dropdb", "--force", nieuw)
        sleutels.vergeet()


def gelezen(casus_id: UUID) -> dict[str, bool]:
    """Elk ingevuld versleuteld veld van elke rij van deze casus: open (True) of dicht."""
    sleutels.vergeet()
    uit: dict[str, bool] = {}
    for model in apps.get_models():
        velden = [veld for veld in model._meta.fields if isinstance(veld, Versleuteld)]
        if not velden or not (model is Casus or hasattr(model, "casus_id")):
            continue
        for rij in model.objects.filter(**{"pk" if model is Casus else "casus": casus_id}):
            for veld in velden:
                if rij.__dict__[veld.attname] is not None:
                    uit[f"{model.__name__}.{veld.name}"] = opent(rij, veld.attname)
    return uit


def opent(rij: object, veld: str) -> bool:
    try:
        getattr(rij, veld)
    except SleutelFout:
        return False
    return True


def maak_dossier(stad: Stad) -> Casus:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw)
    deelname.bijdrage = "wat het CAW kan doen"
    deelname.save()
    maak_signaal(stad, casus=casus)
    return casus


@pytest.mark.django_db(transaction=True)
def test_een_teruggezette_databank_opent_een_vernietigde_casus_niet(
    stad: Stad, als, settings: Settings, tmp_path: Path
) -> None:
    weg, blijft = maak_dossier(stad), maak_dossier(stad)
    assert set(gelezen(weg.pk).values()) == {True}
    server, dump, kluis_van_toen = Server.van_verbinding(), tmp_path / "dump.sql", tmp_path / "kluis"
    server.voer_uit("pg_dump", "-f", str(dump), server.databank)
    kluis().kopieer(kluis_van_toen)
    assert b"wat het CAW kan doen" not in dump.read_bytes()

    with transaction.atomic():
        for dossier_id in dossiers_van(weg):
            assert sleutels.vernietig(dossier_id)

    with teruggezet(server, dump):
        nu = gelezen(weg.pk)
        assert set(nu.values()) == {False}, nu
        assert {naam.partition(".")[0] for naam in nu} >= {"Casus", "Betrokkene", "Deelname", "Signaal"}
        assert set(gelezen(blijft.pk).values()) == {True}
        assert not sleutels.bestaat(weg.pk)
        adres = reverse("casus:casus", args=[weg.pk])
        assert als(stad.preventie).get(adres).status_code == 503

        # Wat overblijft: wie ook de kluis van toen heeft, leest weer. Daarom blijft die kopie kort.
        settings.SLEUTELKLUIS = str(kluis_van_toen)
        assert set(gelezen(weg.pk).values()) == {True}


def test_elk_dossier_van_een_casus_staat_in_de_lijst(stad: Stad) -> None:
    """Een sleutel die hier ontbreekt, overleeft de vernietiging."""
    casus = maak_dossier(stad)
    nodig = {casus.pk}
    for model in apps.get_models():
        for veld in [veld for veld in model._meta.fields if isinstance(veld, Versleuteld)]:
            if hasattr(model, "casus_id"):
                nodig |= {getattr(rij, veld.dossier) for rij in model.objects.filter(casus=casus)}
    assert set(dossiers_van(casus)) == nodig
    assert Deelname in set(modellen_met_eigen_sleutel())
    assert len(nodig) == 4


@pytest.mark.django_db(transaction=True)
def test_een_casus_die_na_twee_handtekeningen_verdween_komt_uit_geen_reservekopie_terug(
    stad: Stad, settings: Settings, tmp_path: Path
) -> None:
    """Het hele einde: dump van voordien, lijst, twee handtekeningen, en dan de dump terug op dezelfde kluis."""
    casus = maak_vol_dossier(stad)
    voordien = gelezen(casus.pk)
    assert set(voordien.values()) == {True}
    server, dump, kluis_van_toen = Server.van_verbinding(), tmp_path / "dump.sql", tmp_path / "kluis"
    server.voer_uit("pg_dump", "-f", str(dump), server.databank)
    kluis().kopieer(kluis_van_toen)
    bewijs = vernietig(stad, casus)
    assert gelezen(casus.pk) == {}

    with teruggezet(server, dump):
        nu = gelezen(casus.pk)
        assert nu.keys() == voordien.keys()
        assert set(nu.values()) == {False}, nu
        assert {naam.partition(".")[0] for naam in nu} >= {
            "Casus",
            "Betrokkene",
            "Inbreng",
            "Signaal",
            "Noodtoegang",
        }
        assert not any(sleutels.bestaat(UUID(dossier)) for dossier in bewijs.sleutels)
        # Ter controle: met de kluis van toen leest men weer. Daarom blijft die kopie kort.
        settings.SLEUTELKLUIS = str(kluis_van_toen)
        assert set(gelezen(casus.pk).values()) == {True}
