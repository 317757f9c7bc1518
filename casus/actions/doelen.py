"""De doelen van het lopende traject."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus.models import Casus, Doel
from casus.spoor import noteer
from casus.voorwaarden.traject import beletten_toevoegen
from toegang.beleid import haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .traject import lopend_plan

VELDEN = ("levensdomein", "tekst", "sterktes", "zorgen")


@handeling
def voeg_toe(*, actor: Gebruiker, casus_pk: UUID, gegevens: dict[str, Any]) -> Doel:
    """Een doel met sterktes naast zorgen. Raises Verborgen, Verboden, NietVoldaan."""
    casus, traject = lopend_plan(actor, casus_pk)
    eis_geen(beletten_toevoegen(casus))
    doel = Doel.objects.create(casus=casus, livc_id=casus.livc_id, traject=traject, **gegevens)
    noteer(Soort.DOEL_TOEGEVOEGD, actor, casus, object_id=doel.pk, feiten={"versie": traject.versie})
    return doel


@handeling
def wijzig(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, Any]) -> Doel:
    """Raises Verborgen, Verboden, NietVoldaan als het doel bij een oude versie hoort."""
    casus, doel = _doel(actor, pk)
    for veld in VELDEN:
        setattr(doel, veld, gegevens[veld])
    doel.save(update_fields=VELDEN)
    noteer(Soort.DOEL_GEWIJZIGD, actor, casus, object_id=doel.pk, feiten={"versie": doel.traject.versie})
    return doel


@handeling
def verwijder(*, actor: Gebruiker, pk: UUID) -> UUID:
    """Alleen een doel zonder acties; geeft de casus. Raises Verborgen, Verboden, NietVoldaan."""
    casus, doel = _doel(actor, pk)
    if doel.acties.exists():
        raise NietVoldaan(_("Bij dit doel staan acties. Een doel met acties blijft staan."))
    versie = doel.traject.versie
    doel.delete()
    noteer(Soort.DOEL_VERWIJDERD, actor, casus, object_id=pk, feiten={"versie": versie})
    return casus.pk


def _doel(actor: Gebruiker, pk: UUID) -> tuple[Casus, Doel]:
    plek = haal(actor, "traject.zien", Doel.objects.all(), pk)
    casus, traject = lopend_plan(actor, plek.casus_id)
    doel = haal(
        actor, "traject.zien", Doel.objects.select_for_update(of=("self",)).select_related("traject"), pk
    )
    if doel.traject_id != traject.pk:
        raise NietVoldaan(_("Dit doel hoort bij een oude versie van het plan. Die blijft zoals ze was."))
    return casus, doel
