"""`manage.py verifieer_audit [--livc …]`: rekent alles na; 0 met één regel cijfers, of 1 met wat niet klopt en waar."""

from argparse import ArgumentParser
from time import perf_counter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from audit.narekenen import met_een_logboek, reken_na


class Command(BaseCommand):
    help = "Rekent het logboek na: elke regel, elke tegel, elk controlepunt. Wijzigt niets en opent niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--livc", type=UUID, action="append", help="alleen dit LIVC; mag meer dan eens")

    def handle(self, *args: Any, livc: list[UUID] | None, verbosity: int, **opties: Any) -> None:
        begin = perf_counter()
        uitslagen = []
        for livc_id in livc or met_een_logboek():
            uitslagen.append(
                reken_na(livc_id, self._voortgang(livc_id) if verbosity else lambda gedaan, totaal: None)
            )
            for opmerking in uitslagen[-1].opmerkingen:
                self.stdout.write(f"{livc_id}: {opmerking}")
            for gebrek in uitslagen[-1].gebreken:
                self.stderr.write(f"{livc_id}: {gebrek}")
        fouten = sum(len(uitslag.gebreken) for uitslag in uitslagen)
        regels = sum(uitslag.regels for uitslag in uitslagen)
        duur = perf_counter() - begin
        cijfers = (
            f"{len(uitslagen)} logboeken, {regels} regels, {sum(u.tegels for u in uitslagen)} tegels, "
            f"{sum(u.punten for u in uitslagen)} controlepunten, "
            f"{sum(u.medeondertekeningen for u in uitslagen)} medeondertekeningen, {sum(u.wachtend for u in uitslagen)} wachtend, "
            f"{sum(u.vervallen for u in uitslagen)} vervallen, "
            f"{duur:.1f} s"
        )
        if fouten:
            raise CommandError(f"{fouten} gebreken in {cijfers}.")
        self.stdout.write(f"Alles klopt: {cijfers}.")

    def _voortgang(self, livc_id: UUID) -> Any:
        def toon(gedaan: int, totaal: int) -> None:
            self.stdout.write(f"{livc_id}: {gedaan}/{totaal}")
            self.stdout.flush()

        return toon
