"""Het hele logboek van een LIVC narekenen: elke regel, elke tegel, elk controlepunt.

Leest alleen wat verzegeld is en opent niets. Wat hier klopt, kan niemand nog wijzigen zonder dat een controlepunt dat
elders bewaard is, het verraadt.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from toegang import identiteit
from toegang.verantwoording import Systeemactor

from . import boom, puntencontrole, vervalcontrole, verzegeling
from .blad import bladwaarde
from .models import Boom, Regel, Tegel
from .uitslag import Gebrek, Uitslag

NAREKENAAR = Systeemactor("logboek narekenen")
PER_KEER = 2000
LANGST_WACHTEN = timedelta(minutes=1)

type Voortgang = Callable[[int, int], None]
"""(regels gedaan, regels in het geheel)"""


def reken_na(livc_id: UUID, voortgang: Voortgang = lambda gedaan, totaal: None) -> Uitslag:
    """Alles van één logboek. Raises niets: elk gebrek staat in de uitslag."""
    with identiteit.als(NAREKENAAR):
        uitslag = Uitslag()
        # Eerst de punten, dan de grootte, dan de rest: wat er ondertussen bij komt, is geen gebrek.
        tot = puntencontrole.lees(livc_id)
        grootte = verzegeling.grootte(livc_id)
        juist = boom.tegels_uit(_regels(livc_id, grootte, uitslag, voortgang))
        _even_groot(livc_id, grootte, uitslag)
        tegels = _tegels(livc_id, juist, uitslag)
        uitslag.wortel = boom.wortel(tegels, uitslag.regels) if uitslag.regels else b""
        puntencontrole.controleer(livc_id, tot, tegels, uitslag)
        _wachtend(livc_id, uitslag)
        return uitslag


def _regels(livc_id: UUID, grootte: int, uitslag: Uitslag, voortgang: Voortgang) -> Iterator[bytes]:
    """De bladen in volgorde: zoals de regels ze zouden maken, en die van wat aantoonbaar vervallen is.

    Niet meer dan een deel tegelijk in het geheugen.
    """
    weg, gebreken = vervalcontrole.vervallen(livc_id)
    vorige = 0
    for regel in in_volgorde(livc_id, grootte):
        if regel.volgnummer != uitslag.regels and uitslag.regels not in weg:
            weg, gebreken = vervalcontrole.vervallen(livc_id)  # er kan intussen iets vervallen zijn
        yield from _weg(weg, uitslag, regel.volgnummer)
        verwacht = uitslag.regels
        if regel.volgnummer != verwacht:
            wat = (
                "een regel ontbreekt"
                if (regel.volgnummer or 0) > verwacht
                else "een nummer komt twee keer voor"
            )
            uitslag.gebreken.append(Gebrek(wat, f"volgnummer {verwacht}", regel.verzegeld_op))
            break
        yield _blad(regel, vorige, uitslag)
        vorige = regel.transactie
        if uitslag.regels % PER_KEER == 0:
            voortgang(uitslag.regels, grootte)
    else:
        if uitslag.regels != grootte and uitslag.regels not in weg:
            weg, gebreken = vervalcontrole.vervallen(livc_id)
        yield from _weg(weg, uitslag, grootte)
    uitslag.gebreken[:0] = gebreken  # wat er mis is met een verklaring, verklaart wat er daarna ontbreekt
    uitslag.vervallen = len(weg)
    voortgang(uitslag.regels, grootte)


def _even_groot(livc_id: UUID, grootte: int, uitslag: Uitslag) -> None:
    """De boom telt wat ze zei, en geen regel staat erbuiten. In deze volgorde gelezen: de boom groeit alleen."""
    erbij = Regel.objects.filter(livc_id=livc_id, volgnummer__gte=grootte).count()
    nu = verzegeling.grootte(livc_id)
    if uitslag.regels != grootte or grootte + erbij > nu:
        plaats = f"{nu} in de boom, {uitslag.regels + erbij} regels"
        uitslag.gebreken.append(Gebrek("de boom en het logboek zijn niet even groot", plaats))


def _weg(weg: Mapping[int, bytes], uitslag: Uitslag, tot: int | None) -> Iterator[bytes]:
    """De bladen van vervallen regels, tot het volgende nummer dat er nog is."""
    while uitslag.regels != tot and uitslag.regels in weg:
        blad = weg[uitslag.regels]
        uitslag.regels += 1
        yield blad


def _blad(regel: Regel, vorige: int, uitslag: Uitslag) -> bytes:
    blad = bladwaarde(regel.open().band(), bytes(regel.omhulling))
    if blad != bytes(regel.blad):
        uitslag.gebreken.append(
            Gebrek("een regel is gewijzigd", f"volgnummer {regel.volgnummer}, {regel.id}", regel.tijdstip)
        )
    if regel.transactie < vorige:
        # Geen gebrek: de kolom bewijst niets, en na een herstel op een nieuwe server hoort het zo.
        uitslag.opmerkingen.append(
            Gebrek(
                "de telling van transacties begint opnieuw (een nieuwe databankserver, of iemand wijzigde ze)",
                f"volgnummer {regel.volgnummer}",
                regel.verzegeld_op,
            )
        )
    uitslag.regels += 1
    return blad


def in_volgorde(livc_id: UUID, tot: int | None = None, van: int = 0) -> Iterator[Regel]:
    """De regels met een plaats, in volgorde, vanaf `van`; `tot` is de grootte waar het ophoudt."""
    rijen = Regel.objects.filter(livc_id=livc_id, volgnummer__isnull=False).order_by("volgnummer")
    rijen = rijen if tot is None else rijen.filter(volgnummer__lt=tot)
    deel = list((rijen.filter(volgnummer__gte=van) if van else rijen)[:PER_KEER])
    while deel:
        yield from deel
        deel = list(rijen.filter(volgnummer__gt=deel[-1].volgnummer)[:PER_KEER])


def _tegels(livc_id: UUID, juist: Mapping[tuple[int, int], bytes], uitslag: Uitslag) -> boom.Tegels:
    """Vergelijkt elke bewaarde tegel met wat ze hoort te zijn; geeft de tegels die de regels zelf maken."""
    bewaard = {}
    for niveau, nummer, waarden in Tegel.objects.filter(livc_id=livc_id).values_list(
        "niveau", "nummer", "waarden"
    ):
        bewaard[niveau, nummer] = bytes(waarden)
    uitslag.tegels = len(bewaard)
    nu = verzegeling.grootte(livc_id)
    for plaats in sorted(bewaard.keys() | juist.keys()):
        tegel = bewaard.get(plaats, b"")
        # Langer mag alleen als de boom ondertussen groeide.
        if not tegel.startswith(juist.get(plaats, b"")) or len(tegel) > boom.lengte(*plaats, nu):
            uitslag.gebreken.append(Gebrek("een tegel klopt niet", f"niveau {plaats[0]}, nummer {plaats[1]}"))
    return lambda niveau, nummer: juist.get((niveau, nummer), b"")


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
