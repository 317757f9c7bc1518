"""Een link die al vertrok: opnieuw versturen of intrekken, voor wie de aanwijzing deed (LR-31)."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang.accountregels import recht_voor
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Accountuitnodiging, Gebruiker
from toegang.uitzonderingen import NietVoldaan, Verborgen

from .accounts import bestaand_account, geef_link, noteer


@handeling
def verstuur_opnieuw(*, actor: Gebruiker, pk: UUID) -> Accountuitnodiging:
    """Een nieuwe link; de vorige werkt niet meer. Raises Verborgen, Verboden, NietVoldaan."""
    rij = _open_rij(actor, pk)
    if bestaand_account(rij.email) is not None:
        raise NietVoldaan(_("Er is intussen een account. Trek de link in en wijs de persoon opnieuw aan."))
    geef_link(actor, rij)
    return rij


@handeling
def trek_in(*, actor: Gebruiker, pk: UUID) -> Accountuitnodiging:
    """De link werkt niet meer, en de aanwijzing vervalt. Raises Verborgen, Verboden, NietVoldaan."""
    rij = _open_rij(actor, pk)
    rij.ingetrokken_op = timezone.now()
    rij.save(update_fields=["ingetrokken_op"])
    noteer(Soort.ACCOUNT_INGETROKKEN, actor, rij)
    return rij


def _open_rij(actor: Gebruiker, pk: UUID) -> Accountuitnodiging:
    rijen = Accountuitnodiging.objects.select_for_update(of=("self",)).select_related("livc", "organisatie")
    rij = rijen.filter(pk=pk).first()
    if rij is None:
        raise Verborgen("livc.leden", None, "LR-31")
    eis(actor, recht_voor(rij), rij.livc)
    if rij.gebruikt_op or rij.ingetrokken_op:
        raise NietVoldaan(_("Deze uitnodiging is al gebruikt of ingetrokken."))
    return rij
