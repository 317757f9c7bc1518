"""Herinneringen aan de eigenaar van een open actie. Nooit om informatie te vragen (LR-22), nooit met inhoud (LR-34)."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus.models import Actie, Casus
from casus.selectors.acties import te_herinneren
from toegang import identiteit, post
from toegang.beleid import eis, mag
from toegang.berichten import Berichtsoort, Brief
from toegang.berichtteksten import Reden
from toegang.handeling import handeling
from toegang.models import Berichtkeuze, Gebruiker
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Systeemactor, leg_vast

from .acties import eis_open, vergrendelde_actie

SYSTEEM = Systeemactor("herinneringen")


def verstuur_alle(vandaag: date) -> int:
    """De dagelijkse ronde; elke herinnering in een eigen transactie. Geeft hoeveel er vertrokken."""
    with identiteit.als(SYSTEEM):
        pks = list(te_herinneren(vandaag))
    return sum(herinner_vanzelf(actor=SYSTEEM, pk=pk, vandaag=vandaag) for pk in pks)


@handeling
def herinner(*, actor: Gebruiker, pk: UUID, vandaag: date) -> Actie:
    """De preventieambtenaar stuurt er zelf een, hoogstens één per dag. Raises Verborgen, Verboden, NietVoldaan."""
    casus, actie = vergrendelde_actie(actor, pk)
    eis(actor, "actie.herinneren", actie)
    eis_open(casus, actie)
    if not mag(actie.eigenaar, "actie.afhandelen", actie):
        raise NietVoldaan(_("De eigenaar zit niet meer aan deze tafel. Kies eerst een andere eigenaar."))
    if actie.herinnerd_op == vandaag:
        raise NietVoldaan(_("Er vertrok vandaag al een herinnering."))
    if not _wil(actie.eigenaar_id):
        raise NietVoldaan(_("Deze persoon koos om geen herinneringen te krijgen."), "LR-22")
    _verstuur(actor, casus, actie, vandaag)
    return actie


@handeling
def herinner_vanzelf(*, actor: Systeemactor, pk: UUID, vandaag: date) -> bool:
    """De taak van elke dag. Onwaar als het niet meer hoeft: beantwoord, al herinnerd, of geen toegang meer (LR-21)."""
    plek = Actie.objects.only("casus_id").get(pk=pk)
    casus = Casus.objects.select_for_update(of=("self",), no_key=True).get(pk=plek.casus_id)
    actie = Actie.objects.select_for_update(of=("self",), no_key=True).select_related("eigenaar").get(pk=pk)
    if pk not in te_herinneren(vandaag, [pk]) or not mag(actie.eigenaar, "actie.afhandelen", actie):
        return False
    if not _wil(actie.eigenaar_id):
        return False
    _verstuur(actor, casus, actie, vandaag)
    return True


def _wil(wie: UUID) -> bool:
    """Iedereen kan herinneringen uitzetten; wat iemand koos, leest alleen de taak."""
    with identiteit.als(SYSTEEM):
        return not Berichtkeuze.objects.filter(pk=wie, herinnering_afspraak=False).exists()


def _verstuur(actor: Gebruiker | Systeemactor, casus: Casus, actie: Actie, vandaag: date) -> None:
    actie.herinnerd_op = vandaag
    actie.save(update_fields=["herinnerd_op"])
    leg_vast(
        Soort.ACTIE_HERINNERD,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        object_id=actie.pk,
        referentie=casus.referentie,
        feiten={"tegen": actie.tegen.isoformat()},
        casusfeiten={"eigenaar": str(actie.eigenaar_id)},
    )
    brief = Brief(Berichtsoort.HERINNERING_AFSPRAAK, reden=reden(actie.tegen, vandaag))
    post.na_vastleggen(brief, actie.eigenaar.email)


def reden(tegen: date, vandaag: date) -> Reden:
    """Waarom dit bericht nu komt, in algemene woorden."""
    if vandaag > tegen:
        return Reden.AFSPRAAK_VOORBIJ
    if vandaag == tegen:
        return Reden.AFSPRAAK_VANDAAG
    if tegen - vandaag <= timedelta(days=7):
        return Reden.AFSPRAAK_BINNENKORT
    return Reden.AFSPRAAK_OPEN
