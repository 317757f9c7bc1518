"""In welk LIVC iemand een handeling kan stellen."""

from uuid import UUID

from django.db.models import QuerySet

from toegang.beleid import Wie, haal, zichtbaar
from toegang.models import Livc


def livcs_voor(gebruiker: Wie, actie: str) -> QuerySet[Livc]:
    """De LIVC's waarin deze actie mag, bijvoorbeeld `signaal.registreren`."""
    return zichtbaar(gebruiker, actie, Livc.objects.filter(in_gebruik=True))


def livc_voor(gebruiker: Wie, actie: str, pk: UUID) -> Livc:
    """Eén LIVC waarin deze actie mag. Raises Verborgen."""
    return haal(gebruiker, actie, Livc.objects.all(), pk)
