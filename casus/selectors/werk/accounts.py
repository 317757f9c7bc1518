"""Wat op een tweede persoon wacht: een rol, of een nieuwe tweede stap voor wie de zijne verloor (LR-31)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from casus.selectors import accounts
from toegang.models import Gebruiker
from toegang.schermdelen import wanneer

from .taak import Taak, sinds


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [*_rollen(gebruiker), *_herstel(gebruiker)]


def _rollen(gebruiker: Gebruiker) -> list[Taak]:
    return [
        Taak(
            None,
            _("Een rol wacht op een tweede persoon"),
            _("Iemand is voorgesteld als %(rol)s in %(livc)s.")
            % {"rol": voorstel.lid.get_rol_display(), "livc": voorstel.lid.livc.naam},
            reverse("casus:rol_bevestigen", args=[voorstel.lid.pk]),
            _("Bekijken"),
            merk=sinds(voorstel.sinds),
            voorrang=True,
        )
        for voorstel in accounts.te_bevestigen(gebruiker)
    ]


def _herstel(gebruiker: Gebruiker) -> list[Taak]:
    return [
        Taak(
            None,
            _("Herstel van uw tweede stap") if herstel.over_mij else _("Herstel van een tweede stap"),
            _("Vroeg u dit niet, weiger het dan nu.")
            if herstel.over_mij
            else _("Iemand van %(livc)s verloor zijn tweede stap.") % {"livc": herstel.rij.livc.naam},
            reverse("casus:herstel", args=[herstel.rij.pk]),
            _("Bekijken"),
            merk=wanneer(herstel.tot),
            voorrang=True,
        )
        for herstel in accounts.herstel_voor(gebruiker)
    ]
