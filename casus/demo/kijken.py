"""Wat het logboek nog bevat: mensen die kijken, en mensen die ergens niet bij mochten."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from casus.actions import casus as casussen
from casus.actions import inzage, voorbereiding
from casus.models import Casus
from toegang.uitzonderingen import Weigering

from .mensen import Stad
from .stappen import Verteller

BLADEN = ("overzicht", "tafel", "traject")


def laad(demo: Verteller, buur: Stad) -> None:
    casussen_ = {
        casus.staat: casus for casus in Casus.objects.filter(livc=demo.stad.livc).order_by("aangemaakt")
    }
    _kijk(demo, casussen_[Casus.Staat.IN_TRAJECT], ("caw", "clb", "politie", "preventie"))
    _kijk(demo, casussen_[Casus.Staat.IN_OVERLEG], ("jeugdwerk", "ocmw", "preventie"))
    _weigeringen(demo, buur, casussen_)


def _kijk(demo: Verteller, casus: Casus, namen: tuple[str, ...]) -> None:
    for uur, naam in enumerate(namen, 9):
        for dagen in (-40, -14, -2):
            demo.klok.zet(dagen, uur, 30)
            for blad in BLADEN:
                inzage.open_casus(actor=demo.stad[naam], pk=casus.pk, onderdeel=blad)
            inzage.open_inbrengblad(actor=demo.stad[naam], pk=casus.pk)


def _weigeringen(demo: Verteller, buur: Stad, casussen_: dict[str, Casus]) -> None:
    """Geen van deze pogingen lukt; elke staat in het logboek."""
    stad = demo.stad
    nieuw, kind = casussen_[Casus.Staat.OP_LIJST].pk, casussen_[Casus.Staat.VOORBEREIDING].pk
    dicht, traject = casussen_[Casus.Staat.AFGESLOTEN].pk, casussen_[Casus.Staat.IN_TRAJECT].pk
    demo.klok.zet(-2, 20)
    _geweigerd(inzage.open_casus, actor=stad["burgemeester"], pk=nieuw, onderdeel="overzicht")
    _geweigerd(inzage.open_casus, actor=stad["jeugdwerk"], pk=traject, onderdeel="overzicht")
    _geweigerd(inzage.open_casus, actor=stad["clb"], pk=kind, onderdeel="overzicht")
    _geweigerd(inzage.open_casus, actor=stad["caw"], pk=dicht, onderdeel="traject")
    _geweigerd(inzage.open_casus, actor=buur["preventie"], pk=traject, onderdeel="overzicht")
    _geweigerd(voorbereiding.start, actor=stad["politie"], pk=nieuw)
    _geweigerd(casussen.wijs_regisseur_aan, actor=stad["clb"], pk=traject, regisseur=stad["clb"].pk)


def _geweigerd(handeling: Callable[..., Any], **wat: Any) -> None:
    with suppress(Weigering):
        handeling(**wat)
        raise AssertionError(f"{handeling.__name__} had geweigerd moeten worden")
