"""Inhoud openen: de pagina komt pas vrij nadat de inzage in het logboek staat (LR-57).

Dit zijn de enige handelingen die tijdens een GET schrijven, en ze schrijven alleen de regel van het kijken.
"""

from uuid import UUID

from audit.soorten import Soort
from casus.models import Casus, Signaal
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast


@handeling
def open_signaal(*, actor: Gebruiker, pk: UUID) -> Signaal:
    """Het signaal met zijn inhoud. Raises Verborgen."""
    signaal = haal(actor, "signaal.zien", Signaal.objects.select_related("livc", "melder", "bron_organisatie"), pk)
    leg_vast(
        Soort.SIGNAAL_INGEZIEN,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
    )
    return signaal


@handeling
def open_casus(*, actor: Gebruiker, pk: UUID, onderdeel: str) -> Casus:
    """De casus met zijn inhoud; `onderdeel` zegt welk blad. Raises Verborgen, Verboden (LR-30, LR-31)."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.inzien", casus)
    leg_vast(
        Soort.CASUS_INGEZIEN,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        referentie=casus.referentie,
        feiten={"onderdeel": onderdeel, "staat": casus.staat},
    )
    return casus
