"""Signalen: lijst, registreren, bekijken, ontvangst en acute overdracht."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import inzage
from casus.actions import signaal as acties
from casus.forms.signaal import AcuutForm, SignaalFilter, SignaalForm
from casus.selectors import livc as livcs
from casus.selectors import signaal as selectors
from casus.selectors import signaalblad, signaallijst
from casus.selectors.signaalweg import spoor
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """De kern ziet de lijst; wie zelf instuurt, ziet de eigen signalen."""
    filters = SignaalFilter({"staat": request.GET.get("staat", signaallijst.OPEN)})
    kern = signaallijst.heeft_kernrol(request.user)
    context = {
        "filters": filters,
        "lijst": signaallijst.pagina(request.user, filters.keuze, request.GET.get("pagina"))
        if kern
        else None,
        "eigen": signaallijst.eigen(request.user),
        "registreren_in": list(livcs.livcs_voor(request.user, "signaal.registreren")),
        "insturen_in": list(livcs.livcs_voor(request.user, "signaal.insturen")),
    }
    return render(request, "casus/signaal/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    livc = livcs.livc_voor(request.user, "signaal.registreren", livc_pk)
    form = SignaalForm(request.POST or None, bronnen=selectors.bronnen(livc))
    signaal = ingediend(
        request, form, lambda: acties.registreer(actor=request.user, livc=livc, gegevens=form.gegevens())
    )
    if signaal:
        messages.success(request, _("Het signaal %(ref)s is geregistreerd.") % {"ref": signaal.referentie})
        return redirect("casus:signaal", signaal.pk)
    return render(request, "casus/signaal/nieuw.html", {"form": form, "livc": livc})


@require_safe
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    signaal = inzage.open_signaal(actor=request.user, pk=pk)
    context = {
        "signaal": signaal,
        "persoon": signaalblad.persoon(signaal),
        "kenmerken": signaalblad.kenmerken(signaal),
        "spoor": spoor(signaal),
        "knoppen": selectors.knoppen(request.user, signaal),
        "wegers": selectors.wegers(signaal),
    }
    return render(request, "casus/signaal/detail.html", context)


@require_POST
def ontvangen(request: Verzoek, pk: UUID) -> HttpResponse:
    acties.bevestig_ontvangst(actor=request.user, pk=pk)
    messages.success(request, _("De melder ziet nu dat het signaal ontvangen is."))
    return redirect("casus:signaal", pk)


@require_http_methods(["GET", "POST"])
def acuut(request: Verzoek, pk: UUID) -> HttpResponse:
    signaal = selectors.signaal_voor(request.user, "signaal.acuut", pk)
    form = AcuutForm(request.POST or None)
    if ingediend(
        request, form, lambda: acties.geef_acuut_door(actor=request.user, pk=pk, aan=form.cleaned_data["aan"])
    ):
        messages.success(request, _("De overdracht is vastgelegd."))
        return redirect("casus:signalen")
    return render(request, "casus/signaal/acuut.html", {"form": form, "signaal": signaal})
