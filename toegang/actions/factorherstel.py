"""Iemand verloor zijn tweede stap: twee anderen van het LIVC laten hem een nieuwe kiezen.

Wie herstelt, krijgt niets: geen code, geen sessie, geen inhoud. Het wachtwoord blijft van de persoon; zonder dat
wachtwoord komt niemand bij het kiezen van een nieuwe tweede stap. De persoon hoort het bij de vraag en bij het herstel.
"""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.logboek import heeft_sleutel
from audit.soorten import Soort
from toegang import identiteit, post, sessies
from toegang.accountregels import HERSTELRECHT, herstel_vanaf
from toegang.beleid import eis, rollen_van
from toegang.berichten import Berichtsoort, Brief
from toegang.handeling import handeling
from toegang.livcs import livcs_van, mensen_van
from toegang.models import Factorherstel, Gebruiker
from toegang.sessieopslag import SESSIES
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.verantwoording import Actor, Systeemactor, leg_vast
from toegang.voorwaarden import beletten_herstel_bevestigen

from .livc import vergrendeld

ELDERS = Systeemactor("herstel van een tweede stap")
"""In een ander LIVC van dezelfde persoon staat dát het gebeurde, niet wie het deed: dat zou dit LIVC noemen."""


@handeling
def vraag(*, actor: Gebruiker, pk: UUID, persoon: UUID) -> Factorherstel:
    """Vraagt het herstel voor iemand van dit LIVC; een ander bevestigt. Raises Verborgen, Verboden, NietVoldaan."""
    livc = vergrendeld(actor, pk, HERSTELRECHT)
    wie = mensen_van(livc).filter(pk=persoon).first()
    if wie is None:
        raise Verborgen(HERSTELRECHT, livc, "LR-31")
    if wie.pk == actor.pk:
        raise NietVoldaan(_("Vraag twee anderen om uw tweede stap te herstellen."), "LR-31", "persoon")
    open_ = Factorherstel.objects.filter(livc=livc, gebruiker=wie, bevestigd_op=None, geweigerd_op=None)
    # Wat na een dag niet bevestigd is, telt niet meer.
    open_.filter(aangevraagd_op__lte=herstel_vanaf()).update(geweigerd_op=timezone.now())
    if open_.exists():
        raise NietVoldaan(_("Voor deze persoon loopt al een aanvraag."), "", "persoon")
    rij = Factorherstel.objects.create(
        livc=livc, gebruiker=wie, aangevraagd_door=actor, aangevraagd_op=timezone.now()
    )
    _noteer_overal(Soort.FACTOR_HERSTEL_GEVRAAGD, actor, rij)
    post.na_vastleggen(Brief(Berichtsoort.HERSTEL_GEVRAAGD), wie.email)
    return rij


@handeling
def bevestig(*, actor: Gebruiker, pk: UUID) -> Factorherstel:
    """Haalt elke tweede stap weg en beëindigt elke sessie van de persoon. Raises Verborgen, Verboden, NietVoldaan."""
    rij = _open_rij(pk)
    eis(actor, HERSTELRECHT, rij.livc)
    aanvrager_rollen = rollen_van(rij.aangevraagd_door).get(rij.livc_id, frozenset())
    eis_geen(
        beletten_herstel_bevestigen(
            actor.pk,
            rollen_van(actor)[rij.livc_id],
            rij,
            aanvrager_rollen,
            loopt=rij.aangevraagd_op > herstel_vanaf(),
        )
    )
    rij.bevestigd_door, rij.bevestigd_op = actor, timezone.now()
    rij.save(update_fields=["bevestigd_door", "bevestigd_op"])
    with identiteit.als(SESSIES):
        Authenticator.objects.filter(user=rij.gebruiker).delete()
    sessies.beeindig(rij.gebruiker)
    _noteer_overal(Soort.FACTOR_HERSTELD, actor, rij, gevraagd_door=rij.aangevraagd_door.naam)
    post.na_vastleggen(Brief(Berichtsoort.HERSTELD), rij.gebruiker.email)
    return rij


@handeling
def weiger(*, actor: Gebruiker, pk: UUID) -> Factorherstel:
    """De persoon zelf, of wie het zou kunnen bevestigen, houdt het tegen. Raises Verborgen, Verboden, NietVoldaan."""
    rij = _open_rij(pk)
    if rij.gebruiker_id != actor.pk:
        eis(actor, HERSTELRECHT, rij.livc)
    if rij.bevestigd_op or rij.geweigerd_op:
        raise NietVoldaan(_("Iemand anders antwoordde al op deze aanvraag."))
    rij.geweigerd_op = timezone.now()
    rij.save(update_fields=["geweigerd_op"])
    _noteer_overal(Soort.FACTOR_HERSTEL_GEWEIGERD, actor, rij)
    return rij


def _open_rij(pk: UUID) -> Factorherstel:
    rijen = Factorherstel.objects.select_for_update(of=("self",))
    rij = rijen.select_related("livc", "gebruiker", "aangevraagd_door").filter(pk=pk).first()
    if rij is None:
        raise Verborgen(HERSTELRECHT, None, "LR-31")
    return rij


def _noteer_overal(soort: Soort, actor: Actor, rij: Factorherstel, **feiten: Any) -> None:
    """Eén regel in het LIVC waar het gebeurt, en in elk ander waar deze persoon iets te zoeken heeft."""
    wie = {"persoon": rij.gebruiker.naam}
    leg_vast(soort, actor=actor, livc_id=rij.livc_id, object_id=rij.pk, feiten=wie | feiten)
    for livc_id in livcs_van(rij.gebruiker):
        if livc_id != rij.livc_id and heeft_sleutel(livc_id):
            leg_vast(soort, actor=ELDERS, livc_id=livc_id, feiten=wie)
