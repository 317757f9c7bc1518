"""Het blad Traject: het lopende plan, wat eraan voorafging, en wat er nu kan."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Casus, Doel, Evaluatie, Traject
from casus.voorwaarden import traject as voorwaarden
from toegang.beleid import Wie, eis, mag, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Knop, Merk, wanneer

from .acties import Actieregel, regels, van_casus


@dataclass(frozen=True)
class Doelkaart:
    """Een doel met zijn acties; `bewerken` is leeg voor wie het plan niet maakt."""

    doel: Doel
    acties: list[Actieregel]
    bewerken: str


@dataclass(frozen=True)
class Domein:
    """Eén levensdomein met zijn doelen."""

    naam: str
    doelen: list[Doelkaart]


@dataclass(frozen=True)
class Trajectblad:
    """Alles wat het blad toont; een sjabloon vraagt zelf niets."""

    traject: Traject | None
    domeinen: list[Domein]
    losse_acties: list[Actieregel]
    evaluaties: list[Evaluatie]
    andere_versies: list[Traject]
    evaluatie: Merk | None
    knoppen: list[Knop]
    toevoegen: list[Knop]


def trajecten(gebruiker: Wie, casus: Casus) -> QuerySet[Traject]:
    """Elke versie van het plan die deze persoon mag zien; de nieuwste eerst."""
    return zichtbaar(gebruiker, "traject.zien", Traject.objects.filter(casus=casus)).order_by("-versie")


def is_lopend(traject: Traject) -> bool:
    return bool(traject.staat == Traject.Staat.LOPEND)


def lopend(casus: Casus) -> Traject | None:
    """Het plan dat nu geldt."""
    return casus.traject_set.filter(staat=Traject.Staat.LOPEND).first()


def lopende_doelen(casus: Casus) -> QuerySet[Doel]:
    """De doelen waar een actie bij kan horen."""
    return Doel.objects.filter(casus=casus, traject__staat=Traject.Staat.LOPEND).order_by("aangemaakt")


def eis_opsteller(gebruiker: Gebruiker, casus: Casus) -> None:
    """Voor een formulier van het plan. Raises Verborgen, Verboden."""
    eis(gebruiker, "traject.opstellen", casus)


def trajectblad(gebruiker: Gebruiker, casus: Casus, versie: UUID | None = None) -> Trajectblad:
    """Het lopende plan, of de gevraagde versie. Roep eerst `inzage.open_casus` of `inzage.open_traject`."""
    alle = list(trajecten(gebruiker, casus))
    traject = next((t for t in alle if (t.pk == versie if versie else is_lopend(t))), None)
    nu = traject is not None and is_lopend(traject)
    maakt = bool(mag(gebruiker, "traject.opstellen", casus))
    acties = regels(gebruiker, casus, list(van_casus(gebruiker, casus)))
    doelen = list(Doel.objects.filter(traject=traject).order_by("aangemaakt")) if traject else []
    return Trajectblad(
        traject=traject,
        domeinen=_domeinen(doelen, acties, bewerkbaar=nu and maakt),
        losse_acties=[regel for regel in acties if regel.actie.doel_id is None] if not versie else [],
        evaluaties=list(traject.evaluaties.select_related("opgesteld_door")) if traject else [],
        andere_versies=[t for t in alle if t is not traject],
        evaluatie=wanneer(traject.evaluatie_op) if traject and nu else None,
        knoppen=_knoppen(casus, traject) if maakt and not versie else [],
        toevoegen=_toevoegen(casus, traject) if maakt and not versie else [],
    )


def _domeinen(doelen: list[Doel], acties: list[Actieregel], *, bewerkbaar: bool) -> list[Domein]:
    volgorde = list(Doel.Levensdomein)
    doelen = sorted(doelen, key=lambda doel: volgorde.index(Doel.Levensdomein(doel.levensdomein)))
    return [
        Domein(
            str(Doel.Levensdomein(domein).label),
            [
                Doelkaart(
                    doel,
                    [regel for regel in acties if regel.actie.doel_id == doel.pk],
                    reverse("casus:doel_bewerken", args=[doel.pk]) if bewerkbaar else "",
                )
                for doel in groep
            ],
        )
        for domein, groep in groupby(doelen, key=lambda doel: doel.levensdomein)
    ]


def _knoppen(casus: Casus, traject: Traject | None) -> list[Knop]:
    """Wat er met het plan kan: de overgangen van de casus, voor wie het plan maakt."""

    def adres(naam: str) -> str:
        return reverse(f"casus:traject_{naam}", args=[casus.pk])

    if traject is None:
        beletten = tuple(voorwaarden.beletten_opstellen(casus, None))
        return [
            Knop("opstellen", _("Traject opstellen"), adres("opstellen"), "get", "hoofd", beletten=beletten)
        ]
    rij = []
    if can_proceed(casus.evalueer):
        rij.append(Knop("evalueren", _("Evaluatie beginnen"), adres("evalueren"), stijl="hoofd"))
    if casus.staat == Casus.Staat.IN_EVALUATIE:
        rij.append(Knop("evaluatie", _("Evaluatie schrijven"), adres("evaluatie"), "get", "hoofd"))
    if can_proceed(casus.start_traject):
        beletten = tuple(voorwaarden.beletten_vervolg(casus, traject))
        rij.append(Knop("hervatten", _("Zo verdergaan"), adres("hervatten"), beletten=beletten))
        beletten = tuple(voorwaarden.beletten_nieuwe_versie(casus, traject))
        rij.append(
            Knop("nieuwe_versie", _("Nieuwe versie maken"), adres("nieuwe_versie"), "get", beletten=beletten)
        )
    if not voorwaarden.beletten_plan(casus, traject):
        rij.append(Knop("bewerken", _("Samenvatting of datum wijzigen"), adres("bewerken"), "get"))
    return rij


def _toevoegen(casus: Casus, traject: Traject | None) -> list[Knop]:
    beletten = tuple(voorwaarden.beletten_toevoegen(casus))
    actie = Knop(
        "actie", _("Actie afspreken"), reverse("casus:actie_nieuw", args=[casus.pk]), "get", beletten=beletten
    )
    if traject is None:
        return [actie]
    doel = Knop(
        "doel", _("Doel toevoegen"), reverse("casus:doel_nieuw", args=[casus.pk]), "get", beletten=beletten
    )
    return [doel, actie]
