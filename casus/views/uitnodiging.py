"""De uitnodigingen van de genodigde zelf: lezen, antwoorden, stoppen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus import geheimhouding as teksten
from casus.actions import deelname as acties
from casus.actions import inzage_deelname
from casus.forms.casus import GeheimhoudingForm
from casus.forms.deelname import VervangForm, WeigerForm
from casus.selectors import uitnodiging as selectors
from toegang.verzoek import Verzoek, voer_uit


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    return render(request, "casus/deelname/lijst.html", {"groepen": selectors.postvak(request.user)})


@require_safe
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    return _toon(request, pk, GeheimhoudingForm())


@require_POST
def geheimhouding(request: Verzoek, pk: UUID) -> HttpResponse:
    form = GeheimhoudingForm(data=request.POST)
    if form.is_valid():
        versie = form.cleaned_data["versie"]
        if voer_uit(form, lambda: acties.aanvaard_geheimhouding(actor=request.user, pk=pk, versie=versie)):
            return redirect("casus:uitnodiging", pk)
    return _toon(request, pk, form)


def _toon(request: Verzoek, pk: UUID, form: GeheimhoudingForm) -> HttpResponse:
    gezien = inzage_deelname.open_uitnodiging(actor=request.user, pk=pk)
    context = {
        "u": gezien,
        "deelname": gezien.deelname,
        "form": form,
        "verklaring": teksten.huidige(),
        "knoppen": selectors.knoppen(request.user, gezien.deelname),
    }
    return render(request, "casus/deelname/uitnodiging.html", context)


@require_POST
def aanvaarden(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = acties.aanvaard(actor=request.user, pk=pk)
    messages.success(request, _("U neemt deel. U kunt op elk moment stoppen."))
    return redirect("casus:casus", deelname.casus_id)


@require_http_methods(["GET", "POST"])
def weigeren(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = selectors.eigen_uitnodiging(request.user, pk)
    form = WeigerForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        reden = form.cleaned_data["reden"]
        if voer_uit(form, lambda: acties.weiger(actor=request.user, pk=pk, reden=reden)):
            messages.success(request, _("U neemt niet deel. Dat is genoteerd en heeft geen gevolg voor u."))
            return redirect("casus:uitnodigingen")
    return render(request, "casus/deelname/weigeren.html", {"deelname": deelname, "form": form})


@require_POST
def terugtrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.trek_terug(actor=request.user, pk=pk)
    messages.success(request, _("U neemt niet meer deel. De geheimhouding blijft gelden."))
    return redirect("casus:uitnodigingen")


@require_http_methods(["GET", "POST"])
def vervangen(request: Verzoek, pk: UUID) -> HttpResponse:
    deelname = selectors.eigen_uitnodiging(request.user, pk)
    leden = selectors.collegas(deelname)
    form = VervangForm(data=request.POST or None, leden=leden)
    if request.method == "POST" and form.is_valid():
        lid = UUID(form.cleaned_data["lid"])
        if voer_uit(form, lambda: acties.vervang(actor=request.user, pk=pk, lid=lid)):
            messages.success(request, _("Uw collega krijgt een eigen uitnodiging."))
            return redirect("casus:uitnodigingen")
    return render(
        request, "casus/deelname/vervangen.html", {"deelname": deelname, "form": form, "leden": leden}
    )


@require_POST
def niets(request: Verzoek, pk: UUID) -> HttpResponse:
    gekozen = request.POST.get("niets") == "ja"
    deelname = acties.brengt_niets_in(actor=request.user, pk=pk, niets=gekozen)
    return redirect("casus:tafel", deelname.casus_id)
