"""Wanneer de aanmelding bij de aanbieder zelf als tweede stap telt."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from toegang.models import Gebruiker
from toegang.tweedestap import AANBIEDER

from .gegevens import Gegevens


def noteer(request: HttpRequest, gebruiker: Gebruiker, gegevens: Gegevens) -> None:
    """Schrijft in de sessie dat de tweede stap gedaan is, als het niveau van de aanbieder volstaat."""
    if gegevens.tweede_stap_gedaan:
        record_authentication(request, gebruiker, "mfa", type=AANBIEDER)


class Tweedestap(AuthenticateStage):
    """Vraagt de eigen tweede stap, behalve aan wie ze net bij de aanbieder deed."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        if any(stap.get("method") == "mfa" and stap.get("type") == AANBIEDER for stap in records):
            return False
        return bool(super()._should_handle(request))
