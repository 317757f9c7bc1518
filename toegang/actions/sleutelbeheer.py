"""Herwikkelen onder een nieuwe sleutel: in reeksen, elk in een eigen transactie met een eigen regel in het logboek."""

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from audit import controlepunten
from audit.soorten import Soort
from toegang import factoren, identiteit, sleutels
from toegang.aanbieders import Geheim
from toegang.handeling import handeling
from toegang.models import Livc
from toegang.models.sleutels import Casussleutel
from toegang.sleutelring import aanbieder
from toegang.uitzonderingen import SleutelFout
from toegang.verantwoording import Actor, Systeemactor, leg_vast

BEHEER = Systeemactor("sleutelbeheer")


@handeling
def herwikkel_reeks(
    livc: Livc, grootte: int, overslaan: Collection[UUID], *, actor: Actor
) -> tuple[int, dict[UUID, SleutelFout]]:
    """Hoeveel er herwikkeld zijn, en wat niet opende. Niets meer te doen geeft nul en niets.

    Raises SleutelFout, GeenToezichtsleutel: dan verandert er niets.
    """
    actief = aanbieder().actief
    oud = Casussleutel.objects.filter(livc_id=livc.pk).exclude(kek_id=actief).exclude(pk__in=list(overslaan))
    aantal, mislukt = _herwikkel(oud.order_by("pk").values_list("pk", flat=True)[:grootte])
    if aantal:
        leg_vast(
            Soort.SLEUTEL_HERWIKKELD,
            actor=actor,
            livc_id=livc.pk,
            feiten={"aantal": aantal, "sleutel": actief},
        )
    return aantal, mislukt


def _herwikkel(dossier_ids: Collection[UUID]) -> tuple[int, dict[UUID, SleutelFout]]:
    """Wikkelt deze dossiers onder de actieve sleutel: het aantal, en wat niet opende. De scherven blijven gelijk.

    In een transactie; wie intussen vernietigd is, blijft weg. Raises SleutelFout als de aanbieder zwijgt.
    """
    rijen = list(Casussleutel.objects.select_for_update().filter(pk__in=dossier_ids).order_by("pk"))
    mislukt: dict[UUID, SleutelFout] = {}
    gelukt: list[tuple[Casussleutel, Geheim]] = []
    for rij, uit in zip(rijen, sleutels.ontwikkel(rijen), strict=True):
        if isinstance(uit, SleutelFout):
            mislukt[rij.dossier_id] = uit
        else:
            gelukt.append((rij, Geheim(uit, rij.context)))
    nieuw = aanbieder().wikkel_alle([geheim for _rij, geheim in gelukt])
    for (rij, _geheim), (kek_id, gewikkeld) in zip(gelukt, nieuw, strict=True):
        rij.kek_id, rij.gewikkeld = kek_id, gewikkeld
    Casussleutel.objects.bulk_update([rij for rij, _geheim in gelukt], ["kek_id", "gewikkeld"])
    return len(gelukt), mislukt


def herwikkel_losse() -> int:
    """De geheimen zonder dossier: de tweede stap van elk account, en waarmee elk logboek tekent."""
    with identiteit.als(BEHEER), transaction.atomic():
        return factoren.herwikkel() + controlepunten.herwikkel(aanbieder().actief)


def onder_een_oude(livc: Livc | None = None) -> int:
    """Hoeveel dossiers nog onder een andere dan de actieve sleutel staan."""
    actief = aanbieder().actief
    with identiteit.als(BEHEER):
        rijen = Casussleutel.objects.exclude(kek_id=actief)
        return (rijen.filter(livc_id=livc.pk) if livc else rijen).count()


def gebruik(kek_id: str) -> tuple[int, int]:
    """Hoeveel dossiers en hoeveel losse geheimen onder deze sleutel staan."""
    with identiteit.als(BEHEER):
        dossiers = Casussleutel.objects.filter(kek_id=kek_id).count()
        inhouden = Authenticator.objects.values_list("data", flat=True)
        losse = sum(
            str(inhoud.get(veld, "")).startswith(f"{kek_id}:")
            for inhoud in inhouden
            for veld in ("secret", "seed")
        )
        losse += controlepunten.gebruik(kek_id)
    return dossiers, losse
