"""Wie een account, een rol of een nieuwe tweede stap krijgt: nooit door één persoon alleen (LR-31)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.forms.livc import HerstelForm
from casus.selectors import accounts as selectors
from casus.selectors.livcblad import livc_met
from toegang.accountregels import HERSTELRECHT
from toegang.actions import accountlinks, factorherstel, voorstellen
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_POST
def link_opnieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = accountlinks.verstuur_opnieuw(actor=request.user, pk=pk)
    messages.success(request, _("Er is een nieuwe link verstuurd. De vorige werkt niet meer."))
    return redirect("casus:livc_blad" if rij.rol else "casus:livc_gids", rij.livc_id)


@require_POST
def link_intrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = accountlinks.trek_in(actor=request.user, pk=pk)
    messages.success(request, _("De link is ingetrokken."))
    return redirect("casus:livc_blad" if rij.rol else "casus:livc_gids", rij.livc_id)


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def rol_bevestigen(request: Verzoek, pk: UUID) -> HttpResponse:
    voorstel = selectors.voorstel(request.user, pk)
    if request.method == "POST":
        voorstellen.bevestig(actor=request.user, pk=pk)
        messages.success(request, _("De rol geldt vanaf nu."))
        return redirect("casus:livc_blad", voorstel.lid.livc_id)
    return render(
        request, "casus/livc/rol_bevestigen.html", {"voorstel": voorstel, "livc": voorstel.lid.livc}
    )


@require_POST
def rol_weigeren(request: Verzoek, pk: UUID) -> HttpResponse:
    lid = voorstellen.weiger(actor=request.user, pk=pk)
    messages.success(request, _("Het voorstel gaat niet door."))
    return redirect("casus:livc_blad", lid.livc_id)


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def herstel_vragen(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, HERSTELRECHT)
    blad = selectors.herstelblad(request.user, livc)
    form = HerstelForm(request.POST or None, personen=blad.personen)
    if ingediend(
        request,
        form,
        lambda: factorherstel.vraag(actor=request.user, pk=pk, persoon=form.cleaned_data["persoon"].pk),
    ):
        messages.success(request, _("Gevraagd. Een tweede persoon bevestigt; de persoon zelf kreeg bericht."))
        return redirect("casus:herstel_vragen", pk)
    return render(request, "casus/livc/herstel_vragen.html", {"form": form, "blad": blad, "livc": livc})


@require_safe
def herstel(request: Verzoek, pk: UUID) -> HttpResponse:
    gezien = selectors.herstel(request.user, pk)
    return render(request, "casus/livc/herstel.html", {"herstel": gezien, "livc": gezien.rij.livc})


@bevestig_eerst
@require_POST
def herstel_bevestigen(request: Verzoek, pk: UUID) -> HttpResponse:
    factorherstel.bevestig(actor=request.user, pk=pk)
    messages.success(request, _("Hersteld. De persoon kiest bij het aanmelden een nieuwe tweede stap."))
    return redirect("casus:werk")


@require_POST
def herstel_weigeren(request: Verzoek, pk: UUID) -> HttpResponse:
    factorherstel.weiger(actor=request.user, pk=pk)
    messages.success(request, _("Geweigerd. Er verandert niets."))
    return redirect("casus:werk")
