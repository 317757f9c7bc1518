"""De lijst van personen, en wie verantwoordelijk is en toegang heeft (LR-06, LR-54)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus.actions import inzage, personenlijst
from casus.actions import verantwoordelijken as acties
from casus.forms.verzoek import LezingForm
from casus.selectors import verantwoordelijken as selectors
from casus.selectors.casusblad import blad as casusblad
from casus.selectors.verzoek import livc_voor
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_safe
def personen(request: Verzoek, pk: UUID) -> HttpResponse:
    livc, rijen = personenlijst.open_lijst(actor=request.user, pk=pk)
    return render(request, "casus/verzoek/personen.html", {"livc": livc, "rijen": rijen})


@require_http_methods(["GET", "POST"])
def verantwoordelijken(request: Verzoek, pk: UUID) -> HttpResponse:
    """Lezen kan de organisator mee; vastleggen doet de functionaris."""
    if request.method == "POST":
        livc_voor(request.user, pk, "livc.lezing")
    blad = selectors.blad(request.user, pk)
    form = LezingForm(request.POST or None, initial=blad.begin)
    if ingediend(
        request, form, lambda: acties.leg_lezing_vast(actor=request.user, pk=pk, **form.cleaned_data)
    ):
        messages.success(request, _("De keuze ligt vast."))
        return redirect("casus:verantwoordelijken", pk)
    return render(request, "casus/verzoek/verantwoordelijken.html", {"blad": blad, "form": form})


@require_safe
@geheimhouding_eerst
def casus_verantwoordelijken(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="verantwoordelijken")
    context = {
        "blad": casusblad(request.user, casus, "dossier"),
        "deel": selectors.casusdeel(casus),
    }
    return render(request, "casus/verzoek/casusverantwoordelijken.html", context)
