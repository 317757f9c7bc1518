"""`manage.py getuige`: de getuige voor het logboek van een andere gemeente. Heeft geen databank en geen sleutelring nodig."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.getuigenis import sleutel, stand, web
from audit.getuigenis.getuige import Getuige
from audit.verificateur import OngeldigeNota


class Command(BaseCommand):
    help = "Ondertekent mede wat een logboek van een ander er bij schrijft (C2SP tlog-witness)."
    # Op een eigen server is er geen databank om te controleren.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--map", default=settings.GETUIGE_MAP, help="waar sleutel en stand staan")
        parser.add_argument("--maak-sleutel", metavar="NAAM", default="", help="één keer, voor het begin")
        parser.add_argument("--logboek", action="append", default=[], metavar="SLEUTEL",
                            help="een logboek om te volgen; meer kan, ook in het bestand logboeken van de map")  # fmt: skip
        parser.add_argument("--adres", default="127.0.0.1:8089", help="standaard 127.0.0.1:8089")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not opties["map"]:
            raise CommandError("Zet GETUIGE_MAP of geef --map.")
        map_ = Path(opties["map"])
        try:
            if opties["maak_sleutel"]:
                self._maak(map_, opties["maak_sleutel"])
                return
            getuige = _open(map_, opties["logboek"])
        except FileExistsError:
            raise CommandError(f"In {map_} staat al een getuige; een nieuwe krijgt een eigen map.") from None
        except (OSError, OngeldigeNota, sleutel.Sleutelfout, stand.Standfout) as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(f"{getuige.overzicht()}\nSleutel: {getuige.sleutel.publiek}")
        self.stdout.flush()
        web.dien(getuige, opties["adres"])

    def _maak(self, map_: Path, naam: str) -> None:
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (map_ / "stand.sqlite3").exists():
            raise FileExistsError
        gemaakt = sleutel.maak(map_ / "sleutel", naam)
        stand.maak(map_ / "stand.sqlite3", gemaakt.publiek)
        self.stdout.write(f"Voor GETUIGEN van de andere gemeente: https://UW-ADRES {gemaakt.publiek}")


def _open(map_: Path, regels: list[str]) -> Getuige:
    """Raises OngeldigeNota, Sleutelfout, Standfout, OSError."""
    eigen = sleutel.lees(map_ / "sleutel")
    if (lijst := map_ / "logboeken").exists():
        regels = [*regels, *lijst.read_text().splitlines()]
    logboeken = sleutel.lees_logboeken(regels, eigen.publiek)
    return Getuige(eigen, stand.Stand(map_ / "stand.sqlite3", eigen.publiek), logboeken)
