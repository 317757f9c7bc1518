"""Een signaal registreren, insturen en ontvangen."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.soorten import Soort
from casus.models import Signaal
from casus.voorwaarden.livc import beletten_nieuw
from toegang import sleutels
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import eis_geen
from toegang.verantwoording import leg_vast


@handeling
def registreer(*, actor: Gebruiker, livc: Livc, gegevens: dict[str, Any]) -> Signaal:
    """De preventieambtenaar registreert een signaal. Raises Verboden, NietVoldaan (LR-10)."""
    eis(actor, "signaal.registreren", livc)
    eis_geen(beletten_nieuw(livc.pk))
    signaal = _bewaar(actor, livc, gegevens, ingezonden=False, ontvangen_op=timezone.now())
    leg_vast(
        Soort.SIGNAAL_GEREGISTREERD,
        actor=actor,
        livc_id=livc.pk,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
        feiten={"kanaal": signaal.kanaal, "dringendheid": signaal.dringendheid},
    )
    return signaal


def _bewaar(actor: Gebruiker, livc: Livc, gegevens: dict[str, Any], **velden: Any) -> Signaal:
    signaal = Signaal(livc=livc, melder=actor, **gegevens, **velden)
    # Eerst de sleutel: zonder sleutel valt er niets te bewaren.
    sleutels.maak(signaal.pk, livc.pk)
    signaal.save(force_insert=True)
    return signaal


def vergrendeld(pk: UUID) -> Signaal:
    """Het signaal met een slot op de rij, zodat twee mensen tegelijk niet allebei beslissen."""
    return Signaal.objects.select_for_update(of=("self",)).get(pk=pk)
