"""Wat iemand met zijn eigen logboek doet: een ontvangstbewijs halen."""

from uuid import UUID

from django.utils.translation import gettext as _

from audit import eigen, ontvangstbewijs
from audit.models import Regel
from audit.soorten import Soort
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


def haal_bewijs(*, actor: Gebruiker, pk: UUID) -> str:
    """Het ontvangstbewijs van een eigen handeling; komt pas vrij na de regel die dat vastlegt (LR-57).

    Raises Verborgen, SleutelFout, NietVoldaan zolang de handeling nog geen plaats in de boom kreeg.
    """
    regel = eigen.regel(actor, pk, eigen.TELT)
    bewijs = ontvangstbewijs.maak(regel.pk)
    if bewijs is None:
        raise NietVoldaan(
            _("Deze handeling krijgt haar plaats in het logboek binnen een minuut. Probeer het dan opnieuw."),
            "LR-57",
        )
    _leg_vast(actor=actor, regel=regel)
    return bewijs


@handeling
def _leg_vast(*, actor: Gebruiker, regel: Regel) -> None:
    leg_vast(
        Soort.LOGBOEK_EIGEN,
        actor=actor,
        livc_id=regel.livc_id,
        object_id=regel.pk,
        feiten={"regel": str(regel.pk), "soort": regel.soort},
    )
