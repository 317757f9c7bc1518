"""Het scherm in de zaal, het volgende punt, en het bewaren onder het typen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from casus.actions import inzage
from casus.actions import tafel as acties
from casus.actions import zaal as zaalacties
from casus.forms.overleg import ConceptForm
from casus.selectors import tafel
from casus.selectors import zaal as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek

TEKST = "text/plain; charset=utf-8"


@require_safe
def scherm(request: Verzoek, pk: UUID) -> HttpResponse:
    """Groot, één punt, en alleen wat iedereen in de zaal mag zien. Met ?dek staat er niets, wat er ook loopt."""
    overleg = tafel.te_leiden(request.user, pk)
    context: dict[str, Any] = {"overleg": overleg, "stand": selectors.stand(request.user, overleg)}
    lopend = tafel.leidblad(request.user, overleg).lopend
    if "dek" in request.GET:
        context["dek"] = True
    elif lopend is not None and tafel.is_inzichtelijk(request.user, lopend):
        context["punt"] = inzage.toon_agendapunt(actor=request.user, pk=lopend.pk)
    return render(request, "casus/overleg/scherm.html", context)


@require_safe
def stand(request: Verzoek, pk: UUID) -> HttpResponse:
    """Of het scherm nog klopt; zegt niets over wat erop staat, en komt dus niet in het logboek."""
    overleg = tafel.te_leiden(request.user, pk)
    return HttpResponse(selectors.stand(request.user, overleg), content_type=TEKST)


@require_POST
def volgende(request: Verzoek, pk: UUID) -> HttpResponse:
    """Het volgende punt van de agenda, zonder dat de zaal leest welk."""
    overleg = tafel.te_leiden(request.user, pk)
    try:
        acties.begin_punt(actor=request.user, pk=selectors.volgende(request.user, overleg))
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:overleg_leiden", pk)


@require_POST
def concept(request: Verzoek, pk: UUID) -> HttpResponse:
    """Bewaart wat iemand aan het typen is. 204 als het er staat, 409 met de reden als dat niet meer kan."""
    tafel.te_leiden_punt(request.user, pk)
    form = ConceptForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400, content_type=TEKST)
    try:
        zaalacties.bewaar_concept(
            actor=request.user,
            pk=pk,
            soort=form.cleaned_data["soort"],
            sleutel=form.cleaned_data["sleutel"],
            velden=form.velden(),
        )
    except NietVoldaan as fout:
        return HttpResponse(fout.uitleg, status=409, content_type=TEKST)
    return HttpResponse(status=204)
