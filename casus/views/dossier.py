"""Het blad ‘Dossier’ van een casus."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casus.actions import inzage
from casus.selectors.casusblad import blad
from casus.selectors.dossier import delen
from toegang.verzoek import Verzoek

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def dossier(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="dossier")
    context = {"blad": blad(request.user, casus, "dossier"), "delen": delen(request.user, casus)}
    return render(request, "casus/dossier/detail.html", context)
