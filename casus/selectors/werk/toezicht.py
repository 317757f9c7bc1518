"""Wat op het toezicht wacht: regels om na te kijken, antwoorden om over te besluiten. Niets wordt geopend."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.filters import Filter
from audit.selectors import bevindingen
from audit.selectors.belang import belang
from audit.selectors.logboek import livcs
from audit.selectors.nazicht import TELT_TOT, aantal, voor_mij
from toegang.models import Gebruiker, Livc
from toegang.schermdelen import Merk

from .taak import Taak


def taken(gebruiker: Gebruiker) -> list[Taak]:
    eigen = livcs(gebruiker)
    return [taak for livc in eigen for taak in (_nazicht(gebruiker, livc), *_bevindingen(livc))]


def _nazicht(gebruiker: Gebruiker, livc: Livc) -> Taak:
    n = aantal(voor_mij(livc, belang(livc, gebruiker), Filter()))
    return Taak(
        None,
        _("Logboek van %(livc)s") % {"livc": livc.naam},
        _te_bekijken(n),
        reverse("toezicht:nazicht", args=[livc.pk]),
        _("Bekijken"),
        merk=Merk(_("te bekijken"), "let-op") if n else Merk(_("nagekeken"), "rust"),
    )


def _te_bekijken(n: int) -> str:
    if not n:
        return _("Alles is nagekeken.")
    if n > TELT_TOT:
        return _("Meer dan %(n)d regels wachten op nazicht.") % {"n": TELT_TOT}
    tekst = ngettext("%(n)d regel wacht op nazicht.", "%(n)d regels wachten op nazicht.", n)
    return tekst % {"n": n}


def _bevindingen(livc: Livc) -> list[Taak]:
    """Beantwoord of voorbij de termijn: een besluit wacht; beslist: nog af te ronden."""
    vandaag = timezone.localdate()
    rijen = bevindingen.te_doen(livc, vandaag).only("staat", "besluit_tegen", "actor_pseudoniem")
    return [
        Taak(
            rij.besluit_tegen,
            _("Een bevinding afronden") if rij.staat == "beslist" else _("Een besluit over een bevinding"),
            _("Over een handeling van persoon %(wie)s in %(livc)s.")
            % {"wie": rij.actor_code, "livc": livc.naam},
            reverse("toezicht:bevinding", args=[livc.pk, rij.pk]),
            _("Lezen"),
        )
        for rij in rijen
    ]
