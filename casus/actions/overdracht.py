"""De afzender van een overdracht: beginnen, stuk voor stuk kiezen, voorleggen, aanbieden en intrekken."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import stukken
from casus.models import Aanbod, Casus, Inbreng, Overdracht, Overdrachtkeuze, Overdrachtvraag
from casus.models.overdracht import Stuksoort
from casus.overdrachtrijen import OVERDRAGER
from casus.spoor import noteer
from casus.voorwaarden import overdracht as voorwaarden
from toegang import identiteit
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast

from . import pakket
from .casus import vergrendeld

type Keuzes = Mapping[tuple[str, UUID], str]


@handeling
def begin(*, actor: Gebruiker, casus_pk: UUID, ontvanger: UUID, reden: str) -> Overdracht:
    """Naar welk LIVC, en waarom. Nog niets is gekozen. Raises Verborgen, Verboden, NietVoldaan (LR-05, LR-10)."""
    casus = vergrendeld(actor, casus_pk)
    eis(actor, "casus.overdragen", casus)
    eis_geen(voorwaarden.beletten_begin(casus) + voorwaarden.beletten_ontvanger(casus, ontvanger, reden))
    overdracht = Overdracht(
        casus=casus, livc_id=casus.livc_id, ontvanger_id=ontvanger, reden=reden, opgesteld_door=actor
    )
    overdracht.save(force_insert=True)
    _noteer(
        Soort.OVERDRACHT_BEGONNEN, actor, casus, overdracht, {"ontvanger": str(ontvanger), "reden": reden}
    )
    return overdracht


@handeling
def kies(*, actor: Gebruiker, casus_pk: UUID, pk: UUID, keuzes: Keuzes) -> Overdracht:
    """Precies deze stukken, elk met de reden waarom de ontvanger ze nodig heeft; de vorige keuze vervalt.

    Raises Verborgen, Verboden, NietVoldaan (LR-05, LR-32).
    """
    casus, overdracht = _vergrendeld(actor, "overdracht.kiezen", casus_pk, pk)
    eis_geen(voorwaarden.beletten_kiezen(overdracht))
    mogelijk = {
        (str(soort), rij_pk)
        for soort, rijen in stukken.van(actor, casus).items()
        for rij_pk in rijen.values_list("pk", flat=True)
    } | {(str(Stuksoort.CONTACT), casus.betrokkene_set.get().pk)}
    if not keuzes.keys() <= mogelijk:
        raise NietVoldaan(_("Een van deze stukken staat niet meer in het dossier. Kijk opnieuw."), "LR-05")
    if not all(reden.strip() for reden in keuzes.values()):
        raise NietVoldaan(_("Schrijf bij elk gekozen stuk waarom de ontvanger het nodig heeft."), "LR-05")
    overdracht.keuzes.all().delete()
    for (soort, object_id), reden in keuzes.items():
        Overdrachtkeuze(
            casus=casus,
            livc_id=casus.livc_id,
            overdracht=overdracht,
            soort=soort,
            object_id=object_id,
            reden=reden.strip(),
        ).save(force_insert=True)
    gekozen = [f"{soort}:{object_id}" for soort, object_id in keuzes]
    _noteer(Soort.OVERDRACHT_GEKOZEN, actor, casus, overdracht, {"stukken": gekozen})
    return overdracht


@handeling
def leg_voor(*, actor: Gebruiker, casus_pk: UUID, pk: UUID) -> Overdracht:
    """De keuze ligt vast, en elke auteur van een geheime inbreng krijgt zijn vraag. Raises NietVoldaan (LR-32)."""
    casus, overdracht = _vergrendeld(actor, "overdracht.kiezen", casus_pk, pk)
    eis_geen(voorwaarden.beletten_kiezen(overdracht))
    overdracht.leg_voor()
    overdracht.save(update_fields=["staat"])
    gekozen = overdracht.keuzes.filter(soort=Stuksoort.INBRENG).values("object_id")
    vragen = stukken.van(actor, casus)[Stuksoort.INBRENG].filter(pk__in=gekozen)
    gevraagd = list(vragen.exclude(stukken.zonder_vraag()))
    for inbreng in gevraagd:
        _vraag(casus, overdracht, inbreng)
    _noteer(
        Soort.OVERDRACHT_VOORGELEGD, actor, casus, overdracht, {"inbreng": [str(rij.pk) for rij in gevraagd]}
    )
    return overdracht


def _vraag(casus: Casus, overdracht: Overdracht, inbreng: Inbreng) -> None:
    Overdrachtvraag(
        casus=casus,
        livc_id=casus.livc_id,
        overdracht=overdracht,
        inbreng=inbreng,
        auteur_id=inbreng.auteur_id,
    ).save(force_insert=True)


@handeling
def bied_aan(*, actor: Gebruiker, casus_pk: UUID, pk: UUID) -> Overdracht:
    """Het pakket gaat dicht onder een eigen sleutel; de andere burgemeester weet dat het er ligt, niet over wie.

    Wie nog niet antwoordde, houdt niets op: zijn inbreng zit er niet in. Raises Verborgen, Verboden, NietVoldaan
    (LR-05, LR-10, LR-32).
    """
    casus, overdracht = _vergrendeld(actor, "overdracht.aanbieden", casus_pk, pk)
    eis_geen(voorwaarden.beletten_aanbieden(casus, overdracht))
    overdracht.bied_aan()
    overdracht.aangeboden_door, overdracht.aangeboden_op = actor, timezone.now()
    overdracht.save(update_fields=["staat", "aangeboden_door", "aangeboden_op"])
    aanbod = Aanbod(
        pk=overdracht.pk, livc_id=overdracht.ontvanger_id, van_id=casus.livc_id, reden=overdracht.reden
    )
    aanbod.save(force_insert=True)
    telling = pakket.doe_dicht(actor, casus, overdracht)
    _noteer(Soort.OVERDRACHT_AANGEBODEN, actor, casus, overdracht, {"stukken": telling})
    return overdracht


@handeling
def trek_in(*, actor: Gebruiker, casus_pk: UUID, pk: UUID) -> Overdracht:
    """De afzender ziet ervan af; een pakket dat er al lag, is meteen vernietigd. Raises NietVoldaan (LR-05, LR-53)."""
    casus, overdracht = _vergrendeld(actor, "overdracht.intrekken", casus_pk, pk)
    eis_geen(voorwaarden.beletten_intrekken(overdracht))
    aangeboden = overdracht.staat == Overdracht.Staat.AANGEBODEN
    overdracht.trek_in()
    overdracht.beeindigd_op = timezone.now()
    overdracht.save(update_fields=["staat", "beeindigd_op"])
    if aangeboden:
        _haal_terug(overdracht)
    _noteer(Soort.OVERDRACHT_INGETROKKEN, actor, casus, overdracht)
    return overdracht


def _haal_terug(overdracht: Overdracht) -> None:
    """Bij de ontvanger: het aanbod vervalt, met een eigen regel in zijn logboek die niemand van de afzender noemt."""
    with identiteit.als(OVERDRAGER):
        aanbod = Aanbod.objects.select_for_update().get(pk=overdracht.pk)
        aanbod.trek_in()
        aanbod.beeindigd_op = timezone.now()
        aanbod.save(update_fields=["staat", "beeindigd_op"])
        leg_vast(
            Soort.OVERDRACHT_INGETROKKEN,
            actor=OVERDRAGER,
            livc_id=aanbod.livc_id,
            object_id=aanbod.pk,
            feiten={"staat": aanbod.staat},
        )
    pakket.vernietig(overdracht.pk)


def _vergrendeld(actor: Gebruiker, actie: str, casus_pk: UUID, pk: UUID) -> tuple[Casus, Overdracht]:
    """Eerst de casus, dan de overdracht; in dezelfde volgorde als wie ze aanvaardt."""
    casus = vergrendeld(actor, casus_pk)
    rijen = Overdracht.objects.select_for_update(of=("self",), no_key=True).filter(casus=casus)
    overdracht = haal(actor, "overdracht.zien", rijen, pk)
    eis(actor, actie, overdracht)
    return casus, overdracht


def _noteer(
    soort: Soort, actor: Gebruiker, casus: Casus, overdracht: Overdracht, wat: dict[str, Any] | None = None
) -> None:
    noteer(
        soort,
        actor,
        casus,
        object_id=overdracht.pk,
        feiten={"staat": overdracht.staat},
        casusfeiten=wat,
    )
