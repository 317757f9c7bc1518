"""Wat een deelnemer over zijn eigen inbreng laat vertellen aan de persoon (LR-22, LR-55)."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import databank
from casus.models import Casus, Raadpleging
from casus.selectors import raadpleging as selectors
from casus.spoor import noteer
from toegang.beleid import haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan


@handeling
def open_raadpleging(*, actor: Gebruiker, pk: UUID) -> Raadpleging:
    """De eigen vraag, met de eigen inbreng erbij. Raises Verborgen (LR-57)."""
    rij = haal(actor, "raadpleging.zien", Raadpleging.objects.select_related("casus__livc"), pk)
    noteer(Soort.RAADPLEGING_INGEZIEN, actor, rij.casus, object_id=rij.pk)
    return rij


@handeling
def antwoord(*, actor: Gebruiker, pk: UUID, antwoorden: dict[str, dict[str, Any]]) -> Raadpleging:
    """Per eigen inbreng: mag verteld worden of niet. Wat niet genoemd is, wordt niet verteld; wijzigen kan tot het vertrekt.

    Wat mag, gaat mee zoals het nu staat. Raises Verborgen, NietVoldaan (LR-55).
    """
    rij = haal(actor, "raadpleging.zien", Raadpleging.objects.select_related("casus__livc"), pk)
    # Op slot: wie tegelijk het antwoord verstuurt, ziet dit antwoord of houdt het tegen.
    Casus.objects.select_for_update(of=("self",)).get(pk=rij.casus_id)
    if rij.pk not in databank.open_raadplegingen():
        raise NietVoldaan(_("Het antwoord aan de persoon is al vertrokken."), "LR-55")
    eigen = {str(inbreng.pk): inbreng for inbreng in selectors.eigen_inbreng(rij)}
    rij.antwoorden = {
        pk_: selectors.afschrift(eigen[pk_], gegeven)
        for pk_, gegeven in antwoorden.items()
        if pk_ in eigen and gegeven.get("mag") is not None
    }
    rij.beantwoord_op = timezone.now()
    rij.save(update_fields=["antwoorden", "beantwoord_op"])
    noteer(Soort.RAADPLEGING_BEANTWOORD, actor, rij.casus, object_id=rij.pk)
    return rij
