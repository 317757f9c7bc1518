"""Acties: afspreken, bekijken, antwoorden en herinneren."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus.actions import acties, herinneringen, inzage
from casus.forms.traject import ActieForm, AntwoordForm
from casus.selectors import acties as selectors
from casus.selectors.casusblad import blad
from casus.voorwaarden.traject import beletten_opvolging
from toegang.uitzonderingen import eis_geen
from toegang.verzoek import Verzoek

from .traject import doe, formulier, open_plan


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = open_plan(request, pk)
    eis_geen(beletten_opvolging(casus))
    form = ActieForm(request.POST or None, casus=casus, initial={"doel": request.GET.get("doel")})
    gelukt = doe(request, form, lambda: acties.spreek_af(actor=request.user, casus=casus, **form.gegevens()))
    return gelukt or formulier(request, casus, form, _("Actie afspreken"))


@require_http_methods(["GET", "POST"])
def actie(request: Verzoek, pk: UUID) -> HttpResponse:
    """Eén afspraak; de eigenaar antwoordt hier."""
    gekozen = inzage.open_actie(actor=request.user, pk=pk)
    form = AntwoordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acties.handel_af(actor=request.user, pk=pk, **form.cleaned_data)
        messages.success(request, _("Uw antwoord is bewaard."))
        return redirect("casus:traject", gekozen.casus_id)
    context = {
        "blad": blad(request.user, gekozen.casus, "traject"),
        "regel": selectors.regels(request.user, gekozen.casus, [gekozen])[0],
        "form": form if selectors.mag_afhandelen(request.user, gekozen) else None,
        "knoppen": selectors.knoppen(request.user, gekozen),
    }
    return render(request, "casus/traject/actie.html", context)


@require_http_methods(["GET", "POST"])
def bewerken(request: Verzoek, pk: UUID) -> HttpResponse:
    gekozen = inzage.open_actie(actor=request.user, pk=pk)
    casus = open_plan(request, gekozen.casus_id)
    namen = ("omschrijving", "eigenaar", "tegen", "doel")
    begin = {naam: getattr(gekozen, f"{naam}_id", None) or getattr(gekozen, naam) for naam in namen}
    form = ActieForm(request.POST or None, casus=casus, initial=begin)
    gelukt = doe(request, form, lambda: acties.wijzig(actor=request.user, pk=pk, **form.gegevens()))
    return gelukt or formulier(request, casus, form, _("Afspraak bijstellen"))


@require_POST
def herinneren(request: Verzoek, pk: UUID) -> HttpResponse:
    gekozen = herinneringen.herinner(actor=request.user, pk=pk, vandaag=timezone.localdate())
    messages.success(request, _("De eigenaar krijgt een bericht zonder inhoud."))
    return redirect("casus:actie", gekozen.pk)
