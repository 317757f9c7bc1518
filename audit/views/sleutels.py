"""De sleutel van het toezicht: ontgrendelen en weer op slot."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit import sessie
from audit.actions import sleutels as acties
from audit.forms import Ontgrendelformulier
from audit.selectors import logboek as selectors
from audit.toezichtsleutels import heeft_toegang
from toegang.models import Livc
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def ontgrendelen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    form = Ontgrendelformulier(request.POST or None)
    if form.is_valid():
        try:
            prives = acties.ontgrendel(livc, actor=request.user, wachtzin=form.cleaned_data["wachtzin"])
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            antwoord = _terug(request, livc)
            sessie.ontgrendel(request, antwoord, livc.pk, prives)
            return antwoord
    heeft_sleutel = heeft_toegang(livc.pk, request.user.pk)
    return render(
        request, "audit/ontgrendelen.html", {"livc": livc, "form": form, "heeft_sleutel": heeft_sleutel}
    )


@require_POST
def vergrendelen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    acties.vergrendel(livc, actor=request.user)
    antwoord = redirect("toezicht:regels", livc.pk)
    sessie.vergrendel(request, antwoord)
    return antwoord


def _terug(request: Verzoek, livc: Livc) -> HttpResponse:
    """Naar waar iemand vandaan kwam, anders naar de lijst."""
    if request.GET.get("naar") == "bezorgen":
        return redirect("toezicht:bezorgen", livc.pk)
    try:
        return redirect("toezicht:regel", livc.pk, UUID(request.GET["regel"]))
    except (KeyError, ValueError):
        return redirect("toezicht:regels", livc.pk)
