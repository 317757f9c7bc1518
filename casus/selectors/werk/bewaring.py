"""Het einde van een dossier in ‘Mijn werk’: kennis nemen van een verlenging, en tekenen voor vernietiging."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.selectors import verlenging as verlengingen
from casus.selectors import vernietiging as vernietigingen
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak


def kennisnemen(gebruiker: Gebruiker) -> list[Taak]:
    """LR-52: een tweede of latere verlenging geldt pas na twee kennisnemingen."""
    return [
        Taak(
            rij.oud_tot,
            _("Kennis nemen van een verlenging"),
            _("De deelnemers willen dit dossier voor de %(n)de keer langer bewaren.") % {"n": rij.nummer},
            reverse("casus:verlenging", args=[rij.pk]),
            _("Lezen"),
            rij.referentie,
        )
        for rij in verlengingen.open_(gebruiker)
    ]


def zonder_functionaris(gebruiker: Gebruiker) -> list[Taak]:
    """LR-52: de burgemeester ziet dat een verlenging wacht op iemand die er niet is, en tot wanneer dat kan."""
    return [
        Taak(
            rij.oud_tot,
            _("Een verlenging wacht op een functionaris"),
            f"{belet.uitleg} {_('Na deze dag gaat de verlenging niet meer door.')}",
            reverse("casus:verlenging", args=[rij.pk]),
            _("Lezen"),
            rij.referentie,
        )
        for rij, belet in verlengingen.zonder_functionaris(gebruiker)
    ]


def tekenen(gebruiker: Gebruiker) -> list[Taak]:
    """LR-53: één rij, want wie tekent ziet de casussen op de lijst zelf."""
    punten = vernietigingen.te_tekenen(gebruiker)
    if not punten:
        return []
    tekst = ngettext(
        "%(n)d dossier wacht op uw handtekening.", "%(n)d dossiers wachten op uw handtekening.", len(punten)
    )
    return [
        Taak(
            None,
            _("Vernietigingslijst"),
            tekst % {"n": len(punten)},
            reverse("casus:vernietiging"),
            _("Bekijken"),
            merk=Merk(_("tekenen"), "let-op"),
            voorrang=True,
        )
    ]
