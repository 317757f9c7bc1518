"""Wat een toezichthouder ziet: zijn LIVC's, de regels zonder inhoud, en de mensen om op te filteren."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Func, IntegerField, Max, Q, QuerySet, Sum

from toegang.beleid import Wie, rollen_van, zichtbaar
from toegang.models import Gebruiker, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import Verborgen

from . import controlepunten, quorum
from .filters import Bladwijzer, Filter
from .models import Controlepunt, Regel, Toezichttoegang, Verval
from .soorten import Soort
from .termijnen import Klasse

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
    kandidaten = zichtbaar(gebruiker, "toezicht.inzien", Livc.objects.all())
    sleutels = Toezichttoegang.objects.filter(gebruiker_id=gebruiker.pk).values_list(
        "toezichtsleutel__livc_id", flat=True
    )
    met_sleutel = set(sleutels)
    return [
        livc for livc in kandidaten if Rol.TOEZICHTHOUDER in rollen.get(livc.pk, ()) or livc.pk in met_sleutel
    ]


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


def weigeringen(livcs: Iterable[Livc], sinds: datetime) -> dict[UUID, int]:
    """Per LIVC hoeveel keer iemand geweigerd werd. Blind: geteld op de open kolommen, niets wordt geopend."""
    geweigerd = Regel.objects.filter(
        livc_id__in=[livc.pk for livc in livcs], soort=Soort.TOEGANG_GEWEIGERD, tijdstip__gte=sinds
    )
    return dict(geweigerd.values("livc_id").annotate(n=Count("pk")).values_list("livc_id", "n"))


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
        .order_by("naam")
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


@dataclass(frozen=True)
class Stand:
    """Hoe het met de boom staat: wat bewezen is, en wat nog wacht.

    `getuigen` ondertekenden het laatste controlepunt mede, `nodig` van de `gevraagd`e moeten dat doen; zijn het er te
    weinig, dan is `ontbreekt_sinds` van wanneer het eerste punt is waaronder er te weinig staan.
    """

    wachtend: int
    punt: Controlepunt | None
    sleutel: str
    getuigen: list[str]
    gevraagd: int
    nodig: int = 0
    ontbreekt_sinds: datetime | None = None

    @property
    def voldoende(self) -> bool:
        return self.ontbreekt_sinds is None


def stand(livc: Livc) -> Stand:
    """Voor wie toezicht houdt: tot waar er getekend is, door wie mede, en wat nog op een plaats wacht."""
    punt = Controlepunt.objects.filter(livc_id=livc.pk).order_by("-grootte").first()
    sleutel = controlepunten.sleutel(livc.pk)
    ondertekend = quorum.ondertekend(livc.pk) if punt and settings.GETUIGEN else {}
    return Stand(
        wachtend=Regel.objects.filter(livc_id=livc.pk, volgnummer__isnull=True).count(),
        punt=punt,
        sleutel=str(sleutel) if sleutel else "",
        getuigen=sorted(naam for naam, grootte in ondertekend.items() if punt and grootte == punt.grootte),
        gevraagd=len(settings.GETUIGEN),
        nodig=quorum.nodig(),
        ontbreekt_sinds=quorum.ontbreekt_sinds(livc.pk, list(ondertekend.values())),
    )


@dataclass(frozen=True)
class Vervallen:
    """Wat er op één dag van één klasse verviel."""

    op: date
    klasse: Klasse
    regels: int
    segmenten: int
    tot: datetime


def vervallen(livc: Livc) -> list[Vervallen]:
    """De laatste twintig keer dat er iets verviel, de jongste eerst."""
    rijen = (
        Verval.objects.filter(livc_id=livc.pk)
        .values("op__date", "klasse")
        .annotate(
            regels=Sum(Func(F("nummers"), function="cardinality", output_field=IntegerField())),
            segmenten=Count("pk"),
            jongste=Max("tot"),
        )
        .order_by("-op__date", "klasse")
    )
    return [
        Vervallen(rij["op__date"], Klasse(rij["klasse"]), rij["regels"], rij["segmenten"], rij["jongste"])
        for rij in rijen[:20]
    ]
