"""Het blad Traject van een casus: het plan, de doelen en de evaluatie."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import doelen, inzage
from casus.actions import traject as acties
from casus.forms.traject import DoelForm, EvaluatieForm, PlanForm
from casus.selectors import traject as selectors
from casus.selectors.casusblad import blad
from casus.voorwaarden import traject as voorwaarden
from toegang.uitzonderingen import eis_geen
from toegang.verzoek import Verzoek, voer_uit

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def traject(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="traject")
    context = {
        "blad": blad(request.user, casus, "traject"),
        "plan": selectors.trajectblad(request.user, casus),
    }
    return render(request, "casus/traject/traject.html", context)


@require_safe
def versie(request: Verzoek, pk: UUID) -> HttpResponse:
    gekozen = inzage.open_traject(actor=request.user, pk=pk)
    plan = selectors.trajectblad(request.user, gekozen.casus, gekozen.pk)
    context = {"blad": blad(request.user, gekozen.casus, "traject"), "plan": plan, "gekozen": gekozen}
    return render(request, "casus/traject/traject.html", context)


@require_http_methods(["GET", "POST"])
def opstellen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    eis_geen(voorwaarden.beletten_opstellen(casus, selectors.lopend(casus)))
    form = PlanForm(request.POST or None)
    gelukt = doe(request, form, lambda: acties.stel_op(actor=request.user, casus_pk=pk, **form.cleaned_data))
    return gelukt or formulier(request, casus, form, _("Traject opstellen"))


@require_http_methods(["GET", "POST"])
def bewerken(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    huidig = selectors.lopend(casus)
    eis_geen(voorwaarden.beletten_plan(casus, huidig))
    form = PlanForm(request.POST or None, initial=_begin(huidig))
    gelukt = doe(request, form, lambda: acties.wijzig(actor=request.user, casus_pk=pk, **form.cleaned_data))
    return gelukt or formulier(request, casus, form, _("Samenvatting of datum wijzigen"))


@require_http_methods(["GET", "POST"])
def nieuwe_versie(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    huidig = selectors.lopend(casus)
    eis_geen(voorwaarden.beletten_vervolg(casus, huidig))
    form = PlanForm(request.POST or None, initial={"samenvatting": huidig.samenvatting} if huidig else {})
    gelukt = doe(
        request, form, lambda: acties.nieuwe_versie(actor=request.user, casus_pk=pk, **form.cleaned_data)
    )
    uitleg = _(
        "De doelen en de open acties gaan mee. De vorige versie blijft te lezen, zonder die open acties."
    )
    return gelukt or formulier(request, casus, form, _("Nieuwe versie van het plan"), uitleg)


@require_POST
def evalueren(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.start_evaluatie(actor=request.user, casus_pk=pk)
    messages.success(request, _("De evaluatie is begonnen."))
    return redirect("casus:traject", pk)


@require_http_methods(["GET", "POST"])
def evaluatie(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    form = EvaluatieForm(request.POST or None)
    gelukt = doe(
        request, form, lambda: acties.schrijf_evaluatie(actor=request.user, casus_pk=pk, **form.cleaned_data)
    )
    uitleg = _("Schrijf wat de tafel besloot, niet wie wat zei. Afsluiten beslist de burgemeester.")
    return gelukt or formulier(request, casus, form, _("Evaluatie schrijven"), uitleg, stap="evaluatie")


@require_POST
def hervatten(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.hervat(actor=request.user, casus_pk=pk)
    messages.success(request, _("Het traject loopt verder."))
    return redirect("casus:traject", pk)


@require_http_methods(["GET", "POST"])
def doel_nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    eis_geen(voorwaarden.beletten_plan(casus, selectors.lopend(casus)))
    form = DoelForm(request.POST or None)
    gelukt = doe(
        request, form, lambda: doelen.voeg_toe(actor=request.user, casus_pk=pk, gegevens=form.cleaned_data)
    )
    return gelukt or formulier(request, casus, form, _("Doel toevoegen"))


@require_http_methods(["GET", "POST"])
def doel_bewerken(request: Verzoek, pk: UUID) -> HttpResponse:
    doel = inzage.open_doel(actor=request.user, pk=pk)
    selectors.eis_opsteller(request.user, doel.casus)
    form = DoelForm(request.POST or None, initial={veld: getattr(doel, veld) for veld in doelen.VELDEN})
    gelukt = doe(request, form, lambda: doelen.wijzig(actor=request.user, pk=pk, gegevens=form.cleaned_data))
    return gelukt or formulier(request, doel.casus, form, _("Doel bewerken"), doel=doel)


@require_POST
def doel_verwijderen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus_pk = doelen.verwijder(actor=request.user, pk=pk)
    messages.success(request, _("Het doel is verwijderd."))
    return redirect("casus:traject", casus_pk)


def open_plan(request: Verzoek, pk: UUID) -> Any:
    """De casus voor een formulier van het plan: wie het niet maakt, krijgt het niet te zien."""
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="traject")
    selectors.eis_opsteller(request.user, casus)
    return casus


def doe(request: Verzoek, form: Form, handeling: Callable[[], Any]) -> HttpResponse | None:
    """Voert een geldig formulier uit en gaat terug naar het blad; anders komt het formulier opnieuw."""
    if request.method != "POST" or not form.is_valid():
        return None
    gelukt = voer_uit(form, handeling)
    if gelukt is None:
        return None
    messages.success(request, _("Bewaard."))
    return redirect("casus:traject", gelukt.casus_id)


def formulier(
    request: Verzoek, casus: Any, form: Form, titel: str, uitleg: str = "", **extra: Any
) -> HttpResponse:
    context = {"blad": blad(request.user, casus, "traject"), "casus": casus, "form": form}
    return render(request, "casus/traject/formulier.html", context | {"kop": titel, "uitleg": uitleg} | extra)


def _begin(traject: Any) -> dict[str, Any]:
    return {"samenvatting": traject.samenvatting, "evaluatie_op": traject.evaluatie_op}
