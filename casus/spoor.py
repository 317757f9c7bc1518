"""Eén regel in het logboek over een casus, een overleg of een agendapunt: dezelfde vorm voor elke handeling."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.soorten import Soort
from casus.models import Agendapunt, Betrokkenenverzoek, Casus, Overleg
from toegang.models import Gebruiker
from toegang.verantwoording import Actor, leg_vast


def noteer(soort: Soort, actor: Actor, casus: Casus, **wat: Any) -> None:
    """Alleen binnen een handeling: zonder transactie weigert het logboek."""
    leg_vast(
        soort, actor=actor, livc_id=casus.livc_id, dossier_id=casus.pk, referentie=casus.referentie, **wat
    )


def noteer_overleg(soort: Soort, actor: Gebruiker, overleg: Overleg, **feiten: Any) -> None:
    """Eén regel over een overleg; zegt niets over een casus."""
    leg_vast(soort, actor=actor, livc_id=overleg.livc_id, object_id=overleg.pk, feiten=feiten)


def noteer_punt(
    soort: Soort, actor: Gebruiker, punt: Agendapunt, casusfeiten: Any = None, **feiten: Any
) -> None:
    """Eén regel over een agendapunt, onder de casus van dat punt."""
    leg_vast(
        soort,
        actor=actor,
        livc_id=punt.livc_id,
        dossier_id=punt.casus_id,
        object_id=punt.pk,
        referentie=punt.casus.referentie,
        feiten={"staat": punt.staat, "overleg": str(punt.overleg_id)} | feiten,
        casusfeiten=casusfeiten,
    )


def noteer_verzoek(
    soort: Soort,
    actor: Gebruiker,
    verzoek: Betrokkenenverzoek,
    getoond: Iterable[UUID] = (),
    **feiten: str,
) -> None:
    """Eén regel over een verzoek van een persoon, onder de casus als er een is."""
    leg_vast(
        soort,
        actor=actor,
        livc_id=verzoek.livc_id,
        dossier_id=verzoek.casus_id,
        object_id=verzoek.pk,
        feiten={"staat": verzoek.staat} | feiten,
        getoond=getoond,
    )
