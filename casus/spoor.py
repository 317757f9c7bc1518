"""Eén regel in het logboek over een casus: dezelfde vorm voor elke handeling."""

from typing import Any

from audit.soorten import Soort
from casus.models import Casus
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast


def noteer(soort: Soort, actor: Gebruiker, casus: Casus, **wat: Any) -> None:
    """Alleen binnen een handeling: zonder transactie weigert het logboek."""
    leg_vast(
        soort, actor=actor, livc_id=casus.livc_id, dossier_id=casus.pk, referentie=casus.referentie, **wat
    )
