"""Wat bewezen is: tot waar er getekend is, door welke getuigen mede, en wat er verviel."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, F, Func, IntegerField, Max, Sum

from audit import controlepunten, quorum
from audit.models import Controlepunt, Regel, Verval
from audit.termijnen import Klasse
from toegang.models import Livc


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
