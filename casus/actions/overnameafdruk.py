"""Kijken naar wat naar een eigen dossier gaat, en het één keer afdrukken (LR-43, LR-57)."""

import hashlib
from uuid import UUID

from django.utils import timezone

from audit.soorten import Soort
from casus import aanleiding, overnamepdf
from casus.models import Casus, Dossierovername, Inbreng
from casus.selectors import overname as selectors
from casus.selectors.overname import Detail, Keuze, Lijst
from casus.spoor import noteer
from casus.voorwaarden.overname import beletten_afdrukken
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen

from .casus import vergrendeld

ONDERDEEL = "overname"


@handeling
def open_lijst(*, actor: Gebruiker, casus_pk: UUID) -> tuple[Casus, Lijst]:
    """Wat waarheen ging, voor iedereen aan tafel. Raises Verborgen, Verboden."""
    casus = _casus(actor, casus_pk)
    lijst = selectors.lijst(actor, casus)
    _leg_inzage_vast(actor, casus, selectors.getoonde_inbreng(lijst.regels, actor))
    return casus, lijst


@handeling
def open_keuze(*, actor: Gebruiker, casus_pk: UUID) -> Keuze:
    """Waaruit iemand kan kiezen voor zijn eigen dossier. Raises Verborgen, Verboden."""
    casus = _casus(actor, casus_pk)
    keuze = selectors.keuze(actor, casus)
    _leg_inzage_vast(actor, casus, keuze.inbreng)
    return keuze


@handeling
def open_overname(*, actor: Gebruiker, pk: UUID) -> Detail:
    """Eén vraag, met haar tekst en haar redenen. Raises Verborgen."""
    overname = haal(actor, "overname.zien", selectors.rijen(), pk)
    detail = selectors.detail(actor, overname)
    getoond = selectors.getoonde_inbreng([detail.regel], actor)
    _leg_inzage_vast(actor, overname.casus, getoond, detail)
    return detail


@handeling
def druk_af(*, actor: Gebruiker, pk: UUID) -> bytes:
    """De PDF, één keer. Zonder regel in het logboek is er niets afgedrukt, en komt er niets.

    Van twee tegelijk wacht de tweede op het slot van de eerste, en leest dan dat het gebeurd is. Raises Verborgen,
    Verboden, NietVoldaan (LR-43, LR-57).
    """
    plek = haal(actor, "overname.zien", Dossierovername.objects.all(), pk)
    casus = vergrendeld(actor, plek.casus_id)
    rijen = selectors.rijen().select_for_update(of=("self",), no_key=True)
    overname = haal(actor, "overname.zien", rijen, pk)
    eis(actor, "overname.afdrukken", overname)
    eis_geen(beletten_afdrukken(overname))
    tekst = selectors.teksten(actor, casus, [overname])[overname.pk]
    overname.afgedrukt_op = timezone.now()
    overname.save(update_fields=["afgedrukt_op"])
    pdf = overnamepdf.maak(overname, selectors.dienst_van(overname), tekst)
    noteer(
        Soort.OVERNAME_AFGEDRUKT,
        actor,
        casus,
        object_id=overname.pk,
        feiten={"staat": overname.staat},
        casusfeiten={
            "kenmerk": overname.kenmerk,
            "dienst": selectors.dienst_van(overname),
            "sha256": hashlib.sha256(pdf).hexdigest(),
        },
    )
    return pdf


def _casus(actor: Gebruiker, pk: UUID) -> Casus:
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc"), pk)
    eis(actor, "overname.vragen", casus)
    return casus


def _leg_inzage_vast(
    actor: Gebruiker, casus: Casus, getoond: list[Inbreng], voor: Detail | None = None
) -> None:
    # Wie gevraagd is te antwoorden, of leest wat hij zelf vroeg, heeft daarmee zijn aanleiding.
    eigen = voor is not None and (voor.regel.wacht_op_mij or voor.overname.aanvrager_id == actor.pk)
    aandacht = frozenset() if eigen else aanleiding.bij_inzage(actor, casus)
    noteer(
        Soort.CASUS_INGEZIEN,
        actor,
        casus,
        object_id=voor.overname.pk if voor else None,
        feiten={"onderdeel": ONDERDEEL, "staat": casus.staat},
        aandacht=aandacht | aanleiding.bij_inbreng(getoond),
        getoond=[rij.pk for rij in getoond],
    )
