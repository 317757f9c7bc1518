"""Wanneer iemand kennis kan nemen van een verlenging (LR-52)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Verlenging
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet


def beletten_kennisname(wie: Gebruiker, verlenging: Verlenging, rol: str) -> list[Belet]:
    """Eén keer, door een ander dan wie al kennis nam, en voor de lopende termijn om is."""
    if verlenging.vervallen_op is not None:
        return [Belet(_("Er kwam een ander voorstel. Deze verlenging gaat niet door."), "LR-52")]
    if wie.pk in (verlenging.burgemeester_id, verlenging.functionaris_id):
        return [Belet(_("U nam al kennis van deze verlenging."), "LR-52")]
    gedaan = verlenging.burgemeester_id if rol == "burgemeester" else verlenging.functionaris_id
    if gedaan is not None:
        return [Belet(_("Iemand met uw rol nam al kennis van deze verlenging."), "LR-52")]
    if verlenging.oud_tot <= timezone.localdate():
        return [Belet(_("De lopende termijn is om. Deze verlenging gaat niet meer door."), "LR-52")]
    return []
