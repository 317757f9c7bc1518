"""Wat van een fiche op iemand wacht. Een antwoord is vrij en heeft geen termijn: nooit ‘te laat’ (LR-20, LR-41)."""

from datetime import timedelta

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Fichegoedkeurder, Ficheraking, Terugkoppelingsfiche
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk

from .taak import Taak

Staat = Terugkoppelingsfiche.Staat
ZOLANG = timedelta(days=14)


def taken(gebruiker: Gebruiker) -> list[Taak]:
    return [
        *_te_beantwoorden(gebruiker),
        *_geraakt(gebruiker),
        *_over_te_maken(gebruiker),
        *_op_te_lossen(gebruiker),
    ]


def _te_beantwoorden(gebruiker: Gebruiker) -> list[Taak]:
    open_ = Fichegoedkeurder.objects.filter(
        gebruiker=gebruiker, antwoord="", ronde=F("fiche__ronde"), fiche__staat=Staat.TER_GOEDKEURING
    )
    fiches = _fiches(gebruiker, "fiche.antwoorden").filter(pk__in=open_.values("fiche"))
    waarom = _("U was bij de bespreking. Wel en niet goedkeuren zijn even goede antwoorden.")
    return [
        _taak(
            fiche,
            _("Een terugkoppelingsfiche lezen"),
            waarom,
            _("Lezen"),
            Merk(_("u kiest"), "rust"),
            vrij=True,
        )
        for fiche in fiches
    ]


def _geraakt(gebruiker: Gebruiker) -> list[Taak]:
    """De auteur hoeft niets te doen; het staat hier zodat hij het weet, en niet langer dan twee weken."""
    sinds = timezone.now() - ZOLANG
    rijen = Ficheraking.objects.filter(auteur=gebruiker, aangemaakt__gt=sinds).select_related("casus")
    per_casus = {
        rij.casus_id: rij.casus.referentie for rij in zichtbaar(gebruiker, "ficheraking.zien", rijen)
    }
    return [
        Taak(
            None,
            _("Een tekst kwam te dicht bij een geheime inbreng van u"),
            _("De tekst is geweigerd. U hoeft niets te doen."),
            reverse("casus:fiches", args=[casus_id]),
            _("Bekijken"),
            referentie,
            Merk(_("ter info"), "rust"),
            vrij=True,
        )
        for casus_id, referentie in per_casus.items()
    ]


def _over_te_maken(gebruiker: Gebruiker) -> list[Taak]:
    waarom = _("Iedereen die erbij was, keurde ze goed. Alleen u maakt ze over.")
    return [
        _taak(fiche, _("Terugkoppelingsfiche over te maken"), waarom, _("Openen"), Merk(_("klaar"), "ja"))
        for fiche in _fiches(gebruiker, "fiche.overmaken").filter(staat=Staat.VRIJGEGEVEN)
    ]


def _op_te_lossen(gebruiker: Gebruiker) -> list[Taak]:
    waarom = _("Ze gaat zo nergens heen. Bespreek het, en laat ze zo nodig herwerken.")
    return [
        _taak(
            fiche, _("Terugkoppelingsfiche tegengehouden"), waarom, _("Openen"), Merk(_("ter info"), "rust")
        )
        for fiche in _fiches(gebruiker, "fiche.antwoorden_zien").filter(staat=Staat.GEBLOKKEERD)
    ]


def _fiches(gebruiker: Gebruiker, actie: str) -> QuerySet[Terugkoppelingsfiche]:
    rijen = Terugkoppelingsfiche.objects.select_related("casus").only("staat", "casus__referentie")
    return zichtbaar(gebruiker, actie, rijen)


def _taak(
    fiche: Terugkoppelingsfiche, wat: str, waarom: str, label: str, merk: Merk, *, vrij: bool = False
) -> Taak:
    adres = reverse("casus:fiche", args=[fiche.pk])
    return Taak(None, wat, waarom, adres, label, fiche.casus.referentie, merk, vrij=vrij)
