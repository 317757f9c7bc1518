"""Laadt de demogegevens; alleen in de modus demo of test."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casus.demo import laden
from toegang.eigenaar import als_eigenaar
from toegang.identiteit import Eigenaarscursor


class Command(BaseCommand):
    help = "Laadt een verzonnen stad met zes casussen. Doet niets als ze er al staan."

    def handle(self, *args: Any, **opties: Any) -> None:
        if not (settings.DEMO or settings.TEST):
            raise CommandError("Demogegevens komen alleen in de modus demo of test.")
        # Laden is installeren: de eigenaar zet mensen en rollen klaar die nog niemand kon voorstellen of bevestigen.
        with als_eigenaar(cursor_factory=Eigenaarscursor):
            if laden.bestaat():
                self.stdout.write("De demogegevens staan er al.")
                return
            laden.laad(lambda regel: self.stdout.write(f"  {regel}"))
