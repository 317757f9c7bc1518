"""Wikkelt alle dossiersleutels onder de actieve sleutel, in reeksen, terwijl de toepassing draait."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.logboek import GeenToezichtsleutel
from toegang import identiteit
from toegang.actions.sleutelbeheer import BEHEER, herwikkel_losse, herwikkel_reeks, onder_een_oude
from toegang.models import Livc
from toegang.uitzonderingen import SleutelFout


class Command(BaseCommand):
    help = (
        "Wikkelt alles onder de actieve sleutel. Onderbreken mag: opnieuw draaien gaat verder waar het bleef."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reeks", type=int, default=200, help="hoeveel per transactie en per regel in het logboek"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["reeks"] < 1:
            raise CommandError("Een reeks telt minstens één dossier.")
        with identiteit.als(BEHEER):
            livcs = list(Livc.objects.order_by("pk"))
        fouten = sum(self._doe_livc(livc, opties["reeks"]) for livc in livcs)
        try:
            self.stdout.write(f"Losse geheimen: {herwikkel_losse()} herwikkeld.")
            resterend = onder_een_oude()
        except SleutelFout as fout:
            raise CommandError(str(fout)) from None
        if fouten or resterend:
            raise CommandError(f"{resterend} dossiersleutels staan nog onder een oude sleutel.")

    def _doe_livc(self, livc: Livc, reeks: int) -> int:
        try:
            klaar, totaal, mislukt = 0, onder_een_oude(livc), dict[Any, SleutelFout]()
            while True:
                aantal, nieuw_mislukt = herwikkel_reeks(livc, reeks, mislukt.keys(), actor=BEHEER)
                mislukt |= nieuw_mislukt
                klaar += aantal
                if not aantal and not nieuw_mislukt:
                    break
                self.stdout.write(f"{livc.naam}: {klaar}/{totaal}")
                self.stdout.flush()
        except (GeenToezichtsleutel, SleutelFout) as fout:
            self.stderr.write(f"{livc.naam}: {fout}")
            return 1
        for reden in {str(fout) for fout in mislukt.values()}:
            self.stderr.write(f"{livc.naam}: {reden}")
        return len(mislukt)
