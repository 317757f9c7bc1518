"""Het register van wat aan het gerecht verstrekt is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus.actions import verstrekking as acties
from casus.forms.verstrekking import VerstrekkingForm
from casus.selectors.casus import casus_voor
from casus.selectors.casusblad import blad
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def lijst(request: Verzoek, pk: UUID) -> HttpResponse:
    casus, register = acties.open_register(actor=request.user, casus_pk=pk)
    context = {"blad": blad(request.user, casus, "dossier"), "register": register}
    return render(request, "casus/verstrekking/lijst.html", context)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = casus_voor(request.user, "verstrekking.noteren", pk)
    form = VerstrekkingForm(request.POST or None)

    def noteer() -> Any:
        gegevens = dict(form.cleaned_data)
        return acties.noteer(actor=request.user, casus_pk=pk, pk=gegevens.pop("sleutel"), gegevens=gegevens)

    if ingediend(request, form, noteer):
        messages.success(request, _("Genoteerd in het register."))
        return redirect("casus:verstrekkingen", pk)
    context = {"blad": blad(request.user, casus, "dossier"), "form": form, "casus": casus}
    return render(request, "casus/verstrekking/nieuw.html", context)
