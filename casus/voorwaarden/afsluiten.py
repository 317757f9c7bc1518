"""Wanneer een casus kan afsluiten, nagekeken kan worden, of opnieuw open kan."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Actie, Agendapunt, Casus, Nacontrole, Overleg
from toegang.uitzonderingen import Belet

from .bewaartermijn import beletten_einde
from .livc import beletten_nieuw

MIN_NOODZAAK = 40
"""Minder tekens zeggen niet waarom een gesloten dossier weer open moet."""

OPEN_PUNT = (Agendapunt.Staat.GEPLAND, Agendapunt.Staat.BEZIG)


def beletten_afsluiten(casus: Casus) -> list[Belet]:
    """LR-03: één besluit van de burgemeester, en niet midden in een overleg dat nog over de casus spreekt."""
    if not can_proceed(casus.sluit_af):
        return [Belet(_("Deze casus is al afgesloten."), "LR-03")]
    aan_de_gang = casus.agendapunt_set.filter(staat__in=OPEN_PUNT, overleg__staat=Overleg.Staat.BEZIG)
    if aan_de_gang.exists():
        uitleg = _("Deze casus staat op een overleg dat nu bezig is. Rond dat punt eerst af, of verdaag het.")
        return [Belet(uitleg, "LR-03")]
    # Zonder bespreking zou het afsluiten de termijn opnieuw laten beginnen.
    return beletten_einde(casus) if casus.laatst_besproken_op is None else []


def beletten_sluiting(reden: str, toelichting: str, nacontroles: Sequence[date]) -> list[Belet]:
    """LR-52: wat bij het afsluiten vastgelegd wordt, is volledig en ligt in de toekomst."""
    beletten = []
    if reden not in Casus.Sluitingsreden.values or reden == Casus.Sluitingsreden.OVERGEDRAGEN:
        beletten.append(Belet(_("Kies waarom de casus sluit."), "", "reden"))
    if reden == Casus.Sluitingsreden.ANDERS and not toelichting.strip():
        beletten.append(Belet(_("Schrijf welke andere reden er is."), "", "toelichting"))
    if any(dag <= timezone.localdate() for dag in nacontroles):
        beletten.append(Belet(_("Een nacontrole ligt na vandaag."), "LR-52", "nacontroles"))
    return beletten


def beletten_open_acties(open_acties: Collection[Actie], losgelaten: Collection[UUID]) -> list[Belet]:
    """LR-22: een open afspraak verdwijnt niet stilletjes; wie afsluit, zag ze en laat ze uitdrukkelijk los."""
    if {actie.pk for actie in open_acties} <= set(losgelaten):
        return []
    uitleg = _("Er staan nog acties open. Bekijk ze, en kruis aan dat u ze loslaat.")
    return [Belet(uitleg, "LR-22", "loslaten")]


def beletten_begin_nacontrole(casus: Casus, nacontrole: Nacontrole) -> list[Belet]:
    """LR-52: nakijken kan op de afgesproken dag of vroeger, zolang de casus gesloten is."""
    if nacontrole.gedaan_op is not None:
        return [Belet(_("Deze nacontrole is al gedaan."), "LR-52")]
    if casus.staat == Casus.Staat.NACONTROLE:
        return [Belet(_("Er loopt al een nacontrole. Schrijf daar eerst de vaststelling van."), "LR-52")]
    if not can_proceed(casus.start_nacontrole):
        return [Belet(_("Deze casus is niet afgesloten."), "LR-52")]
    return []


def beletten_vaststelling(casus: Casus, nacontrole: Nacontrole) -> list[Belet]:
    """LR-52: een vaststelling komt er één keer, tijdens de nacontrole."""
    if nacontrole.gedaan_op is not None:
        return [Belet(_("Deze nacontrole is al gedaan."), "LR-52")]
    if not can_proceed(casus.rond_nacontrole_af):
        return [Belet(_("Begin eerst de nacontrole."), "LR-52")]
    return []


def beletten_heropenen(casus: Casus) -> list[Belet]:
    """LR-10: heropenen is opnieuw beginnen, en zonder ingevulde kern begint er niets nieuws."""
    if not can_proceed(casus.heropen):
        return [Belet(_("Deze casus is niet afgesloten."), "LR-03")]
    return beletten_einde(casus) or beletten_nieuw(casus.livc_id)


def beletten_noodzaak(noodzaak: str) -> list[Belet]:
    """LR-03: een nieuwe, geschreven verantwoording; de vroegere aanwijzingen volstaan niet."""
    if len(noodzaak.strip()) >= MIN_NOODZAAK:
        return []
    uitleg = _("Schrijf in minstens %(n)d tekens waarom deze casus opnieuw nodig is.") % {"n": MIN_NOODZAAK}
    return [Belet(uitleg, "LR-03", "noodzaak")]
