"""Wanneer kan een traject beginnen, en wie kan een actie krijgen?"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Agendapunt, Casus, Doel
from toegang.beleid import mag
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet

GESLOTEN = (Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE)


def beletten_opvolging(casus: Casus) -> list[Belet]:
    """LR-02: na het afsluiten loopt er geen opvolging meer; heropenen vraagt een nieuwe verantwoording."""
    if casus.staat in GESLOTEN:
        return [Belet(_("De casus is afgesloten. Er komt niets meer bij."), "LR-02")]
    return []


def beletten_traject(casus: Casus) -> list[Belet]:
    """LR-12: een traject begint aan tafel, met één casusregisseur."""
    beletten = beletten_opvolging(casus)
    if not beletten and casus.staat not in (Casus.Staat.IN_OVERLEG, Casus.Staat.IN_EVALUATIE):
        beletten.append(Belet(_("Een traject begint pas nadat de tafel de casus besprak."), "LR-12"))
    if casus.casusregisseur_id is None:
        beletten.append(Belet(_("Er is nog geen casusregisseur. Wijs er eerst één aan."), "LR-12"))
    return beletten


def beletten_actie(
    casus: Casus, *, eigenaar: Gebruiker, tegen: date, agendapunt: Agendapunt | None, doel: Doel | None
) -> list[Belet]:
    """LR-31: alleen wie de casus mag inzien, kan eigenaar zijn; alles hoort bij dezelfde casus (LR-05)."""
    beletten = beletten_opvolging(casus)
    if not mag(eigenaar, "casus.inzien", casus):
        beletten.append(
            Belet(_("Deze persoon zit niet aan deze tafel. Kies iemand anders."), "LR-31", "eigenaar")
        )
    if tegen < timezone.localdate():
        beletten.append(Belet(_("Deze datum is al voorbij. Kies vandaag of later."), veld="tegen"))
    if agendapunt is not None and agendapunt.casus_id != casus.pk:
        beletten.append(Belet(_("Dit agendapunt hoort niet bij deze casus."), "LR-05", "agendapunt"))
    if doel is not None and doel.casus_id != casus.pk:
        beletten.append(Belet(_("Dit doel hoort niet bij deze casus."), "LR-05", "doel"))
    return beletten
