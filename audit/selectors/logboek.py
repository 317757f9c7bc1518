"""Wat een toezichthouder ziet: zijn LIVC's, de regels zonder inhoud, en de mensen om op te filteren."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.filters import Bladwijzer, Filter
from audit.models import Directwikkel, Regel, Toezichttoegang
from toegang.beleid import Wie, rollen_van, zichtbaar
from toegang.models import Gebruiker, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import Verborgen

PER_BLAD = 50


@dataclass(frozen=True)
class Blad:
    regels: list[Regel]
    volgende: str


def livcs(gebruiker: Wie) -> list[Livc]:
    """De LIVC's waarvan deze gebruiker het logboek volgt.

    Een functionaris hoort er pas bij wanneer hij een eigen sleutel kreeg.
    """
    if not isinstance(gebruiker, Gebruiker):
        return []
    rollen = rollen_van(gebruiker)
    kandidaten = list(zichtbaar(gebruiker, "toezicht.inzien", Livc.objects.all()))
    vanzelf = {livc for livc, eigen in rollen.items() if Rol.TOEZICHTHOUDER in eigen}
    met_sleutel = set() if all(livc.pk in vanzelf for livc in kandidaten) else _met_sleutel(gebruiker)
    return [livc for livc in kandidaten if livc.pk in vanzelf | met_sleutel]


def zonder_sleutel(gebruiker: Wie) -> list[Livc]:
    """Waar deze functionaris nog een sleutel moet vragen; het blad Sleutels is al open."""
    return list(zichtbaar(gebruiker, "toezicht.sleutels", Livc.objects.all()))


def _met_sleutel(gebruiker: Gebruiker) -> set[UUID]:
    """Een eigen sleutel alleen volstaat niet: een collega moet er een tijdvak bij gegeven hebben."""
    nieuw = Toezichttoegang.objects.filter(houder__gebruiker_id=gebruiker.pk)
    vroeger = Directwikkel.objects.filter(gebruiker_id=gebruiker.pk)
    veld = "toezichtsleutel__livc_id"
    return set(nieuw.values_list(veld, flat=True).union(vroeger.values_list(veld, flat=True)))


def livc(gebruiker: Wie, livc_id: UUID) -> Livc:
    """Raises Verborgen: voor wie geen toezicht houdt, bestaat deze pagina niet."""
    for gevonden in livcs(gebruiker):
        if gevonden.pk == livc_id:
            return gevonden
    raise Verborgen("toezicht.inzien", Livc.objects.filter(pk=livc_id).first(), "LR-57")


def regels(livc: Livc, filters: Filter) -> QuerySet[Regel]:
    return Regel.objects.filter(filters.als_q(), livc_id=livc.pk).order_by("-tijdstip", "-id")


def blad(livc: Livc, filters: Filter, na: Bladwijzer | None) -> Blad:
    rijen = regels(livc, filters).defer("omhulling")
    if na:
        rijen = rijen.filter(na.als_q())
    gevonden = list(rijen[: PER_BLAD + 1])
    laatste = gevonden[PER_BLAD - 1] if len(gevonden) > PER_BLAD else None
    return Blad(gevonden[:PER_BLAD], str(Bladwijzer(laatste.tijdstip, laatste.pk)) if laatste else "")


def regel(livc: Livc, regel_id: UUID) -> Regel:
    """Raises Verborgen."""
    gevonden = Regel.objects.filter(livc_id=livc.pk, pk=regel_id).first()
    if gevonden is None:
        raise Verborgen("toezicht.openen", livc, "LR-57")
    return gevonden


def mensen(livc: Livc) -> QuerySet[Gebruiker]:
    """Wie in dit LIVC iets kan doen of deed: leden van nu en vroeger, en de mensen uit de gids."""
    return (
        Gebruiker.objects.filter(Q(lidmaatschappen__livc=livc) | Q(organisatieleden__organisatie__livcs=livc))
        .distinct()
        .order_by("naam", "pk")
    )


def uitvoer(livc: Livc, filters: Filter) -> Iterator[dict[str, Any]]:
    """De gefilterde regels zoals ze in de databank staan: verzegeld, met hun bladwaarde."""
    for rij in regels(livc, filters).iterator(chunk_size=500):
        yield {
            **rij.open().kolommen(),
            "omhulling": b64encode(bytes(rij.omhulling)).decode(),
            "blad": bytes(rij.blad).hex(),
            "volgnummer": rij.volgnummer,
        }
