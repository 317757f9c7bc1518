"""Een casus afsluiten, later nakijken, en alleen met een nieuwe verantwoording heropenen."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Actie, Casus, Deelname, Nacontrole, Overleg, Traject
from casus.overdrachtrijen import OVERDRAGER
from casus.spoor import noteer
from casus.voorwaarden import afsluiten as voorwaarden
from toegang import toekenningen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld


@handeling
def sluit_af(
    *,
    actor: Gebruiker,
    pk: UUID,
    reden: str,
    toelichting: str = "",
    nacontroles: Sequence[date] = (),
    losgelaten: Collection[UUID] = (),
) -> Casus:
    """De opvolging stopt; de tafel verliest haar toegang in dezelfde transactie, de kern leest verder.

    `losgelaten` zijn de open acties die de burgemeester zag en niet meer verwacht. Een punt op een gepland overleg
    wordt verdaagd en niet geschrapt: wie uitgenodigd was, leest dat het niet doorgaat. Raises Verborgen, Verboden,
    NietVoldaan (LR-03, LR-21, LR-22, LR-31, LR-52).
    """
    casus = _overleggen_dan_casus(actor, pk)
    eis_geen(voorwaarden.beletten_afsluiten(casus))
    eis_geen(voorwaarden.beletten_sluiting(reden, toelichting, nacontroles))
    acties = list(casus.actie_set.select_for_update().filter(staat=Actie.Staat.OPEN))
    eis_geen(voorwaarden.beletten_open_acties(acties, losgelaten))
    was, dagen = casus.staat, sorted(set(nacontroles))
    gevolgen = _sluit(casus, acties, reden, toelichting)
    for dag in dagen:
        Nacontrole.objects.create(casus=casus, livc_id=casus.livc_id, gepland_op=dag)
    feiten = {"was": was, "staat": casus.staat, "nacontroles": [dag.isoformat() for dag in dagen]}
    noteer(
        Soort.CASUS_AFGESLOTEN, actor, casus, feiten=feiten, casusfeiten={"sluitingsreden": reden} | gevolgen
    )
    return casus


def sluit_overgedragen(casus: Casus) -> None:
    """Na een aanvaarde overdracht, namens de taak: dezelfde gevolgen, ook midden in een overleg (LR-31, LR-52).

    De bewaartermijn loopt door. Wie al afgesloten was, blijft afgesloten om de reden van toen.
    """
    if not can_proceed(casus.sluit_af):
        return
    was = casus.staat
    acties = list(casus.actie_set.select_for_update().filter(staat=Actie.Staat.OPEN))
    _sluit(casus, acties, Casus.Sluitingsreden.OVERGEDRAGEN)
    # Zonder casusfeiten: de taak heeft de sleutel van de casus niet, en hoeft ze niet te hebben.
    feiten = {"was": was, "staat": casus.staat, "nacontroles": []}
    noteer(Soort.CASUS_AFGESLOTEN, OVERDRAGER, casus, feiten=feiten)


@handeling
def begin_nacontrole(*, actor: Gebruiker, pk: UUID, nacontrole_pk: UUID) -> Nacontrole:
    """Kijken of afsluiten juist was, op de afgesproken dag of vroeger. Raises Verborgen, Verboden, NietVoldaan."""
    casus, nacontrole = _nacontrole(actor, pk, nacontrole_pk)
    eis_geen(voorwaarden.beletten_begin_nacontrole(casus, nacontrole))
    casus.start_nacontrole()
    casus.save(update_fields=["staat", "gewijzigd"])
    noteer(
        Soort.NACONTROLE_BEGONNEN, actor, casus, object_id=nacontrole.pk, feiten=_feiten(casus, nacontrole)
    )
    return nacontrole


@handeling
def rond_nacontrole_af(*, actor: Gebruiker, pk: UUID, nacontrole_pk: UUID, vaststelling: str) -> Nacontrole:
    """Opschrijven wat er vastgesteld is; de casus is daarna weer afgesloten. Raises NietVoldaan."""
    casus, nacontrole = _nacontrole(actor, pk, nacontrole_pk)
    eis_geen(voorwaarden.beletten_vaststelling(casus, nacontrole))
    nacontrole.vaststelling = vaststelling
    nacontrole.gedaan_op, nacontrole.gedaan_door = timezone.localdate(), actor
    nacontrole.save(update_fields=["vaststelling", "gedaan_op", "gedaan_door"])
    casus.rond_nacontrole_af()
    casus.save(update_fields=["staat", "gewijzigd"])
    noteer(
        Soort.NACONTROLE_UITGEVOERD, actor, casus, object_id=nacontrole.pk, feiten=_feiten(casus, nacontrole)
    )
    return nacontrole


@handeling
def heropen(*, actor: Gebruiker, pk: UUID, noodzaak: str) -> Casus:
    """De casus begint opnieuw bij de voorbereiding. Niemand krijgt vanzelf zijn plaats terug.

    De vorige sluiting staat voortaan in het logboek; nacontroles die nog moesten komen, vervallen.
    Raises Verborgen, Verboden, NietVoldaan (LR-03, LR-10).
    """
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.heropenen", casus)
    eis_geen(voorwaarden.beletten_heropenen(casus) + voorwaarden.beletten_noodzaak(noodzaak))
    gesloten_op = casus.afgesloten_op.isoformat() if casus.afgesloten_op else None
    was = {"sluitingsreden": casus.sluitingsreden, "toelichting": casus.sluiting_toelichting}
    feiten = {"was": casus.staat, "was_afgesloten_op": gesloten_op}
    casus.heropen()
    casus.noodzaak, casus.heropend_op = noodzaak, timezone.now()
    casus.sluitingsreden = casus.sluiting_toelichting = ""
    casus.afgesloten_op = None
    casus.save()
    casus.nacontrole_set.filter(gedaan_op=None).delete()
    noteer(
        Soort.CASUS_HEROPEND,
        actor,
        casus,
        feiten=feiten | {"staat": casus.staat},
        casusfeiten={"noodzaak": noodzaak, "vorige_sluiting": was},
    )
    return casus


def _sluit(casus: Casus, acties: list[Actie], reden: str, toelichting: str = "") -> dict[str, list[str]]:
    """De casus dicht, met alles wat eraan hing: acties, agendapunten, traject en tafel."""
    casus.sluit_af()
    casus.sluitingsreden, casus.sluiting_toelichting = reden, toelichting
    casus.afgesloten_op = timezone.now()
    gevolgen = {
        "acties": _laat_los(acties),
        "agendapunten": _verdaag(casus),
        "trajecten": _beeindig_traject(casus),
        **_sluit_tafel(casus),
    }
    velden = [
        "staat",
        "sluitingsreden",
        "sluiting_toelichting",
        "afgesloten_op",
        "casusregisseur",
        "gewijzigd",
    ]
    casus.save(update_fields=velden)
    return gevolgen


def _overleggen_dan_casus(actor: Gebruiker, pk: UUID) -> Casus:
    """Dezelfde volgorde van sloten als wie een overleg leidt: eerst het overleg, dan de casus."""
    casus = haal(actor, "casus.zien", Casus.objects.all(), pk)
    eis(actor, "casus.afsluiten", casus)
    punten = casus.agendapunt_set.filter(staat__in=voorwaarden.OPEN_PUNT)
    list(Overleg.objects.select_for_update().filter(pk__in=punten.values("overleg")).order_by("pk"))
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.afsluiten", casus)
    return casus


def _nacontrole(actor: Gebruiker, pk: UUID, nacontrole_pk: UUID) -> tuple[Casus, Nacontrole]:
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.nacontrole", casus)
    rijen: QuerySet[Nacontrole] = casus.nacontrole_set.select_for_update()
    nacontrole = rijen.filter(pk=nacontrole_pk).first()
    if nacontrole is None:
        raise NietVoldaan(_("Deze nacontrole staat niet meer bij de casus."), "LR-52")
    return casus, nacontrole


def _laat_los(acties: list[Actie]) -> list[str]:
    for actie in acties:
        actie.meld_niet_uitgevoerd()
        actie.afgehandeld_op = timezone.now()
        actie.save(update_fields=["staat", "afgehandeld_op"])
    return [str(actie.pk) for actie in acties]


def _verdaag(casus: Casus) -> list[str]:
    punten = list(casus.agendapunt_set.select_for_update().filter(staat__in=voorwaarden.OPEN_PUNT))
    for punt in punten:
        punt.verdaag()
        punt.beeindigd_op = timezone.now()
        punt.save(update_fields=["staat", "beeindigd_op"])
    return [str(punt.pk) for punt in punten]


def _beeindig_traject(casus: Casus) -> list[str]:
    trajecten = list(casus.traject_set.select_for_update().filter(staat=Traject.Staat.LOPEND))
    for traject in trajecten:
        traject.beeindig()
        traject.save(update_fields=["staat"])
    return [str(traject.pk) for traject in trajecten]


def _sluit_tafel(casus: Casus) -> dict[str, list[str]]:
    """Elke lopende deelname stopt, met de toegang die erbij hoorde. Zonder plaats aan tafel geen casusregisseur."""
    beeindigd, vervallen = [], []
    rijen = (
        casus.deelname_set.select_for_update(of=("self",)).filter(staat__in=Deelname.LOPEND).order_by("pk")
    )
    for deelname in rijen:
        if deelname.staat == Deelname.Staat.AANVAARD:
            deelname.beeindig()
            beeindigd.append(str(deelname.pk))
            if casus.casusregisseur_id == deelname.gebruiker_id:
                casus.casusregisseur = None
        elif deelname.staat == Deelname.Staat.VOORBEREID:
            deelname.schrap()
        else:
            deelname.verval()
            vervallen.append(str(deelname.pk))
        deelname.beeindigd_op = timezone.now()
        deelname.save(update_fields=["staat", "beeindigd_op"])
    toekenningen.neem_van_deelnemers(casus)
    return {"beeindigde_deelnames": beeindigd, "vervallen_uitnodigingen": vervallen}


def _feiten(casus: Casus, nacontrole: Nacontrole) -> dict[str, str]:
    return {"staat": casus.staat, "gepland_op": nacontrole.gepland_op.isoformat()}
