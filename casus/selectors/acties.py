"""Welke acties iemand ziet, wie eigenaar kan zijn, en wie vandaag een herinnering krijgt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Actie, Casus
from casus.voorwaarden.tafel import Tafelgenoot, aan_tafel
from casus.voorwaarden.traject import GESLOTEN, beletten_opvolging
from toegang.beleid import Wie, mag, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Knop, Merk, wanneer

DAGEN_VOORAF = 7
DAGEN_TUSSEN = 7


@dataclass(frozen=True)
class Actieregel:
    """Eén actie in een lijst. ‘Te laat’ staat er alleen voor de kern en de eigenaar, en telt nergens op."""

    actie: Actie
    merk: Merk
    dienst: str
    eigen: bool


def van_casus(gebruiker: Wie, casus: Casus) -> QuerySet[Actie]:
    """De acties van deze casus die deze persoon mag zien."""
    return zichtbaar(
        gebruiker, "actie.zien", Actie.objects.filter(casus=casus).select_related("eigenaar", "doel")
    ).order_by("tegen", "pk")


def eigen_open(gebruiker: Wie) -> QuerySet[Actie]:
    """Wat deze persoon zelf afsprak en nog openstaat, over alle casussen waar hij nog aan tafel zit."""
    rijen = Actie.objects.filter(staat=Actie.Staat.OPEN).exclude(casus__staat__in=GESLOTEN)
    return zichtbaar(gebruiker, "actie.afhandelen", rijen.select_related("casus")).order_by("tegen", "pk")


def regels(gebruiker: Gebruiker, casus: Casus, acties: Sequence[Actie]) -> list[Actieregel]:
    """De acties met wie ze doet en wanneer."""
    diensten = {genoot.gebruiker.pk: genoot.dienst for genoot in aan_tafel(casus)}
    ziet_laat = bool(mag(gebruiker, "actie.opvolgen", casus))
    return [
        Actieregel(
            actie=actie,
            merk=_merk(actie, ziet_laat or actie.eigenaar_id == gebruiker.pk),
            dienst=diensten.get(actie.eigenaar_id, ""),
            eigen=actie.eigenaar_id == gebruiker.pk,
        )
        for actie in acties
    ]


def knoppen(gebruiker: Gebruiker, actie: Actie) -> list[Knop]:
    """Bijstellen voor wie het plan maakt, herinneren voor preventie; zolang de actie openstaat."""
    if not can_proceed(actie.voer_uit):
        return []
    beletten = tuple(beletten_opvolging(actie.casus))
    rij = []
    if mag(gebruiker, "traject.opstellen", actie.casus):
        adres = reverse("casus:actie_bewerken", args=[actie.pk])
        rij.append(Knop("bewerken", _("Afspraak bijstellen"), adres, "get", beletten=beletten))
    if mag(gebruiker, "actie.herinneren", actie) and actie.eigenaar_id != gebruiker.pk:
        adres = reverse("casus:actie_herinneren", args=[actie.pk])
        rij.append(Knop("herinneren", _("Herinnering sturen"), adres, beletten=beletten))
    return rij


def mag_afhandelen(gebruiker: Gebruiker, actie: Actie) -> bool:
    """Wacht deze open actie op een antwoord van deze persoon?"""
    if not can_proceed(actie.voer_uit) or beletten_opvolging(actie.casus):
        return False
    return bool(mag(gebruiker, "actie.afhandelen", actie))


def eigenaars(casus: Casus) -> list[Tafelgenoot]:
    """Wie een actie kan krijgen: iedereen aan deze tafel (LR-31)."""
    return aan_tafel(casus)


def te_herinneren(vandaag: date, pks: Sequence[UUID] | None = None) -> list[UUID]:
    """De open acties waarvoor een moment voorbij is zonder herinnering: een week vooraf, op de dag, en daarna wekelijks.

    Een gemiste dag wordt ingehaald, en wie kort van tevoren iets afsprak, hoort het niet meteen opnieuw.
    """
    rijen = Actie.objects.filter(staat=Actie.Staat.OPEN, tegen__lte=vandaag + timedelta(days=DAGEN_VOORAF))
    rijen = rijen.exclude(casus__staat__in=GESLOTEN)
    if pks is not None:
        rijen = rijen.filter(pk__in=pks)
    return [actie.pk for actie in rijen if _is_toe(actie, vandaag)]


def laatste_moment(tegen: date, vandaag: date) -> date:
    """Het laatste moment tot en met vandaag waarop een herinnering hoort te vertrekken."""
    if vandaag < tegen:
        return tegen - timedelta(days=DAGEN_VOORAF)
    return vandaag - timedelta(days=(vandaag - tegen).days % DAGEN_TUSSEN)


def _is_toe(actie: Actie, vandaag: date) -> bool:
    moment = laatste_moment(actie.tegen, vandaag)
    afgesproken = timezone.localdate(actie.aangemaakt)
    return afgesproken < moment and (actie.herinnerd_op is None or actie.herinnerd_op < moment)


def _merk(actie: Actie, ziet_laat: bool) -> Merk:
    if actie.staat != Actie.Staat.OPEN:
        return Merk(actie.get_staat_display(), "ja" if actie.staat == Actie.Staat.UITGEVOERD else "rust")
    if actie.tegen < timezone.localdate() and not ziet_laat:
        return Merk(_("open"))
    return wanneer(actie.tegen)
