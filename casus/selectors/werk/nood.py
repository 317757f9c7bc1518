"""Noodtoegang in ‘Mijn werk’: lezen nu het kan, bevestigen, vernemen dat het gebeurde, en nakijken."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.selectors import nood as selectors
from toegang.models import Gebruiker, Noodtoegang
from toegang.schermdelen import Merk

from .taak import Taak, sinds


def taken(gebruiker: Gebruiker) -> list[Taak]:
    """Voor iedereen: de eigen noodtoegang, en wat er met een casus van deze tafel gebeurde."""
    return [*_eigen(gebruiker), *_gemeld(gebruiker)]


def _eigen(gebruiker: Gebruiker) -> list[Taak]:
    return [
        Taak(
            None,
            _("Uw noodtoegang is open"),
            _("Tot %(uur)s. Daarna sluit ze vanzelf.") % {"uur": _uur(nood)},
            reverse("casus:noodlezen", args=[nood.casus_id]),
            _("Lezen"),
            merk=Merk(_("nu"), "stop"),
            voorrang=True,
        )
        for nood in selectors.lopend(gebruiker)
    ]


def _gemeld(gebruiker: Gebruiker) -> list[Taak]:
    """LR-31: wie aan tafel zit, verneemt het; waarom, staat op de pagina zelf."""
    return [
        Taak(
            None,
            _("Noodtoegang op %(dag)s") % {"dag": date_format(timezone.localtime(nood.begonnen_op), "j F Y")},
            _("Iemand van een andere dienst las deze casus hoogstens %(n)d minuten.") % {"n": nood.minuten},
            reverse("casus:nood", args=[nood.pk]),
            _("Lezen"),
            nood.casus.referentie,
            Merk(_("ter kennis"), "let-op"),
        )
        for nood in selectors.te_melden(gebruiker)
    ]


def te_bevestigen(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de kern: een aanvraag wacht, en niet lang."""
    return [
        Taak(
            None,
            _("Iemand vraagt noodtoegang"),
            _("Een tweede persoon van een andere dienst beslist."),
            reverse("casus:nood", args=[nood.pk]),
            _("Bekijken"),
            nood.casus.referentie,
            Merk(_("nu"), "stop"),
            voorrang=True,
        )
        for nood in selectors.te_bevestigen(gebruiker).exclude(aanvrager=gebruiker)
    ]


def na_te_kijken(gebruiker: Gebruiker) -> list[Taak]:
    """Voor het toezicht (LR-57): zolang dit wacht, kan er voor die casus geen nieuwe noodtoegang komen."""
    open_ = selectors.na_te_kijken(gebruiker).filter(staat=Noodtoegang.Staat.ACTIEF)
    return [
        Taak(
            None,
            _("Noodtoegang nakijken"),
            nood.livc.naam,
            reverse("casus:nood_nakijken", args=[nood.pk]),
            _("Nakijken"),
            merk=sinds(nood.begonnen_op),
            voorrang=True,
        )
        for nood in open_
        if nood.begonnen_op
    ]


def _uur(nood: Noodtoegang) -> str:
    return date_format(timezone.localtime(nood.eindigt_op), "H.i")
