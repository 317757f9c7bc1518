"""Een deelnemer zegt wat van zijn eigen inbreng verteld mag worden (LR-55)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casus.actions import raadpleging as acties
from casus.forms.verzoek import RaadplegingForm
from casus.selectors import raadpleging as selectors
from toegang.verzoek import Verzoek, ingediend


@require_http_methods(["GET", "POST"])
def raadpleging(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = acties.open_raadpleging(actor=request.user, pk=pk)
    blad = selectors.blad(rij)
    form = RaadplegingForm(request.POST or None, inbreng=blad.inbreng, eerder=rij.antwoorden)
    if ingediend(
        request, form, lambda: acties.antwoord(actor=request.user, pk=pk, antwoorden=form.antwoorden())
    ):
        messages.success(request, _("Uw antwoord is bewaard. U kunt het wijzigen tot de brief vertrekt."))
        return redirect("casus:werk")
    return render(request, "casus/verzoek/raadpleging.html", {"blad": blad, "form": form})
