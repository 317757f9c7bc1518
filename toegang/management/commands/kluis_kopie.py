"""Een reservekopie van de sleutelkluis terwijl de toepassing draait."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toegang.bestandskluis import Bestandskluis
from toegang.kluis import kluis
from toegang.uitzonderingen import SleutelFout


class Command(BaseCommand):
    help = "Schrijft een kopie van de kluis. Bewaar haar nooit langer dan u een vernietiging mag uitstellen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("doel", type=Path)

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            bron = kluis()
            if not isinstance(bron, Bestandskluis):
                raise CommandError("De kluis staat in Vault; maak daar een momentopname.")
            bron.kopieer(opties["doel"])
        except OSError as fout:
            raise CommandError(f"{opties['doel']}: {fout.strerror}.") from None
        except SleutelFout as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(f"{opties['doel']} is geschreven.")
