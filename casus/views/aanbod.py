"""De ontvanger van een overdracht: wat een ander LIVC aanbiedt, en de beslissing van de burgemeester (LR-03)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus import indicatoren
from casus.actions import aanbod as acties
from casus.forms.overdracht import AanvaardForm
from casus.selectors import aanbod as selectors
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    return render(request, "casus/overdracht/aanbiedingen.html", {"rijen": selectors.zichtbare(request.user)})


@require_safe
def aanbod(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = acties.open_aanbod(actor=request.user, pk=pk)
    return render(request, "casus/overdracht/aanbod.html", {"o": selectors.blad(request.user, rij)})


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def aanvaarden(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = selectors.aanbod_voor(request.user, pk)
    if request.method == "GET" and not selectors.wacht(rij):
        return redirect("casus:aanbod", pk)
    form = AanvaardForm(request.POST or None)
    casus = ingediend(request, form, lambda: acties.aanvaard(actor=request.user, pk=pk, **form.gegevens()))
    if casus:
        messages.success(request, _("De casus %(ref)s staat op de lijst.") % {"ref": casus.referentie})
        return redirect("casus:casus", casus.pk)
    context = {
        "form": form,
        "aanbod": rij,
        "telling": selectors.telling(rij),
        "definitie": indicatoren.DEFINITIE,
        "definitie_bron": indicatoren.DEFINITIE_BRON,
    }
    return render(request, "casus/overdracht/aanvaarden.html", context)


@require_POST
@bevestig_eerst
def weigeren(request: Verzoek, pk: UUID) -> HttpResponse:
    try:
        acties.weiger(actor=request.user, pk=pk)
        messages.success(request, _("U neemt dit dossier niet over. Het pakket is vernietigd."))
    except NietVoldaan as fout:
        messages.warning(request, fout.uitleg)
    return redirect("casus:aanbod", pk)
