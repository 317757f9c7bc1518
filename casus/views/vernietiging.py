"""De vernietigingslijst, wat vernietigd is, en het bewijs ervan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus import vernietigingspdf
from casus.actions import vernietiging as acties
from casus.forms.bewaring import TekenForm
from casus.selectors import vernietiging as selectors
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def lijst(request: Verzoek) -> HttpResponse:
    """Elke handtekening staat onder één casus; wie er geen ziet, tekent er niet voor (LR-23)."""
    blad = selectors.lijstblad(request.user)
    form = TekenForm(request.POST or None, keuzes=blad.te_tekenen)
    if aantal := ingediend(
        request, form, lambda: acties.teken(actor=request.user, pks=form.cleaned_data["punten"])
    ):
        messages.success(
            request,
            _("U tekende voor %(n)d. Na de tweede handtekening verdwijnt de inhoud voorgoed.")
            % {"n": aantal},
        )
        return redirect("casus:vernietiging")
    return render(request, "casus/vernietiging/lijst.html", {"blad": blad, "form": form})


@require_safe
def vernietigd(request: Verzoek) -> HttpResponse:
    return render(
        request, "casus/vernietiging/vernietigd.html", {"rijen": selectors.grafstenen(request.user)}
    )


@require_safe
def bewijs(request: Verzoek, pk: UUID) -> HttpResponse:
    """Telkens opnieuw gemaakt uit de grafsteen en het logboek; in de naam van het bestand staat niets over de casus."""
    pdf = vernietigingspdf.maak(selectors.bewijs(request.user, pk))
    kop = {"Content-Disposition": 'attachment; filename="bewijs-van-vernietiging.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=kop)
