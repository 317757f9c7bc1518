"""Teruggekomen berichten verwerken: uit een Maildir, een mbox, of van stdin (één bericht, van de mailserver)."""

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casus.actions import retouren
from toegang.retour import GROOTST, lees


class Command(BaseCommand):
    help = (
        "Leest retours (RFC 3464) en onthoudt welke adressen niet werken. Zonder pad: één bericht van stdin."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pad", nargs="?", help="een Maildir of een mbox-bestand")
        parser.add_argument("--wis", action="store_true", help="wis uit de postbus wat gelezen is")

    def handle(self, *args: Any, **opties: Any) -> None:
        gelezen = gevonden = 0
        for rauw in self._berichten(opties["pad"], wis=opties["wis"]):
            gelezen += 1
            retour = lees(rauw)
            if retour is not None:
                gevonden += retouren.verwerk(actor=retouren.RETOUREN, retour=retour)
        retouren.ruim_op(actor=retouren.RETOUREN)
        if opties["verbosity"]:
            # Alleen getallen: de uitvoer komt in een logboek van de server.
            self.stdout.write(f"{gelezen} gelezen, {gevonden} retours.")

    def _berichten(self, pad: str | None, *, wis: bool) -> Iterator[bytes]:
        if pad is None:
            yield sys.stdin.buffer.read(GROOTST)
            return
        plaats = Path(pad)
        if not plaats.exists():
            raise CommandError("Dit pad bestaat niet.")
        bus: mailbox.Mailbox[Any] = (
            mailbox.Maildir(pad, create=False) if plaats.is_dir() else mailbox.mbox(pad, create=False)
        )
        try:
            _zet_op_slot(bus)
            for sleutel in bus.keys():  # noqa: SIM118 - een postbus is geen woordenboek
                yield bus.get_bytes(sleutel)
                if wis:
                    bus.remove(sleutel)
        finally:
            _sluit(bus)


def _zet_op_slot(bus: mailbox.Mailbox[Any]) -> None:
    """Raises CommandError als de mailserver of een andere beurt de postbus nu heeft."""
    try:
        bus.lock()
    except mailbox.ExternalClashError as fout:
        raise CommandError("Een ander programma gebruikt deze postbus. Probeer het straks opnieuw.") from fout


def _sluit(bus: mailbox.Mailbox[Any]) -> None:
    """Wist wat gelezen is, en geeft de postbus vrij. Raises CommandError als er intussen post bijkwam."""
    try:
        bus.close()
    except mailbox.ExternalClashError as fout:
        raise CommandError(
            "Er kwam post bij tijdens het lezen. Er is niets gewist; wat gelezen is, telt geen tweede keer."
        ) from fout
