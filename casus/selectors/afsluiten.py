"""Wat een pagina toont over het einde van een casus: de sluiting, de nacontroles, en wat er kan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Actie, Agendapunt, Casus, Nacontrole, Overleg
from casus.voorwaarden import afsluiten as voorwaarden
from toegang.beleid import Wie, eis, haal, mag
from toegang.schermdelen import Knop, Merk, wanneer
from toegang.uitzonderingen import Verborgen


@dataclass(frozen=True)
class Controle:
    """Eén nacontrole, met de knop voor wie ze uitvoert."""

    nacontrole: Nacontrole
    merk: Merk
    knoppen: list[Knop]


@dataclass(frozen=True)
class Einde:
    """De sluiting van een casus. Zonder iets te zeggen staat het kader er niet."""

    casus: Casus
    gesloten: bool
    controles: list[Controle]

    def __bool__(self) -> bool:
        return self.gesloten or bool(self.controles) or self.casus.heropend_op is not None


def einde(gebruiker: Wie, casus: Casus) -> Einde:
    """Roep eerst `inzage.open_casus`."""
    maakt = bool(mag(gebruiker, "casus.nacontrole", casus))
    rijen = casus.nacontrole_set.select_related("gedaan_door").order_by("gepland_op", "pk")
    controles = [Controle(rij, _merk(rij), _controleknoppen(casus, rij) if maakt else []) for rij in rijen]
    return Einde(casus, casus.afgesloten_op is not None, controles)


def _merk(nacontrole: Nacontrole) -> Merk:
    return Merk(_("gedaan"), "ja") if nacontrole.gedaan_op else wanneer(nacontrole.gepland_op)


def _controleknoppen(casus: Casus, nacontrole: Nacontrole) -> list[Knop]:
    """Beginnen op het overzicht; daarna leidt de knop naar het formulier."""
    if nacontrole.gedaan_op is not None:
        return []
    args = [casus.pk, nacontrole.pk]
    if not voorwaarden.beletten_vaststelling(casus, nacontrole):
        adres = reverse("casus:nacontrole", args=args)
        return [Knop(f"vaststelling-{nacontrole.pk}", _("Vaststelling schrijven"), adres, "get", "hoofd")]
    return [begin_knop(casus, nacontrole)]


def begin_knop(casus: Casus, nacontrole: Nacontrole) -> Knop:
    return Knop(
        f"nacontrole-{nacontrole.pk}",
        _("Nacontrole beginnen"),
        reverse("casus:nacontrole_beginnen", args=[casus.pk, nacontrole.pk]),
        beletten=tuple(voorwaarden.beletten_begin_nacontrole(casus, nacontrole)),
    )


def knoppen(gebruiker: Wie, casus: Casus) -> list[Knop]:
    """Afsluiten of heropenen: beschikbare overgangen ∩ beleid."""
    rij = []
    if can_proceed(casus.sluit_af) and mag(gebruiker, "casus.afsluiten", casus):
        beletten = tuple(voorwaarden.beletten_afsluiten(casus))
        adres = reverse("casus:afsluiten", args=[casus.pk])
        rij.append(Knop("afsluiten", _("Casus afsluiten"), adres, "get", beletten=beletten))
    if can_proceed(casus.heropen) and mag(gebruiker, "casus.heropenen", casus):
        beletten = tuple(voorwaarden.beletten_heropenen(casus))
        adres = reverse("casus:heropenen", args=[casus.pk])
        rij.append(Knop("heropenen", _("Casus heropenen"), adres, "get", beletten=beletten))
    return rij


def open_acties(casus: Casus) -> list[Actie]:
    """De afspraken die met het afsluiten stoppen. Alleen voor wie mag afsluiten, na `inzage.open_casus`."""
    return list(casus.actie_set.filter(staat=Actie.Staat.OPEN).select_related("eigenaar"))


@dataclass(frozen=True)
class Gevolgen:
    """Wat er stopt als de casus sluit, in aantallen en dagen; niets over wie wat zei of antwoordde."""

    tafel: int
    uitnodigingen: int
    overleg: date | None


def gevolgen(casus: Casus) -> Gevolgen:
    """Wat de burgemeester leest voor hij afsluit."""
    punt = (
        casus.agendapunt_set.filter(staat=Agendapunt.Staat.GEPLAND, overleg__staat=Overleg.Staat.GEPLAND)
        .order_by("overleg__begin", "pk")
        .select_related("overleg")
        .first()
    )
    return Gevolgen(
        tafel=casus.deelname_set.aanvaard().count(),
        uitnodigingen=casus.deelname_set.openstaand().count(),
        overleg=punt.overleg.begin if punt else None,
    )


def nacontrole_voor(gebruiker: Wie, pk: UUID, nacontrole_pk: UUID) -> Nacontrole:
    """De nacontrole voor wie ze uitvoert. Raises Verborgen, Verboden."""
    casus = haal(gebruiker, "casus.zien", Casus.objects.all(), pk)
    eis(gebruiker, "casus.nacontrole", casus)
    nacontrole = (
        casus.nacontrole_set.select_related("gedaan_door")
        .order_by("gepland_op", "pk")
        .filter(pk=nacontrole_pk)
        .first()
    )
    if nacontrole is None:
        raise Verborgen(actie="casus.nacontrole", object=casus, regel="LR-52")
    return nacontrole
