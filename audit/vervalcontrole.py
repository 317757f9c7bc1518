"""Wat van een logboek vervallen is, nagerekend: elke verklaring getekend, op tijd, en over precies wat er nu niet meer staat."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from . import controlepunten, verzegeling
from .models import Regel
from .models import Verval as Rij
from .soorten import Soort
from .termijnen import DAGEN, Klasse, soorten
from .uitslag import Gebrek
from .verificateur import OngeldigeNota, Sleutel, Verval


def vervallen(livc_id: UUID) -> tuple[dict[int, bytes], list[Gebrek]]:
    """Het blad van elke regel die aantoonbaar verviel, en wat er mis is met de verklaringen."""
    weg: dict[int, bytes] = {}
    gebreken: list[Gebrek] = []
    sleutel, tegels = controlepunten.sleutel(livc_id), verzegeling.tegels_van(livc_id)
    for rij in Rij.objects.filter(livc_id=livc_id).order_by("segment", "klasse"):
        try:
            weg |= _nota(rij, sleutel).weg(tegels(0, rij.segment))
        except OngeldigeNota as fout:
            gebreken.append(
                Gebrek(f"een verklaring van verval klopt niet ({fout})", f"segment {rij.segment}", rij.op)
            )
    return weg, gebreken + list(_resten(livc_id))


def _nota(rij: Rij, sleutel: Sleutel | None) -> Verval:
    """De verklaring zelf; de rij mag niets anders zeggen. Raises OngeldigeNota."""
    if sleutel is None:
        raise OngeldigeNota("dit logboek heeft geen sleutel")
    nota = Verval.uit(rij.nota, sleutel)
    gezegd = (nota.segment, nota.klasse, nota.dagen, nota.nummers, nota.bladen, nota.tot, nota.op)
    if gezegd != (rij.segment, rij.klasse, rij.dagen, rij.nummers, bytes(rij.bladen), rij.tot, rij.op):
        raise OngeldigeNota("de rij zegt iets anders dan haar verklaring")
    if nota.op > timezone.now():
        raise OngeldigeNota("dit verval moet nog komen")
    return nota


def _resten(livc_id: UUID) -> Iterator[Gebrek]:
    """Een klasse vervalt samen: staat er in het segment nog iets van, dan klopt de verklaring niet met wat er staat."""
    for rij in Rij.objects.filter(livc_id=livc_id):
        eerste, klasse = rij.segment * 256, Klasse(rij.klasse)
        segment = Regel.objects.filter(livc_id=livc_id, volgnummer__range=(eerste, eerste + 255))
        for nummer in segment.filter(soort__in=soorten(klasse)).values_list("volgnummer", flat=True)[:1]:
            yield Gebrek("een regel zou vervallen zijn en staat er nog", f"volgnummer {nummer}", rij.op)
        if not _in_het_logboek(rij):
            yield Gebrek("een verval staat niet in het logboek", f"segment {rij.segment}", rij.op)


def _in_het_logboek(rij: Rij) -> bool:
    """Elk verval is zelf een regel, tot ook die haar termijn uit heeft."""
    uit_termijn = rij.op < timezone.now() - timedelta(days=DAGEN[Klasse.GRONDSLAG])
    regels = Regel.objects.filter(livc_id=rij.livc_id, pk=rij.regel_id, soort=Soort.TOEZICHT_VERVALLEN)
    return uit_termijn or regels.exists()
