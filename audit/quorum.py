"""Of genoeg getuigen een controlepunt mede ondertekenden, en sinds wanneer niet.

Wie een punt ondertekent, ondertekent ook alles ervoor. Alleen een handtekening die klopt telt, niet de rij.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from toegang import alarm, identiteit

from .controlepunten import VERZEGELAAR
from .getuigen import ingesteld
from .models import Controlepunt, Medeondertekening
from .verificateur import OngeldigeNota, Sleutel, getuigd_op

GEDULD = timedelta(minutes=15)


class TeWeinigGetuigen(RuntimeError):
    """Een controlepunt heeft na een kwartier nog te weinig handtekeningen van getuigen."""


def nodig() -> int:
    """Hoeveel getuigen er moeten tekenen; 0 als er geen gevraagd zijn."""
    return settings.GETUIGEN_NODIG if settings.GETUIGEN else 0


def ondertekend(livc_id: UUID) -> dict[str, int]:
    """Per ingestelde getuige tot welke grootte hij ondertekende. Niemand telt als GETUIGEN verkeerd staat."""
    try:
        sleutels = {getuige.sleutel.naam: getuige.sleutel for getuige in ingesteld()}
    except OngeldigeNota:
        return {}
    laatste = (
        Medeondertekening.objects.filter(livc_id=livc_id, getuige__in=sleutels)
        .order_by("getuige", "-grootte")
        .distinct("getuige")
    )
    rijen = {rij.getuige: rij for rij in laatste}
    notas = dict(
        Controlepunt.objects.filter(
            livc_id=livc_id, grootte__in=[rij.grootte for rij in rijen.values()]
        ).values_list("grootte", "nota")
    )
    return {
        naam: rij.grootte
        for naam, rij in rijen.items()
        if _klopt(notas.get(rij.grootte, ""), rij.regel, sleutels[naam])
    }


def ontbreekt_sinds(livc_id: UUID, groottes: list[int]) -> datetime | None:
    """Van wanneer het eerste controlepunt is dat te weinig getuigen ondertekenden; None als het laatste er genoeg heeft."""
    if not nodig():
        return None
    gedekt = sorted([*groottes, *[0] * nodig()], reverse=True)[nodig() - 1]
    eerste = Controlepunt.objects.filter(livc_id=livc_id, grootte__gt=gedekt).order_by("grootte").first()
    return eerste.getekend_op if eerste else None


def waak(livc_id: UUID) -> bool:
    """Een alarm als er na een kwartier nog te weinig zijn; geeft of het er kwam."""
    with identiteit.als(VERZEGELAAR):
        sinds = ontbreekt_sinds(livc_id, list(ondertekend(livc_id).values()))
    if sinds is None or timezone.now() - sinds < GEDULD:
        return False
    alarm.meld("getuige", TeWeinigGetuigen())
    return True


def _klopt(nota: str, regel: str, sleutel: Sleutel) -> bool:
    try:
        return getuigd_op(nota + regel, sleutel) is not None
    except OngeldigeNota:
        return False
