"""Wat aan het gerecht verstrekt is: voor wie de inhoud van de casus ziet (LR-44)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus import misdrijven
from casus.models import Casus, Verstrekking
from toegang.beleid import Wie, mag, zichtbaar
from toegang.schermdelen import Deel, Knop


@dataclass(frozen=True)
class Regel:
    """Eén verstrekking, met het misdrijf zoals het toen heette, onder beide nummers."""

    verstrekking: Verstrekking
    misdrijf: Any
    vindplaats: str


@dataclass(frozen=True)
class Register:
    regels: list[Regel]
    knoppen: list[Knop]


def deel(gebruiker: Wie, casus: Casus) -> Deel | None:
    """Op het blad ‘Dossier’."""
    if not mag(gebruiker, "verstrekking.zien", casus):
        return None
    uitleg = _("Wat aan het gerecht verstrekt is, en voor welk misdrijf. Langs hier gaat niets naar buiten.")
    return Deel(_("Aan het gerecht"), uitleg, reverse("casus:verstrekkingen", args=[casus.pk]))


def register(gebruiker: Wie, casus: Casus) -> Register:
    """Roep eerst de inzage."""
    rijen = zichtbaar(gebruiker, "verstrekking.zien", Verstrekking.objects.filter(casus=casus))
    knoppen = []
    if mag(gebruiker, "verstrekking.noteren", casus):
        adres = reverse("casus:verstrekking_nieuw", args=[casus.pk])
        knoppen = [Knop("nieuw", _("Verstrekking noteren"), adres, "get", "hoofd")]
    return Register([_regel(rij) for rij in rijen.select_related("genoteerd_door")], knoppen)


def keuzes() -> list[tuple[str, str]]:
    """De misdrijven van vandaag, en de keuze die geweigerd wordt: zo leest iemand waarom (LR-44)."""
    lijst = misdrijven.geldende_lijst(timezone.localdate())
    return [
        *((m.code, _("%(wat)s (oud %(art)s)") % {"wat": m.label, "art": m.oud}) for m in lijst.misdrijven),
        (misdrijven.ANDER, _("een ander misdrijf")),
    ]


def _regel(rij: Verstrekking) -> Regel:
    lijst = misdrijven.LIJSTEN.get(rij.misdrijvenlijst)
    misdrijf = misdrijven.zoek(rij.misdrijvenlijst, rij.misdrijf)
    if lijst is None or misdrijf is None:
        return Regel(rij, rij.misdrijf, rij.misdrijvenlijst)
    return Regel(rij, misdrijf.label, lijst.vindplaats(misdrijf))
