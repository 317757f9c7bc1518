"""Uitnodigen: de preventieambtenaar bereidt voor, de burgemeester ondertekent en kan intrekken (LR-12)."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import post
from casus.models import Casus, Deelname, Overleg
from casus.spoor import noteer
from casus.voorwaarden.deelname import (
    beletten_bijdrage,
    beletten_genodigde,
    beletten_termijn,
    beletten_uitnodigen,
)
from toegang import sleutels, toekenningen
from toegang.beleid import eis, haal, zichtbaar
from toegang.berichten import Berichtsoort
from toegang.handeling import handeling
from toegang.models import Gebruiker, Organisatielid
from toegang.models.livc import NaamBijStap
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld


@handeling
def bereid_voor(
    *, actor: Gebruiker, pk: UUID, overleg: UUID, leden: Sequence[UUID], bijdrage: str, dringend_reden: str
) -> list[Deelname]:
    """Zet uitnodigingen klaar voor de burgemeester. Raises Verborgen, Verboden, NietVoldaan (LR-10, 12, 14, 15)."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.voorbereiden", casus)
    eis_geen(beletten_uitnodigen(casus) + beletten_bijdrage(bijdrage))
    moment = _overleg(actor, casus, overleg)
    eis_geen(beletten_termijn(casus.livc, moment, dringend_reden, timezone.localdate()))
    klaar = [_nieuw(actor, casus, moment, lid, bijdrage, dringend_reden) for lid in leden]
    for deelname in klaar:
        noteer(Soort.DEELNAME_VOORBEREID, actor, casus, object_id=deelname.pk, feiten=_dag(moment))
    return klaar


def _overleg(actor: Gebruiker, casus: Casus, pk: UUID) -> Overleg:
    rijen = Overleg.objects.filter(agendapunten__casus=casus, livc_id=casus.livc_id)
    overleg = zichtbaar(actor, "overleg.zien", rijen).filter(pk=pk).first()
    if overleg is None:
        raise NietVoldaan(_("Deze casus staat niet op de agenda van dat overleg."), "LR-14", "overleg")
    return overleg


def _nieuw(
    actor: Gebruiker, casus: Casus, overleg: Overleg, lid_pk: UUID, bijdrage: str, dringend_reden: str
) -> Deelname:
    lid = Organisatielid.objects.select_related("gebruiker").filter(pk=lid_pk).first()
    eis_geen(beletten_genodigde(casus, lid))
    assert lid is not None
    if casus.deelname_set.filter(gebruiker=lid.gebruiker, staat__in=Deelname.LOPEND).exists():
        raise NietVoldaan(_("Iemand van deze lijst is al uitgenodigd. Laad de pagina opnieuw."), "", "leden")
    deelname = Deelname(
        casus=casus,
        livc_id=casus.livc_id,
        gebruiker=lid.gebruiker,
        organisatie_id=lid.organisatie_id,
        overleg=overleg,
        bijdrage=bijdrage,
        dringend_reden=dringend_reden,
        voorbereid_door=actor,
    )
    sleutels.maak(deelname.pk, deelname.livc_id)
    deelname.save(force_insert=True)
    return deelname


@handeling
def onderteken(
    *, actor: Gebruiker, pk: UUID, deelnames: Sequence[UUID], dringend_reden: str = ""
) -> list[Deelname]:
    """De burgemeester ondertekent een of meer uitnodigingen samen; alle of geen. Raises als `bereid_voor`.

    De termijn loopt vanaf vandaag (LR-14): wat bij het voorbereiden nog op tijd was, kan het nu niet meer zijn.
    """
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.uitnodigen", casus)
    gekozen = list(_van_casus(casus).filter(pk__in=deelnames))
    if not gekozen or len(gekozen) != len(set(deelnames)):
        raise NietVoldaan(_("Kies minstens één uitnodiging van deze casus."), "LR-12", "deelnames")
    for deelname in gekozen:
        eis(actor, "deelname.ondertekenen", deelname)
    eis_geen(beletten_uitnodigen(casus))
    for deelname in gekozen:
        _onderteken(actor, casus, deelname, dringend_reden)
    return gekozen


