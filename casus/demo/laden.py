"""Alles samen laden: helemaal, of helemaal niet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.db import transaction

from toegang.models import Livc

from . import casussen, kijken, mensen, nazicht, personen, signalen, zaal
from .klok import verzetbare_klok
from .stappen import Verteller


def bestaat() -> bool:
    return Livc.objects.filter(naam=mensen.LIVC).exists()


def laad(meld: Callable[[str], None]) -> None:
    """Wie het laden onderbreekt, houdt een lege databank over en begint gewoon opnieuw. Verstuurt geen berichten."""
    stil = (patch(wie, return_value=True) for wie in ("casus.post.verstuur", "audit.berichten.verstuur"))
    with next(stil), next(stil), _alles_of_niets(), verzetbare_klok() as klok:
        meld("Twee gemeenten, hun mensen en hun diensten.")
        stad, buur = mensen.maak_voorbeeldegem(), mensen.maak_anderzele()
        demo = Verteller(stad, klok)
        casussen.laad(demo, meld)
        meld("Signalen, en wie wat bekeek.")
        signalen.laad(demo)
        Verteller(buur, klok).registreer(personen.BUURMAN, -3)
        kijken.laad(demo, buur)
        zaal.laad(demo)
        nazicht.laad(demo)


def _alles_of_niets() -> AbstractContextManager[Any]:
    """Een handeling eist dat ze de buitenste transactie is, behalve binnen een transactie met dit merk van Django."""
    alles: Any = transaction.atomic()
    alles._from_testcase = True
    return alles  # type: ignore[no-any-return]
