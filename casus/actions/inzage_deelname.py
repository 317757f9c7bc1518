"""Een uitnodiging openen: zodra ze zegt over wie het gaat, staat dat eerst in het logboek (LR-57)."""

from dataclasses import dataclass
from uuid import UUID

from audit.soorten import Soort
from casus.models import Betrokkene, Casus, Deelname
from casus.selectors import deelname as selectors
from casus.spoor import noteer
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker


@dataclass(frozen=True)
class Uitnodiging:
    """Wat de genodigde in deze stap ziet; `wie` is None zolang hij dat niet hoort te weten (LR-13)."""

    deelname: Deelname
    wie: Betrokkene | None
    diensten: list[str]


@handeling
def open_uitnodiging(*, actor: Gebruiker, pk: UUID) -> Uitnodiging:
    """De eigen uitnodiging, in de stap waarin ze staat. Raises Verborgen."""
    deelname = selectors.eigen_uitnodiging(actor, pk)
    wie = None
    if selectors.toont_wie(actor, deelname):
        wie = deelname.casus.betrokkene_set.get()
        noteer(Soort.GEHEIMHOUDING_INGEZIEN, actor, deelname.casus, object_id=deelname.pk)
    return Uitnodiging(deelname, wie, selectors.uitgenodigde_diensten(deelname))


@handeling
def open_weigerredenen(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, list[Deelname]]:
    """Waarom iemand niet komt: alleen de burgemeester leest het, en dat staat in het logboek (LR-20)."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.weigerredenen", casus)
    noteer(Soort.DEELNAME_INGEZIEN, actor, casus, feiten={"onderdeel": "redenen"})
    return casus, selectors.weigerredenen(actor, casus)
