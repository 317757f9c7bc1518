"""Een overleg bijeenroepen, verzetten en annuleren, en de agenda schikken."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Agendapunt, Casus, Deelname, Overleg
from casus.spoor import noteer_overleg, noteer_punt
from casus.voorwaarden import overleg as voorwaarden
from casus.voorwaarden.livc import beletten_bijeenroepen
from toegang.beleid import eis, haal, zichtbaar
from toegang.handeling import handeling
from toegang.livcs import geldige_modaliteiten
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, eis_geen


def vergrendeld(actor: Gebruiker, pk: UUID) -> Overleg:
    """Het overleg met een slot op de rij: wie het overleg verandert, wacht op elkaar. Raises Verborgen."""
    rijen = Overleg.objects.select_for_update(of=("self",)).select_related("livc")
    return haal(actor, "overleg.zien", rijen, pk)


def gekende_punten(actor: Gebruiker, overleg: Overleg) -> QuerySet[Agendapunt]:
    """De punten waarvan deze persoon mag weten; voor de rest bestaat de agenda niet (LR-23, LR-31)."""
    return zichtbaar(actor, "agendapunt.zien", Agendapunt.objects.filter(overleg=overleg))


def punt_in_slot(actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Het agendapunt, met een slot op zijn overleg en dan op zijn casus; altijd in die volgorde. Raises Verborgen."""
    punt = haal(actor, "agendapunt.zien", Agendapunt.objects.all(), pk)
    overleg = vergrendeld(actor, punt.overleg_id)
    casus = Casus.objects.select_for_update(of=("self",)).get(pk=punt.casus_id)
    punt = Agendapunt.objects.select_for_update(of=("self",)).get(pk=pk)
    punt.overleg, punt.casus = overleg, casus
    return punt


@handeling
def plan(*, actor: Gebruiker, livc: Livc, begin: datetime, plaats: str, voorzitter: Gebruiker) -> Overleg:
    """Roept een overleg bijeen. Raises Verboden, NietVoldaan (LR-10, LR-61)."""
    eis(actor, "overleg.plannen", livc)
    eis_geen(beletten_bijeenroepen(livc.pk) + voorwaarden.beletten_moment(livc.pk, begin, voorzitter))
    overleg = Overleg.objects.create(
        livc=livc,
        begin=begin,
        plaats=plaats,
        voorzitter=voorzitter,
        modaliteiten=geldige_modaliteiten(livc.pk),
    )
    noteer_overleg(Soort.OVERLEG_GEPLAND, actor, overleg, begin=begin.isoformat())
    return overleg


@handeling
def wijzig(*, actor: Gebruiker, pk: UUID, begin: datetime, plaats: str, voorzitter: Gebruiker) -> Overleg:
    """Verzet een overleg of kiest een andere plaats of voorzitter. Raises Verborgen, Verboden, NietVoldaan (LR-14)."""
    overleg = _te_beheren(actor, pk)
    eis_geen(
        voorwaarden.beletten_moment(overleg.livc_id, begin, voorzitter)
        + voorwaarden.beletten_verzetten(overleg, gekende_punten(actor, overleg), begin)
    )
    was = overleg.begin
    overleg.begin, overleg.plaats, overleg.voorzitter = begin, plaats, voorzitter
    overleg.save(update_fields=["begin", "plaats", "voorzitter"])
    noteer_overleg(Soort.OVERLEG_GEWIJZIGD, actor, overleg, was=was.isoformat(), wordt=begin.isoformat())
    return overleg


@handeling
def annuleer(*, actor: Gebruiker, pk: UUID) -> Overleg:
    """Het overleg gaat niet door; uitnodigingen verhuizen mee zodra de casus op een ander overleg komt.

    Raises Verborgen, Verboden, NietVoldaan.
    """
    overleg = _te_beheren(actor, pk)
    if not can_proceed(overleg.annuleer):
        raise NietVoldaan(_("Dit overleg is niet meer gepland."))
    overleg.annuleer()
    overleg.save(update_fields=["staat"])
    noteer_overleg(Soort.OVERLEG_GEANNULEERD, actor, overleg, staat=overleg.staat)
    return overleg


