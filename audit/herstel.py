"""Het herstel: een sleutelpaar dat alleen twee van de drie hersteldelen openen, met een kopie van elk tijdvak."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

from . import hersteldelen
from .hersteldelen import Deel
from .models import Herstelkopie, Herstelsleutel, Toezichtsleutel
from .toezichtsleutels import Prives, nieuwe_houder
from .toezichtsleutels import kopie as houderkopie
from .zegel import open_sleutel, publiek_van, sluit_sleutel


def geldig(livc_id: UUID) -> Herstelsleutel | None:
    return Herstelsleutel.objects.filter(livc_id=livc_id, vervallen__isnull=True).first()


def kopie(rij: Herstelsleutel, sleutel: Toezichtsleutel, prive: bytes) -> bytes:
    return sluit_sleutel(bytes(rij.publiek), prive, _context(rij, sleutel))


def maak(livc_id: UUID, gebruiker_id: UUID, prives: Prives) -> tuple[Herstelsleutel, tuple[Deel, ...]]:
    """Nieuwe delen voor de tijdvakken die de maker houdt; de vorige delen openen daarna niets meer."""
    geheim = hersteldelen.maak_geheim()
    publiek = publiek_van(hersteldelen.prive_uit(geheim, livc_id))
    Herstelsleutel.objects.filter(livc_id=livc_id, vervallen__isnull=True).update(vervallen=timezone.now())
    rij = Herstelsleutel.objects.create(
        livc_id=livc_id, publiek=publiek, bewijs_afdruk=_afdruk(geheim, livc_id), gemaakt_door=gebruiker_id
    )
    for sleutel in Toezichtsleutel.objects.filter(livc_id=livc_id, epoch__in=list(prives)):
        Herstelkopie.objects.create(
            herstelsleutel=rij, toezichtsleutel=sleutel, verzegeld=kopie(rij, sleutel, prives[sleutel.epoch])
        )
    return rij, hersteldelen.splits(geheim, hersteldelen.kenmerk_van(publiek))


def herken(livc_id: UUID, delen: Iterable[Deel]) -> Herstelsleutel | None:
    """De geldige herstelsleutel als deze twee delen er bij horen. Raises DeelFout."""
    rij, geheim = geldig(livc_id), hersteldelen.voeg_samen(delen)
    return rij if rij and bytes(rij.bewijs_afdruk) == _afdruk(geheim, livc_id) else None


def herstel(rij: Herstelsleutel, delen: Iterable[Deel], gebruiker_id: UUID, wachtzin: str) -> list[int]:
    """Een nieuwe eigen sleutel, met elk tijdvak dat de delen openen; geeft hun nummers.

    Raises DeelFout, WachtzinTeKort, ZegelFout, ProgrammingError als de databank het weigert.
    """
    livc_id, geheim = rij.livc_id, hersteldelen.voeg_samen(delen)
    prive = hersteldelen.prive_uit(geheim, livc_id)
    houder, gewikkeld = nieuwe_houder(livc_id, gebruiker_id, wachtzin)
    sleutels, kopieen = [], []
    for bewaard in rij.kopieen.select_related("toezichtsleutel").order_by("toezichtsleutel__epoch"):
        sleutel = bewaard.toezichtsleutel
        tijdvak = open_sleutel(prive, bytes(bewaard.verzegeld), _context(rij, sleutel))
        sleutels.append(sleutel)
        kopieen.append(houderkopie(houder, sleutel, tijdvak))
    bewijs = hersteldelen.bewijs_uit(geheim, livc_id)
    pks = [str(sleutel.pk) for sleutel in sleutels]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_herstel_sleutel(%s, %s, %s, %s, %s::uuid[], %s::bytea[])",
            [livc_id, bewijs, houder.pk, bytes(houder.publiek), pks, kopieen],
        )
    gewikkeld.save(force_insert=True)
    return [sleutel.epoch for sleutel in sleutels]


def _afdruk(geheim: bytes, livc_id: UUID) -> bytes:
    return hashlib.sha256(hersteldelen.bewijs_uit(geheim, livc_id)).digest()


def _context(rij: Herstelsleutel, sleutel: Toezichtsleutel) -> str:
    return f"herstel|{sleutel.livc_id}|{sleutel.pk}|{rij.pk}"
