"""Wie van een casus uitgesloten kan worden, en wie het is (LR-23)."""

from uuid import UUID

from django.utils.translation import gettext as _

from casus.models import Casus
from toegang.livcs import leden_met_rol
from toegang.models import CasusUserObjectPermission, Gebruiker
from toegang.rollen import Rol
from toegang.toekenningen import UITGESLOTEN
from toegang.uitzonderingen import Belet


def uitgesloten_van(casus_id: UUID) -> set[UUID]:
    """Wie van deze casus uitgesloten is; hij komt in geen enkele keuze van deze casus voor."""
    rijen = CasusUserObjectPermission.objects.filter(
        content_object_id=casus_id, permission__codename=UITGESLOTEN
    )
    return set(rijen.values_list("user_id", flat=True))


def beletten_wraken(casus: Casus, wie: Gebruiker | None) -> list[Belet]:
    """LR-23: iemand van dit LIVC of zijn gids, één keer; en er blijft een burgemeester over die dit kan opheffen."""
    if wie is None:
        return [Belet(_("Kies iemand van het LIVC of van een dienst in de gids."), "LR-23", "gebruiker")]
    uit = uitgesloten_van(casus.pk)
    if wie.pk in uit:
        return [Belet(_("Deze persoon is al uitgesloten."), "LR-23", "gebruiker")]
    burgemeesters = {lid.pk for lid in leden_met_rol(casus.livc_id, Rol.BURGEMEESTER)} - uit
    if burgemeesters == {wie.pk}:
        uitleg = _(
            "Dan blijft er geen burgemeester over die deze uitsluiting kan opheffen. Laat eerst een "
            "vertegenwoordiger van de burgemeester aanwijzen in het LIVC."
        )
        return [Belet(uitleg, "LR-23", "gebruiker")]
    return []
