"""Noodtoegang nakijken: voor het toezicht, zonder inhoud van een casus (LR-57)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import noodlezen as acties
from casus.forms.nood import NakijkForm
from casus.selectors import noodaanvraag as selectors
from toegang.models import Noodtoegang
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    return render(request, "casus/nood/toezicht.html", {"rijen": selectors.toezichtlijst(request.user)})


@require_http_methods(["GET", "POST"])
def nakijken(request: Verzoek, pk: UUID) -> HttpResponse:
    nood = selectors.na_te_kijken(request.user, pk)
    form = NakijkForm(request.POST or None)
    if ingediend(request, form, lambda: acties.kijk_na(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("De noodtoegang is nagekeken."))
        return redirect("casus:nood_toezicht")
    return _pagina(request, nood, form=form)


@require_POST
def reden(request: Verzoek, pk: UUID) -> HttpResponse:
    """Antwoordt meteen: de reden komt in geen adres en in geen sessie (LR-34)."""
    nood = acties.open_reden(actor=request.user, pk=pk)
    return _pagina(request, nood, form=NakijkForm(), reden=nood.reden, bevinding=nood.bevinding)


def _pagina(request: Verzoek, nood: Noodtoegang, **extra: Any) -> HttpResponse:
    context = {"blad": selectors.nakijkblad(request.user, nood), "nood": nood} | extra
    return render(request, "casus/nood/nakijken.html", context)
