"""Maakt een LIVC of vult aan wat productie ervan moet weten (LR-56)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from toegang import identiteit
from toegang.models import Gemeente, Livc
from toegang.verantwoording import Systeemactor

VELDEN = {
    "dpia": ("dpia_referentie", "referentie van de DPIA"),
    "verantwoordelijke": ("verwerkingsverantwoordelijke", "de verwerkingsverantwoordelijke"),
    "dpo": ("functionaris_gegevensbescherming", "de functionaris voor gegevensbescherming"),
    "autoriteit": ("toezichthoudende_autoriteit", "de toezichthoudende autoriteit"),
}


class Command(BaseCommand):
    help = "Maakt het LIVC met deze naam als het er nog niet is, en legt de gegevens van LR-56 vast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("naam")
        parser.add_argument("--nis", nargs="+", default=[], help="NIS-codes van de gemeenten")
        for optie, (_veld, uitleg) in VELDEN.items():
            parser.add_argument(f"--{optie}", help=uitleg)

    def handle(self, *args: Any, **opties: Any) -> None:
        gemeenten = list(Gemeente.objects.filter(nis__in=opties["nis"]))
        if onbekend := set(opties["nis"]) - {gemeente.nis for gemeente in gemeenten}:
            raise CommandError(f"Deze NIS-codes zijn niet bekend: {', '.join(sorted(onbekend))}.")
        with identiteit.als(Systeemactor("installatie")), transaction.atomic():
            livc, nieuw = Livc.objects.get_or_create(naam=opties["naam"])
            if nieuw and not gemeenten:
                raise CommandError("Een nieuw LIVC heeft minstens één gemeente nodig: --nis.")
            for optie, (veld, _uitleg) in VELDEN.items():
                if opties[optie]:
                    setattr(livc, veld, opties[optie])
            livc.save()
            livc.gemeenten.add(*gemeenten)
        leeg = [optie for optie, (veld, _uitleg) in VELDEN.items() if not getattr(livc, veld)]
        nog = f" Nog in te vullen: {', '.join(f'--{optie}' for optie in leeg)}." if leeg else ""
        self.stdout.write(f"{livc.naam} is vastgelegd.{nog}")
