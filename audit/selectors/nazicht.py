"""Wat nog nagekeken moet worden: blind, in de volgorde van het gebeuren, zonder iets of iemand te wegen (LR-58)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.filters import Bladwijzer, Filter
from audit.models import Bevinding, Nagekeken, Opening, Regel, Wachtrij
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem

from .belang import Belang
from .logboek import PER_BLAD, mensen

TELT_TOT = 100
"""Verder tellen zegt niets meer, en kost tijd."""


@dataclass(frozen=True)
class Nazichtblad:
    rijen: list[Wachtrij]
    volgende: str


def wachtrij(livc: Livc, filters: Filter) -> QuerySet[Wachtrij]:
    return Wachtrij.objects.filter(filters.als_q(), livc_id=livc.pk)


def voor_mij(livc: Livc, belang: Belang, filters: Filter) -> QuerySet[Wachtrij]:
    mijn = wachtrij(livc, filters).exclude(actor_pseudoniem__in=belang.codes)
    return mijn.exclude(casus_pseudoniem__in=belang.uitgesloten)


def voor_een_collega(livc: Livc, belang: Belang, filters: Filter) -> QuerySet[Wachtrij]:
    """Eigen handelingen, die van de leidinggevende, en die in een casus waarvan men uitgesloten is."""
    van_een_ander = Q(actor_pseudoniem__in=belang.codes) | Q(casus_pseudoniem__in=belang.uitgesloten)
    return wachtrij(livc, filters).filter(van_een_ander)


def blad(rijen: QuerySet[Wachtrij], na: Bladwijzer | None) -> Nazichtblad:
    """Vijftig regels, de nieuwste eerst: een plaats in de rij, geen telling."""
    if na:
        rijen = rijen.filter(na.als_q())
    gevonden = list(rijen.order_by("-tijdstip", "-id")[: PER_BLAD + 1])
    laatste = gevonden[PER_BLAD - 1] if len(gevonden) > PER_BLAD else None
    return Nazichtblad(gevonden[:PER_BLAD], str(Bladwijzer(laatste.tijdstip, laatste.pk)) if laatste else "")


def aantal(rijen: QuerySet[Wachtrij]) -> int:
    """Hoeveel er wachten; één meer dan `TELT_TOT` betekent: meer."""
    return rijen.order_by()[: TELT_TOT + 1].count()


def nagekeken(livc: Livc, regel_id: UUID) -> Nagekeken | None:
    return Nagekeken.objects.filter(livc_id=livc.pk, regel_id=regel_id).first()


def bevinding_over(livc: Livc, regel_id: UUID) -> Bevinding | None:
    return Bevinding.objects.filter(livc_id=livc.pk, regel_id=regel_id).first()


def persoon_achter(livc: Livc, regel: Regel) -> UUID | None:
    """Wie dit deed, onder de mensen van dit LIVC; None voor een taak, of voor wie er niet meer bij hoort."""
    code = bytes(regel.actor_pseudoniem)
    for pk in mensen(livc).order_by().values_list("pk", flat=True):
        if pseudoniem("actor", livc.pk, pk) == code:
            return pk
    return None


def openingen_over(gebruiker: Gebruiker) -> QuerySet[Opening]:
    """Wanneer en waarom het toezicht een handeling van deze persoon opende, het nieuwste eerst."""
    return Opening.objects.filter(gebruiker=gebruiker).order_by("-geopend_op", "-id")
