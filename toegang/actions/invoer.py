"""Diensten en mensen uit een bestand in de gids zetten: alles of niets (LR-12)."""

from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang.handeling import handeling
from toegang.invoer import lees
from toegang.invoerplan import Dienststap, Plan, maak_plan
from toegang.models import Gebruiker, Livc, Organisatie
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, leg_vast

from .accounts import wijs_aan_organisatie
from .gids import neem_op, werk_bij
from .livc import vergrendeld


@handeling
def voer_in(*, actor: Gebruiker, pk: UUID, tekst: str, afdruk: str) -> Plan:
    """Doet precies wat het plan met deze afdruk toonde, in één transactie. Raises Verborgen, Verboden, NietVoldaan.

    Is er intussen iets veranderd, dan gebeurt er niets: kijk het plan dan opnieuw na.
    """
    livc = vergrendeld(actor, pk, "livc.gids")
    plan = maak_plan(livc, lees(tekst))
    if plan.fouten or plan.afdruk != afdruk:
        raise NietVoldaan(
            _("De gids is intussen veranderd. Er is niets ingevoerd. Kijk opnieuw na wat er zou gebeuren.")
        )
    diensten = {stap.naam: _doe(actor, livc, stap) for stap in plan.diensten}
    for stap in plan.personen:
        if stap.daad != "blijft":
            wijs_aan_organisatie(
                actor,
                livc,
                diensten[stap.dienst],
                email=stap.persoon.email,
                naam=stap.persoon.naam,
                functie=stap.persoon.functie,
                vaste_vertegenwoordiger=stap.persoon.vaste_vertegenwoordiger,
            )
    feiten = {
        "diensten": sum(stap.daad != "blijft" for stap in plan.diensten),
        "personen": sum(stap.daad != "blijft" for stap in plan.personen),
    }
    leg_vast(Soort.GEGEVENS_INGEVOERD, actor=actor, livc_id=livc.pk, feiten=feiten)
    return plan


def _doe(actor: Actor, livc: Livc, stap: Dienststap) -> Organisatie:
    if stap.daad in ("nieuw", "erbij"):
        return neem_op(actor, livc, {"naam": stap.naam} | stap.gegevens)
    assert stap.organisatie is not None
    if stap.daad == "wijzigt":
        werk_bij(actor, livc, stap.organisatie, stap.gegevens)
    return stap.organisatie
