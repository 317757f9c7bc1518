"""Kijken voor een overdracht: elke blik komt vrij na haar regel in het logboek (LR-57)."""

from uuid import UUID

from audit.soorten import Soort
from casus import aanleiding
from casus.models import Casus
from casus.selectors import overdracht as selectors
from casus.selectors.inbreng import van_anderen
from casus.spoor import noteer
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker


@handeling
def open_overdracht(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, selectors.Overdrachtblad]:
    """De casus met wat er vertrekken kan; de regel noemt de inbreng van anderen die het blad toont.

    Raises Verborgen, Verboden (LR-05, LR-31, LR-32).
    """
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.inzien", casus)
    eis(actor, "casus.overdragen", casus)
    blad = selectors.blad(actor, casus)
    getoond = van_anderen(actor, blad.getoond)
    noteer(
        Soort.CASUS_INGEZIEN,
        actor,
        casus,
        feiten={"onderdeel": "overdracht", "staat": casus.staat},
        aandacht=aanleiding.bij_inzage(actor, casus) | aanleiding.bij_inbreng(getoond),
        getoond=[rij.pk for rij in getoond],
    )
    return casus, blad
