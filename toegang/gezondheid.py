"""Of de onderdelen antwoorden, en of de sleutels bij de databank passen."""

import os
from collections.abc import Callable, Mapping

from django.db import DatabaseError, connection

from . import alarm, identiteit
from .aanbieders import Geheim, Wikkel, ontwikkel
from .actions.sleutelbeheer import BEHEER
from .kluis import kluis
from .models.sleutels import Casussleutel
from .sleutelring import aanbieder
from .uitzonderingen import SleutelFout

STEEKPROEF = 20


def onderzoek() -> list[alarm.Soort]:
    """De onderdelen die nu niet werken; elk geeft een alarm. Verandert niets."""
    stuk: list[alarm.Soort] = []
    for soort, proef in PROEVEN.items():
        try:
            proef()
        except (SleutelFout, DatabaseError) as fout:
            alarm.meld(soort, fout)
            stuk.append(soort)
    return stuk


def _proef_databank() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _proef_aanbieder() -> None:
    """Heen en terug met een weggegooid geheim: zo is ook een ingetrokken recht te merken."""
    context, inhoud = b"casusoverleg/proef/1", os.urandom(32)
    [(kek_id, gewikkeld)] = aanbieder().wikkel_alle([Geheim(inhoud, context)])
    if ontwikkel(aanbieder(), Wikkel(kek_id, gewikkeld, context)) != inhoud:
        raise SleutelFout("Wat gewikkeld wordt, komt anders terug.")


PROEVEN: Mapping[alarm.Soort, Callable[[], None]] = {
    "databank": _proef_databank,
    "sleutels": _proef_aanbieder,
    "kluis": lambda: kluis().controleer(),
}


def sleutels_passen() -> None:
    """De nieuwste dossiersleutels openen met deze sleutelring, en minstens één heeft een scherf in deze kluis.

    Eén is genoeg: in een teruggezette databank staan ook vernietigde dossiers. Raises SleutelFout.
    """
    kluis().controleer()
    with identiteit.als(BEHEER):
        rijen = list(Casussleutel.objects.order_by("-aangemaakt")[:STEEKPROEF])
    if not rijen:
        return
    wikkels = [Wikkel(rij.kek_id, bytes(rij.gewikkeld), rij.context) for rij in rijen]
    for uitkomst in aanbieder().ontwikkel_alle(wikkels):
        if isinstance(uitkomst, SleutelFout):
            raise uitkomst
    if not kluis().haal([rij.dossier_id for rij in rijen]):
        raise SleutelFout(
            "De kluis hoort niet bij deze databank: geen enkele van de nieuwste dossiers heeft een scherf."
        )
