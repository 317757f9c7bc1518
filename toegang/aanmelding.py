"""Aanmelden en afmelden komen in het logboek van elk LIVC waar iemand iets te zoeken heeft (LR-57).

Luistert naar de signalen van Django, zodat elke manier van aanmelden meetelt, ook een latere.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from audit.logboek import heeft_sleutel
from audit.soorten import Soort

from .models import Gebruiker, Livc
from .verantwoording import leg_vast


@receiver(user_logged_in)
def _aangemeld(user: Gebruiker, **_: Any) -> None:
    _leg_overal_vast(Soort.TOEGANG_AANGEMELD, user)


@receiver(user_logged_out)
def _afgemeld(user: Gebruiker | None, **_: Any) -> None:
    if user is not None:
        _leg_overal_vast(Soort.TOEGANG_AFGEMELD, user)


@receiver(user_login_failed)
def _mislukt(credentials: dict[str, Any], **_: Any) -> None:
    email = credentials.get("email") or credentials.get("username") or ""
    gebruiker = Gebruiker.objects.filter(email__iexact=email).first() if email else None
    if gebruiker is not None:
        _leg_overal_vast(Soort.TOEGANG_AANMELDING_MISLUKT, gebruiker)


def _leg_overal_vast(soort: Soort, gebruiker: Gebruiker) -> None:
    with transaction.atomic():
        for livc_id in _livcs(gebruiker):
            # Zonder toezichtsleutel kan er in dat LIVC niets gebeuren, dus is er ook niets te beschermen.
            if heeft_sleutel(livc_id):
                leg_vast(soort, actor=gebruiker, livc_id=livc_id)


def _livcs(gebruiker: Gebruiker) -> list[UUID]:
    vandaag = timezone.localdate()
    van_rol = set(gebruiker.lidmaatschappen.geldig(vandaag).values_list("livc_id", flat=True))
    diensten = gebruiker.organisatieleden.geldig(vandaag).values("organisatie")
    return sorted(van_rol | set(Livc.objects.filter(organisaties__in=diensten).values_list("pk", flat=True)))
