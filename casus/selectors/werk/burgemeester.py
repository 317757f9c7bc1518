"""Wat alleen de burgemeester kan: uitnodigen. Wie neen zei, staat hier niet en telt nergens mee (LR-20)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Deelname
from casus.voorwaarden.traject import GESLOTEN
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker

from .taak import Taak

DRINGEND = ExpressionWrapper(Q(dringend_reden__isnull=False), BooleanField())


def taken(gebruiker: Gebruiker) -> list[Taak]:
    te_ondertekenen = zichtbaar(gebruiker, "deelname.ondertekenen", voorbereid())
    return [
        Taak(
            uiterste,
            aantal,
            _("Klaar om te ondertekenen; daarna haalt de uitnodiging haar termijn niet meer."),
            reverse("casus:ondertekenen", args=[pk]),
            _("Lezen"),
            referentie,
        )
        for pk, referentie, aantal, uiterste in per_casus(te_ondertekenen)
    ]


def voorbereid() -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(staat=Deelname.Staat.VOORBEREID).exclude(casus__staat__in=GESLOTEN)
    velden = ("casus__referentie", "livc__uitnodigingstermijn_dagen", "overleg__begin")
    return rijen.select_related("casus", "livc", "overleg").only(*velden).annotate(dringend=DRINGEND)


def per_casus(deelnames: Iterable[Deelname]) -> list[tuple[UUID, str, str, date]]:
    """Casus, referentie, hoeveel uitnodigingen, en de laatste dag waarop ze kunnen vertrekken (LR-14)."""
    groepen: dict[UUID, list[Deelname]] = {}
    for deelname in deelnames:
        groepen.setdefault(deelname.casus_id, []).append(deelname)
    return [
        (pk, groep[0].casus.referentie, _aantal(len(groep)), min(_uiterste(deelname) for deelname in groep))
        for pk, groep in groepen.items()
    ]


def _aantal(n: int) -> str:
    return ngettext("%(n)d uitnodiging", "%(n)d uitnodigingen", n) % {"n": n}


def _uiterste(deelname: Any) -> date:
    """Met een dringende reden telt de termijn niet, en is de dag van het overleg de laatste (LR-14)."""
    dag = timezone.localdate(deelname.overleg.begin)
    return dag if deelname.dringend else dag - timedelta(days=deelname.livc.uitnodigingstermijn_dagen)
