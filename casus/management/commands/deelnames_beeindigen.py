"""Beëindigt elke deelname waarvan de dienst wegviel; twee keer uitvoeren kan geen kwaad."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casus.actions.vertrek import beeindig_alle


class Command(BaseCommand):
    help = "Beëindigt deelnames van wie niet meer namens zijn dienst kan komen."

    def handle(self, *args: Any, **options: Any) -> None:
        aantal = beeindig_alle(timezone.localdate())
        self.stdout.write(f"{aantal} deelnames beëindigd.")
