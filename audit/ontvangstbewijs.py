"""Een ontvangstbewijs: dat één regel op haar plaats in de boom staat, na te rekenen zonder deze toepassing.

De vorm is die van C2SP tlog-proof: de plaats, het bewijs, en een controlepunt met zijn handtekeningen. Als ‘extra’
gaat mee wat het blad van deze regel uitmaakt: haar open kolommen en de afdruk van haar omhulling. Geen inhoud.
"""

import hashlib
import json
from base64 import b64encode
from typing import Any
from uuid import UUID

from toegang import identiteit

from . import boom, controlepunten, verzegeling
from .eigen import LEZER
from .getuigen import met_getuigen
from .models import Controlepunt, Medeondertekening, Regel
from .narekenen import NAREKENAAR
from .verificateur import BEWIJSKOP

UITLEG = (
    "Dit bewijst dat deze handeling in het logboek staat. Nakijken: python verificateur.py --bewijs DIT-BESTAND "
    "--sleutel SLEUTEL. Neem de sleutel van het logboek van elders, niet uit dit bestand."
)


def maak(regel_id: UUID) -> str | None:
    """Verzegelt en tekent als dat nog moet; None zolang de regel nog geen plaats kan krijgen. Raises SleutelFout."""
    regel = _lees(regel_id)
    if regel.volgnummer is None:
        verzegeling.verzegel(regel.livc_id)
        regel = _lees(regel_id)
    if regel.volgnummer is None:
        return None
    punt = _punt(regel)
    if punt is None:
        controlepunten.teken(regel.livc_id)
        punt = _punt(regel)
    return _tekst(regel, punt) if punt else None


def _lees(regel_id: UUID) -> Regel:
    with identiteit.als(LEZER):
        return Regel.objects.get(pk=regel_id)


def _punt(regel: Regel) -> Controlepunt | None:
    """Het nieuwste controlepunt met deze regel erin; liefst een dat een getuige mede ondertekende."""
    voorwaarde = {"livc_id": regel.livc_id, "grootte__gt": regel.volgnummer}
    with identiteit.als(NAREKENAAR):
        punten = Controlepunt.objects.filter(**voorwaarde).order_by("-grootte")
        mede = Medeondertekening.objects.filter(**voorwaarde).values("grootte")
        return punten.filter(grootte__in=mede).first() or punten.first()


def _tekst(regel: Regel, punt: Controlepunt) -> str:
    assert regel.volgnummer is not None
    with identiteit.als(NAREKENAAR):
        bewijs = boom.inclusiebewijs(verzegeling.tegels_van(regel.livc_id), regel.volgnummer, punt.grootte)
        regels = [
            BEWIJSKOP,
            f"extra {b64encode(_extra(regel)).decode()}",
            f"index {regel.volgnummer}",
            *(b64encode(deel).decode() for deel in bewijs),
            "",
            met_getuigen(punt),
        ]
    return "\n".join(regels)


def _extra(regel: Regel) -> bytes:
    extra: dict[str, Any] = {
        "regel": regel.open().kolommen(),
        "omhulling": hashlib.sha256(bytes(regel.omhulling)).hexdigest(),
        "sleutel": str(controlepunten.sleutel(regel.livc_id)),
        "uitleg": UITLEG,
    }
    return json.dumps(extra, ensure_ascii=False, indent=1).encode()
