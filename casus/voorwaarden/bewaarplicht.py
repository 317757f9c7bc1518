"""Wanneer een bewaarplicht kan beginnen of ophouden (LR-53)."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Bewaarplicht, Vernietigingspunt
from toegang.uitzonderingen import Belet


def beletten_opleggen(casus_id: UUID, grond: str, tot: date | None) -> list[Belet]:
    """Eén tegelijk, met een geschreven grond, en niet meer zodra de sleutels weg zijn."""
    if not grond.strip():
        return [Belet(_("Schrijf op welke grond dit dossier langer moet blijven."), "LR-53", "grond")]
    if tot is not None and tot < timezone.localdate():
        return [Belet(_("Deze dag is al voorbij."), "LR-53", "tot")]
    if Bewaarplicht.objects.lopend().filter(casus=casus_id).exists():
        return [Belet(_("Er loopt al een bewaarplicht voor deze casus."), "LR-53")]
    onderweg = (Vernietigingspunt.Staat.BEZIG, Vernietigingspunt.Staat.VERNIETIGD)
    if Vernietigingspunt.objects.filter(casus=casus_id, staat__in=onderweg).exists():
        return [Belet(_("Deze casus is al vernietigd."), "LR-53")]
    return []


def beletten_opheffen(plicht: Bewaarplicht) -> list[Belet]:
    if plicht.staat == Bewaarplicht.Staat.LOPEND:
        return []
    return [Belet(_("Deze bewaarplicht is al opgeheven."), "LR-53")]
