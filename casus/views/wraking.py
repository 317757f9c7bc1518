"""Belangenconflict: wie van een casus uitgesloten is, en uzelf uitsluiten (LR-23)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus.actions import wraking as acties
from casus.forms.wraking import WraakForm, ZichWraakForm
from casus.selectors import wraking as selectors
from casus.selectors.casus import casus_voor
from casus.selectors.casusblad import blad
from casus.voorwaarden.wraking import beletten_wraken
from toegang.beleid import mag
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@bevestig_eerst
@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def wrakingen(request: Verzoek, pk: UUID) -> HttpResponse:
    """Wie uitgesloten is en waarom, en iemand uitsluiten; alleen voor de burgemeester."""
    casus = casus_voor(request.user, "casus.wraken", pk)
    form = WraakForm(request.POST or None, kandidaten=selectors.kandidaten(request.user, casus))
    if ingediend(request, form, lambda: acties.wraak(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("Deze persoon ziet niets meer van deze casus."))
        return redirect("casus:wrakingen", pk)
    casus, rijen = acties.open_wrakingen(actor=request.user, pk=pk)
    context = {
        "blad": blad(request.user, casus, "casus"),
        "casus": casus,
        "form": form,
        "rijen": [(rij, [] if rij.opgeheven_op else [selectors.kan_opheffen(rij)]) for rij in rijen],
    }
    return render(request, "casus/wraking/wrakingen.html", context)


@bevestig_eerst
@require_POST
def opheffen(request: Verzoek, pk: UUID, wraking_pk: UUID) -> HttpResponse:
    try:
        acties.hef_op(actor=request.user, pk=pk, wraking=wraking_pk)
    except NietVoldaan as fout:
        messages.warning(request, fout.uitleg)
    else:
        messages.success(request, _("De uitsluiting is opgeheven."))
    return redirect("casus:wrakingen", pk)


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def uzelf(request: Verzoek, pk: UUID) -> HttpResponse:
    """Ook voor wie de geheimhouding nog niet aanvaardde: deze pagina toont niets van de inhoud."""
    casus = selectors.casus_om_te_verlaten(request.user, pk)
    form = ZichWraakForm(request.POST or None, met_reden=bool(mag(request.user, "casus.inzien", casus)))
    if ingediend(request, form, lambda: acties.wraak_uzelf(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("U werkt niet meer mee aan deze casus, en ziet ze ook niet meer."))
        return redirect("casus:casussen")
    context = {"casus": casus, "form": form, "beletten": beletten_wraken(casus, request.user)}
    return render(request, "casus/wraking/uzelf.html", context)
