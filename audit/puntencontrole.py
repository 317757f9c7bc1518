"""Narekenen van de controlepunten: de handtekeningen, de wortels, en dat het ene op het andere volgt."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from . import boom, controlepunten, getuigen
from .models import Controlepunt, Medeondertekening
from .uitslag import Gebrek, Uitslag
from .verificateur import Controlepunt as Punt
from .verificateur import OngeldigeNota, Sleutel, getuigd_op, klopt_consistentie


@dataclass(frozen=True)
class Bewaard:
    """De controlepunten van een logboek, van klein naar groot, en per grootte wie mede ondertekende."""

    livc_id: UUID
    mede: Mapping[int, list[Medeondertekening]]
    punten: list[Controlepunt]


def lees(livc_id: UUID) -> Bewaard:
    """Eerst de medeondertekeningen: bij elke hoort een controlepunt dat er al was."""
    mede: dict[int, list[Medeondertekening]] = defaultdict(list)
    for getekend in Medeondertekening.objects.filter(livc_id=livc_id):
        mede[getekend.grootte].append(getekend)
    return Bewaard(livc_id, mede, list(Controlepunt.objects.filter(livc_id=livc_id).order_by("grootte")))


def controleer(bewaard: Bewaard, tegels: boom.Tegels, uitslag: Uitslag) -> None:
    """Elk punt is getekend, hoort bij de regels, en volgt op het vorige."""
    sleutel = controlepunten.sleutel(bewaard.livc_id)
    sleutels = {getuige.sleutel.naam: getuige.sleutel for getuige in getuigen.ingesteld()}
    for grootte in sorted(bewaard.mede.keys() - {rij.grootte for rij in bewaard.punten}):
        uitslag.gebreken.append(Gebrek("een medeondertekening zonder controlepunt", f"grootte {grootte}"))
    vorige: Punt | None = None
    for rij in bewaard.punten:
        uitslag.punten += 1
        _getuigen(rij, bewaard.mede.get(rij.grootte, ()), sleutels, uitslag)
        punt, fout = _punt(rij, sleutel)
        fout = fout or _past(punt, vorige, tegels, uitslag.regels)
        if fout:
            uitslag.gebreken.append(Gebrek(fout, f"grootte {rij.grootte}", rij.getekend_op))
        else:
            vorige = punt


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
