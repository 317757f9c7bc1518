"""Elke tabel met haar voorwaarde, en wat er niet klopt. Stopt met 1 als er iets niet klopt."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from toegang import rijcontrole


class Command(BaseCommand):
    help = (
        "Kijkt na of de databank het beleid houdt; als eigenaar tot op de letter, en zonder iets te wijzigen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        standaard = "eigenaar" if "eigenaar" in connections.settings else "default"
        parser.add_argument("--database", default=standaard, choices=sorted(connections.settings))

    def handle(self, *args: Any, **opties: Any) -> None:
        rijen = list(rijcontrole.overzicht())
        breedte = max(len(naam) for naam, _wat in rijen)
        for naam, wat in rijen:
            self.stdout.write(f"{naam:<{breedte}}  {wat}")
        if gevonden := rijcontrole.gebreken(connections[opties["database"]]):
            raise CommandError("\n".join(["Dit klopt niet:", *(f"- {gebrek}" for gebrek in gevonden)]))
        self.stdout.write(self.style.SUCCESS(f"Alle {len(rijen)} tabellen kloppen."))
