"""Wat de toezichthouder ziet: het logboek per LIVC, en hoe vaak iemand geweigerd werd. Niets wordt geopend."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.selectors.logboek import livcs, weigeringen
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

DAGEN_TERUG = 7


def taken(gebruiker: Gebruiker) -> list[Taak]:
    eigen = livcs(gebruiker)
    geteld = weigeringen(eigen, timezone.now() - timedelta(days=DAGEN_TERUG))
    return [
        Taak(
            None,
            _("Logboek van %(livc)s") % {"livc": livc.naam},
            _geweigerd(geteld.get(livc.pk, 0)),
            reverse("toezicht:regels", args=[livc.pk]),
            _("Bekijken"),
            merk=Merk(_("zeven dagen"), "rust"),
        )
        for livc in eigen
    ]


def _geweigerd(n: int) -> str:
    if not n:
        return _("Geen enkele weigering in de laatste zeven dagen.")
    tekst = ngettext(
        "%(n)d weigering in de laatste zeven dagen.", "%(n)d weigeringen in de laatste zeven dagen.", n
    )
    return tekst % {"n": n}
