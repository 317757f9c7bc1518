"""Het eigen logboek: wat iemand zelf deed. Leest open kolommen, en nooit een omhulling (LR-57).

De databank laat alleen het toezicht in het logboek lezen. Deze module leest het daarom namens een eigen taak, en
houdt zelf over wat van deze persoon is: dat hangt aan zijn pseudoniem, en dat maakt alleen de sleutelring.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from toegang import identiteit
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.toekenningen import uitgesloten_van
from toegang.uitzonderingen import Verborgen
from toegang.verantwoording import Systeemactor

from . import dossiernamen
from .filters import Bladwijzer
from .models import Regel
from .soorten import Soort

LEZER = Systeemactor("eigen logboek")
PER_BLAD = 50

TELT = frozenset(
    {
        Soort.GEHEIMHOUDING_AANVAARD,
        Soort.DEELNAME_AANVAARD,
        Soort.DEELNAME_GEWEIGERD,
        Soort.DEELNAME_TERUGGETROKKEN,
        # Wie voorstelt, stemt in; wie als laatste instemt, legt ze ook vast.
        Soort.BEWAARTERMIJN_VOORGESTELD,
        Soort.BEWAARTERMIJN_INGESTEMD,
        Soort.BEWAARTERMIJN_VASTGESTELD,
        Soort.BEWAARTERMIJN_VERLENGING_GEMELD,
        Soort.BEWAARTERMIJN_KENNISGENOMEN,
        Soort.VERNIETIGING_GETEKEND,
        Soort.INBRENG_GEDEELD,
        Soort.INBRENG_INGETROKKEN,
        Soort.INBRENG_NIETS,
        Soort.FICHE_BEANTWOORD,
        Soort.FICHE_OVERGEMAAKT,
        Soort.OVERDRACHT_BEANTWOORD,
        Soort.OVERDRACHT_AANGEBODEN,
        Soort.OVERDRACHT_AANVAARD,
    }
)
"""Handelingen waarvan iemand later zwart op wit wil hebben dat ze gesteld zijn: die geven een ontvangstbewijs."""

_ZONDER_CODE = frozenset({Soort.NOODTOEGANG_GEVRAAGD})
"""Of er bij deze regel een casus staat, zou zeggen of de gevraagde referentie bestaat (LR-05)."""


@dataclass(frozen=True)
class Eigenregel:
    """Eén eigen handeling. `casus` is de referentie als de persoon ze nu mag kennen, anders een code of niets."""

    id: UUID
    tijdstip: datetime
    wat: str
    casus: str
    bewijs: bool
    gezien: bool


@dataclass(frozen=True)
class Eigenblad:
    regels: list[Eigenregel]
    volgende: str


def livcs(gebruiker: Gebruiker) -> list[Livc]:
    """Waar deze persoon iets deed, ook als zijn rol, dienst of plaats daar voorbij is."""
    alle = list(Livc.objects.order_by("naam", "pk"))
    if not alle:
        return []
    uit = uitgesloten_van(gebruiker)
    gedaan = {livc.pk: _van(gebruiker, livc.pk, uit) for livc in alle}
    iets = reduce(or_, (Q(Exists(rijen), pk=pk) for pk, rijen in gedaan.items()))
    with identiteit.als(LEZER):
        gevonden = set(Livc.objects.filter(iets).values_list("pk", flat=True))
    return [livc for livc in alle if livc.pk in gevonden]


def livc(gebruiker: Gebruiker, livc_id: UUID) -> Livc:
    """Raises Verborgen: waar iemand niets deed, heeft hij geen logboek."""
    for gevonden in livcs(gebruiker):
        if gevonden.pk == livc_id:
            return gevonden
    raise Verborgen("logboek.eigen", None, "LR-57")


def blad(gebruiker: Gebruiker, livc: Livc, na: Bladwijzer | None) -> Eigenblad:
    """Een bladzijde van de eigen handelingen, nieuwste eerst."""
    namen = dossiernamen.van(gebruiker, livc.pk)
    gevonden, volgende = bladzijde(_van(gebruiker, livc.pk, uitgesloten_van(gebruiker)), na)
    return Eigenblad([_regel(rij, namen) for rij in gevonden], volgende)


def regel(gebruiker: Gebruiker, pk: UUID, soorten: frozenset[Soort]) -> Regel:
    """Een eigen regel van een van deze soorten. Raises Verborgen: die van een ander bestaat hier niet."""
    with identiteit.als(LEZER):
        rij = Regel.objects.filter(pk=pk, soort__in=soorten).defer("omhulling").first()
    if rij is None:
        raise Verborgen("logboek.eigen", None, "LR-57")
    if bytes(rij.actor_pseudoniem) != pseudoniem("actor", rij.livc_id, gebruiker.pk):
        raise Verborgen("logboek.eigen", Livc(pk=rij.livc_id), "LR-57")
    if rij.casus_pseudoniem and bytes(rij.casus_pseudoniem) in _codes(
        rij.livc_id, uitgesloten_van(gebruiker)
    ):
        raise Verborgen("logboek.eigen", Livc(pk=rij.livc_id), "LR-23")
    return rij


def _codes(livc_id: UUID, casussen: list[UUID]) -> list[bytes]:
    return [pseudoniem("casus", livc_id, pk) for pk in casussen]


def bladzijde(rijen: QuerySet[Regel], na: Bladwijzer | None) -> tuple[list[Regel], str]:
    """De volgende regels, nieuwste eerst, zonder omhulling; en waar de bladzijde daarna begint, of leeg."""
    rijen = rijen.defer("omhulling").order_by("-tijdstip", "-id")
    if na:
        rijen = rijen.filter(na.als_q())
    with identiteit.als(LEZER):
        gevonden = list(rijen[: PER_BLAD + 1])
    if len(gevonden) <= PER_BLAD:
        return gevonden, ""
    laatste = gevonden[PER_BLAD - 1]
    return gevonden[:PER_BLAD], str(Bladwijzer(laatste.tijdstip, laatste.pk))


def _van(gebruiker: Gebruiker, livc_id: UUID, uit: list[UUID]) -> QuerySet[Regel]:
    """Zonder geweigerde pogingen: die zouden zeggen dat er iets is wat voor hem niet hoort te bestaan (LR-05)."""
    eigen = Regel.objects.filter(livc_id=livc_id, actor_pseudoniem=pseudoniem("actor", livc_id, gebruiker.pk))
    return eigen.exclude(soort=Soort.TOEGANG_GEWEIGERD).exclude(casus_pseudoniem__in=_codes(livc_id, uit))


def _regel(rij: Regel, namen: dict[bytes, str]) -> Eigenregel:
    naam = namen.get(bytes(rij.casus_pseudoniem)) if rij.casus_pseudoniem else ""
    return Eigenregel(
        id=rij.pk,
        tijdstip=rij.tijdstip,
        wat=rij.soort_in_woorden,
        casus=("" if rij.soort in _ZONDER_CODE else rij.casus_code) if naam is None else naam,
        bewijs=rij.soort in TELT,
        gezien=rij.soort == Soort.INBRENG_GEDEELD,
    )
