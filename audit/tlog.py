"""Een logboek in de vorm van C2SP tlog-tiles: dezelfde paden op het web en in een uitvoer, voor programma's van anderen.

Een regel in een bundel is wat het blad bewijst: de open kolommen en de afdruk van de omhulling. Inhoud staat er niet in.
"""

import hashlib
import re
from collections.abc import Iterator
from uuid import UUID

from django.urls.converters import StringConverter

from . import verzegeling
from .boom import AFDRUK, BREEDTE
from .getuigen import met_getuigen
from .models import Controlepunt, Regel, Verval
from .verificateur import tegelpad

PAD = re.compile(r"tile/(entries|\d{1,2})/((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?")


class Vervallen(KeyError):
    """In deze bundel verviel een regel; de vorm van een bundel kent geen gaten, dus is ze er niet meer.

    De tegels blijven volledig, en wat van het segment overblijft staat in een uitvoer.
    """


class Tlogpad(StringConverter):
    """Een pad van tlog-tiles in een adres: alleen nummers; iets anders bestaat niet."""

    regex = r"checkpoint|tile/(?:entries|[0-9]{1,2})/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?"


def inhoud(livc_id: UUID, pad: str) -> bytes:
    """Wat op dit pad staat. Raises KeyError als het er niet is, of nog niet zo breed; Vervallen als het er niet meer is."""
    if pad == "checkpoint":
        punt = Controlepunt.objects.filter(livc_id=livc_id).order_by("-grootte").first()
        if punt is None:
            raise KeyError(pad)
        return met_getuigen(punt).encode()
    delen = PAD.fullmatch(pad)
    if delen is None:
        raise KeyError(pad)
    soort, nummer, breedte = (
        delen[1],
        int(delen[2].replace("x", "").replace("/", "")),
        int(delen[3] or BREEDTE),
    )
    if not 0 < breedte <= BREEDTE or (delen[3] and breedte == BREEDTE):
        raise KeyError(pad)
    if soort == "entries":
        return _bundel(livc_id, nummer, breedte)
    waarden = verzegeling.tegels_van(livc_id)(int(soort), nummer)[: breedte * AFDRUK]
    if len(waarden) != breedte * AFDRUK:
        raise KeyError(pad)
    return waarden


def paden(grootte: int) -> Iterator[str]:
    """Elk pad van een boom van deze grootte: tegels van onder naar boven, en de bundels met regels."""
    niveau, aantal = 0, grootte
    while aantal:
        for nummer, breedte in _tegels(aantal):
            yield f"tile/{niveau}/{tegelpad(nummer, breedte)}"
            if niveau == 0:
                yield f"tile/entries/{tegelpad(nummer, breedte)}"
        niveau, aantal = niveau + 1, aantal // BREEDTE


def regelbytes(regel: Regel) -> bytes:
    """De bytes waarvan het blad de afdruk is."""
    return regel.open().band() + hashlib.sha256(bytes(regel.omhulling)).digest()


def _tegels(aantal: int) -> Iterator[tuple[int, int]]:
    vol, rest = divmod(aantal, BREEDTE)
    yield from ((nummer, BREEDTE) for nummer in range(vol))
    if rest:
        yield vol, rest


def _bundel(livc_id: UUID, nummer: int, breedte: int) -> bytes:
    vanaf = nummer * BREEDTE
    rijen = Regel.objects.filter(livc_id=livc_id, volgnummer__range=(vanaf, vanaf + breedte - 1)).order_by(
        "volgnummer"
    )
    regels = [regelbytes(regel) for regel in rijen]
    if len(regels) != breedte:
        weg = Verval.objects.filter(livc_id=livc_id, segment=nummer).exists()
        raise Vervallen(nummer) if weg else KeyError(nummer)
    return b"".join(len(regel).to_bytes(2, "big") + regel for regel in regels)
