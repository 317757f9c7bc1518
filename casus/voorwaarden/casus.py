"""Voorwaarden op de casus zelf, haar casusregisseur en haar relaties."""

from django.utils.translation import gettext as _

from casus import databank
from casus.models import Casus, Relatie
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw


def beletten_voorbereiding(casus: Casus) -> list[Belet]:
    """LR-10: zonder ingevulde kern begint er niets nieuws."""
    return beletten_nieuw(casus.livc_id)


def beletten_regisseur(casus: Casus, kandidaat: Gebruiker | None) -> list[Belet]:
    """LR-31: alleen wie de casus mag inzien, kan ze in handen nemen."""
    if kandidaat is None:
        uitleg = _("Deze persoon ziet de casus niet. Kies iemand van de kern of van de tafel.")
        return [Belet(uitleg, "LR-31", "regisseur")]
    if casus.staat in (Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE, Casus.Staat.VERNIETIGD):
        return [Belet(_("Deze casus is afgesloten."), "", "regisseur")]
    return []


def beletten_relatie_verwijderen(relatie: Relatie) -> list[Belet]:
    """LR-51: een inbreng gaat altijd over iemand die in de casus staat."""
    # Een concept is van zijn auteur alleen: dat het bestaat, mag hier niet uit blijken (LR-32).
    if databank.is_besproken(relatie.pk):
        return [Belet(_("Iemand bracht iets in over deze persoon. Dan blijft de relatie staan."), "LR-51")]
    return []
