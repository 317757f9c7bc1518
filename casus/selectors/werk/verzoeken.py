"""Verzoeken van personen in ‘Mijn werk’. Antwoorden aan de persoon is een plicht; geraadpleegd worden is vrij (LR-55)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from casus.models import Betrokkenenverzoek
from casus.selectors.raadpleging import te_beantwoorden
from casus.selectors.verzoek import zichtbare
from casus.voorwaarden import verzoek as voorwaarden
from toegang.beleid import mag
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

Staat = Betrokkenenverzoek.Staat


def taken(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de organisator en de functionaris: elk verzoek dat nog een antwoord wacht, met zijn laatste dag."""
    uit = []
    for verzoek in zichtbare(gebruiker).exclude(staat=Staat.BEANTWOORD).prefetch_related("gronden"):
        if mag(gebruiker, "verzoek.beoordelen", verzoek):
            waarom = _("Uiterlijk die dag vertrekt het antwoord.")
        elif verzoek.staat == Staat.IN_BEOORDELING and not verzoek.gronden.all():
            waarom = _("Wie beperkt of weigert, heeft eerst uw gronden nodig.")
        else:
            continue
        uit.append(
            Taak(
                voorwaarden.einde(verzoek),
                _("Verzoek van een persoon: %(soort)s") % {"soort": verzoek.get_soort_display()},
                waarom,
                reverse("casus:verzoek", args=[verzoek.pk]),
                _("Openen"),
                verzoek.referentie,
            )
        )
    return uit


def raadplegingen(gebruiker: Gebruiker) -> list[Taak]:
    """Zonder termijn: ook geen antwoord is een antwoord (LR-22)."""
    return [
        Taak(
            None,
            _("Wat van uw inbreng mag verteld worden?"),
            _("De persoon stelde een vraag. Antwoordt u niet, dan wordt er niets van u verteld."),
            reverse("casus:raadpleging", args=[rij.pk]),
            _("Lezen"),
            rij.casus.referentie,
            Merk(_("u kiest"), "rust"),
        )
        for rij in te_beantwoorden(gebruiker)
    ]