def _onderteken(actor: Gebruiker, casus: Casus, deelname: Deelname, dringend_reden: str) -> None:
    if not can_proceed(deelname.nodig_uit):
        raise NietVoldaan(_("Een van deze uitnodigingen is intussen ondertekend of ingetrokken."))
    deelname.dringend_reden = deelname.dringend_reden or dringend_reden
    eis_geen(beletten_termijn(casus.livc, deelname.overleg, deelname.dringend_reden, timezone.localdate()))
    lid = Organisatielid.objects.filter(
        organisatie=deelname.organisatie_id, gebruiker=deelname.gebruiker_id
    ).first()
    eis_geen(beletten_genodigde(casus, lid))
    deelname.nodig_uit()
    deelname.uitgenodigd_door, deelname.uitgenodigd_op = actor, timezone.now()
    deelname.save(update_fields=["staat", "dringend_reden", "uitgenodigd_door", "uitgenodigd_op"])
    maak_bekend(deelname, casus)
    noteer(
        Soort.DEELNAME_UITGENODIGD,
        actor,
        casus,
        object_id=deelname.pk,
        feiten=_dag(deelname.overleg) | {"dringend": bool(deelname.dringend_reden)},
        casusfeiten={"dringend_reden": deelname.dringend_reden} if deelname.dringend_reden else None,
    )


def maak_bekend(deelname: Deelname, casus: Casus) -> None:
    """Wat bij elke ondertekende uitnodiging hoort: de naam als het LIVC dat zo instelde (LR-13), en het bericht."""
    if casus.livc.naam_bij_stap == NaamBijStap.UITNODIGING:
        toekenningen.geef(deelname.gebruiker, toekenningen.WIE_KENNEN, casus)
    post.nodig_uit_na_vastleggen(deelname)


@handeling
def trek_in(*, actor: Gebruiker, pk: UUID) -> Deelname:
    """De burgemeester trekt een uitnodiging in; de genodigde ziet daarna niets meer over wie het gaat."""
    deelname = _vergrendeld(actor, pk)
    eis(actor, "deelname.intrekken", deelname)
    was_verstuurd = deelname.staat != Deelname.Staat.VOORBEREID
    overgang = deelname.trek_uitnodiging_in if was_verstuurd else deelname.schrap
    if not can_proceed(overgang):
        raise NietVoldaan(_("Deze uitnodiging is intussen beantwoord. Intrekken kan niet meer."))
    overgang()
    deelname.beeindigd_op = timezone.now()
    deelname.save(update_fields=["staat", "beeindigd_op"])
    toekenningen.neem(deelname.gebruiker, deelname.casus, toekenningen.WIE_KENNEN, toekenningen.DEELNEMEN)
    if was_verstuurd:
        post.meld_einde_na_vastleggen(Berichtsoort.UITNODIGING_INGETROKKEN, deelname)
    noteer(Soort.DEELNAME_INGETROKKEN, actor, deelname.casus, object_id=deelname.pk)
    return deelname


@handeling
def stuur_opnieuw(*, actor: Gebruiker, pk: UUID) -> Deelname:
    """Een bericht dat niet verstuurd raakte, opnieuw sturen; nooit om iemand aan te sporen (LR-22)."""
    deelname = _vergrendeld(actor, pk)
    eis(actor, "deelname.voorbereiden", deelname)
    if deelname.mail_mislukt_op is None or deelname.staat != Deelname.Staat.UITGENODIGD:
        raise NietVoldaan(_("Het bericht van deze uitnodiging is niet mislukt."), "LR-22")
    deelname.mail_mislukt_op = None
    deelname.save(update_fields=["mail_mislukt_op"])
    post.nodig_uit_na_vastleggen(deelname)
    noteer(Soort.DEELNAME_BERICHT, actor, deelname.casus, object_id=deelname.pk)
    return deelname


def _vergrendeld(actor: Gebruiker, pk: UUID) -> Deelname:
    gevonden = haal(actor, "deelname.zien", Deelname.objects.all(), pk)
    casus = vergrendeld(actor, gevonden.casus_id)
    return _van_casus(casus).get(pk=pk)


def _van_casus(casus: Casus) -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(casus=casus).select_for_update(of=("self",))
    return rijen.select_related("casus__livc", "gebruiker", "overleg", "organisatie").order_by("pk")


def _dag(overleg: Overleg) -> dict[str, str]:
    return {"overleg": str(overleg.pk), "op": timezone.localtime(overleg.begin).date().isoformat()}
