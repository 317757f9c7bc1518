"""Mijn logboek: wat ik deed, wie mijn inbreng zag, en een bewijs om mee te nemen."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit import controlepunten, eigen, kijkers, verificateur
from audit.actions import eigen as acties
from audit.filters import Bladwijzer
from audit.narekenen import NAREKENAAR
from audit.selectors.nazicht import openingen_over
from toegang import identiteit
from toegang.verzoek import Verzoek

NAREKENEN = Path(verificateur.__file__).read_bytes()
OPENINGEN = 50
AFDRUK = hashlib.sha256(NAREKENEN).hexdigest()


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    livcs = eigen.livcs(request.user)
    if len(livcs) == 1:
        return redirect("logboek:blad", livcs[0].pk)
    return render(request, "audit/eigen/keuze.html", {"livcs": livcs})


@require_safe
def blad(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = eigen.livc(request.user, livc_id)
    with identiteit.als(NAREKENAAR):
        sleutel = controlepunten.sleutel(livc.pk)
    context = {
        "livc": livc,
        "blad": eigen.blad(request.user, livc, Bladwijzer.lees(request.GET.get("na", ""))),
        "sleutel": sleutel,
        "afdruk": AFDRUK,
        "openingen": openingen_over(request.user)
        .filter(livc_id=livc.pk)
        .select_related("geopend_door")[:OPENINGEN],
    }
    return render(request, "audit/eigen/blad.html", context)


@require_POST
def bewijs(request: Verzoek, regel_id: UUID) -> HttpResponse:
    """Een POST: het tekent zo nodig een controlepunt, en het halen komt zelf in het logboek."""
    tekst = acties.haal_bewijs(actor=request.user, pk=regel_id)
    return _bestand(tekst.encode(), f"ontvangstbewijs-{timezone.localdate():%Y%m%d}.tlog-proof")


@require_safe
def gezien(request: Verzoek, regel_id: UUID) -> HttpResponse:
    na = Bladwijzer.lees(request.GET.get("na", ""))
    return render(
        request, "audit/eigen/gezien.html", {"kijkblad": kijkers.van_regel(request.user, regel_id, na)}
    )


@require_safe
def narekenen(request: Verzoek) -> HttpResponse:
    """Het programma waarmee iemand zijn bewijs zelf nakijkt."""
    return _bestand(NAREKENEN, "verificateur.py")


def _bestand(inhoud: bytes, naam: str) -> HttpResponse:
    return HttpResponse(
        inhoud,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )
