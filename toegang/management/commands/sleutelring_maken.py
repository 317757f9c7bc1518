"""Maakt een sleutelring, zet er een nieuwe sleutel bij, of haalt een oude weg."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toegang.actions.sleutelbeheer import gebruik
from toegang.sleutelring import Sleutelring
from toegang.uitzonderingen import SleutelFout

# Een handeling die net voor de rotatie begon, kan nog een dossier onder de oude sleutel vastleggen.
RUST = 10 * 60


class Command(BaseCommand):
    help = "Maakt het bestand SLEUTELRING_BESTAND; --roteer zet er een actieve sleutel bij, --verwijder haalt een oude weg."
    # Zonder sleutelring faalt elke controle; dit commando maakt haar net.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bestand", default=settings.SLEUTELRING_BESTAND)
        parser.add_argument("--roteer", action="store_true")
        parser.add_argument("--verwijder", metavar="SLEUTEL", default="")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not opties["bestand"]:
            raise CommandError("Zet SLEUTELRING_BESTAND of geef --bestand.")
        bestand, kek_id = Path(opties["bestand"]), f"{timezone.now():%Y%m%d-%H%M%S}"
        try:
            if opties["roteer"] or opties["verwijder"]:
                self._wijzig(bestand, kek_id, opties["verwijder"])
            elif bestand.exists():
                raise CommandError(f"{bestand} bestaat al; overschrijven maakt alles onleesbaar.")
            else:
                self._maak(bestand, kek_id)
        except (OSError, SleutelFout) as fout:
            raise CommandError(str(fout)) from None

    def _maak(self, bestand: Path, kek_id: str) -> None:
        if settings.SLEUTELAANBIEDER == "vault":
            from toegang.aanbieders.vault import Vaultaanbieder  # hvac laadt alleen wie het gebruikt

            _schrijf(bestand, Vaultaanbieder().nieuwe_ring())
            self.stdout.write(f"{bestand}: de vaste sleutels, gewikkeld door Vault.")
        else:
            _schrijf(bestand, Sleutelring.nieuw(kek_id).als_json())
            self.stdout.write(f"{bestand}: actieve sleutel {kek_id}.")
        self.stdout.write("Bewaar een kopie op een andere plaats: zonder sleutelring is alles onleesbaar.")

    def _wijzig(self, bestand: Path, kek_id: str, oud: str) -> None:
        if settings.SLEUTELAANBIEDER == "vault":
            raise CommandError("Met Vault draait en vervalt de sleutel in Vault zelf: zie docs/beheer.md.")
        ring = Sleutelring.uit_json(bestand.read_text())
        if not oud:
            _schrijf(bestand, ring.met_nieuwe_kek(kek_id).als_json())
            self.stdout.write(
                f"{bestand}: actieve sleutel {kek_id}. Draai nu `manage.py sleutels_herwikkelen`."
            )
            return
        kleiner = ring.zonder_kek(oud)
        if time.time() - bestand.stat().st_mtime < RUST:
            raise CommandError(
                "De sleutelring is nog geen tien minuten oud; werk van voor de rotatie kan nog lopen."
            )
        dossiers, losse = gebruik(oud)
        if dossiers or losse:
            raise CommandError(
                f"{oud} is nog in gebruik: {dossiers} dossiers en {losse} losse geheimen. "
                "Draai eerst `manage.py sleutels_herwikkelen`."
            )
        if not any(gebruik(ring.actief)):
            raise CommandError("De databank toont niets onder de actieve sleutel: is dit de juiste databank?")
        _schrijf(bestand, kleiner.als_json())
        self.stdout.write(
            f"{bestand}: {oud} is weg. Reservekopieën van voor het herwikkelen openen niet meer."
        )


def _schrijf(bestand: Path, tekst: str) -> None:
    """Eerst ernaast, dan in één keer op zijn plaats: een half bestand zou alles onleesbaar maken."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = bestand.with_name(f".{bestand.name}.nieuw")
    with os.fdopen(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as uit:
        uit.write(tekst + "\n")
        uit.flush()
        os.fsync(uit.fileno())
    if bestand.exists():
        eigenaar = bestand.stat()
        tijdelijk.chmod(eigenaar.st_mode & 0o777)
        if os.geteuid() == 0:
            os.chown(tijdelijk, eigenaar.st_uid, eigenaar.st_gid)
    tijdelijk.replace(bestand)
