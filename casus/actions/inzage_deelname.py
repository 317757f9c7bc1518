"""Een uitnodiging openen: zodra ze zegt over wie het gaat, staat dat eerst in het logboek (LR-57)."""

from uuid import UUID

from audit.soorten import Soort
from casus.models import Casus, Deelname
from casus.selectors import deelname as tafels
from casus.selectors import uitnodiging as selectors
from casus.selectors.uitnodiging import Uitnodiging
from casus.spoor import noteer
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker


@handeling
def open_uitnodiging(*, actor: Gebruiker, pk: UUID) -> Uitnodiging:
    """De eigen uitnodiging, in de stap waarin ze staat. Raises Verborgen."""
    deelname = selectors.eigen_uitnodiging(actor, pk)
    wie = None
    if selectors.toont_wie(actor, deelname):
        wie = deelname.casus.betrokkene_set.get()
        noteer(Soort.GEHEIMHOUDING_INGEZIEN, actor, deelname.casus, object_id=deelname.pk)
    return selectors.uitnodiging(deelname, wie)


@handeling
def open_weigerredenen(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, list[Deelname]]:
    """Waarom iemand niet komt: alleen de burgemeester leest het, en dat staat in het logboek (LR-20)."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.weigerredenen", casus)
    noteer(Soort.DEELNAME_INGEZIEN, actor, casus, feiten={"onderdeel": "redenen"})
    return casus, tafels.weigerredenen(actor, casus)
