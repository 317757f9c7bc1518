"""Schrijft de pagina's van `docs/` die uit de code komen; met `--controle` alleen nakijken."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casus.documenten import alles


class Command(BaseCommand):
    help = "Schrijft docs/beleid.md, docs/toestanden.md en docs/wet-regel-test.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--controle", action="store_true", help="Faal als een pagina niet meer klopt.")

    def handle(self, *args: Any, **options: Any) -> None:
        map_ = Path(settings.BASE_DIR) / "docs"
        verouderd = []
        for naam, inhoud in alles().items():
            bestand = map_ / naam
            if bestand.exists() and bestand.read_text(encoding="utf-8") == inhoud:
                continue
            verouderd.append(naam)
            if not options["controle"]:
                bestand.write_text(inhoud, encoding="utf-8")
        if options["controle"] and verouderd:
            raise CommandError(f"Niet meer juist: {', '.join(verouderd)}. Voer `make docs` uit.")
        self.stdout.write(f"{len(verouderd)} pagina's geschreven.")
