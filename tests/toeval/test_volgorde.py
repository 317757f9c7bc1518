"""Elke bladzijde is dezelfde als dezelfde rijen anders op schijf liggen: geen lijst zonder volgorde.

De kern en het beheer lopen in één wereld twee keer langs elk adres; wie aan de rand staat, doet dat in
test_noninterferentie.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from . import paren
from .schudden import schud
from .vergelijken import verschillen
from .wandeling import Blik, adressen, voorraad, wandel

pytestmark = pytest.mark.django_db
WAARNEMERS = ("burgemeester", "preventie", "beheer")


def test_geen_bladzijde_hangt_af_van_waar_een_rij_ligt(als: Callable[[Any], Client]) -> None:
    with paren.wereld(paren.open_geschiedenis(random.Random(7), 0)) as (toneel, vast):
        langs = adressen(voorraad(frozenset()), hoogstens=1)

        def kijk(naam: str) -> dict[str, Blik]:
            # Wat een wandeling zelf achterlaat, ziet de volgende niet.
            punt = transaction.savepoint_create()
            gezien = wandel(als, toneel.mensen[naam], langs, vast)
            transaction.savepoint_rollback(punt)
            return gezien

        eerst = {naam: kijk(naam) for naam in WAARNEMERS}
        schud()
        anders = [f"{naam}: {wat}" for naam in WAARNEMERS for wat in verschillen(eerst[naam], kijk(naam))]
    assert not anders, "\n".join(anders)
