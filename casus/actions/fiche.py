"""De fiche schrijven en voorleggen (LR-42). Antwoorden staat in `ficheantwoord`, overmaken in `ficheoverdracht`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import databank, fichetekst
from casus.models import Agendapunt, Besluit, Evaluatie, Fichebron, Inbreng, Terugkoppelingsfiche
from casus.spoor import noteer
from casus.voorwaarden import fiche as voorwaarden
from casus.zetbaar import GEKOZEN, GESCHREVEN, PERSOON, beletten_drukken
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet, NietVoldaan, eis_geen

from .casus import vergrendeld
from .fichegeheim import raakt_geheim

Staat = Terugkoppelingsfiche.Staat


@dataclass(frozen=True)
class Uitkomst:
    """Wat van het voorleggen kwam. `geraakt`: geweigerd, en dat staat genoteerd (LR-42)."""

    fiche: Terugkoppelingsfiche
    geraakt: bool = False


@handeling
def begin(*, actor: Gebruiker, punt_pk: UUID) -> Terugkoppelingsfiche:
    """Een leeg concept bij een bespreking. Raises Verborgen, Verboden, NietVoldaan (LR-41)."""
    plek = haal(actor, "agendapunt.zien", Agendapunt.objects.all(), punt_pk)
    casus = vergrendeld(actor, plek.casus_id)
    eis(actor, "casus.fiche_opstellen", casus)
    punt = Agendapunt.objects.get(pk=punt_pk)
    eis_geen(voorwaarden.beletten_beginnen(casus, punt))
    fiche = Terugkoppelingsfiche.objects.create(
        casus=casus, livc_id=casus.livc_id, agendapunt=punt, opgesteld_door=actor
    )
    noteer_fiche(Soort.FICHE_BEWAARD, actor, fiche)
    return fiche


@handeling
def bewaar(
    *,
    actor: Gebruiker,
    pk: UUID,
    inleiding: str,
    slot: str,
    inbrengen: Collection[UUID],
    besluiten: Collection[UUID],
    evaluaties: Collection[UUID],
) -> Terugkoppelingsfiche:
    """Schrijft het concept, met precies deze bronnen. Raises Verborgen, Verboden, NietVoldaan (LR-42)."""
    fiche = concept(actor, pk)
    eis_geen(voorwaarden.beletten_open(fiche.casus))
    fiche.inleiding, fiche.slot = inleiding, slot
    fiche.save(update_fields=["inleiding", "slot"])
    fiche.bronnen.all().delete()
    gekozen: list[dict[str, Any]] = [
        *({"inbreng": rij} for rij in voorwaarden.vrije_inbreng(fiche.casus_id).filter(pk__in=inbrengen)),
        *(
            {"besluit": rij}
            for rij in Besluit.objects.filter(agendapunt=fiche.agendapunt_id, pk__in=besluiten)
        ),
        *({"evaluatie": rij} for rij in Evaluatie.objects.filter(casus=fiche.casus_id, pk__in=evaluaties)),
    ]
    if len(gekozen) != len({*inbrengen, *besluiten, *evaluaties}):
        raise NietVoldaan(_("Iets wat u koos, kan niet meer in deze fiche."), "LR-42")
    for bron in gekozen:
        Fichebron.objects.create(fiche=fiche, casus_id=fiche.casus_id, livc_id=fiche.livc_id, **bron)
    noteer_fiche(Soort.FICHE_BEWAARD, actor, fiche)
    return fiche


@handeling
def leg_voor(*, actor: Gebruiker, pk: UUID) -> Uitkomst:
    """Legt de tekst vast en vraagt wie erbij was; een tekst te dicht bij een geheim wordt geweigerd en genoteerd.

    Raises Verborgen, Verboden, NietVoldaan (LR-41, LR-42).
    """
    fiche = concept(actor, pk)
    eis_geen([*voorwaarden.beletten_voorleggen(fiche), *voorwaarden.beletten_pogingen(fiche.casus)])
    delen = fichetekst.stel_samen(fiche)
    eis_geen(_beletten_drukken(fiche))
    if raakt_geheim(actor, fiche, delen):
        return Uitkomst(fiche, geraakt=True)
    fiche.tekst = fichetekst.leg_vast(delen)
    fiche.hash = fichetekst.vingerafdruk(fiche.tekst)
    fiche.leg_voor()
    fiche.ronde += 1
    fiche.voorgelegd_op = timezone.now()
    fiche.save(update_fields=["tekst", "hash", "staat", "ronde", "voorgelegd_op"])
    noteer_fiche(Soort.FICHE_VOORGELEGD, actor, fiche)
    return Uitkomst(fiche)


def _beletten_drukken(fiche: Terugkoppelingsfiche) -> list[Belet]:
    """Aan het veld waar het staat, en nooit pas na ieders ja (LR-40)."""
    beletten = []
    for veld, teksten in fichetekst.per_veld(fiche).items():
        uitleg = PERSOON if not veld else GESCHREVEN if veld in ("inleiding", "slot") else GEKOZEN
        beletten += beletten_drukken("\n".join(teksten), "LR-40", veld, uitleg)
    return beletten


@handeling
def herwerk(*, actor: Gebruiker, pk: UUID) -> Terugkoppelingsfiche:
    """Terug naar concept: de tekst en elk antwoord vervallen. Raises Verborgen, Verboden, NietVoldaan (LR-41)."""
    fiche = fiche_in_slot(actor, pk)
    eis(actor, "casus.fiche_opstellen", fiche.casus)
    eis_geen(voorwaarden.beletten_open(fiche.casus))
    if not can_proceed(fiche.herwerk):
        raise NietVoldaan(_("Deze fiche is een concept, of ze is al overgemaakt."), "LR-41")
    was = fiche.staat
    fiche.herwerk()
    fiche.tekst, fiche.hash, fiche.vrijgegeven_op = None, "", None
    fiche.save(update_fields=["staat", "tekst", "hash", "vrijgegeven_op"])
    noteer_fiche(Soort.FICHE_HERWERKT, actor, fiche, staat_van=was)
    return fiche


def blokkeer_zonder_bron(actor: Gebruiker, inbreng: Inbreng) -> None:
    """Wie een inbreng terugneemt, haalt ze ook uit elke fiche die nog niet weg is: haar tekst verdwijnt (LR-32, LR-42).

    Hoort in de handeling die de inbreng wijzigt; de casus staat dan al op slot.
    """
    nog_hier = Terugkoppelingsfiche.objects.filter(bronnen__inbreng=inbreng).exclude(
        staat__in=(Staat.CONCEPT, Staat.OVERGEMAAKT)
    )
    for fiche in nog_hier.select_for_update(of=("self",), no_key=True).select_related("casus"):
        if databank.fiche_stand(fiche.pk) != "bron":
            continue
        if can_proceed(fiche.blokkeer):
            blokkeer(actor, fiche)
        fiche.tekst = None
        fiche.save(update_fields=["tekst"])


def blokkeer(actor: Gebruiker, fiche: Terugkoppelingsfiche) -> None:
    """Houdt een fiche tegen; wie opstelt, kan ze herwerken."""
    fiche.blokkeer()
    fiche.save(update_fields=["staat"])
    noteer_fiche(Soort.FICHE_GEBLOKKEERD, actor, fiche)


def concept(actor: Gebruiker, pk: UUID) -> Terugkoppelingsfiche:
    """Het concept met een slot, voor wie opstelt. Raises Verborgen, Verboden, NietVoldaan."""
    fiche = fiche_in_slot(actor, pk)
    eis(actor, "casus.fiche_opstellen", fiche.casus)
    if not can_proceed(fiche.leg_voor):
        raise NietVoldaan(
            _("Deze tekst ligt vast. Herwerk de fiche eerst; elk antwoord vervalt dan."), "LR-41"
        )
    return fiche


def fiche_in_slot(actor: Gebruiker, pk: UUID) -> Terugkoppelingsfiche:
    """Het slot op de casus, en dan op de fiche; altijd in die volgorde. Raises Verborgen."""
    plek = haal(actor, "fiche.zien", Terugkoppelingsfiche.objects.all(), pk)
    casus = vergrendeld(actor, plek.casus_id)
    rijen = Terugkoppelingsfiche.objects.select_for_update(of=("self",), no_key=True)
    fiche = haal(actor, "fiche.zien", rijen, pk)
    fiche.casus = casus
    return fiche


def noteer_fiche(soort: Soort, actor: Gebruiker, fiche: Terugkoppelingsfiche, **feiten: Any) -> None:
    """Eén regel over een fiche: haar staat, ronde en vingerafdruk, nooit haar tekst."""
    noteer(
        soort,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={"staat": fiche.staat, "ronde": fiche.ronde} | feiten,
        casusfeiten={"sha256": fiche.hash} if fiche.hash else None,
    )
