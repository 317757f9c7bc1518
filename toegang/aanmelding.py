"""Aanmelden, afmelden en de tweede stap komen in het logboek van elk LIVC waar iemand iets te zoeken heeft (LR-57).

Luistert naar de signalen van Django en allauth, zodat elke manier van aanmelden meetelt, ook een latere.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from audit.logboek import heeft_sleutel
from audit.soorten import Soort

from . import identiteit, sessies, tweedestap
from .livcs import livcs_van
from .models import Gebruiker
from .verantwoording import leg_vast


@receiver(user_logged_in)
def _aangemeld(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    sessies.begin(request.session)
    leg_overal_vast(Soort.TOEGANG_AANGEMELD, user)


@receiver(user_logged_out)
def _afgemeld(user: Gebruiker | None, **_: Any) -> None:
    if user is not None:
        leg_overal_vast(Soort.TOEGANG_AFGEMELD, user)


@receiver(user_login_failed)
def _mislukt(credentials: dict[str, Any], **_: Any) -> None:
    email = credentials.get("email") or credentials.get("username") or ""
    gebruiker = Gebruiker.objects.filter(email__iexact=email).first() if email else None
    if gebruiker is not None:
        leg_overal_vast(Soort.TOEGANG_AANMELDING_MISLUKT, gebruiker)


@receiver(authentication_failed)
def _tweede_stap_mislukt(user: Gebruiker, **_: Any) -> None:
    leg_overal_vast(Soort.TOEGANG_AANMELDING_MISLUKT, user, stap="tweede stap")


@receiver(authenticator_added)
def _factor_toegevoegd(request: HttpRequest, user: Gebruiker, authenticator: Authenticator, **_: Any) -> None:
    tweedestap.noteer(request, authenticator)
    _factor_gewijzigd(Soort.FACTOR_TOEGEVOEGD, request, user, authenticator)


@receiver(authenticator_reset)
def _herstelcodes_vernieuwd(
    request: HttpRequest, user: Gebruiker, authenticator: Authenticator, **_: Any
) -> None:
    _factor_gewijzigd(Soort.FACTOR_TOEGEVOEGD, request, user, authenticator)


@receiver(authenticator_removed)
def _factor_verwijderd(request: HttpRequest, user: Gebruiker, authenticator: Authenticator, **_: Any) -> None:
    _factor_gewijzigd(Soort.FACTOR_VERWIJDERD, request, user, authenticator)


def _factor_gewijzigd(soort: Soort, request: HttpRequest, user: Gebruiker, factor: Authenticator) -> None:
    """Een andere browser van deze persoon moet zich met de nieuwe toestand opnieuw aanmelden."""
    leg_overal_vast(soort, user, factor=factor.type)
    sessies.beeindig(user, behalve=request.session.session_key)


@receiver(pre_save, sender=Authenticator)
def _herstelcodes_getoond(instance: Authenticator, **_: Any) -> None:
    """allauth noteert het eerste bekijken tijdens een GET; hier staat het er van bij het maken, want lezen schrijft niet."""
    if instance.type == Authenticator.Type.RECOVERY_CODES:
        instance.data.setdefault("viewed_at", timezone.now().timestamp())


def leg_overal_vast(soort: Soort, gebruiker: Gebruiker, **feiten: Any) -> None:
    """Eén regel in elk LIVC van deze persoon, in zijn eigen naam."""
    with identiteit.als(gebruiker), transaction.atomic():
        for livc_id in livcs_van(gebruiker):
            # Zonder toezichtsleutel kan er in dat LIVC niets gebeuren, dus is er ook niets te beschermen.
            if heeft_sleutel(livc_id):
                leg_vast(soort, actor=gebruiker, livc_id=livc_id, feiten=feiten)
