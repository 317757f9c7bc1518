"""Wist nu de signalen waarvan de termijn om is; de taak doet dit elke nacht (LR-04)."""

from typing import Any

from django.core.management import BaseCommand

from casus.actions.signaal import wis_verlopen
from casus.tasks import WISSER


class Command(BaseCommand):
    help = "Wist de signalen waarvan de bewaartermijn om is."

    def handle(self, *args: Any, **opties: Any) -> None:
        aantal = wis_verlopen(actor=WISSER)
        self.stdout.write(f"{aantal} signalen gewist.")
