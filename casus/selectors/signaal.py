"""Welke signalen iemand ziet."""

from django.db.models import QuerySet

from casus.models import Signaal
from toegang.beleid import Wie, zichtbaar


def zichtbare(gebruiker: Wie) -> QuerySet[Signaal]:
    """De signalen die deze gebruiker mag openen; de lijst toont er geen inhoud van."""
    return zichtbaar(gebruiker, "signaal.zien", Signaal.objects.select_related("livc")).order_by("-aangemaakt")
