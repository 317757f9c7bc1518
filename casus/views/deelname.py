"""De tafel: uitnodigen, ondertekenen en intrekken."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import inzage, inzage_deelname, uitnodiging, vertrek
from casus.forms.deelname import OndertekenForm, UitnodigenForm
from casus.selectors import casus as casussen
from casus.selectors import deelname as selectors
from casus.selectors.casusblad import blad
from casus.voorwaarden.deelname import beletten_uitnodigen
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, voer_uit

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def tafel(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="tafel")
    gedekt = selectors.tafel(request.user, casus)
    context = {
        "blad": blad(request.user, casus, "tafel"),
        "casus": casus,
        "tafel": gedekt,
        "beletten": beletten_uitnodigen(casus) if gedekt.mag_voorbereiden or gedekt.mag_ondertekenen else [],
        "form": OndertekenForm(klaar=gedekt.te_ondertekenen) if gedekt.mag_ondertekenen else None,
    }
    return render(request, "casus/deelname/tafel.html", context)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def uitnodigen(request: Verzoek, pk: UUID) -> HttpResponse:
    """De preventieambtenaar zet uitnodigingen klaar voor de burgemeester."""
    casus = casussen.casus_voor(request.user, "casus.voorbereiden", pk)
    gids = selectors.gids(casus)
    overleggen = selectors.geplande_overleggen(request.user, casus)
    form = UitnodigenForm(data=request.POST or None, overleggen=overleggen, leden=gids.leden)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        klaar = voer_uit(form, lambda: uitnodiging.bereid_voor(actor=request.user, pk=pk, **gegevens))
        if klaar:
            messages.success(request, _("De uitnodigingen liggen klaar voor de burgemeester."))
            return redirect("casus:tafel", pk)
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="uitnodigen")
    context = {
        "blad": blad(request.user, casus, "tafel"),
        "form": form,
        "gids": gids,
        "overleggen": overleggen,
        "beletten": beletten_uitnodigen(casus),
    }
    return render(request, "casus/deelname/uitnodigen.html", context)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
@geheimhouding_eerst
def ondertekenen(request: Verzoek, pk: UUID) -> HttpResponse:
    """De burgemeester ondertekent verschillende uitnodigingen samen."""
    casus = casussen.casus_voor(request.user, "casus.uitnodigen", pk)
    form = OndertekenForm(data=request.POST or None, klaar=selectors.te_ondertekenen(request.user, casus))
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        klaar = voer_uit(form, lambda: uitnodiging.onderteken(actor=request.user, pk=pk, **gegevens))
        if klaar:
            messages.success(request, _("De uitnodigingen zijn ondertekend en verstuurd."))
            return redirect("casus:tafel", pk)
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="ondertekenen")
    context = {"blad": blad(request.user, casus, "tafel"), "form": form}
    return render(request, "casus/deelname/ondertekenen.html", context)


@require_safe
@geheimhouding_eerst
def weigerredenen(request: Verzoek, pk: UUID) -> HttpResponse:
    """Waarom iemand niet komt: alleen voor de burgemeester (LR-20)."""
    casus, redenen = inzage_deelname.open_weigerredenen(actor=request.user, pk=pk)
    context = {"blad": blad(request.user, casus, "tafel"), "redenen": redenen}
    return render(request, "casus/deelname/weigerredenen.html", context)


@require_POST
def intrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = uitnodiging.trek_in(actor=request.user, pk=pk)
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("casus:tafel", deelname.casus_id)


@require_POST
def beeindigen(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = vertrek.beeindig(actor=request.user, pk=pk)
    messages.success(request, _("De deelname is beëindigd."))
    return redirect("casus:tafel", deelname.casus_id)


@require_POST
def bericht(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = uitnodiging.stuur_opnieuw(actor=request.user, pk=pk)
    messages.success(request, _("Het bericht is opnieuw aangeboden aan de mailserver."))
    return redirect("casus:tafel", deelname.casus_id)
