"""Het bewijs: tot waar er getekend is, wie mede ondertekende, en alles om zelf na te rekenen."""

from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from audit import termijnen, tlog
from audit.actions import logboek as acties
from audit.forms.logboek import Redenformulier
from audit.kader import kader
from audit.selectors import bewijs as bewijzen
from audit.selectors import logboek as selectors
from audit.uitvoer import schrijf_uitvoer
from toegang.beleid import mag
from toegang.models import Livc
from toegang.verzoek import Verzoek

IN_GEHEUGEN = 32 * 1024 * 1024
"""Groter wordt een uitvoer een naamloos bestand op de schijf; ook daar is ze verzegeld."""


@require_GET
def bewijs(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    return _blad(request, livc, Redenformulier(prefix="volledig"))


def _blad(request: Verzoek, livc: Livc, form: Redenformulier) -> HttpResponse:
    context = {
        "stand": bewijzen.stand(livc),
        "termijnen": termijnen.WAAROM.items(),
        "vervallen": bewijzen.vervallen(livc),
        "volledigform": form,
        "mag_bezorgen": mag(request.user, "toezicht.bezorgen", livc),
        "mag_uitvoeren": mag(request.user, "toezicht.uitvoeren", livc),
    }
    return render(request, "audit/bewijs.html", kader(request, livc, "bewijs") | context)


@require_POST
def uitvoer_volledig(request: Verzoek, livc_id: UUID) -> HttpResponse | FileResponse:
    """Het hele logboek, verzegeld, om elders na te rekenen."""
    livc = selectors.livc(request.user, livc_id)
    form = Redenformulier(request.POST, prefix="volledig")
    if not form.is_valid():
        return _blad(request, livc, form)
    acties.voer_volledig_uit(livc, actor=request.user, reden=form.cleaned_data["reden"])
    naam = f"logboek-{timezone.localdate():%Y%m%d}.zip"
    bestand = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115 - het antwoord sluit het
    schrijf_uitvoer(livc.pk, bestand, naam)
    bestand.seek(0)
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/zip")


@require_GET
def tegels(request: Verzoek, livc_id: UUID, pad: str) -> HttpResponse:
    """De boom zoals programma's van anderen ze lezen (C2SP tlog-tiles), voor wie toezicht houdt."""
    livc = selectors.livc(request.user, livc_id)
    try:
        inhoud = tlog.inhoud(livc.pk, pad)
    except tlog.Vervallen:
        return HttpResponse(status=HTTPStatus.GONE)
    except KeyError:
        raise Http404 from None
    soort = "text/plain; charset=utf-8" if pad == "checkpoint" else "application/octet-stream"
    return HttpResponse(inhoud, content_type=soort)
