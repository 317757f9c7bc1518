"""Welke inbreng iemand leest: precies wat het beleid toelaat, en nooit meer (LR-32)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.filters import Bladwijzer
from audit.kijkers import Kijkblad, van_inbreng
from casus import categorieen
from casus.models import Agendapunt, Casus, Inbreng, Relatie
from casus.voorwaarden.inbreng import beletten_inbrengen
from casus.voorwaarden.tafel import aan_tafel
from toegang.beleid import Wie, mag, zichtbaar
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import KERN
from toegang.schermdelen import Knop, Merk
from toegang.uitzonderingen import Belet

NIVEAU_KLEUR = {"beroepsgeheim": "geheim", "geheim": "geheim", "vrijgegeven": "ja"}


@dataclass(frozen=True)
class Kaart:
    """Eén inbreng zoals ze op de pagina staat."""

    inbreng: Inbreng
    van: str
    niveau: Merk
    categorie: Any
    lezers: str
    knoppen: list[Knop]


@dataclass(frozen=True)
class Inbrengblad:
    """Het blad Inbreng: eigen voorbereiding, en wat aan tafel ligt."""

    concepten: list[Kaart]
    tafel: list[Kaart]
    nieuw: list[Knop]
    advocaat: bool

    @property
    def getoond(self) -> list[Inbreng]:
        """Waarvan de tekst op het blad staat; een ingetrokken inbreng heeft er geen meer."""
        return [kaart.inbreng for kaart in self.tafel if kaart.inbreng.staat == Inbreng.Staat.INGEBRACHT]


def van_casus(gebruiker: Wie, casus: Casus) -> QuerySet[Inbreng]:
    """Alles wat deze persoon in deze casus mag lezen, met de eigen concepten en wat ingetrokken is."""
    rijen = Inbreng.objects.filter(casus=casus).select_related(
        "auteur", "organisatie", "over", "agendapunt__overleg"
    )
    return zichtbaar(gebruiker, "inbreng.zien", rijen)


def voor_scherm(gebruiker: Wie, casus: Casus) -> QuerySet[Inbreng]:
    """Wat op een scherm in de zaal mag: alleen ingebracht, en alleen bestemd voor iedereen aan tafel."""
    return van_casus(gebruiker, casus).filter(staat=Inbreng.Staat.INGEBRACHT, publiek=Inbreng.Publiek.TAFEL)


def van_anderen(gebruiker: Gebruiker, rijen: Iterable[Inbreng]) -> list[Inbreng]:
    """Zonder de eigen inbreng: die bekijken is geen inzage."""
    return [rij for rij in rijen if rij.auteur_id != gebruiker.pk]


def is_concept(inbreng: Inbreng) -> bool:
    """Werkt de auteur er nog aan?"""
    return bool(inbreng.staat == Inbreng.Staat.CONCEPT)


def inbrengblad(gebruiker: Gebruiker, casus: Casus) -> Inbrengblad:
    """Wat dit blad toont; komt alleen langs `inzage.open_inbrengblad`, na de regel in het logboek (LR-57)."""
    rijen = list(van_casus(gebruiker, casus).prefetch_related("lezers"))
    eigen = set(
        zichtbaar(gebruiker, "inbreng.beheren", Inbreng.objects.filter(casus=casus)).values_list(
            "pk", flat=True
        )
    )
    beletten = tuple(beletten_inbrengen(gebruiker, casus))
    rollen = _rollen(casus)
    kaarten = [
        Kaart(
            inbreng=rij,
            van=" · ".join(
                d for d in (rij.auteur.naam, str(rij.organisatie or rollen.get(rij.auteur_id, ""))) if d
            ),
            niveau=Merk(capfirst(rij.get_niveau_display()), NIVEAU_KLEUR[rij.niveau]),
            categorie=getattr(categorieen.zoek(rij.categorielijst, rij.categorie), "label", ""),
            lezers=", ".join(sorted(lezer.naam for lezer in rij.lezers.all())),
            knoppen=knoppen(rij, beletten) if rij.pk in eigen else [],
        )
        for rij in rijen
    ]
    nieuw = []
    if mag(gebruiker, "inbreng.toevoegen", casus):
        adres = reverse("casus:inbreng_nieuw", args=[casus.pk])
        nieuw = [Knop("nieuw", _("Iets voorbereiden"), adres, "get", "hoofd", beletten=beletten)]
    concept = Inbreng.Staat.CONCEPT
    return Inbrengblad(
        concepten=[kaart for kaart in kaarten if kaart.inbreng.staat == concept],
        tafel=[kaart for kaart in kaarten if kaart.inbreng.staat != concept],
        nieuw=nieuw,
        advocaat=gebruiker.is_advocaat,
    )


def knoppen(inbreng: Inbreng, beletten: tuple[Belet, ...]) -> list[Knop]:
    """Wat de auteur nu kan: een concept inbrengen of weggooien, iets aan tafel anders delen of intrekken."""

    def adres(naam: str) -> str:
        return reverse(f"casus:inbreng_{naam}", args=[inbreng.pk])

    if can_proceed(inbreng.breng_in):
        weg = _("Uw voorbereiding verdwijnt helemaal. Niemand anders zag ze.")
        return [
            Knop("inbrengen", _("Inbrengen"), adres("inbrengen"), stijl="hoofd", beletten=beletten),
            Knop("bewerken", _("Bewerken"), adres("bewerken"), "get", beletten=()),
            Knop(
                "verwijderen",
                _("Voorbereiding weggooien"),
                adres("verwijderen"),
                stijl="gevaar",
                bevestiging=weg,
            ),
        ]
    gezien = Knop("gezien", _("Wie zag dit?"), adres("gezien"), "get")
    if can_proceed(inbreng.trek_in):
        gevolg = _(
            "De tekst verdwijnt voorgoed. Wie ze mocht lezen, ziet nog dat hier iets van u stond, en wanneer."
        )
        return [
            Knop("niveau", _("Niveau en lezers kiezen"), adres("niveau"), "get"),
            gezien,
            Knop("intrekken", _("Inbreng intrekken"), adres("intrekken"), stijl="gevaar", bevestiging=gevolg),
        ]
    return [gezien]


def wie_zag(inbreng: Inbreng, na: Bladwijzer | None) -> Kijkblad:
    """Wie deze inbreng opende, voor de auteur; roep eerst `inzage.open_inbreng` (LR-32, LR-57)."""
    return van_inbreng(inbreng.livc_id, inbreng.casus_id, inbreng.pk, na)


def relaties(casus: Casus) -> QuerySet[Relatie]:
    """Over wie een inbreng nog kan gaan, behalve over de persoon zelf (LR-51)."""
    return Relatie.objects.filter(casus=casus).order_by("aangemaakt")


def agendapunten(casus: Casus) -> QuerySet[Agendapunt]:
    """De overlegmomenten waarbij een inbreng kan horen."""
    return Agendapunt.objects.filter(casus=casus).select_related("overleg").order_by("-overleg__begin", "pk")


def mogelijke_lezers(casus: Casus, auteur: Gebruiker) -> list[tuple[UUID, str]]:
    """De anderen aan deze tafel, met hun dienst of rol."""
    anderen = (genoot for genoot in aan_tafel(casus) if genoot.gebruiker.pk != auteur.pk)
    return [(genoot.gebruiker.pk, f"{genoot.gebruiker.naam} · {genoot.dienst}") for genoot in anderen]


def lezers(casus: Casus, pks: Collection[UUID]) -> list[Gebruiker]:
    """Wie van deze tafel is aangeduid; wie er niet zit, kan niet aangeduid worden (LR-31)."""
    return [genoot.gebruiker for genoot in aan_tafel(casus) if genoot.gebruiker.pk in pks]


def _rollen(casus: Casus) -> dict[UUID, str]:
    leden = Lidmaatschap.objects.filter(livc_id=casus.livc_id, rol__in=KERN).order_by("van", "pk")
    return {lid.gebruiker_id: str(lid.get_rol_display()) for lid in leden}
