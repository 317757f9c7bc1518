"""Een bewaarplicht opleggen, lezen en opheffen (LR-53)."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from audit.soorten import Soort
from casus.models import Bewaarplicht, Vernietigingspunt
from casus.voorwaarden.bewaarplicht import beletten_opheffen, beletten_opleggen
from toegang import sleutels
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen
from toegang.verantwoording import leg_vast

from .casus import vergrendeld


@handeling
def leg_op(*, actor: Gebruiker, casus_pk: UUID, soort: str, grond: str, tot: date | None) -> Bewaarplicht:
    """Op een casus die iemand ziet. Raises Verborgen, Verboden, NietVoldaan (LR-53)."""
    casus = vergrendeld(actor, casus_pk)
    eis(actor, "casus.bewaarplicht", casus)
    return _leg_op(actor, casus.pk, casus.livc_id, casus.referentie, soort, grond, tot)


@handeling
def leg_op_bij_punt(
    *, actor: Gebruiker, punt_pk: UUID, soort: str, grond: str, tot: date | None
) -> Bewaarplicht:
    """Op een casus van de vernietigingslijst; ook wie de casus niet leest, kan haar zo tegenhouden.

    Raises Verborgen, Verboden, NietVoldaan (LR-53).
    """
    punt = haal(
        actor, "vernietiging.zien", Vernietigingspunt.objects.select_for_update(of=("self",)), punt_pk
    )
    eis(actor, "vernietiging.bewaarplicht", punt)
    return _leg_op(actor, punt.casus_id, punt.livc_id, punt.referentie, soort, grond, tot)


@handeling
def lees(*, actor: Gebruiker, pk: UUID) -> Bewaarplicht:
    """De grond kan over de persoon gaan: lezen laat een regel na. Raises Verborgen, Verboden (LR-57)."""
    plicht = haal(actor, "bewaarplicht.zien", Bewaarplicht.objects.select_related("livc"), pk)
    eis(actor, "bewaarplicht.lezen", plicht)
    _leg_vast(Soort.BEWAARPLICHT_GELEZEN, actor, plicht)
    return plicht


@handeling
def hef_op(*, actor: Gebruiker, pk: UUID) -> Bewaarplicht:
    """Is de termijn om, dan komt de casus op de volgende lijst. Raises Verborgen, Verboden, NietVoldaan (LR-53)."""
    plicht = haal(actor, "bewaarplicht.zien", Bewaarplicht.objects.select_for_update(of=("self",)), pk)
    eis(actor, "bewaarplicht.opheffen", plicht)
    eis_geen(beletten_opheffen(plicht))
    plicht.hef_op()
    plicht.opgeheven_door, plicht.opgeheven_op = actor, timezone.now()
    plicht.save(update_fields=["staat", "opgeheven_door", "opgeheven_op"])
    _leg_vast(Soort.BEWAARPLICHT_OPGEHEVEN, actor, plicht)
    return plicht


def _leg_op(
    actor: Gebruiker, casus_id: UUID, livc_id: UUID, ref: str, soort: str, grond: str, tot: date | None
) -> Bewaarplicht:
    eis_geen(beletten_opleggen(casus_id, grond, tot))
    plicht = Bewaarplicht(
        casus_id=casus_id,
        livc_id=livc_id,
        referentie=ref,
        soort=soort,
        grond=grond,
        tot=tot,
        opgelegd_door=actor,
        opgelegd_op=timezone.now(),
    )
    sleutels.maak(plicht.pk, livc_id)
    plicht.save(force_insert=True)
    _leg_vast(Soort.BEWAARPLICHT_OPGELEGD, actor, plicht)
    return plicht


def _leg_vast(soort: Soort, actor: Gebruiker, plicht: Bewaarplicht) -> None:
    """De grond blijft in de rij, onder haar eigen sleutel; de regel zegt wie, welke soort en tot wanneer."""
    leg_vast(
        soort,
        actor=actor,
        livc_id=plicht.livc_id,
        dossier_id=plicht.casus_id,
        object_id=plicht.pk,
        referentie=plicht.referentie,
        feiten={
            "staat": plicht.staat,
            "soort": plicht.soort,
            "tot": plicht.tot.isoformat() if plicht.tot else None,
        },
    )