@handeling
def zet_op_agenda(*, actor: Gebruiker, pk: UUID, casus_pk: UUID) -> Agendapunt:
    """Zet een casus achteraan op de agenda. Raises Verborgen, Verboden, NietVoldaan (LR-05, LR-14)."""
    overleg = _te_beheren(actor, pk)
    casus = haal(actor, "casus.zien", Casus.objects.select_for_update(of=("self",)), casus_pk)
    wachtend = _wachtende_uitnodigingen(casus, overleg)
    eis_geen(voorwaarden.beletten_op_agenda(overleg, casus))
    eis_geen(voorwaarden.beletten_verhuizen(wachtend, overleg.begin))
    laatste = overleg.agendapunten.aggregate(laatste=Max("volgorde"))["laatste"] or 0
    punt = overleg.agendapunten.create(casus=casus, livc_id=overleg.livc_id, volgorde=laatste + 1)
    Deelname.objects.filter(pk__in=[d.pk for d in wachtend]).update(overleg=overleg)
    noteer_punt(Soort.AGENDAPUNT_TOEGEVOEGD, actor, punt, meegenomen_uitnodigingen=len(wachtend))
    return punt


@handeling
def haal_van_agenda(*, actor: Gebruiker, pk: UUID) -> Overleg:
    """Haalt een punt van de agenda. Raises Verborgen, Verboden, NietVoldaan (LR-14)."""
    punt = punt_in_slot(actor, pk)
    eis(actor, "overleg.beheren", punt.overleg)
    eis_geen(voorwaarden.beletten_van_agenda(punt))
    noteer_punt(Soort.AGENDAPUNT_VERWIJDERD, actor, punt)
    overleg = punt.overleg
    punt.inbrengen.update(agendapunt=None)
    punt.delete()
    return overleg


@handeling
def verschuif(*, actor: Gebruiker, pk: UUID, omhoog: bool) -> Overleg:
    """Zet een punt één plaats vroeger of later. Raises Verborgen, Verboden, NietVoldaan."""
    punt = punt_in_slot(actor, pk)
    overleg = punt.overleg
    eis(actor, "overleg.beheren", overleg)
    eis_geen(voorwaarden.beletten_agenda(overleg))
    ander = _buur(gekende_punten(actor, overleg), punt, omhoog)
    if ander is None:
        raise NietVoldaan(_("Dit punt staat al helemaal vooraan of achteraan."))
    punt.volgorde, ander.volgorde = ander.volgorde, punt.volgorde
    Agendapunt.objects.bulk_update([punt, ander], ["volgorde"])
    noteer_overleg(Soort.OVERLEG_GEWIJZIGD, actor, overleg, agenda="volgorde")
    return overleg


def _buur(punten: QuerySet[Agendapunt], punt: Agendapunt, omhoog: bool) -> Agendapunt | None:
    if omhoog:
        return punten.filter(volgorde__lt=punt.volgorde).order_by("-volgorde").first()
    return punten.filter(volgorde__gt=punt.volgorde).order_by("volgorde").first()


def _te_beheren(actor: Gebruiker, pk: UUID) -> Overleg:
    overleg = vergrendeld(actor, pk)
    eis(actor, "overleg.beheren", overleg)
    eis_geen(voorwaarden.beletten_agenda(overleg))
    return overleg


def _wachtende_uitnodigingen(casus: Casus, overleg: Overleg) -> list[Deelname]:
    """Uitnodigingen zonder overleg: het hunne is geannuleerd, of hun punt is verdaagd of weggehaald."""
    open_ = (Deelname.Staat.VOORBEREID, *voorwaarden.VERSTUURD)
    met_punt = Agendapunt.objects.filter(
        casus=casus,
        staat__in=voorwaarden.OPEN_PUNT,
        overleg__staat__in=(Overleg.Staat.GEPLAND, Overleg.Staat.BEZIG),
    )
    rijen = Deelname.objects.select_related("livc").filter(casus=casus, staat__in=open_)
    return list(rijen.exclude(overleg__in=met_punt.values("overleg")).exclude(overleg=overleg))
