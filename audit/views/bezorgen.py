"""Aan een autoriteit bezorgen: eerst wat en aan wie, dan vergelijken, dan het bestand."""

from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit import bezorging, sessie
from audit.actions import bezorgen as acties
from audit.forms.logboek import Bezorgformulier
from audit.kader import kader
from audit.selectors import logboek as selectors
from audit.toezichtsleutels import Prives
from toegang.models import Livc
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend, voer_uit

IN_GEHEUGEN = 32 * 1024 * 1024
"""Groter wordt het een naamloos bestand op de schijf; ook daar is het al versleuteld voor de ontvanger."""


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def bezorgen(request: Verzoek, livc_id: UUID) -> HttpResponse | FileResponse:
    livc = selectors.livc(request.user, livc_id)
    prives = sessie.prives(request, livc.pk)
    if not prives:
        return redirect(f"{reverse('toezicht:ontgrendelen', args=[livc.pk])}?naar=bezorgen")
    form = Bezorgformulier(request.POST or None)
    context = kader(request, livc, "bewijs") | {"form": form}
    aantal = ingediend(
        request, form, lambda: acties.bereid_voor(livc, actor=request.user, opdracht=form.opdracht())
    )
    if aantal and "bevestigd" in request.POST and form.cleaned_data["nummer"]:
        antwoord = voer_uit(form, lambda: _bestand(request, livc, form.opdracht(), prives))
        if antwoord is not None:
            return antwoord
        aantal = None
    if aantal:
        context |= {"opdracht": form.opdracht(), "aantal": aantal}
        return render(request, "audit/bezorgen_nakijken.html", context)
    return render(request, "audit/bezorgen.html", context)


def _bestand(request: Verzoek, livc: Livc, opdracht: bezorging.Opdracht, prives: Prives) -> FileResponse:
    """Pas na de regel in het logboek verlaat het bestand de server. Raises NietVoldaan, SleutelFout."""
    bestand = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115 - het antwoord sluit het
    try:
        bezorgd = bezorging.maak(livc.pk, opdracht, prives, bestand)
        acties.leg_bezorging_vast(livc, actor=request.user, opdracht=opdracht, bezorgd=bezorgd)
    except BaseException:
        bestand.close()
        raise
    naam = f"logboek-{timezone.localdate():%Y%m%d}.age"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/octet-stream")
