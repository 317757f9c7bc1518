"""Vaste ids, referenties en tijd: twee werelden met dezelfde daden zijn tot op de letter dezelfde.

Zonder dit verschillen ze in elk toeval (uuid7, de referentie), en zou een vergelijking alles moeten maskeren; dan
ziet ze ook geen verkeerde volgorde meer.
"""

import hashlib
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import patch
from uuid import UUID

import time_machine
from django.apps import apps
from django.db import models

from toegang.kluis import kluis

BEGIN = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)


class Vast:
    """De klok van de wereld, en per daad een eigen reeks ids: een daad erbij verschuift die van een ander niet."""

    def __init__(self, reis: time_machine.Traveller) -> None:
        self.reis = reis
        self.nu = BEGIN
        self.uitgegeven: set[UUID] = set()
        self.van: dict[UUID, str] = {}
        self.begin_daad("opstelling", BEGIN)

    def begin_daad(self, naam: str, moment: datetime) -> None:
        self.naam, self.teller = naam, 0
        self.toeval = random.Random(naam)
        self.nu = moment
        self.reis.move_to(moment, tick=False)

    def uuid(self, soort: str) -> UUID:
        """Tijd voorop zoals uuid7, zodat sorteren op id de volgorde van het gebeuren blijft."""
        self.teller += 1
        milli = int(self.nu.timestamp() * 1000) + self.teller
        afdruk = hashlib.sha256(f"{self.naam}|{soort}|{self.teller}".encode()).digest()
        getal = milli << 80 | int.from_bytes(afdruk[:10])
        getal = getal & ~(0xF << 76) | 7 << 76
        getal = getal & ~(0x3 << 62) | 2 << 62
        pk = UUID(int=getal)
        self.uitgegeven.add(pk)
        self.van[pk] = self.naam
        return pk


@contextmanager
def vaste_wereld() -> Iterator[Vast]:
    """Binnen dit blok staat de klok stil tot iemand ze verzet, en is elk id voorspelbaar."""
    with ExitStack() as stapel:
        vast = Vast(stapel.enter_context(time_machine.travel(BEGIN, tick=False)))
        for model in apps.get_models():
            veld = model._meta.pk
            if isinstance(veld, models.UUIDField):
                soort = model._meta.label_lower
                stapel.enter_context(patch.object(veld, "get_default", lambda soort=soort: vast.uuid(soort)))
        kies = SimpleNamespace(choice=lambda tekens: vast.toeval.choice(tekens))
        stapel.enter_context(patch("casus.models.basis.secrets", kies))
        try:
            yield vast
        finally:
            # De databank vergeet de wereld vanzelf, de kluis niet; een volgende wereld geeft dezelfde ids uit.
            kluis().wis(vast.uitgegeven)


def later(moment: datetime, **hoeveel: int) -> datetime:
    return moment + timedelta(**hoeveel)
