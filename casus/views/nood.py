"""Noodtoegang: vragen, bevestigen, en de ene pagina die ze opent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus import geheimhouding as teksten
from casus.actions import nood as acties
from casus.actions import noodlezen as lezen
from casus.forms.casus import GeheimhoudingForm
from casus.forms.nood import NoodForm
from casus.selectors import nood as selectors
from casus.selectors.noodaanvraag import knoppen
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_http_methods(["GET", "POST"])
def vragen(request: Verzoek) -> HttpResponse:
    """Het antwoord is altijd hetzelfde, of de casus nu bestaat of niet (LR-05)."""
    form = NoodForm(request.POST or None, livcs=selectors.livcs(request.user))
    if request.method == "POST" and form.is_valid():
        acties.vraag(actor=request.user, **form.waarden())
        return redirect("casus:nood_gevraagd")
    return render(request, "casus/nood/vragen.html", {"form": form})


@require_safe
def gevraagd(request: Verzoek) -> HttpResponse:
    selectors.livcs(request.user)
    return render(request, "casus/nood/gevraagd.html")


@require_safe
def aanvraag(request: Verzoek, pk: UUID) -> HttpResponse:
    nood = acties.open_aanvraag(actor=request.user, pk=pk)
    context = {"nood": nood, "knoppen": knoppen(request.user, nood)}
    return render(request, "casus/nood/aanvraag.html", context)


@bevestig_eerst
@require_POST
def openen(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.open_(actor=request.user, pk=pk)
    messages.success(request, _("De noodtoegang is open. De tafel, de kern en het toezicht krijgen bericht."))
    return redirect("casus:nood", pk)


@require_POST
def weigeren(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.weiger(actor=request.user, pk=pk)
    messages.success(request, _("U weigerde. Er gaat niets open."))
    return redirect("casus:nood", pk)


@require_http_methods(["GET", "POST"])
def noodlezen(request: Verzoek, pk: UUID) -> HttpResponse:
    """Eerst de geheimhouding (LR-30), dan één pagina, zolang de minuten lopen."""
    casus = selectors.te_lezen(request.user, pk)
    if not selectors.zwijgt(request.user, casus):
        form = GeheimhoudingForm(request.POST or None)
        if ingediend(
            request,
            form,
            lambda: lezen.aanvaard_geheimhouding(
                actor=request.user, pk=pk, versie=form.cleaned_data["versie"]
            ),
        ):
            return redirect("casus:noodlezen", pk)
        context = {"casus": casus, "form": form, "verklaring": teksten.huidige()}
        return render(request, "casus/nood/geheimhouding.html", context)
    casus, blad = lezen.lees(actor=request.user, pk=pk)
    antwoord = render(request, "casus/nood/lezen.html", {"casus": casus, "blad": blad})
    # Het scherm blijft niet staan als de minuten om zijn; de volgende aanvraag geeft toch 404.
    antwoord["Refresh"] = f"{blad.seconden}; url={reverse('casus:werk')}"
    return antwoord


@require_POST
def klaar(request: Verzoek, pk: UUID) -> HttpResponse:
    lezen.sluit(actor=request.user, pk=pk)
    messages.success(request, _("De noodtoegang is gesloten. Het toezicht kijkt ze na."))
    return redirect("casus:werk")
