"""De gegevens van een signaal zoals de pagina's ze tonen; alleen na een inzage die in het logboek staat."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Signaal

type Paren = list[tuple[str, Any]]


def persoon(signaal: Signaal) -> Paren:
    """Over wie het gaat."""
    wie = signaal.persoon
    geboren = wie.get("geboortedatum")
    dag = date_format(date.fromisoformat(geboren), "j F Y") if geboren else _("niet bekend")
    return [
        (_("Naam"), wie.get("naam")),
        (_("Geboortedatum"), dag),
        (_("Woonplaats"), wie.get("gemeente") or _("niet bekend")),
    ]


def kenmerken(signaal: Signaal) -> Paren:
    """Hoe het signaal binnenkwam."""
    paren: Paren = [
        (_("Gezien op"), date_format(signaal.waargenomen_op, "j F Y")),
        (_("Binnengekomen via"), signaal.get_kanaal_display()),
        (_("Bron"), _bron(signaal)),
        (_("Dringendheid"), signaal.get_dringendheid_display()),
        (_("Ingestuurd door") if signaal.ingezonden else _("Geregistreerd door"), signaal.melder.naam),
    ]
    if signaal.doorgegeven_aan:
        paren.append((_("Acuut doorgegeven aan"), signaal.get_doorgegeven_aan_display()))
        paren.append((_("Doorgegeven door"), signaal.afgehandeld_door))
    return paren


def _bron(signaal: Signaal) -> str:
    if signaal.anoniem:
        return _("wil anoniem blijven")
    return str(signaal.bron_organisatie or _("geen organisatie uit de gids"))
