"""Kennis nemen van een verlenging, en een bewaarplicht opleggen, lezen en opheffen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import bewaarplicht as plichten
from casus.actions import verlenging as verlengingen
from casus.forms.bewaring import PlichtForm
from casus.selectors import bewaarplicht, verlenging, vernietiging
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend


@require_safe
def verlenging_lezen(request: Verzoek, pk: UUID) -> HttpResponse:
    return render(request, "casus/bewaring/verlenging.html", {"blad": verlenging.blad(request.user, pk)})


@bevestig_eerst
@require_POST
def kennisnemen(request: Verzoek, pk: UUID) -> HttpResponse:
    try:
        if verlengingen.neem_kennis(actor=request.user, pk=pk):
            messages.success(request, _("U nam kennis. De verlenging geldt vanaf nu."))
        else:
            messages.success(request, _("U nam kennis. De verlenging geldt zodra ook de ander kennis neemt."))
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})")
    return redirect("casus:verlenging", pk)


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def opleggen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = bewaarplicht.casus_voor(request.user, pk)
    form = PlichtForm(request.POST or None)
    if ingediend(
        request, form, lambda: plichten.leg_op(actor=request.user, casus_pk=pk, **form.cleaned_data)
    ):
        messages.success(request, _("De bewaarplicht loopt. Dit dossier wordt niet vernietigd."))
        return redirect("casus:dossier", pk)
    terug = {"label": casus.referentie, "url": reverse("casus:dossier", args=[pk])}
    return _formulier(request, form, referentie=casus.referentie, terug=terug)


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def opleggen_bij_punt(request: Verzoek, pk: UUID) -> HttpResponse:
    punt = vernietiging.punt(request.user, pk, "vernietiging.bewaarplicht")
    form = PlichtForm(request.POST or None)
    if ingediend(
        request, form, lambda: plichten.leg_op_bij_punt(actor=request.user, punt_pk=pk, **form.cleaned_data)
    ):
        messages.success(request, _("De bewaarplicht loopt. Dit dossier wordt niet vernietigd."))
        return redirect("casus:vernietiging")
    terug = {"label": _("Vernietigingslijst"), "url": reverse("casus:vernietiging")}
    return _formulier(request, form, referentie=punt.referentie, terug=terug)


@require_safe
def lezen(request: Verzoek, pk: UUID) -> HttpResponse:
    plicht = plichten.lees(actor=request.user, pk=pk)
    context = {"plicht": plicht, "tot": bewaarplicht.tot_wanneer(plicht)}
    return render(request, "casus/bewaring/plicht_lezen.html", context)


@bevestig_eerst
@require_POST
def opheffen(request: Verzoek, pk: UUID) -> HttpResponse:
    try:
        plichten.hef_op(actor=request.user, pk=pk)
        messages.success(request, _("De bewaarplicht is opgeheven."))
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})")
    return redirect("casus:vernietiging")


def _formulier(request: Verzoek, form: PlichtForm, **context: Any) -> HttpResponse:
    return render(request, "casus/bewaring/plicht.html", {"form": form} | context)
