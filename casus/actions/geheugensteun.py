"""Eigen notities opschrijven en weggooien.

Niets hiervan komt in het logboek: een regel daar zou aan anderen zeggen dat iemand iets opschreef, of niet (LR-20,
LR-22). Wat iemand ervan deelt, is een inbreng, en die staat er wel.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from casus import geheugen
from casus.models import Casus, Geheugensteun
from casus.selectors.geheugensteun import casus_van
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan


@handeling
def voeg_toe(
    *, actor: Gebruiker, casus_pk: UUID, sleutel: UUID, soort: str, tekst: str, thema: str = ""
) -> None:
    """Eén regel erbij; `sleutel` komt van het formulier, zodat twee keer verzenden er geen twee maakt.

    Raises Verborgen, Verboden, NietVoldaan (LR-22).
    """
    rij = _van(actor, casus_van(actor, casus_pk))
    regels = geheugen.lees(rij.regels)
    if any(regel.id == str(sleutel) for regel in regels):
        raise NietVoldaan(_("Dit formulier is al verstuurd."))
    if len(regels) >= geheugen.HOOGSTENS:
        raise NietVoldaan(_("Deze pagina is vol. Gooi eerst iets weg."))
    rij.regels = geheugen.schrijf([*regels, geheugen.Regel(str(sleutel), soort, tekst, thema)])
    rij.save()


@handeling
def gooi_weg(*, actor: Gebruiker, casus_pk: UUID, pk: UUID) -> None:
    """Eén regel weg; er blijft niets van over. Raises Verborgen, Verboden, NietVoldaan."""
    rij = _van(actor, casus_van(actor, casus_pk))
    regels = geheugen.lees(rij.regels)
    rest = [regel for regel in regels if regel.id != str(pk)]
    if len(rest) == len(regels):
        raise NietVoldaan(_("Deze notitie staat er niet meer."))
    rij.regels = geheugen.schrijf(rest)
    if rest:
        rij.save()
    else:
        rij.delete()


@handeling
def wis_alles(*, actor: Gebruiker, casus_pk: UUID) -> None:
    """Al de eigen notities bij deze casus. Raises Verborgen, Verboden."""
    casus = casus_van(actor, casus_pk)
    Geheugensteun.objects.filter(casus=casus, auteur=actor).delete()


def _van(actor: Gebruiker, casus: Casus) -> Geheugensteun:
    """De eigen rij, met een slot erop zolang ze wijzigt."""
    rijen = Geheugensteun.objects.select_for_update(of=("self",)).filter(casus=casus, auteur=actor)
    rij = rijen.first()
    if rij is None:
        Geheugensteun.objects.bulk_create(
            [Geheugensteun(casus=casus, livc_id=casus.livc_id, auteur=actor)], ignore_conflicts=True
        )
        rij = rijen.get()
    return rij
