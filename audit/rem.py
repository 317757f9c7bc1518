"""De rem op raden: het logboek zelf telt. Alleen toevoegen: niemand zet die teller terug, ook niet met eigen SQL."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from .models import Regel
from .soorten import Soort

POGINGEN, TERMIJN, WACHTTIJD = 5, timedelta(hours=1), timedelta(minutes=5)
SLOT = 4999241


def een_voor_een(wie: UUID) -> None:
    """Pogingen van dezelfde persoon (of hetzelfde LIVC) wachten op elkaar; anders tellen ze elkaar niet mee."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [SLOT, str(wie)])


def geblokkeerd_tot(livc_id: UUID, soort: Soort, actor_pseudoniem: bytes | None = None) -> datetime | None:
    """Na vijf mislukte pogingen in een uur is er vijf minuten tussen de pogingen."""
    nu = timezone.now()
    mislukt = Regel.objects.filter(livc_id=livc_id, soort=soort, tijdstip__gt=nu - TERMIJN)
    if actor_pseudoniem is not None:
        mislukt = mislukt.filter(actor_pseudoniem=actor_pseudoniem)
    laatste = list(mislukt.order_by("-tijdstip", "-id").values_list("tijdstip", flat=True)[:POGINGEN])
    if len(laatste) < POGINGEN or laatste[0] + WACHTTIJD <= nu:
        return None
    return laatste[0] + WACHTTIJD
