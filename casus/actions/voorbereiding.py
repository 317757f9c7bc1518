"""De voorbereiding: beginnen, en het belang van een kind wegen."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Casus, Kindafweging
from casus.spoor import noteer
from casus.voorwaarden.casus import beletten_voorbereiding
from casus.voorwaarden.deelname import beletten_kindafweging
from casus.voorwaarden.traject import beletten_opvolging
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld


@handeling
def start(*, actor: Gebruiker, pk: UUID) -> Casus:
    """De preventieambtenaar begint de tafel voor te bereiden. Raises Verborgen, Verboden, NietVoldaan (LR-10)."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.voorbereiden", casus)
    eis_geen(beletten_voorbereiding(casus))
    if not can_proceed(casus.start_voorbereiding):
        raise NietVoldaan(_("De voorbereiding van deze casus is al begonnen."))
    casus.start_voorbereiding()
    casus.save(update_fields=["staat", "gewijzigd"])
    noteer(Soort.CASUS_VOORBEREID, actor, casus, feiten={"staat": casus.staat})
    return casus


@handeling
def weeg_kind(*, actor: Gebruiker, pk: UUID, belang: str, bijzondere_reden: str) -> Kindafweging:
    """Het belang van het kind, op schrift (LR-15). Een nieuwe tekst heeft een nieuwe bevestiging nodig."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.kind_wegen", casus)
    eis_geen(beletten_opvolging(casus))
    eis_geen(beletten_kindafweging(casus, bijzondere_reden))
    afweging = Kindafweging.objects.select_for_update().filter(casus=casus).first()
    if afweging is None:
        afweging = Kindafweging(casus=casus, livc_id=casus.livc_id)
    afweging.belang, afweging.bijzondere_reden = belang, bijzondere_reden
    afweging.opgesteld_door = actor
    afweging.bevestigd_door = afweging.bevestigd_op = None
    afweging.save()
    noteer(Soort.MINDERJARIGHEID_AFGEWOGEN, actor, casus, object_id=afweging.pk)
    return afweging


@handeling
def bevestig_kind(*, actor: Gebruiker, pk: UUID) -> Kindafweging:
    """Een tweede persoon bevestigt de afweging (LR-15). Raises Verborgen, Verboden, NietVoldaan."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.kind_bevestigen", casus)
    eis_geen(beletten_opvolging(casus))
    afweging = Kindafweging.objects.select_for_update().filter(casus=casus).first()
    if afweging is None or afweging.bevestigd_op is not None:
        raise NietVoldaan(_("Er is geen afweging die op bevestiging wacht."), "LR-15")
    if afweging.opgesteld_door_id == actor.pk:
        raise NietVoldaan(_("U schreef deze afweging zelf. Een tweede persoon bevestigt ze."), "LR-15")
    afweging.bevestigd_door, afweging.bevestigd_op = actor, timezone.now()
    afweging.save(update_fields=["bevestigd_door", "bevestigd_op"])
    noteer(Soort.MINDERJARIGHEID_BEVESTIGD, actor, casus, object_id=afweging.pk)
    return afweging
