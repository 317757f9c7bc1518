"""Wie op een account, een bevestigde rol of een nieuwe tweede stap wacht. Niets over een casus (LR-31)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from toegang.accountregels import HERSTEL_UREN, HERSTELRECHT, herstel_vanaf, recht_voor
from toegang.beleid import Wie, eis, mag, rollen_van, zichtbaar
from toegang.livcs import mensen_van
from toegang.models import Accountuitnodiging, Factorherstel, Gebruiker, Lidmaatschap, Livc
from toegang.schermdelen import Merk, wanneer
from toegang.uitzonderingen import Belet, Verborgen
from toegang.voorwaarden import beletten_bevestigen


@dataclass(frozen=True)
class Link:
    """Een verstuurde link voor een account, en hoe het ermee staat."""

    rij: Accountuitnodiging
    merk: Merk
    heeft_account: bool
    kan_beheren: bool


@dataclass(frozen=True)
class Voorstel:
    """Een rol die op een tweede persoon wacht."""

    lid: Lidmaatschap
    sinds: datetime
    beletten: list[Belet]


def links(gebruiker: Wie, livc: Livc, *, voor_rol: bool) -> list[Link]:
    """De links die nog niet gebruikt zijn, ook wie te oud is: voor een rol, of voor een dienst in de gids."""
    rijen = livc.accountuitnodigingen.filter(
        gebruikt_op=None, ingetrokken_op=None, organisatie__isnull=voor_rol
    ).select_related("organisatie", "uitgenodigd_door")
    adressen = {rij.email for rij in rijen}
    bestaand = set(Gebruiker.objects.filter(email__in=adressen).values_list("email", flat=True))
    return [
        Link(
            rij,
            _merk(rij, rij.email in bestaand),
            rij.email in bestaand,
            bool(mag(gebruiker, recht_voor(rij), livc)),
        )
        for rij in rijen
    ]


def _merk(rij: Accountuitnodiging, heeft_account: bool) -> Merk:
    if heeft_account:
        return Merk(_("heeft intussen een account"), "let-op")
    if rij.mail_mislukt_op is not None:
        return Merk(_("bericht niet verstuurd"), "stop")
    if rij.verloopt_op <= timezone.now():
        return Merk(_("link verlopen"), "let-op")
    return wanneer(timezone.localdate(rij.verloopt_op))


def link(gebruiker: Wie, pk: UUID) -> Accountuitnodiging:
    """Voor wie de aanwijzing mag doen. Raises Verborgen, Verboden."""
    rij = Accountuitnodiging.objects.select_related("livc").filter(pk=pk).first()
    if rij is None:
        raise Verborgen("livc.leden", None, "LR-31")
    eis(gebruiker, recht_voor(rij), rij.livc)
    return rij


def voorstel(gebruiker: Gebruiker, pk: UUID) -> Voorstel:
    """Een rol die wacht, met waarom deze persoon ze niet kan bevestigen. Raises Verborgen, Verboden."""
    rijen = Lidmaatschap.objects.select_related("livc", "gebruiker", "voorgesteld_door")
    lid = rijen.filter(pk=pk).first()
    if lid is None:
        raise Verborgen("livc.rol_bevestigen", None, "LR-31")
    eis(gebruiker, "livc.rol_bevestigen", lid.livc)
    if lid.bevestigd_op is not None:
        raise Verborgen("livc.rol_bevestigen", lid.livc, "LR-31")
    return Voorstel(
        lid, sinds(lid.pk), beletten_bevestigen(gebruiker.pk, rollen_van(gebruiker)[lid.livc_id], lid)
    )


def te_bevestigen(gebruiker: Gebruiker) -> list[Voorstel]:
    """De rollen die deze persoon zelf kan bevestigen, de oudste eerst."""
    livcs = zichtbaar(gebruiker, "livc.rol_bevestigen", Livc.objects.all())
    rijen = Lidmaatschap.objects.filter(livc__in=livcs, bevestigd_op=None)
    alle = [
        Voorstel(
            lid, sinds(lid.pk), beletten_bevestigen(gebruiker.pk, rollen_van(gebruiker)[lid.livc_id], lid)
        )
        for lid in rijen.select_related("livc", "gebruiker", "voorgesteld_door").order_by("pk")
    ]
    return [voorstel for voorstel in alle if not voorstel.beletten]


def sinds(pk: UUID) -> datetime:
    """Wanneer de rij ontstond: een UUID van versie 7 begint met dat ogenblik, in milliseconden."""
    return datetime.fromtimestamp((pk.int >> 80) / 1000, UTC)


@dataclass(frozen=True)
class Herstelblad:
    livc: Livc
    open: list[Factorherstel]
    personen: "QuerySet[Gebruiker]"


def herstelblad(gebruiker: Gebruiker, livc: Livc) -> Herstelblad:
    """Wat loopt, en voor wie herstel te vragen is; zichzelf herstelt niemand."""
    rijen = open_herstel().filter(livc=livc)
    return Herstelblad(livc, list(rijen), mensen_van(livc).exclude(pk=gebruiker.pk))


def open_herstel() -> "QuerySet[Factorherstel]":
    """Aanvragen van de laatste vierentwintig uur waarop nog niemand antwoordde."""
    rijen = Factorherstel.objects.filter(
        bevestigd_op=None, geweigerd_op=None, aangevraagd_op__gt=herstel_vanaf()
    )
    return rijen.select_related("livc", "gebruiker", "aangevraagd_door")


@dataclass(frozen=True)
class Herstel:
    rij: Factorherstel
    over_mij: bool
    kan_bevestigen: bool
    tot: datetime


def herstel(gebruiker: Gebruiker, pk: UUID) -> Herstel:
    """Eén aanvraag: voor de persoon zelf, en voor wie in dat LIVC herstelt. Raises Verborgen, Verboden."""
    rij = open_herstel().filter(pk=pk).first()
    if rij is None:
        raise Verborgen(HERSTELRECHT, None, "LR-31")
    if rij.gebruiker_id != gebruiker.pk:
        eis(gebruiker, HERSTELRECHT, rij.livc)
    return _herstel(gebruiker, rij)


def _herstel(gebruiker: Gebruiker, rij: Factorherstel) -> Herstel:
    over_mij = rij.gebruiker_id == gebruiker.pk
    kan = not over_mij and rij.aangevraagd_door_id != gebruiker.pk
    return Herstel(rij, over_mij, kan, rij.aangevraagd_op + timedelta(hours=HERSTEL_UREN))


def herstel_voor(gebruiker: Gebruiker) -> list[Herstel]:
    """Wat op deze persoon wacht: herstel van zijn eigen tweede stap, of van iemand anders om te bevestigen."""
    livcs = zichtbaar(gebruiker, HERSTELRECHT, Livc.objects.all())
    rijen = open_herstel().filter(Q(gebruiker=gebruiker) | Q(livc__in=livcs))
    alle = [_herstel(gebruiker, rij) for rij in rijen]
    return [rij for rij in alle if rij.over_mij or rij.kan_bevestigen]
