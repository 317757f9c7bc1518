"""Eén regel in het logboek over een casus, een overleg of een agendapunt: dezelfde vorm voor elke handeling."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.soorten import Soort
from casus.agenda import stem_af_na_vastleggen
from casus.models import Agendapunt, Betrokkenenverzoek, Casus, Overleg
from toegang.models import Gebruiker
from toegang.verantwoording import Actor, leg_vast

AGENDA_VOLGT = frozenset(
    {
        Soort.OVERLEG_GEWIJZIGD,
        Soort.OVERLEG_GEANNULEERD,
        Soort.AGENDAPUNT_TOEGEVOEGD,
        Soort.AGENDAPUNT_VERWIJDERD,
        Soort.AGENDAPUNT_VERDAAGD,
        Soort.CASUS_AFGESLOTEN,
        Soort.DEELNAME_AANVAARD,
        Soort.DEELNAME_GEWEIGERD,
        Soort.DEELNAME_INGETROKKEN,
        Soort.DEELNAME_TERUGGETROKKEN,
        Soort.DEELNAME_VERVANGEN,
        Soort.DEELNAME_BEEINDIGD,
        Soort.WRAKING_INGESTELD,
        Soort.WRAKING_OPGEHEVEN,
    }
)
"""Waarna iemands agenda kan veranderen. Niet bij het uitnodigen: daar gaat de afspraak met de uitnodiging mee."""


def noteer(soort: Soort, actor: Actor, casus: Casus, **wat: Any) -> None:
    """Alleen binnen een handeling: zonder transactie weigert het logboek."""
    leg_vast(
        soort, actor=actor, livc_id=casus.livc_id, dossier_id=casus.pk, referentie=casus.referentie, **wat
    )
    _volg(soort, casus.livc_id)


def noteer_overleg(soort: Soort, actor: Gebruiker, overleg: Overleg, **feiten: Any) -> None:
    """Eén regel over een overleg; zegt niets over een casus."""
    leg_vast(soort, actor=actor, livc_id=overleg.livc_id, object_id=overleg.pk, feiten=feiten)
    _volg(soort, overleg.livc_id)


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
    _volg(soort, punt.livc_id)


def _volg(soort: Soort, livc_id: UUID) -> None:
    if soort in AGENDA_VOLGT:
        stem_af_na_vastleggen(livc_id)


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
