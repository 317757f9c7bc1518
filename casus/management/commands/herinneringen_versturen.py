"""Verstuurt de herinneringen van vandaag; twee keer op een dag uitvoeren kan geen kwaad."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casus.actions.herinneringen import verstuur_alle


class Command(BaseCommand):
    help = "Verstuurt de herinneringen van vandaag aan de eigenaars van open acties."

    def handle(self, *args: Any, **options: Any) -> None:
        aantal = verstuur_alle(timezone.localdate())
        self.stdout.write(f"{aantal} herinneringen verstuurd.")
