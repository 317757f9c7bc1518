"""Maakt de toezichtsleutel van een LIVC en geeft ze aan één toezichthouder."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.actions.sleutels import maak_toezichtsleutel
from audit.models import Toezichtsleutel
from audit.toezichtsleutels import WachtzinTeKort
from toegang.models import Gebruiker, Livc
from toegang.verantwoording import Systeemactor


class Command(BaseCommand):
    help = "Maakt de toezichtsleutel van een LIVC. De wachtzin komt van het scherm of uit TOEZICHT_WACHTZIN."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--livc", required=True, help="naam van het LIVC")
        parser.add_argument("--gebruiker", required=True, help="e-mailadres van de toezichthouder")
        parser.add_argument("--nieuw-tijdvak", action="store_true", help="vervang een bestaande sleutel")

    def handle(self, *args: Any, **opties: Any) -> None:
        livc = Livc.objects.filter(naam=opties["livc"]).first()
        houder = Gebruiker.objects.filter(email__iexact=opties["gebruiker"]).first()
        if livc is None or houder is None:
            raise CommandError("Dit LIVC of deze gebruiker bestaat niet.")
        if Toezichtsleutel.objects.filter(livc_id=livc.pk).exists() and not opties["nieuw_tijdvak"]:
            raise CommandError(
                "Dit LIVC heeft al een toezichtsleutel; kies --nieuw-tijdvak om ze te vervangen."
            )
        try:
            maak_toezichtsleutel(
                livc, actor=Systeemactor("installatie"), houder=houder, wachtzin=self._wachtzin()
            )
        except WachtzinTeKort as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(
            f"{livc.naam} heeft een toezichtsleutel. Zonder de wachtzin leest niemand het logboek."
        )

    def _wachtzin(self) -> str:
        if wachtzin := os.environ.get("TOEZICHT_WACHTZIN"):
            return wachtzin
        wachtzin = getpass("Wachtzin van de toezichthouder: ")
        if getpass("Nog eens: ") != wachtzin:
            raise CommandError("De wachtzinnen zijn niet gelijk.")
        return wachtzin
