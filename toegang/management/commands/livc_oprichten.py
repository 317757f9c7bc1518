"""Geeft een nieuw LIVC zijn toezichtsleutel, zijn eerste toezichthouder en zijn eerste beheerder."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.toezichtsleutels import WachtzinTeKort
from toegang.actions.oprichting import richt_op
from toegang.models import Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Systeemactor


class Command(BaseCommand):
    help = (
        "Richt een LIVC op dat livc_gegevens al maakte. De toezichthouder tikt de wachtzin zelf in, of ze komt uit"
        " TOEZICHT_WACHTZIN. Beiden kiezen daarna een wachtwoord via ‘Wachtwoord vergeten’; de beheerder geeft de"
        " andere rollen op de pagina LIVC."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("naam")
        parser.add_argument(
            "--zonder-wachtzin",
            action="store_true",
            help="de toezichthouder maakt de sleutel zelf in zijn browser; tot dan kan er niets gebeuren",
        )
        for wie in ("toezichthouder", "beheerder"):
            parser.add_argument(f"--{wie}", nargs=2, required=True, metavar=("NAAM", "E-MAIL"))

    def handle(self, *args: Any, **opties: Any) -> None:
        livc = Livc.objects.filter(naam=opties["naam"]).first()
        if livc is None:
            raise CommandError("Dit LIVC bestaat niet; maak het eerst met livc_gegevens.")
        try:
            richt_op(
                actor=Systeemactor("installatie"),
                livc=livc,
                toezichthouder=tuple(opties["toezichthouder"]),
                beheerder=tuple(opties["beheerder"]),
                wachtzin=None if opties["zonder_wachtzin"] else _wachtzin(),
            )
        except (NietVoldaan, WachtzinTeKort) as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(
            f"{livc.naam} is opgericht. De beheerder geeft nu de andere rollen, op de pagina LIVC."
        )


def _wachtzin() -> str:
    if wachtzin := os.environ.get("TOEZICHT_WACHTZIN"):
        return wachtzin
    wachtzin = getpass("Wachtzin van de toezichthouder: ")
    if getpass("Nog eens: ") != wachtzin:
        raise CommandError("De wachtzinnen zijn niet gelijk.")
    return wachtzin
