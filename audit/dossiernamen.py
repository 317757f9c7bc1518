"""Hoe een casus of signaal heet voor wie het nu mag zien. Dat weet het domein; het meldt zich hier aan.

In casus.apps: `dossiernamen.meld_aan(…)`, een functie van persoon en LIVC naar (dossier, referentie).
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from toegang.models import Gebruiker
from toegang.pseudoniem import pseudoniem

type Namen = Callable[[Gebruiker, UUID], Iterable[tuple[UUID, str]]]

_bronnen: list[Namen] = []


def meld_aan(namen: Namen) -> None:
    if namen not in _bronnen:
        _bronnen.append(namen)


def van(gebruiker: Gebruiker, livc_id: UUID) -> dict[bytes, str]:
    """De referenties die deze persoon nu mag kennen, bij het pseudoniem waaronder ze in het logboek staan."""
    return {
        pseudoniem("casus", livc_id, dossier): naam
        for bron in _bronnen
        for dossier, naam in bron(gebruiker, livc_id)
    }
