"""Kennis nemen van een tweede of latere verlenging, zonder de casus te lezen (LR-52)."""

from uuid import UUID

from audit.soorten import Soort
from casus import databank
from casus.models import Verlenging
from casus.selectors.verlenging import eigen_rol
from casus.voorwaarden.verlenging import beletten_kennisname
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen
from toegang.verantwoording import leg_vast


@handeling
def neem_kennis(*, actor: Gebruiker, pk: UUID) -> bool:
    """Waar als de verlenging hiermee geldt: ook de ander nam al kennis. Raises Verborgen, Verboden, NietVoldaan."""
    verlenging = haal(actor, "verlenging.zien", Verlenging.objects.all(), pk)
    eis(actor, "verlenging.kennisnemen", verlenging)
    rol = eigen_rol(actor, verlenging)
    eis_geen(beletten_kennisname(actor, verlenging, rol))
    geldt = databank.neem_kennis(verlenging.pk, rol)
    leg_vast(
        Soort.BEWAARTERMIJN_KENNISGENOMEN,
        actor=actor,
        livc_id=verlenging.livc_id,
        dossier_id=verlenging.casus_id,
        object_id=verlenging.pk,
        referentie=verlenging.referentie,
        feiten={"rol": rol, "verlenging": verlenging.nummer, "geldt": geldt},
    )
    return geldt
