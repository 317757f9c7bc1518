"""Een voorgestelde rol: een tweede persoon bevestigt of weigert ze (LR-31).

De beheerder maakt accounts en stelt rollen voor; zonder iemand die zelf al een bevestigde rol heeft, zit een verzonnen
account nergens aan tafel.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from toegang.beleid import eis, rollen_van
from toegang.handeling import handeling
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.voorwaarden import beletten_bevestigen, beletten_machtiging

from .leden import geef_bevestigde_rol, schrap


@handeling
def bevestig(*, actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    """De rol geldt vanaf nu. Raises Verborgen, Verboden, NietVoldaan (LR-31, LR-11)."""
    lid = _voorstel(actor, pk)
    eis_geen(beletten_machtiging(Rol(lid.rol), lid.machtiging, lid.machtiging_tot))
    geef_bevestigde_rol(actor, lid, actor)
    return lid


@handeling
def weiger(*, actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    """Het voorstel gaat niet door; alleen de regel in het logboek blijft. Raises Verborgen, Verboden, NietVoldaan."""
    return schrap(actor, _voorstel(actor, pk), _("geweigerd"))


def _voorstel(actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    livc = Livc.objects.filter(lidmaatschappen=pk).first()
    if livc is None:
        raise Verborgen("livc.rol_bevestigen", None, "LR-31")
    eis(actor, "livc.rol_bevestigen", livc)
    rijen = Lidmaatschap.objects.select_for_update(of=("self",)).select_related(
        "livc", "gebruiker", "voorgesteld_door"
    )
    lid = rijen.filter(pk=pk).first()
    if lid is None or lid.bevestigd_op is not None:
        raise NietVoldaan(_("Iemand anders antwoordde al op dit voorstel."))
    eis_geen(beletten_bevestigen(actor.pk, rollen_van(actor)[livc.pk], lid))
    return lid
