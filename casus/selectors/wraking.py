"""Wie van een casus uitgesloten is, en wie het kan worden (LR-23). Alleen voor wie mag uitsluiten."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Casus, Wraking
from casus.voorwaarden.wraking import beletten_wraken, uitgesloten_van
from toegang.beleid import Wie, eis, haal, mag
from toegang.models import Gebruiker, Lidmaatschap, Organisatielid
from toegang.rollen import KERN
from toegang.schermdelen import Knop


def blad_voor(casus: Casus) -> list[Wraking]:
    """Wat nu geldt bovenaan, dan wat opgeheven is. Lees het langs `actions.wraking.open_wrakingen`."""
    rijen = casus.wraking_set.select_related("gebruiker", "ingesteld_door", "opgeheven_door")
    return sorted(rijen, key=lambda rij: rij.opgeheven_op is not None)


def kandidaten(gebruiker: Gebruiker, casus: Casus) -> QuerySet[Gebruiker]:
    """De kern en de mensen uit de gids, ook wie nog niet uitgenodigd is; nooit uzelf."""
    return mensen(casus).exclude(pk__in=uitgesloten_van(casus.pk)).exclude(pk=gebruiker.pk)


def is_kandidaat(casus: Casus, pk: UUID) -> bool:
    return mensen(casus).filter(pk=pk).exists()


def mensen(casus: Casus) -> QuerySet[Gebruiker]:
    """Wie vandaag of later met dit LIVC werkt, en wie ooit een plaats in deze casus had."""
    blijft = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    leden = Lidmaatschap.objects.filter(blijft, livc=casus.livc_id, rol__in=KERN)
    gids = Organisatielid.objects.filter(blijft, organisatie__livcs=casus.livc_id)
    horen_erbij = (
        Q(pk__in=leden.values("gebruiker"))
        | Q(pk__in=gids.values("gebruiker"))
        | Q(pk__in=casus.deelname_set.values("gebruiker"))
    )
    return Gebruiker.objects.filter(horen_erbij, is_active=True).order_by("naam", "pk")


def casus_om_te_verlaten(gebruiker: Wie, pk: UUID) -> Casus:
    """De casus, zonder inhoud, voor een kernlid dat zichzelf uitsluit. Raises Verborgen, Verboden."""
    casus = haal(gebruiker, "casus.zien", Casus.objects.select_related("livc"), pk)
    eis(gebruiker, "casus.zich_wraken", casus)
    return casus


def knoppen(gebruiker: Gebruiker, casus: Casus) -> list[Knop]:
    """Op het overzicht van de casus: het blad voor de burgemeester, en de uitweg voor elk kernlid."""
    rij = []
    if mag(gebruiker, "casus.wraken", casus):
        adres = reverse("casus:wrakingen", args=[casus.pk])
        rij.append(Knop("wrakingen", _("Uitsluitingen bekijken"), adres, "get"))
    if mag(gebruiker, "casus.zich_wraken", casus):
        adres = reverse("casus:wraak_uzelf", args=[casus.pk])
        beletten = tuple(beletten_wraken(casus, gebruiker))
        rij.append(Knop("wraak_uzelf", _("Ik heb een belangenconflict"), adres, "get", beletten=beletten))
    return rij


def kan_opheffen(rij: Wraking) -> Knop:
    return Knop(
        f"opheffen-{rij.pk}",
        _("Uitsluiting opheffen"),
        reverse("casus:wraking_opheffen", args=[rij.casus_id, rij.pk]),
        bevestiging=_(
            "Deze persoon kan daarna weer meewerken aan deze casus. Een plaats aan tafel krijgt hij niet."
        ),
    )
