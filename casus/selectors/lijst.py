"""Wat de burgemeester moet weten voor hij iemand op de lijst zet."""

from datetime import date

from django.utils import timezone

from casus import databank
from casus.models import Betrokkene, Casus, Signaal
from toegang import sleutels
from toegang.beleid import Wie, zichtbaar


def lopende_casussen(gebruiker: Wie, signaal: Signaal) -> list[Casus]:
    """Lopende casussen in dit LIVC voor iemand met dezelfde naam; zoekt op de blinde index, nooit op de naam."""
    naam = signaal.persoon.get("naam", "")
    if not naam:
        return []
    index = sleutels.blinde_index(signaal.livc_id, naam)
    lopend = Casus.objects.lopend().filter(pk__in=databank.casussen_met_naam(signaal.livc_id, index))
    return list(zichtbaar(gebruiker, "casus.zien", lopend))


def met_inzage(gebruiker: Wie, lopende: list[Casus]) -> list[Casus]:
    """Welke van deze casussen bij naam genoemd mogen worden: eerst de geheimhouding van die casus (LR-30)."""
    return list(
        zichtbaar(gebruiker, "casus.inzien", Casus.objects.filter(pk__in=[rij.pk for rij in lopende]))
    )


def wacht_op_burgemeester(signaal: Signaal) -> bool:
    return bool(signaal.staat == Signaal.Staat.VOORGEDRAGEN)


def leeftijd(signaal: Signaal) -> int | None:
    """Leeftijd vandaag; None zonder geboortedatum. Onder 18 en onder 12 gelden extra stappen (LR-15)."""
    geboren = signaal.persoon.get("geboortedatum")
    if not geboren:
        return None
    return Betrokkene(geboortedatum=date.fromisoformat(geboren)).leeftijd(timezone.localdate())
