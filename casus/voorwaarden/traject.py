"""Wanneer kan een traject beginnen, verdergaan of wijzigen, en wie kan een actie krijgen?"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Agendapunt, Casus, Doel, Traject
from toegang.beleid import mag
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw

GESLOTEN = (Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE, Casus.Staat.VERNIETIGD)


def beletten_opvolging(casus: Casus) -> list[Belet]:
    """LR-02: na het afsluiten loopt er geen opvolging meer; heropenen vraagt een nieuwe verantwoording."""
    if casus.staat in GESLOTEN:
        return [Belet(_("De casus is afgesloten. Er komt niets meer bij."), "LR-02")]
    return []


def beletten_opstellen(casus: Casus, lopend: Traject | None) -> list[Belet]:
    """LR-12: een traject begint aan tafel, met één casusregisseur."""
    beletten = beletten_opvolging(casus)
    if lopend is not None:
        return [*beletten, Belet(_("Er loopt al een traject."))]
    if not beletten and not can_proceed(casus.start_traject):
        beletten.append(Belet(_("Een traject begint pas nadat de tafel de casus besprak."), "LR-12"))
    if casus.casusregisseur_id is None:
        beletten.append(Belet(_("Er is nog geen casusregisseur. Wijs er eerst één aan."), "LR-12"))
    return beletten + beletten_nieuw(casus.livc_id)


def beletten_plan(casus: Casus, lopend: Traject | None) -> list[Belet]:
    """Het plan wijzigt alleen zolang er een lopend traject is."""
    return beletten_opvolging(casus) or ([] if lopend else [Belet(_("Er loopt geen traject."))])


def beletten_vervolg(casus: Casus, lopend: Traject | None) -> list[Belet]:
    """Verdergaan of een nieuwe versie: na een bespreking, of nadat de evaluatie geschreven is."""
    beletten = beletten_plan(casus, lopend)
    if beletten or lopend is None:
        return beletten
    if not can_proceed(casus.start_traject):
        return [Belet(_("Begin eerst de evaluatie, of bespreek de casus aan tafel."))]
    if casus.staat == Casus.Staat.IN_EVALUATIE and not lopend.evaluaties.exists():
        return [Belet(_("Schrijf eerst de evaluatie."))]
    return []


def beletten_nieuwe_versie(casus: Casus, lopend: Traject | None) -> list[Belet]:
    """LR-10: hetzelfde plan loopt door zonder volledige kern, een nieuw plan begint dan niet."""
    return beletten_vervolg(casus, lopend) + beletten_nieuw(casus.livc_id)


def beletten_toevoegen(casus: Casus) -> list[Belet]:
    """LR-02 en LR-10: een nieuw doel of een nieuwe afspraak, in een lopende casus van een volledig LIVC."""
    return beletten_opvolging(casus) + beletten_nieuw(casus.livc_id)


def beletten_evaluatiedatum(evaluatie_op: date | None) -> list[Belet]:
    """Een plan zegt altijd wanneer de tafel opnieuw kijkt."""
    if evaluatie_op is None:
        return [Belet(_("Kies wanneer de tafel opnieuw kijkt."), veld="evaluatie_op")]
    if evaluatie_op <= timezone.localdate():
        return [Belet(_("Kies een dag na vandaag."), veld="evaluatie_op")]
    return []


def beletten_actie(
    casus: Casus, *, eigenaar: Gebruiker, tegen: date | None, agendapunt: Agendapunt | None, doel: Doel | None
) -> list[Belet]:
    """LR-31: alleen wie de casus mag inzien, kan eigenaar zijn; alles hoort bij dezelfde casus (LR-05).

    `tegen` is None als de datum niet wijzigt: een late actie moet nog van eigenaar kunnen veranderen.
    """
    beletten = beletten_opvolging(casus)
    if not mag(eigenaar, "casus.inzien", casus):
        uitleg = _("Deze persoon zit niet aan deze tafel. Kies iemand anders.")
        beletten.append(Belet(uitleg, "LR-31", "eigenaar"))
    if tegen is not None and tegen < timezone.localdate():
        beletten.append(Belet(_("Deze datum is al voorbij. Kies vandaag of later."), veld="tegen"))
    if agendapunt is not None and agendapunt.casus_id != casus.pk:
        beletten.append(Belet(_("Dit agendapunt hoort niet bij deze casus."), "LR-05", "agendapunt"))
    if doel is not None and (doel.casus_id != casus.pk or doel.traject.staat != Traject.Staat.LOPEND):
        beletten.append(
            Belet(_("Dit doel hoort niet bij het lopende traject van deze casus."), "LR-05", "doel")
        )
    return beletten
