"""Kleine waarden waarmee een selector of view een bouwsteen van het scherm vult (zie templatetags/ui.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .uitzonderingen import Belet

type Stand = Literal["af", "nu", "komt"]


@dataclass(frozen=True, slots=True)
class Spoorpunt:
    """Een punt op de getekende weg van een casus."""

    label: str
    datum: date | datetime | str | None = None
    stand: Stand = "komt"


@dataclass(frozen=True, slots=True)
class Merk:
    """Een statuswoord met een kleur; de kleur zegt nooit iets dat het woord niet zegt."""

    tekst: str
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Deel:
    """Een deel van een blad met een eigen pagina: wat het is, hoe het ermee staat, en waar het staat."""

    titel: str
    tekst: str
    url: str
    merk: Merk | None = None


@dataclass(frozen=True, slots=True)
class Knop:
    """Een handeling op een pagina: beschikbare overgang ∩ beleid. Met beletten staat ze er, maar zegt waarom niet."""

    naam: str
    label: str
    url: str
    methode: Literal["get", "post"] = "post"
    stijl: Literal["hoofd", "stil", "gevaar"] = "stil"
    bevestiging: str = ""
    beletten: tuple[Belet, ...] = ()


def wanneer(moment: date | datetime | None, *, vandaag: date | None = None) -> Merk:
    """Wanneer iets moet: 'vandaag 14.00', 'morgen', 'nog 9 dagen' of '2 dagen te laat'."""
    if moment is None:
        return Merk(_("geen datum"), "rust")
    vandaag = vandaag or timezone.localdate()
    uur = ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        uur = " " + date_format(moment, "H.i")
        moment = moment.date()
    dagen = (moment - vandaag).days
    if dagen < 0:
        return Merk(ngettext("%(n)d dag te laat", "%(n)d dagen te laat", -dagen) % {"n": -dagen}, "stop")
    if dagen == 0:
        return Merk(_("vandaag") + uur, "let-op")
    if dagen == 1:
        return Merk(_("morgen") + uur, "let-op")
    return Merk(_("nog %(n)d dagen") % {"n": dagen})
