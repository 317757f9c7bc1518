"""Het traject: opstellen, evalueren, en verder met dezelfde of een nieuwe versie."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Actie, Casus, Doel, Evaluatie, Traject
from casus.spoor import noteer
from casus.voorwaarden import traject as voorwaarden
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld


@handeling
def stel_op(*, actor: Gebruiker, casus_pk: UUID, samenvatting: str, evaluatie_op: date) -> Traject:
    """Het eerste plan; de casus gaat in traject. Raises Verborgen, Verboden, NietVoldaan (LR-12)."""
    casus, lopend = plan(actor, casus_pk)
    eis_geen(voorwaarden.beletten_opstellen(casus, lopend))
    eis_geen(voorwaarden.beletten_evaluatiedatum(evaluatie_op))
    vorige = casus.traject_set.order_by("-versie").first()
    traject = _maak(actor, casus, vorige.versie + 1 if vorige else 1, samenvatting, evaluatie_op)
    _start(casus)
    noteer(Soort.TRAJECT_OPGESTELD, actor, casus, object_id=traject.pk, feiten=_feiten(traject))
    return traject


@handeling
def wijzig(*, actor: Gebruiker, casus_pk: UUID, samenvatting: str, evaluatie_op: date) -> Traject:
    """De samenvatting of de evaluatiedatum van het lopende plan. Raises Verborgen, Verboden, NietVoldaan."""
    casus, traject = lopend_plan(actor, casus_pk)
    if evaluatie_op != traject.evaluatie_op:
        eis_geen(voorwaarden.beletten_evaluatiedatum(evaluatie_op))
    traject.samenvatting, traject.evaluatie_op = samenvatting, evaluatie_op
    traject.save(update_fields=["samenvatting", "evaluatie_op"])
    noteer(Soort.TRAJECT_GEWIJZIGD, actor, casus, object_id=traject.pk, feiten=_feiten(traject))
    return traject


@handeling
def start_evaluatie(*, actor: Gebruiker, casus_pk: UUID) -> Casus:
    """De tafel kijkt hoe het loopt; het plan loopt intussen door. Raises Verborgen, Verboden, NietVoldaan."""
    casus, traject = lopend_plan(actor, casus_pk)
    if not can_proceed(casus.evalueer):
        raise NietVoldaan(_("De evaluatie is al begonnen, of de casus is niet in traject."))
    casus.evalueer()
    casus.save(update_fields=["staat", "gewijzigd"])
    noteer(Soort.CASUS_IN_EVALUATIE, actor, casus, object_id=traject.pk, feiten={"versie": traject.versie})
    return casus


@handeling
def schrijf_evaluatie(
    *, actor: Gebruiker, casus_pk: UUID, tekst: str, gevolg: str, evaluatie_op: date | None = None
) -> Evaluatie:
    """Wat de tafel vond. Bij ‘verder’ loopt hetzelfde plan door tot de volgende evaluatie. Raises NietVoldaan."""
    casus, traject = lopend_plan(actor, casus_pk)
    if casus.staat != Casus.Staat.IN_EVALUATIE:
        raise NietVoldaan(_("De casus is niet in evaluatie."))
    evaluatie = Evaluatie.objects.create(
        casus=casus, livc_id=casus.livc_id, traject=traject, tekst=tekst, gevolg=gevolg, opgesteld_door=actor
    )
    if gevolg == Evaluatie.Gevolg.VERDER:
        eis_geen(voorwaarden.beletten_evaluatiedatum(evaluatie_op))
        assert evaluatie_op is not None
        traject.evaluatie_op = evaluatie_op
        traject.save(update_fields=["evaluatie_op"])
        _start(casus)
    noteer(
        Soort.TRAJECT_GEEVALUEERD,
        actor,
        casus,
        object_id=evaluatie.pk,
        feiten={"versie": traject.versie, "staat": casus.staat},
        casusfeiten={"gevolg": gevolg},
    )
    return evaluatie


@handeling
def hervat(*, actor: Gebruiker, casus_pk: UUID) -> Casus:
    """Na een bespreking of evaluatie loopt hetzelfde plan verder. Raises Verborgen, Verboden, NietVoldaan."""
    casus, traject = lopend_plan(actor, casus_pk)
    eis_geen(voorwaarden.beletten_vervolg(casus, traject))
    _start(casus)
    noteer(Soort.CASUS_IN_TRAJECT, actor, casus, object_id=traject.pk, feiten={"versie": traject.versie})
    return casus


@handeling
def nieuwe_versie(*, actor: Gebruiker, casus_pk: UUID, samenvatting: str, evaluatie_op: date) -> Traject:
    """Een nieuw plan met dezelfde doelen; open acties gaan mee, de oude versie blijft te lezen. Raises NietVoldaan."""
    casus, oud = lopend_plan(actor, casus_pk)
    eis_geen(voorwaarden.beletten_nieuwe_versie(casus, oud))
    eis_geen(voorwaarden.beletten_evaluatiedatum(evaluatie_op))
    oud.vervang()
    oud.save(update_fields=["staat"])
    traject = _maak(actor, casus, oud.versie + 1, samenvatting, evaluatie_op)
    for doel in oud.doelen.all():
        _neem_over(doel, traject)
    _start(casus)
    noteer(Soort.TRAJECT_NIEUWE_VERSIE, actor, casus, object_id=traject.pk, feiten=_feiten(traject))
    return traject


def plan(actor: Gebruiker, casus_pk: UUID) -> tuple[Casus, Traject | None]:
    """De casus en haar lopende plan, allebei op slot, voor wie het plan mag wijzigen. Raises Verborgen, Verboden."""
    casus = vergrendeld(actor, casus_pk)
    eis(actor, "traject.opstellen", casus)
    rijen = Traject.objects.select_for_update(of=("self",), no_key=True)
    return casus, rijen.filter(casus=casus, staat=Traject.Staat.LOPEND).first()


def lopend_plan(actor: Gebruiker, casus_pk: UUID) -> tuple[Casus, Traject]:
    """Zoals `plan`, maar er moet een lopend plan zijn. Raises Verborgen, Verboden, NietVoldaan."""
    casus, traject = plan(actor, casus_pk)
    eis_geen(voorwaarden.beletten_plan(casus, traject))
    assert traject is not None
    return casus, traject


def _start(casus: Casus) -> None:
    casus.start_traject()
    casus.save(update_fields=["staat", "gewijzigd"])


def _maak(actor: Gebruiker, casus: Casus, versie: int, samenvatting: str, evaluatie_op: date) -> Traject:
    return Traject.objects.create(
        casus=casus,
        livc_id=casus.livc_id,
        versie=versie,
        samenvatting=samenvatting,
        evaluatie_op=evaluatie_op,
        opgesteld_door=actor,
    )


def _neem_over(doel: Doel, traject: Traject) -> None:
    """Een kopie van het doel. Een open actie verhuist mee: een kopie zou haar eigenaar tweemaal aanspreken."""
    kopie = Doel.objects.create(
        casus_id=doel.casus_id,
        livc_id=doel.livc_id,
        traject=traject,
        levensdomein=doel.levensdomein,
        tekst=doel.tekst,
        sterktes=doel.sterktes,
        zorgen=doel.zorgen,
    )
    doel.acties.filter(staat=Actie.Staat.OPEN).update(doel=kopie)


def _feiten(traject: Traject) -> dict[str, Any]:
    return {"versie": traject.versie, "evaluatie_op": traject.evaluatie_op.isoformat()}
