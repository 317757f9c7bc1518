"""Wat de burgemeester nodig heeft om iemand op de lijst te zetten."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from casus.indicatoren import noemt_alleen_overtuiging, onbekende
from casus.models import Casus
from toegang.uitzonderingen import Belet

MINSTE_WOORDEN = 10
"""Minder woorden beschrijven geen proces; de inhoud beoordeelt de burgemeester, niet het programma."""


def beletten_aanwijzingen(tekst: str, indicatoren: Sequence[str]) -> list[Belet]:
    """LR-03 (Wet LIVC art. 3 § 2): geschreven aanwijzingen van een radicaliseringsproces, meer dan een overtuiging."""
    beletten = []
    if len(tekst.split()) < MINSTE_WOORDEN:
        uitleg = _(
            "Beschrijf welke feiten wijzen op een radicaliseringsproces: wat gebeurde er, wanneer, en wat "
            "veranderde er. Dit is te kort."
        )
        beletten.append(Belet(uitleg, "LR-03", "aanwijzingen"))
    if onbekende(indicatoren):
        beletten.append(Belet(_("Kies alleen aanwijzingen uit de lijst."), "LR-03", "indicatoren"))
    elif not indicatoren:
        beletten.append(Belet(_("Kruis minstens één aanwijzing aan."), "LR-03", "indicatoren"))
    elif noemt_alleen_overtuiging(indicatoren):
        uitleg = _(
            "U kruiste alleen een overtuiging, mening, geloof of herkomst aan. Dat is nooit een reden om iemand op "
            "de lijst te zetten. Er moet een aanwijzing zijn van een proces dat naar geweld leidt."
        )
        beletten.append(Belet(uitleg, "LR-03", "indicatoren"))
    return beletten


def beletten_rechtsgrond(rechtsgrond: str, datum: date | None, referentie: str) -> list[Belet]:
    """LR-01 (Sw. 353 § 2): één rechtsgrond; een machtiging van de procureur heeft een datum en een referentie."""
    if rechtsgrond not in Casus.Rechtsgrond.values:
        return [Belet(_("Kies één rechtsgrond."), "LR-01", "rechtsgrond")]
    if rechtsgrond == Casus.Rechtsgrond.LIVC_WET:
        if datum or referentie:
            uitleg = _("Kies de machtiging als rechtsgrond, of laat haar datum en referentie leeg.")
            return [Belet(uitleg, "LR-01", "rechtsgrond")]
        return []
    if datum is None or not referentie:
        uitleg = _("Geef de datum en de referentie van de machtiging.")
        return [Belet(uitleg, "LR-01", "machtiging_datum" if datum is None else "machtiging_referentie")]
    if datum > timezone.localdate():
        return [Belet(_("De machtiging kan niet in de toekomst liggen."), "LR-01", "machtiging_datum")]
    return []


def beletten_tweede_casus(lopende: Sequence[Casus], bevestigd: bool) -> list[Belet]:
    """Voor dezelfde naam loopt al een casus; een tweede kan alleen met opzet (twee mensen met dezelfde naam)."""
    if not lopende or bevestigd:
        return []
    uitleg = _("Er loopt al een casus voor iemand met dezelfde naam. Kijk eerst of het dezelfde persoon is.")
    return [Belet(uitleg, veld="tweede_casus")]
