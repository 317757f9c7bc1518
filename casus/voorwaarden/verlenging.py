"""Wanneer iemand kennis kan nemen van een verlenging (LR-52)."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
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


def belet_functionaris(mist: str) -> Belet | None:
    """Waarop de verlenging wacht, en wie er iets aan doet. `mist` komt van `databank.verlenging_mist`."""
    uitleg = {
        "geen": _(
            "Dit LIVC heeft nu geen functionaris die kennis kan nemen. De beheerder duidt er een aan, bij ‘LIVC’."
        ),
        "uitgesloten": _(
            "Geen functionaris van dit LIVC kan kennis nemen van dit dossier. Vraag de beheerder een tweede"
            " functionaris aan te duiden."
        ),
    }.get(mist)
    return Belet(uitleg, "LR-52") if uitleg else None


def einde_blijft(tot: date) -> str:
    """Wachten verlengt niets: de oude termijn loopt gewoon af."""
    uitleg = _(
        "Tot dan geldt de oude termijn. Nemen de burgemeester en de functionaris niet allebei kennis voor %(dag)s, dan"
        " gaat de verlenging niet door, en is het dossier die dag aan vernietiging toe."
    )
    return uitleg % {"dag": date_format(tot, "j F Y")}
