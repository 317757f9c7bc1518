"""Wat er van elk stuk van een dossier naar een ander LIVC gaat: zo weinig als nodig, en nooit een naam van een deelnemer."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casus import categorieen
from casus.models import Actie, Besluit, Casus, Doel, Evaluatie, Inbreng, Relatie
from casus.models.overdracht import Stuksoort
from toegang.beleid import Wie, zichtbaar

type Inhoud = dict[str, str]

LABELS: Mapping[str, object] = {
    "naam": _("Naam"),
    "verband": _("Verband met de persoon"),
    "contact": _("Contact"),
    "levensdomein": _("Levensdomein"),
    "tekst": _("Tekst"),
    "sterktes": _("Sterktes en beschermende factoren"),
    "zorgen": _("Zorgen"),
    "stand": _("Stand"),
    "tegen": _("Tegen"),
    "toelichting": _("Toelichting"),
    "gevolg": _("Gevolg"),
    "op": _("Van"),
    "dienst": _("Bron"),
    "categorie": _("Soort gegeven"),
    "over": _("Gaat over"),
    "noodzaak": _("Waarom dit soort gegeven nodig is"),
    "waarom": _("Waarom het meekwam"),
}
"""Hoe een deel van een stuk heet op de pagina; de volgorde is die van de pagina."""


def van(gebruiker: Wie, casus: Casus) -> dict[Stuksoort, QuerySet[Any]]:
    """Alles wat gekozen kan worden. Inbreng voor enkele lezers niet: haar auteur koos wie ze leest (LR-32)."""
    traject = casus.traject_set.order_by("-versie").first()
    inbreng = Inbreng.objects.filter(
        casus=casus,
        staat=Inbreng.Staat.INGEBRACHT,
        publiek__in=(Inbreng.Publiek.TAFEL, Inbreng.Publiek.KERN),
    )
    return {
        Stuksoort.RELATIE: casus.relatie_set.order_by("aangemaakt"),
        Stuksoort.BESLUIT: casus.besluit_set.order_by("aangemaakt"),
        Stuksoort.DOEL: Doel.objects.filter(casus=casus, traject=traject).order_by("aangemaakt"),
        Stuksoort.ACTIE: casus.actie_set.order_by("tegen"),
        Stuksoort.EVALUATIE: casus.evaluatie_set.order_by("aangemaakt"),
        Stuksoort.INBRENG: zichtbaar(gebruiker, "inbreng.zien", inbreng).select_related(
            "organisatie", "over"
        ),
    }


def zonder_vraag() -> Q:
    """Inbreng die haar auteur al vrijgaf en verder liet delen; al de andere vraagt zijn instemming."""
    return Q(niveau=Inbreng.Niveau.VRIJGEGEVEN, doorgave=True)


def inhoud(soort: Stuksoort, rij: Any) -> Inhoud:
    """De woorden van één stuk, zonder lege delen."""
    return {naam: str(waarde) for naam, waarde in _MAKERS[soort](rij).items() if waarde}


def _relatie(rij: Relatie) -> dict[str, Any]:
    return {"naam": rij.naam, "verband": rij.verband}


def _besluit(rij: Besluit) -> dict[str, Any]:
    return {"tekst": rij.tekst, "op": _dag(rij.aangemaakt)}


def _doel(rij: Doel) -> dict[str, Any]:
    return {
        "levensdomein": rij.get_levensdomein_display(),
        "tekst": rij.tekst,
        "sterktes": rij.sterktes,
        "zorgen": rij.zorgen,
    }


def _actie(rij: Actie) -> dict[str, Any]:
    return {
        "tekst": rij.omschrijving,
        "stand": rij.get_staat_display(),
        "tegen": date_format(rij.tegen, "j F Y"),
        "toelichting": rij.toelichting,
    }


def _evaluatie(rij: Evaluatie) -> dict[str, Any]:
    return {"tekst": rij.tekst, "gevolg": rij.get_gevolg_display(), "op": _dag(rij.aangemaakt)}


def _inbreng(rij: Inbreng) -> dict[str, Any]:
    # Van wie: de dienst, niet de mens. Over wie: het verband, want de naam is een eigen stuk.
    return {
        "tekst": rij.tekst,
        "dienst": rij.organisatie.naam if rij.organisatie else _("de kern van het LIVC"),
        "categorie": getattr(categorieen.zoek(rij.categorielijst, rij.categorie), "label", ""),
        "noodzaak": rij.noodzaak,
        "over": rij.over.verband if rij.over else "",
        "op": _dag(rij.ingebracht_op) if rij.ingebracht_op else "",
    }


def _dag(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


_MAKERS: Mapping[Stuksoort, Callable[[Any], dict[str, Any]]] = {
    Stuksoort.RELATIE: _relatie,
    Stuksoort.BESLUIT: _besluit,
    Stuksoort.DOEL: _doel,
    Stuksoort.ACTIE: _actie,
    Stuksoort.EVALUATIE: _evaluatie,
    Stuksoort.INBRENG: _inbreng,
}
