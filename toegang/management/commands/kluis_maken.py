"""Maakt een lege sleutelkluis."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from toegang.bestandskluis import maak_kluis


class Command(BaseCommand):
    help = "Maakt het bestand SLEUTELKLUIS, één keer. Een lege kluis in de plaats van de echte maakt alles onleesbaar."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opties: Any) -> None:
        plaats = settings.SLEUTELKLUIS
        if not plaats or plaats.startswith("vault:"):
            raise CommandError("SLEUTELKLUIS is geen bestand; in Vault is er niets te maken.")
        try:
            maak_kluis(Path(plaats))
        except OSError as fout:
            raise CommandError(f"{plaats}: {fout.strerror}.") from None
        self.stdout.write(f"{plaats} is gemaakt. Bewaar reservekopieën apart en kort: zie docs/beheer.md.")
