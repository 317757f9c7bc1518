"""De pagina ‘Alleen voor u’ bij een casus."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus import draaiboek
from casus.actions import geheugensteun as acties
from casus.actions import inbreng
from casus.forms.geheugensteun import NotitieForm
from casus.forms.inbreng import leeg_concept
from casus.selectors import geheugensteun as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def voor_mij(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = selectors.casus_van(request.user, pk)
    form = NotitieForm(request.POST or None)
    gelukt = request.method == "POST" and form.is_valid()
    if gelukt:
        gelukt = _bewaar(request, form, pk)
    if gelukt:
        return redirect("casus:voor_mij", pk)
    context: dict[str, Any] = {
        "casus": casus,
        "form": form,
        "notities": selectors.notities(request.user, casus),
        "vragen": draaiboek.STAPPEN["inbreng"].vragen,
    }
    return render(request, "casus/geheugensteun/voor_mij.html", context)


@require_POST
def weg(request: Verzoek, pk: UUID, notitie_pk: UUID) -> HttpResponse:
    return _doe(request, pk, lambda: acties.gooi_weg(actor=request.user, casus_pk=pk, pk=notitie_pk))


@require_POST
def alles_weg(request: Verzoek, pk: UUID) -> HttpResponse:
    return _doe(request, pk, lambda: acties.wis_alles(actor=request.user, casus_pk=pk))


@require_POST
def naar_inbreng(request: Verzoek, pk: UUID, notitie_pk: UUID) -> HttpResponse:
    """Van een eigen notitie een eigen concept; gedeeld is het dan nog niet."""
    casus = selectors.casus_van(request.user, pk)
    regel = selectors.notitie(request.user, casus, notitie_pk)
    if regel is None or not selectors.Notitie(regel).kan_inbreng:
        messages.warning(request, _("Deze notitie staat er niet meer, of u koos om ze niet te delen."))
        return redirect("casus:voor_mij", pk)
    gegevens = leeg_concept(regel.tekst)
    try:
        inbreng.begin(actor=request.user, casus_pk=pk, pk=regel.pk, gegevens=gegevens)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
        return redirect("casus:voor_mij", pk)
    messages.success(request, _("Uw concept staat klaar. Nog niemand anders ziet het."))
    return redirect("casus:inbreng_bewerken", regel.pk)


def _bewaar(request: Verzoek, form: NotitieForm, pk: UUID) -> bool:
    """Waar als de regel er staat."""
    ingediend(request, form, lambda: acties.voeg_toe(actor=request.user, casus_pk=pk, **form.cleaned_data))
    return not form.errors


def _doe(request: Verzoek, pk: UUID, handeling: Any) -> HttpResponse:
    try:
        handeling()
        messages.success(request, _("Weggegooid. Er blijft niets van over."))
    except NietVoldaan as fout:
        messages.warning(request, fout.uitleg)
    return redirect("casus:voor_mij", pk)
