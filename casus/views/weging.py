"""Wegen, de twee wegingen lezen, en de uitkomst vaststellen (LR-07)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus.actions import weging as acties
from casus.forms.weging import UitkomstForm, WegingForm
from casus.selectors import signaal as selectors
from casus.selectors.signaalblad import persoon
from casus.selectors.weging import Weegblad
from toegang.verzoek import Verzoek, ingediend


def _context(blad: Weegblad, **meer: Any) -> dict[str, Any]:
    return {"blad": blad, "signaal": blad.signaal, "persoon": persoon(blad.signaal)} | meer


@require_http_methods(["GET", "POST"])
def wegen(request: Verzoek, pk: UUID) -> HttpResponse:
    if request.method == "GET" and not selectors.kan_wegen(
        selectors.signaal_voor(request.user, "signaal.wegen", pk)
    ):
        return redirect("casus:signaal", pk)
    form = WegingForm(request.POST or None)
    if ingediend(request, form, lambda: acties.weeg(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("Uw weging is bewaard. U kunt ze wijzigen tot er een uitkomst is."))
        return redirect("casus:signaal_weging", pk)
    blad = acties.open_weging(actor=request.user, pk=pk, actie="signaal.wegen")
    if request.method == "GET":
        form = WegingForm(initial=WegingForm.begin(blad.eigen))
    return render(request, "casus/signaal/wegen.html", _context(blad, form=form))


@require_safe
def weging(request: Verzoek, pk: UUID) -> HttpResponse:
    blad = acties.open_weging(actor=request.user, pk=pk)
    knoppen = selectors.knoppen_weging(request.user, blad.signaal)
    return render(request, "casus/signaal/weging.html", _context(blad, knoppen=knoppen))


@require_http_methods(["GET", "POST"])
def beslissen(request: Verzoek, pk: UUID) -> HttpResponse:
    form = UitkomstForm(request.POST or None)
    if ingediend(request, form, lambda: acties.beslis(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("De uitkomst is vastgesteld."))
        return redirect("casus:signaal", pk)
    blad = acties.open_weging(actor=request.user, pk=pk, actie="signaal.beslissen")
    if request.method == "GET":
        if not blad.kan_besluiten:
            return redirect("casus:signaal", pk)
        form = UitkomstForm(initial={"advies": blad.wegingen[0].advies})
    return render(request, "casus/signaal/beslissen.html", _context(blad, form=form))
