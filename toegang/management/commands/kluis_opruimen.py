"""Wist scherven waarvan het dossier niet meer bestaat."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toegang.kluisbeheer import ruim_op, stand
from toegang.uitzonderingen import SleutelFout


class Command(BaseCommand):
    help = "Wist scherven zonder dossier die ouder zijn dan een dag. Meer dan restjes: alleen met --bevestig AANTAL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--toon", action="store_true", help="alleen tellen")
        parser.add_argument("--bevestig", type=int, metavar="AANTAL", help="het aantal dat mag verdwijnen")

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            nu = stand()
            self.stdout.write(
                f"{nu.dossiers} dossiers, {nu.scherven} scherven; {len(nu.te_wissen)} scherven zonder dossier, "
                f"{nu.zonder_scherf} dossiers zonder scherf."
            )
            if not opties["toon"]:
                self.stdout.write(f"{ruim_op(opties['bevestig'])} scherven gewist.")
        except SleutelFout as fout:
            hint = " Is dit de juiste databank? Bevestig dan met --bevestig en het aantal scherven zonder dossier."
            raise CommandError(f"{fout}{hint}") from None
