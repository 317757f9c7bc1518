"""Wat van tafel naar een eigen dossier gaat."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import overname as acties
from casus.actions import overnameafdruk as afdruk
from casus.forms.overname import AntwoordForm, OvernameForm, ParketForm
from casus.selectors import overname as selectors
from casus.selectors.casusblad import blad
from toegang.beleid import eis
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def lijst(request: Verzoek, pk: UUID) -> HttpResponse:
    casus, rijen = afdruk.open_lijst(actor=request.user, casus_pk=pk)
    context = {"blad": blad(request.user, casus, "dossier"), "lijst": rijen}
    return render(request, "casus/overname/lijst.html", context)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    keuze = afdruk.open_keuze(actor=request.user, casus_pk=pk)
    form = OvernameForm(request.POST or None, keuze=keuze)

    def vraag() -> Any:
        gegevens = form.gegevens()
        stuk = acties.Stuk(**gegevens.pop("stuk"))
        return acties.vraag(actor=request.user, casus_pk=pk, stuk=stuk, **gegevens)

    if ingediend(request, form, vraag):
        messages.success(request, _("Gevraagd. Iedereen aan tafel kan nu antwoorden."))
        return redirect("casus:overnames", pk)
    context = {"blad": blad(request.user, keuze.casus, "dossier"), "form": form, "casus": keuze.casus}
    return render(request, "casus/overname/nieuw.html", context)


@require_safe
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    gezien = afdruk.open_overname(actor=request.user, pk=pk)
    context = {"blad": blad(request.user, gezien.casus, "dossier"), "detail": gezien, "form": AntwoordForm()}
    return render(request, "casus/overname/detail.html", context)


@require_POST
def antwoorden(request: Verzoek, pk: UUID) -> HttpResponse:
    selectors.overname_voor(request.user, pk)
    form = AntwoordForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Kies ja of neen."))
        return redirect("casus:overname", pk)
    wat, gerechtelijk = form.cleaned_data["antwoord"], form.cleaned_data["gerechtelijk"]
    return _doe(
        request,
        pk,
        lambda: acties.antwoord(actor=request.user, pk=pk, wat=wat, gerechtelijk=gerechtelijk),
        _("Bedankt, uw antwoord staat er."),
    )


@require_POST
def vaststellen(request: Verzoek, pk: UUID) -> HttpResponse:
    gedaan = _("Iedereen zei ja.")
    return _doe(request, pk, lambda: acties.stel_vast(actor=request.user, pk=pk), gedaan)


@require_POST
def intrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    gedaan = _("Ingetrokken. Wat u schreef, is weg.")
    return _doe(request, pk, lambda: acties.trek_in(actor=request.user, pk=pk), gedaan)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def parket(request: Verzoek, pk: UUID) -> HttpResponse:
    eis(request.user, "overname.parket", selectors.overname_voor(request.user, pk))
    gezien = afdruk.open_overname(actor=request.user, pk=pk)
    form = ParketForm(request.POST or None)
    if ingediend(request, form, lambda: acties.noteer_parket(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("Het antwoord van het parket is genoteerd."))
        return redirect("casus:overname", pk)
    context = {"blad": blad(request.user, gezien.casus, "dossier"), "detail": gezien, "form": form}
    return render(request, "casus/overname/parket.html", context)


@require_POST
@bevestig_eerst
def afdrukken(request: Verzoek, pk: UUID) -> HttpResponse:
    """De PDF zelf, één keer; wie het nog eens vraagt, leest waarom niet."""
    try:
        pdf = afdruk.druk_af(actor=request.user, pk=pk)
    except NietVoldaan as fout:
        return _terug(request, pk, fout)
    antwoord = HttpResponse(pdf, content_type="application/pdf")
    antwoord["Content-Disposition"] = 'attachment; filename="stuk.pdf"'
    return antwoord


def _doe(request: Verzoek, pk: UUID, handeling: Callable[[], Any], gedaan: str) -> HttpResponse:
    try:
        handeling()
    except NietVoldaan as fout:
        return _terug(request, pk, fout)
    messages.success(request, gedaan)
    return redirect("casus:overname", pk)


def _terug(request: Verzoek, pk: UUID, fout: NietVoldaan) -> HttpResponse:
    messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:overname", pk)
