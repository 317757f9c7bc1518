"""Wat alleen de burgemeester kan: uitnodigen. Wie neen zei, staat hier niet en telt nergens mee (LR-20)."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Deelname
from casus.voorwaarden.traject import GESLOTEN
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker

from .taak import Taak


def taken(gebruiker: Gebruiker) -> list[Taak]:
    te_ondertekenen = zichtbaar(gebruiker, "deelname.ondertekenen", voorbereid())
    return [
        Taak(
            uiterste,
            aantal,
            _("Klaar om te ondertekenen, met de termijn van de uitnodiging in acht."),
            reverse("casus:ondertekenen", args=[pk]),
            _("Lezen"),
            referentie,
        )
        for pk, referentie, aantal, uiterste in per_casus(te_ondertekenen)
    ]


def voorbereid() -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(staat=Deelname.Staat.VOORBEREID).exclude(casus__staat__in=GESLOTEN)
    return rijen.select_related("casus", "livc", "overleg").defer("casus__aanwijzingen", "casus__noodzaak")


def per_casus(deelnames: Iterable[Deelname]) -> list[tuple[UUID, str, str, date | None]]:
    """Casus, referentie, hoeveel uitnodigingen, en de laatste dag waarop ze zonder dringende reden kunnen (LR-14)."""
    groepen: dict[UUID, list[Deelname]] = {}
    for deelname in deelnames:
        groepen.setdefault(deelname.casus_id, []).append(deelname)
    return [
        (pk, groep[0].casus.referentie, _aantal(len(groep)), _uiterste(groep))
        for pk, groep in groepen.items()
    ]


def _aantal(n: int) -> str:
    return ngettext("%(n)d uitnodiging", "%(n)d uitnodigingen", n) % {"n": n}


def _uiterste(groep: list[Deelname]) -> date | None:
    dagen = [
        timezone.localdate(deelname.overleg.begin) - timedelta(days=deelname.livc.uitnodigingstermijn_dagen)
        for deelname in groep
    ]
    return min(dagen, default=None)
