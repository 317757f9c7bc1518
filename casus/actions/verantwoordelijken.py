"""De functionaris legt vast welke lezing het LIVC volgt (LR-54)."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus.models import Verwerkingslezing
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


@handeling
def leg_lezing_vast(
    *, actor: Gebruiker, pk: UUID, lezing: str, vanaf: date, reden: str, na_versie: int
) -> Verwerkingslezing:
    """Een nieuwe versie; de vorige blijft te lezen. Raises Verborgen, Verboden, NietVoldaan."""
    livc = haal(actor, "livc.zien", Livc.objects.all(), pk)
    eis(actor, "livc.lezing", livc)
    laatste = Verwerkingslezing.objects.filter(livc=livc).first()
    if na_versie != (laatste.versie if laatste else 0):
        raise _intussen()
    rij = Verwerkingslezing(
        livc=livc, versie=na_versie + 1, lezing=lezing, vanaf=vanaf, reden=reden, vastgesteld_door=actor
    )
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError as fout:
        raise _intussen() from fout
    leg_vast(
        Soort.LIVC_LEZING,
        actor=actor,
        livc_id=livc.pk,
        object_id=rij.pk,
        feiten={"lezing": lezing, "versie": rij.versie, "vanaf": vanaf.isoformat()},
    )
    return rij


def _intussen() -> NietVoldaan:
    return NietVoldaan(_("Er is intussen een nieuwe versie. Lees ze eerst."), "LR-54")
