"""Het einde van een plaats aan tafel die de deelnemer niet zelf opgaf (LR-12, LR-31).

De toegang eindigt altijd in dezelfde transactie. Dat iemands dienst verdween, zegt het beleid al vóór deze rij volgt.
"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import post
from casus.models import Casus, Deelname
from casus.spoor import noteer
from casus.voorwaarden.tafel import komt_nog
from toegang import identiteit, toekenningen
from toegang.beleid import eis, haal
from toegang.berichten import Berichtsoort
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.ronde import ronde
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Systeemactor

from .casus import vergrendeld

EINDE = Systeemactor("einde van deelnames")


@handeling
def beeindig(*, actor: Gebruiker, pk: UUID) -> Deelname:
    """De burgemeester beëindigt een aanvaarde deelname. Raises Verborgen, Verboden, NietVoldaan (LR-12)."""
    plek = haal(actor, "deelname.zien", Deelname.objects.all(), pk)
    casus = vergrendeld(actor, plek.casus_id)
    deelname = _rijen(casus.pk).get(pk=pk)
    if not can_proceed(deelname.beeindig):
        raise NietVoldaan(_("Deze persoon neemt niet meer deel aan deze casus."))
    eis(actor, "deelname.beeindigen", deelname)
    feiten = sluit_plaats(casus, deelname)
    post.meld_einde_na_vastleggen(Berichtsoort.DEELNAME_BEEINDIGD, deelname)
    noteer(Soort.DEELNAME_BEEINDIGD, actor, casus, object_id=deelname.pk, feiten=feiten)
    return deelname


def beeindig_bij_dienst(organisatie_id: UUID) -> None:
    """Na een wijziging in de gids: in de lopende transactie, onder de naam van de taak.

    Wie de gids beheert, hoort niet te weten aan welke tafels iemand zat.
    """
    rijen = zonder_dienst(timezone.localdate()).filter(organisatie=organisatie_id)
    with identiteit.als(EINDE):
        for casus_id in _casussen(rijen):
            _ruim_op(EINDE, casus_id)


def beeindig_alle(vandaag: date) -> int:
    """De ronde van elke nacht: diensten waarvan het mandaat afliep, mensen die vertrokken. Geeft het aantal.

    Wat faalt, houdt de rest niet tegen; de eerste fout komt daarna toch naar boven.
    """
    with identiteit.als(EINDE):
        casussen = _casussen(zonder_dienst(vandaag))
    return ronde(casussen, lambda casus_id: beeindig_vanzelf(actor=EINDE, casus_id=casus_id))


@handeling
def beeindig_vanzelf(*, actor: Systeemactor, casus_id: UUID) -> int:
    """Eén casus van de nachtelijke ronde, in een eigen transactie. Geeft hoeveel plaatsen eindigden."""
    return _ruim_op(actor, casus_id)


def zonder_dienst(op: date) -> QuerySet[Deelname]:
    """Lopende plaatsen van wie die dag niet meer namens die dienst kan komen (LR-12)."""
    return Deelname.objects.filter(~komt_nog(op), staat__in=Deelname.LOPEND)


def sluit_plaats(casus: Casus, deelname: Deelname) -> dict[str, object]:
    """Sluit één lopende plaats, met alles wat ze gaf. Geeft de feiten voor het logboek."""
    was = deelname.staat
    overgang = {
        Deelname.Staat.VOORBEREID: deelname.schrap,
        Deelname.Staat.AANVAARD: deelname.beeindig,
    }.get(Deelname.Staat(was), deelname.verval)
    overgang()
    deelname.beeindigd_op = timezone.now()
    deelname.save(update_fields=["staat", "beeindigd_op"])
    toekenningen.neem(deelname.gebruiker, casus, toekenningen.WIE_KENNEN, toekenningen.DEELNEMEN)
    return {
        "was": was,
        "staat": deelname.staat,
        "was_casusregisseur": maak_regie_vrij(casus, deelname.gebruiker_id),
    }


def maak_regie_vrij(casus: Casus, wie: UUID) -> bool:
    """Wie de casus niet meer ziet, kan ze niet leiden. Waar als deze persoon casusregisseur was."""
    if casus.casusregisseur_id != wie:
        return False
    casus.casusregisseur = None
    casus.save(update_fields=["casusregisseur", "gewijzigd"])
    return True


def _casussen(rijen: QuerySet[Deelname]) -> list[UUID]:
    return list(rijen.order_by("casus").values_list("casus", flat=True).distinct())


def _ruim_op(actor: Systeemactor, casus_id: UUID) -> int:
    casus = Casus.objects.select_for_update(of=("self",), no_key=True).get(pk=casus_id)
    rijen = list(_rijen(casus_id).filter(pk__in=zonder_dienst(timezone.localdate()).values("pk")))
    for deelname in rijen:
        feiten = sluit_plaats(casus, deelname)
        noteer(Soort.DEELNAME_BEEINDIGD, actor, casus, object_id=deelname.pk, feiten=feiten)
    return len(rijen)


def _rijen(casus_id: UUID) -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(casus=casus_id).select_for_update(of=("self",))
    return rijen.select_related("gebruiker").order_by("pk")
