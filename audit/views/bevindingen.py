"""Bevindingen: voor het toezicht de lijst en elke vraag, voor wie een vraag kreeg die ene pagina."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.actions import bevindingen as acties
from audit.forms.nazicht import Antwoordformulier, Besluitformulier, Slotformulier, Vraagformulier
from audit.kader import kader
from audit.models import Bevinding
from audit.selectors import bevindingen as selectors
from audit.selectors.belang import belang
from audit.selectors.logboek import livc as livc_van
from audit.selectors.logboek import regel as regel_van
from toegang.models import Livc
from toegang.verzoek import Verzoek, ingediend, voer_uit

PER_BLAD = 50


@require_GET
def bevindingen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    oud = "gesloten" in request.GET
    rijen = selectors.gesloten(livc) if oud else selectors.lopend(livc)
    pagina = Paginator(rijen, PER_BLAD).get_page(request.GET.get("pagina"))
    context = {"pagina": pagina, "oud": oud, "vandaag": timezone.localdate()}
    return render(request, "audit/bevindingen/lijst.html", kader(request, livc, "bevindingen") | context)


@require_http_methods(["GET", "POST"])
def vraag_stellen(request: Verzoek, livc_id: UUID, regel_id: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    regel = regel_van(livc, regel_id)
    form = Vraagformulier(request.POST or None)
    gesteld = ingediend(
        request, form, lambda: acties.vraag(livc, regel, actor=request.user, vraag=form.cleaned_data["vraag"])
    )
    if gesteld:
        messages.success(request, _("De vraag is gesteld. De persoon krijgt een bericht zonder inhoud."))
        return redirect("toezicht:bevinding", livc.pk, gesteld.pk)
    context = {"regel": regel, "form": form}
    return render(
        request, "audit/bevindingen/vraag_stellen.html", kader(request, livc, "bevindingen") | context
    )


@require_GET
def bevinding(request: Verzoek, livc_id: UUID, pk: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    return _blad(request, livc, pk, Besluitformulier(), Slotformulier())


@require_POST
def beslissen(request: Verzoek, livc_id: UUID, pk: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    form = Besluitformulier(request.POST)
    if ingediend(request, form, lambda: acties.beslis(livc, actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("Uw besluit staat vast. Wie de vraag kreeg, kan het lezen."))
        return redirect("toezicht:bevinding", livc.pk, pk)
    return _blad(request, livc, pk, form, Slotformulier())


@require_POST
def sluiten(request: Verzoek, livc_id: UUID, pk: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    form = Slotformulier(request.POST)
    if ingediend(request, form, lambda: acties.sluit(livc, actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("De bevinding is gesloten."))
        return redirect("toezicht:bevindingen", livc.pk)
    return _blad(request, livc, pk, Besluitformulier(), form)


def _blad(
    request: Verzoek, livc: Livc, pk: UUID, besluitform: Besluitformulier, slotform: Slotformulier
) -> HttpResponse:
    rij = acties.lees(livc, actor=request.user, pk=pk)
    wacht = rij.staat == Bevinding.Staat.GEVRAAGD and rij.antwoord_tegen >= timezone.localdate()
    context: dict[str, Any] = {
        "rij": rij,
        "belet": belang(livc, request.user).belet(rij),
        "wacht": wacht,
        "te_beslissen": not wacht and rij.staat in (Bevinding.Staat.GEVRAAGD, Bevinding.Staat.BEANTWOORD),
        "te_sluiten": rij.staat == Bevinding.Staat.BESLIST,
        "te_laat": selectors.is_te_laat(rij),
        "besluitform": besluitform,
        "slotform": slotform,
    }
    return render(request, "audit/bevindingen/detail.html", kader(request, livc, "bevindingen") | context)


@require_http_methods(["GET", "POST"])
def vraag(request: Verzoek, pk: UUID) -> HttpResponse:
    """Voor wie de vraag kreeg: lezen, en vrij antwoorden (LR-22)."""
    selectors.vraag(request.user, pk)
    form = Antwoordformulier(request.POST or None)
    if request.method == "POST":
        liever_niet = "liever_niet" in request.POST
        if liever_niet:
            form = Antwoordformulier({"antwoord": "-"})
        if form.is_valid():
            tekst = "" if liever_niet else form.cleaned_data["antwoord"]
            if voer_uit(form, lambda: acties.antwoord(actor=request.user, pk=pk, antwoord=tekst)):
                messages.success(request, _("Uw antwoord is bewaard. U hoeft niets meer te doen."))
                return redirect("toezicht:vraag", pk)
    rij = acties.lees_vraag(actor=request.user, pk=pk)
    context = {
        "rij": rij,
        "form": form,
        "casus": selectors.casus_van(request.user, rij),
        "open": rij.staat == Bevinding.Staat.GEVRAAGD,
        "beslist": rij.staat in (Bevinding.Staat.BESLIST, Bevinding.Staat.GESLOTEN),
    }
    return render(request, "audit/vraag.html", context)
