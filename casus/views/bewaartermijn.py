"""De bewaartermijn van een casus: voorstellen en instemmen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus.actions import bewaartermijn as acties
from casus.actions import inzage
from casus.forms.bewaartermijn import TermijnForm
from casus.selectors import bewaartermijn as selectors
from casus.selectors.casusblad import blad
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def bewaartermijn(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="bewaartermijn")
    form = TermijnForm(request.POST or None)
    if ingediend(
        request, form, lambda: acties.stel_voor(actor=request.user, casus_pk=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Uw voorstel staat klaar. Iedereen aan tafel kan nu instemmen."))
        return redirect("casus:bewaartermijn", pk)
    context = {
        "blad": blad(request.user, casus, "dossier"),
        "termijn": selectors.termijnblad(request.user, casus),
        "form": form,
    }
    return render(request, "casus/bewaartermijn/detail.html", context)


@require_POST
def instemmen(request: Verzoek, pk: UUID, termijn_pk: UUID) -> HttpResponse:
    gedaan = _("U stemde in met de bewaartermijn.")
    return _doe(
        request, pk, lambda: acties.stem_in(actor=request.user, casus_pk=pk, termijn_pk=termijn_pk), gedaan
    )


@require_POST
def vastleggen(request: Verzoek, pk: UUID) -> HttpResponse:
    gedaan = _("De bewaartermijn ligt vast.")
    return _doe(request, pk, lambda: acties.stel_vast(actor=request.user, casus_pk=pk), gedaan)


def _doe(request: Verzoek, pk: UUID, handeling: Callable[[], Any], gedaan: str) -> HttpResponse:
    try:
        handeling()
        messages.success(request, gedaan)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:bewaartermijn", pk)
