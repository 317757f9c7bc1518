"""Narekenen van de controlepunten: de handtekeningen, de wortels, en dat het ene op het andere volgt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from . import boom, controlepunten, getuigen
from .models import Controlepunt, Medeondertekening
from .uitslag import Gebrek, Uitslag
from .verificateur import Controlepunt as Punt
from .verificateur import OngeldigeNota, Sleutel, getuigd_op, klopt_consistentie

PER_KEER = 1000


@dataclass(frozen=True)
class Tot:
    """Hoe groot het laatste controlepunt was, en het laatste dat een getuige mede ondertekende, toen het narekenen begon."""

    getekend: int
    getuigd: int


def lees(livc_id: UUID) -> Tot:
    """Eerst de medeondertekeningen: bij elke hoort een controlepunt dat er al was."""
    getuigd = _grootste(Medeondertekening.objects.filter(livc_id=livc_id))
    return Tot(_grootste(Controlepunt.objects.filter(livc_id=livc_id)), getuigd)


def controleer(livc_id: UUID, tot: Tot, tegels: boom.Tegels, uitslag: Uitslag) -> None:
    """Elk punt is getekend, hoort bij de regels, en volgt op het vorige."""
    sleutel = controlepunten.sleutel(livc_id)
    sleutels = {getuige.sleutel.naam: getuige.sleutel for getuige in getuigen.ingesteld()}
    for grootte in _zonder_punt(livc_id, tot.getuigd):
        uitslag.gebreken.append(Gebrek("een medeondertekening zonder controlepunt", f"grootte {grootte}"))
    vorige: Punt | None = None
    for rij, mede in _punten(livc_id, tot.getekend):
        uitslag.punten += 1
        _getuigen(rij, mede, sleutels, uitslag)
        punt, fout = _punt(rij, sleutel)
        fout = fout or _past(punt, vorige, tegels, uitslag.regels)
        if fout:
            uitslag.gebreken.append(Gebrek(fout, f"grootte {rij.grootte}", rij.getekend_op))
        else:
            vorige = punt


def _grootste(rijen: "QuerySet[Any]") -> int:
    return rijen.aggregate(grootste=Max("grootte"))["grootste"] or 0


def _punten(livc_id: UUID, tot: int) -> Iterator[tuple[Controlepunt, list[Medeondertekening]]]:
    """Van klein naar groot, telkens een deel: een druk logboek tekent elke minuut."""
    rijen = Controlepunt.objects.filter(livc_id=livc_id, grootte__lte=tot).order_by("grootte")
    deel = list(rijen[:PER_KEER])
    while deel:
        mede: dict[int, list[Medeondertekening]] = defaultdict(list)
        grenzen = (deel[0].grootte, deel[-1].grootte)
        for getekend in Medeondertekening.objects.filter(livc_id=livc_id, grootte__range=grenzen):
            mede[getekend.grootte].append(getekend)
        yield from ((rij, mede[rij.grootte]) for rij in deel)
        deel = list(rijen.filter(grootte__gt=deel[-1].grootte)[:PER_KEER])


def _zonder_punt(livc_id: UUID, tot: int) -> list[int]:
    punten = Controlepunt.objects.filter(livc_id=livc_id).values("grootte")
    wezen = Medeondertekening.objects.filter(livc_id=livc_id, grootte__lte=tot).exclude(grootte__in=punten)
    return list(wezen.values_list("grootte", flat=True).distinct().order_by("grootte"))


def _getuigen(
    rij: Controlepunt, mede: Iterable[Medeondertekening], sleutels: Mapping[str, Sleutel], uitslag: Uitslag
) -> None:
    """Elke handtekening van een getuige die nog ingesteld is, hoort bij dit controlepunt."""
    for getekend in mede:
        sleutel = sleutels.get(getekend.getuige)
        uitslag.medeondertekeningen += sleutel is not None
        if sleutel is not None and getuigd_op(rij.nota + getekend.regel, sleutel) is None:
            uitslag.gebreken.append(
                Gebrek(
                    f"de handtekening van {getekend.getuige} klopt niet",
                    f"grootte {rij.grootte}",
                    getekend.ontvangen_op,
                )
            )


def _punt(rij: Controlepunt, sleutel: Sleutel | None) -> tuple[Punt | None, str]:
    if sleutel is None:
        return None, "een controlepunt zonder sleutel van dit logboek"
    try:
        punt = Punt.uit(rij.nota, sleutel)
    except OngeldigeNota as fout:
        return None, f"een controlepunt is ongeldig ({fout})"
    zelfde = (punt.grootte, punt.wortel) == (rij.grootte, bytes(rij.wortel))
    return punt, "" if zelfde else "een controlepunt zegt iets anders dan zijn rij"


def _past(punt: Punt | None, vorige: Punt | None, tegels: boom.Tegels, regels: int) -> str:
    """Wat er mis is tussen een controlepunt en de regels; leeg als het klopt."""
    assert punt is not None
    if punt.grootte > regels:
        return "het logboek is korter dan een controlepunt"
    if boom.wortel(tegels, punt.grootte) != punt.wortel:
        return "de regels horen niet bij een controlepunt"
    if vorige is None:
        return ""
    bewijs = boom.consistentiebewijs(tegels, vorige.grootte, punt.grootte)
    volgt = klopt_consistentie(vorige.grootte, punt.grootte, vorige.wortel, punt.wortel, bewijs)
    return "" if volgt else "twee controlepunten volgen niet op elkaar"
