"""De lijst van personen openen: elke blik is een regel (LR-06, LR-57)."""

from uuid import UUID

from audit.soorten import Soort
from casus.selectors.personenlijst import Persoon, personen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.verantwoording import leg_vast


@handeling
def open_lijst(*, actor: Gebruiker, pk: UUID) -> tuple[Livc, list[Persoon]]:
    """Raises Verborgen, Verboden."""
    livc = haal(actor, "livc.zien", Livc.objects.all(), pk)
    eis(actor, "livc.personenlijst", livc)
    rijen = personen(livc)
    leg_vast(
        Soort.PERSONENLIJST_INGEZIEN,
        actor=actor,
        livc_id=livc.pk,
        feiten={"personen": len(rijen)},
        getoond=[rij.persoon_id for rij in rijen if rij.naam],
    )
    return livc, rijen
