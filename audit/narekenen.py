"""Het hele logboek van een LIVC narekenen: elke regel, elke tegel, elk controlepunt.

Leest alleen wat verzegeld is en opent niets. Wat hier klopt, kan niemand nog wijzigen zonder dat een controlepunt dat
elders bewaard is, het verraadt.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from toegang import identiteit
from toegang.verantwoording import Systeemactor

from . import boom, controlepunten, getuigen, vervalcontrole, verzegeling
from .blad import bladwaarde
from .models import Boom, Controlepunt, Medeondertekening, Regel, Tegel
from .verificateur import Controlepunt as Punt
from .verificateur import OngeldigeNota, Sleutel, getuigd_op, klopt_consistentie
from .vervalcontrole import Gebrek

NAREKENAAR = Systeemactor("logboek narekenen")
PER_KEER = 2000
LANGST_WACHTEN = timedelta(minutes=1)

type Voortgang = Callable[[int, int], None]
"""(regels gedaan, regels in het geheel)"""


@dataclass
class Uitslag:
    regels: int = 0
    vervallen: int = 0
    tegels: int = 0
    punten: int = 0
    medeondertekeningen: int = 0
    wachtend: int = 0
    wortel: bytes = b""
    gebreken: list[Gebrek] = field(default_factory=list)


def reken_na(livc_id: UUID, voortgang: Voortgang = lambda gedaan, totaal: None) -> Uitslag:
    """Alles van één logboek. Raises niets: elk gebrek staat in de uitslag."""
    with identiteit.als(NAREKENAAR):
        uitslag = Uitslag()
        grootte = verzegeling.grootte(livc_id)
        bladen = _regels(livc_id, grootte, uitslag, voortgang)
        tegels = _tegels(livc_id, grootte, bladen, uitslag)
        uitslag.wortel = boom.wortel(tegels, uitslag.regels) if uitslag.regels else b""
        _punten(livc_id, tegels, uitslag)
        _wachtend(livc_id, uitslag)
        return uitslag


def _regels(livc_id: UUID, grootte: int, uitslag: Uitslag, voortgang: Voortgang) -> list[bytes]:
    """De bladen in volgorde: zoals de regels ze zouden maken, en die van wat aantoonbaar vervallen is."""
    bladen: list[bytes] = []
    weg, gebreken = vervalcontrole.vervallen(livc_id)
    uitslag.gebreken += gebreken
    uitslag.vervallen = len(weg)
    vorige = 0
    for regel in in_volgorde(livc_id):
        _vul_aan(bladen, weg, regel.volgnummer)
        verwacht = len(bladen)
        if regel.volgnummer != verwacht:
            wat = (
                "een regel ontbreekt"
                if (regel.volgnummer or 0) > verwacht
                else "een nummer komt twee keer voor"
            )
            uitslag.gebreken.append(Gebrek(wat, f"volgnummer {verwacht}", regel.verzegeld_op))
            break
        bladen.append(_blad(regel, vorige, uitslag))
        vorige = regel.transactie
        if len(bladen) % PER_KEER == 0:
            voortgang(len(bladen), grootte)
    _vul_aan(bladen, weg)
    voortgang(len(bladen), grootte)
    uitslag.regels = len(bladen)
    if len(bladen) != grootte:
        uitslag.gebreken.append(
            Gebrek(
                "de boom en het logboek zijn niet even groot", f"{grootte} in de boom, {len(bladen)} regels"
            )
        )
    return bladen


def _vul_aan(bladen: list[bytes], weg: Mapping[int, bytes], tot: int | None = None) -> None:
    """Zet de bladen van vervallen regels op hun plaats, tot het volgende nummer dat er nog is."""
    while len(bladen) != tot and len(bladen) in weg:
        bladen.append(weg[len(bladen)])


def _blad(regel: Regel, vorige: int, uitslag: Uitslag) -> bytes:
    blad = bladwaarde(regel.open().band(), bytes(regel.omhulling))
    if blad != bytes(regel.blad):
        uitslag.gebreken.append(
            Gebrek("een regel is gewijzigd", f"volgnummer {regel.volgnummer}, {regel.id}", regel.tijdstip)
        )
    if regel.transactie < vorige:
        uitslag.gebreken.append(
            Gebrek(
                "de volgorde is niet die van de transacties",
                f"volgnummer {regel.volgnummer}",
                regel.verzegeld_op,
            )
        )
    return blad


def in_volgorde(livc_id: UUID, tot: int | None = None, van: int = 0) -> Iterator[Regel]:
    """De regels met een plaats, in volgorde, vanaf `van`; `tot` is de grootte waar het ophoudt."""
    rijen = Regel.objects.filter(livc_id=livc_id, volgnummer__isnull=False).order_by("volgnummer")
    rijen = rijen if tot is None else rijen.filter(volgnummer__lt=tot)
    vanaf = van - 1
    while deel := list(rijen.filter(volgnummer__gt=vanaf)[:PER_KEER]):
        yield from deel
        vanaf = deel[-1].volgnummer or 0


def _tegels(livc_id: UUID, grootte: int, bladen: list[bytes], uitslag: Uitslag) -> boom.Tegels:
    """Vergelijkt elke bewaarde tegel met wat ze hoort te zijn; geeft de tegels die de regels zelf maken."""
    juist = boom.tegels_uit(bladen)
    bewaard = {}
    for niveau, nummer, waarden in Tegel.objects.filter(livc_id=livc_id).values_list(
        "niveau", "nummer", "waarden"
    ):
        bewaard[niveau, nummer] = bytes(waarden)
    uitslag.tegels = len(bewaard)
    for plaats in sorted(bewaard.keys() | juist.keys()):
        if bewaard.get(plaats) != juist.get(plaats):
            uitslag.gebreken.append(Gebrek("een tegel klopt niet", f"niveau {plaats[0]}, nummer {plaats[1]}"))
    return lambda niveau, nummer: juist.get((niveau, nummer), b"")


def _punten(livc_id: UUID, tegels: boom.Tegels, uitslag: Uitslag) -> None:
    sleutel = controlepunten.sleutel(livc_id)
    vorige: Punt | None = None
    for rij in Controlepunt.objects.filter(livc_id=livc_id).order_by("grootte"):
        uitslag.punten += 1
        _getuigen(rij, uitslag)
        punt, fout = _punt(rij, sleutel)
        fout = fout or _past(punt, vorige, tegels, uitslag.regels)
        if fout:
            uitslag.gebreken.append(Gebrek(fout, f"grootte {rij.grootte}", rij.getekend_op))
        else:
            vorige = punt


def _getuigen(rij: Controlepunt, uitslag: Uitslag) -> None:
    """Elke handtekening van een getuige die nog ingesteld is, hoort bij dit controlepunt."""
    sleutels = {getuige.sleutel.naam: getuige.sleutel for getuige in getuigen.ingesteld()}
    for mede in Medeondertekening.objects.filter(livc_id=rij.livc_id, grootte=rij.grootte):
        sleutel = sleutels.get(mede.getuige)
        uitslag.medeondertekeningen += sleutel is not None
        if sleutel is not None and getuigd_op(rij.nota + mede.regel, sleutel) is None:
            uitslag.gebreken.append(
                Gebrek(
                    f"de handtekening van {mede.getuige} klopt niet",
                    f"grootte {rij.grootte}",
                    mede.ontvangen_op,
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


def _wachtend(livc_id: UUID, uitslag: Uitslag) -> None:
    uitslag.wachtend = Regel.objects.filter(livc_id=livc_id, volgnummer__isnull=True).count()
    te_lang = _te_lang().filter(livc_id=livc_id).order_by("tijdstip").first()
    if te_lang is not None:
        uitslag.gebreken.append(
            Gebrek("een regel wacht te lang op haar plaats", str(te_lang.id), te_lang.tijdstip)
        )


def _te_lang() -> "QuerySet[Regel]":
    return Regel.objects.filter(volgnummer__isnull=True, tijdstip__lt=timezone.now() - LANGST_WACHTEN)


def wacht_te_lang() -> bool:
    """Of er ergens een regel langer dan een minuut wacht."""
    with identiteit.als(NAREKENAAR):
        return _te_lang().exists()


def met_een_logboek() -> list[UUID]:
    """Elk LIVC waarvan er regels in de boom staan of wachten."""
    with identiteit.als(NAREKENAAR):
        in_boom = set(Boom.objects.values_list("livc_id", flat=True))
        return sorted(in_boom | set(Regel.objects.filter(volgnummer=None).values_list("livc_id", flat=True)))
