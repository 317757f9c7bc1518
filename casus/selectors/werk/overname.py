"""Vragen om iets in een eigen dossier te zetten: antwoorden mag, zwijgen ook (LR-22, LR-43)."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casus import databank
from casus.models import Dossierovername
from casus.selectors.overname import wacht_op
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

Staat = Dossierovername.Staat


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [*_te_beantwoorden(gebruiker), *_af_te_drukken(gebruiker)]


def parket(gebruiker: Gebruiker) -> list[Taak]:
    """Voor de burgemeester en de politie: wat op het parket wacht en zij niet zelf vroegen."""
    rijen = Dossierovername.objects.filter(staat=Staat.PARKET).exclude(aanvrager=gebruiker)
    waarom = _("Iedereen aan tafel zei ja. Noteer het antwoord van het parket als u het heeft.")
    return [
        _taak(rij, _("Antwoord van het parket"), waarom, "overname_parket", _("Noteren"), _("wacht"))
        for rij in _met_casus(zichtbaar(gebruiker, "overname.parket", rijen))
    ]


def _te_beantwoorden(gebruiker: Gebruiker) -> list[Taak]:
    waarom = _("Iemand vraagt om iets in een eigen dossier te zetten. Ja, neen en zwijgen mogen.")
    return [
        _taak(rij, _("Naar een eigen dossier"), waarom, "overname", _("Lezen"), _("u kiest"))
        for rij in _met_casus(wacht_op(gebruiker))
    ]


def _af_te_drukken(gebruiker: Gebruiker) -> list[Taak]:
    eigen = Dossierovername.objects.lopend().filter(aanvrager=gebruiker, staat=Staat.TOEGESTAAN)
    rijen = _met_casus(zichtbaar(gebruiker, "overname.afdrukken", eigen))
    klaar = databank.unanieme_overnames([rij.pk for rij in rijen])
    waarom = _("Iedereen zei ja. U kunt het één keer afdrukken voor uw dienst.")
    return [
        _taak(rij, _("Klaar voor uw dossier"), waarom, "overname", _("Openen"), _("klaar"))
        for rij in rijen
        if rij.pk in klaar
    ]


def _met_casus(rijen: QuerySet[Dossierovername]) -> list[Dossierovername]:
    return list(rijen.select_related("casus").only("staat", "casus__referentie"))


def _taak(rij: Dossierovername, wat: str, waarom: str, naam: str, label: str, merk: str) -> Taak:
    adres = reverse(f"casus:{naam}", args=[rij.pk])
    return Taak(None, wat, waarom, adres, label, rij.casus.referentie, Merk(merk, "rust"))
