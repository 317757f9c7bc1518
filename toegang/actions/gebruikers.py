"""Iemands toegang tot een LIVC stoppen, of een afgesloten account heropenen. Geeft nooit een rol of een plaats."""

from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang import sessies
from toegang.handeling import handeling
from toegang.livcs import hoort_elders_bij, loopt, ooit_van
from toegang.models import Gebruiker, Livc, Organisatie, Organisatielid
from toegang.seinen import dienst_gewijzigd
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.verantwoording import Actor, leg_vast
from toegang.voorwaarden import beletten_stoppen

from . import leden
from .gids import haal_weg
from .livc import vergrendeld


@handeling
def stop(*, actor: Gebruiker, pk: UUID, persoon: UUID) -> Gebruiker:
    """Elke rol, elke plaats in de gids, elk voorstel en elke sessie van deze persoon eindigt nu.

    Hoort de persoon nergens anders meer bij, dan sluit ook het account. Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = vergrendeld(actor, pk, "livc.gebruikers")
    wie = _persoon(livc, persoon)
    eis_geen(beletten_stoppen(actor.pk, wie))
    rollen = _stop_rollen(actor, livc, wie)
    diensten = _stop_diensten(actor, livc, wie)
    wie.is_active = hoort_elders_bij(wie, livc)
    wie.save(update_fields=["is_active"])
    sessies.beeindig(wie)
    for dienst_id in diensten:
        dienst_gewijzigd.send(Organisatie, organisatie_id=dienst_id)
    feiten = {
        "persoon": wie.naam,
        "rollen": rollen,
        "diensten": len(diensten),
        "account_afgesloten": not wie.is_active,
    }
    leg_vast(Soort.ACCOUNT_AFGESLOTEN, actor=actor, livc_id=livc.pk, object_id=wie.pk, feiten=feiten)
    return wie


@handeling
def heropen(*, actor: Gebruiker, pk: UUID, persoon: UUID) -> Gebruiker:
    """Het account werkt weer, zonder rol en zonder dienst: een rol bevestigt een tweede persoon opnieuw (LR-31).

    Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = vergrendeld(actor, pk, "livc.gebruikers")
    wie = _persoon(livc, persoon)
    if wie.is_active:
        raise NietVoldaan(_("Dit account is niet afgesloten."))
    wie.is_active = True
    wie.save(update_fields=["is_active"])
    feiten = {"persoon": wie.naam}
    leg_vast(Soort.ACCOUNT_HEROPEND, actor=actor, livc_id=livc.pk, object_id=wie.pk, feiten=feiten)
    return wie


def _persoon(livc: Livc, pk: UUID) -> Gebruiker:
    wie = (
        Gebruiker.objects.select_for_update(of=("self",))
        .filter(pk__in=ooit_van(livc).values("pk"), pk=pk)
        .first()
    )
    if wie is None:
        raise Verborgen("livc.gebruikers", livc, "LR-31")
    return wie


def _stop_rollen(actor: Actor, livc: Livc, wie: Gebruiker) -> list[str]:
    lopend = livc.lidmaatschappen.select_for_update(of=("self",)).filter(loopt(), gebruiker=wie)
    rijen = list(lopend.select_related("livc", "gebruiker"))
    for lid in rijen:
        if lid.bevestigd_op is None:
            leden.schrap(actor, lid, _("ingetrokken"))
        else:
            leden.stop(actor, lid)
    return [str(lid.rol) for lid in rijen]


def _stop_diensten(actor: Actor, livc: Livc, wie: Gebruiker) -> list[UUID]:
    """Een dienst die ook een ander LIVC gebruikt, verliest deze persoon overal: het is één plaats bij één dienst."""
    rijen = Organisatielid.objects.select_for_update(of=("self",)).filter(
        loopt(), gebruiker=wie, organisatie__livcs=livc
    )
    diensten = []
    for rij in rijen.select_related("organisatie", "gebruiker"):
        haal_weg(actor, livc, rij)
        diensten.append(rij.organisatie_id)
    return diensten
