"""Alles samen laden: helemaal, of helemaal niet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.db import transaction

from toegang.models import Livc

from . import bewaring, casussen, fiche, kijken, mensen, nazicht, personen, post, signalen, verzoeken, zaal
from .klok import verzetbare_klok
from .stappen import Verteller


def bestaat() -> bool:
    return Livc.objects.filter(naam=mensen.LIVC).exists()


def laad(meld: Callable[[str], None]) -> None:
    """Wie het laden onderbreekt, houdt een lege databank over en begint gewoon opnieuw. Verstuurt geen berichten."""
    with patch("toegang.post.verstuur", return_value=True), _alles_of_niets(), verzetbare_klok() as klok:
        meld("Twee gemeenten, hun mensen en hun diensten.")
        stad, buur = mensen.maak_voorbeeldegem(), mensen.maak_anderzele()
        demo = Verteller(stad, klok)
        meld("Twee dossiers van vorig jaar: hun termijn is om.")
        bewaring.laad(demo)
        casussen.laad(demo, meld)
        fiche.laad(demo)
        meld("Signalen, en wie wat bekeek.")
        signalen.laad(demo)
        Verteller(buur, klok).registreer(personen.BUURMAN, -3)
        kijken.laad(demo, buur)
        verzoeken.laad(demo)
        zaal.laad(demo)
        nazicht.laad(demo)
        post.laad(stad)


def _alles_of_niets() -> AbstractContextManager[Any]:
    """Een handeling eist dat ze de buitenste transactie is, behalve binnen een transactie met dit merk van Django."""
    alles: Any = transaction.atomic()
    alles._from_testcase = True
    return alles  # type: ignore[no-any-return]
