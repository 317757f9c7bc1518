"""Acties: afspreken, bijstellen, en het antwoord van de eigenaar."""

from datetime import date
from typing import Any
from uuid import UUID

from audit.soorten import Soort
from casus.models import Actie, Agendapunt, Casus, Doel
from casus.voorwaarden.traject import beletten_actie
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen
from toegang.verantwoording import leg_vast


def vergrendelde_casus(actor: Gebruiker, pk: UUID) -> Casus:
    """De casus met een slot op de rij: wie afsluit en wie iets afspreekt, wachten op elkaar. Raises Verborgen."""
    return haal(actor, "casus.zien", Casus.objects.select_for_update(of=("self",)), pk)


@handeling
def spreek_af(
    *,
    actor: Gebruiker,
    casus: Casus,
    omschrijving: str,
    eigenaar: Gebruiker,
    tegen: date,
    agendapunt: Agendapunt | None = None,
    doel: Doel | None = None,
) -> Actie:
    """Een afspraak met een eigenaar en een datum. Raises Verborgen, Verboden, NietVoldaan (LR-31)."""
    casus = vergrendelde_casus(actor, casus.pk)
    if agendapunt is None:
        eis(actor, "traject.opstellen", casus)
    else:
        eis(actor, "agendapunt.leiden", agendapunt)
    eis_geen(beletten_actie(casus, eigenaar=eigenaar, tegen=tegen, agendapunt=agendapunt, doel=doel))
    actie = Actie.objects.create(
        casus=casus,
        livc_id=casus.livc_id,
        omschrijving=omschrijving,
        eigenaar=eigenaar,
        tegen=tegen,
        agendapunt=agendapunt,
        doel=doel,
    )
    _leg_vast(Soort.ACTIE_AFGESPROKEN, actor, actie, casus, {"tegen": tegen.isoformat()})
    return actie


def _leg_vast(soort: Soort, actor: Gebruiker, actie: Actie, casus: Casus, feiten: dict[str, Any]) -> None:
    leg_vast(
        soort,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        object_id=actie.pk,
        referentie=casus.referentie,
        feiten={"staat": actie.staat} | feiten,
        casusfeiten={"eigenaar": str(actie.eigenaar_id)},
    )
