"""De teksten van het toezicht over wat vernietigd is: elke nacht, en meteen na een vernietiging (LR-53, LR-57)."""

from uuid import UUID

from django.db import connection

from toegang import identiteit, sleutels
from toegang.handeling import handeling
from toegang.ronde import ronde
from toegang.verantwoording import Systeemactor, leg_vast

from .soorten import Soort
from .tekstvervalfuncties import TAAKNAAM

VERVALLER = Systeemactor(TAAKNAAM)


def laat_vervallen() -> int:
    """Elke tekst in een eigen handeling. Geeft hoeveel."""
    with identiteit.als(VERVALLER), connection.cursor() as cursor:
        cursor.execute("SELECT audit_teksten_om()")
        om = [pk for (pk,) in cursor.fetchall()]
    return ronde(om, lambda pk: wis(actor=VERVALLER, pk=pk))


@handeling
def wis(*, actor: Systeemactor, pk: UUID) -> bool:
    """De databank kijkt zelf na of het mag; waar als er iets gewist is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_wis_tekst(%s)", [pk])
        gewist = cursor.fetchone()
    if gewist is None:
        return False
    livc_id, regel_id, was = gewist
    sleutels.vernietig(pk)
    leg_vast(
        Soort.BEVINDING_VERVALLEN,
        actor=actor,
        livc_id=livc_id,
        object_id=pk,
        feiten={"bevinding": str(pk), "regel": str(regel_id), "staat": "gesloten", "was": was},
    )
    return True
