"""Maakt een sleutelring, of zet er een nieuwe sleutel bij."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toegang.sleutelring import Sleutelring
from toegang.uitzonderingen import SleutelFout


class Command(BaseCommand):
    help = "Maakt het bestand SLEUTELRING_BESTAND. Met --roteer komt er een nieuwe actieve sleutel bij."
    # Zonder sleutelring faalt elke controle; dit commando maakt haar net.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bestand", default=settings.SLEUTELRING_BESTAND)
        parser.add_argument("--roteer", action="store_true")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not opties["bestand"]:
            raise CommandError("Zet SLEUTELRING_BESTAND of geef --bestand.")
        bestand, kek_id = Path(opties["bestand"]), f"{timezone.now():%Y%m%d-%H%M%S}"
        try:
            if opties["roteer"]:
                ring = Sleutelring.uit_json(bestand.read_text()).met_nieuwe_kek(kek_id)
            elif bestand.exists():
                raise CommandError(f"{bestand} bestaat al; overschrijven maakt alles onleesbaar.")
            else:
                ring = Sleutelring.nieuw(kek_id)
            _schrijf(bestand, ring.als_json())
        except (OSError, SleutelFout) as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(f"{bestand}: actieve sleutel {kek_id}.")
        if opties["roteer"]:
            self.stdout.write("Herstart de toepassing en draai daarna `manage.py sleutels_herwikkelen`.")
        else:
            self.stdout.write(
                "Bewaar een kopie op een andere plaats: zonder sleutelring is alles onleesbaar."
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
