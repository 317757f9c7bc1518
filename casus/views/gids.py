"""De gids van het LIVC: diensten en de mensen die er voor hen komen (LR-12)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.forms.livc import BestandForm, BevestigInvoerForm, OrganisatieForm, OrganisatielidForm
from casus.selectors import gids as selectors
from casus.selectors import livcblad
from casus.selectors.accounts import links
from toegang.actions import gids as acties
from toegang.actions.invoer import voer_in
from toegang.models import Livc
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livcblad.livc(request.user, pk)
    context = {
        "livc": livc,
        "diensten": selectors.gids(livc),
        "mag_gids": selectors.mag_gids(request.user, livc),
        "links": links(request.user, livc, voor_rol=False),
    }
    return render(request, "casus/livc/gids.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    form = OrganisatieForm(request.POST or None)
    if ingediend(
        request,
        form,
        lambda: acties.voeg_organisatie_toe(actor=request.user, pk=pk, gegevens=form.cleaned_data),
    ):
        messages.success(request, _("De dienst staat in de gids."))
        return redirect("casus:livc_gids", pk)
    return render(request, "casus/livc/dienst.html", {"form": form, "livc": livc})


@require_http_methods(["GET", "POST"])
def wijzigen(request: Verzoek, pk: UUID, organisatie_pk: UUID) -> HttpResponse:
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    dienst = selectors.dienst(livc, organisatie_pk)
    begin = {veld: getattr(dienst, veld) for veld in acties.VELDEN}
    form = OrganisatieForm(request.POST or None, initial=begin, vast=True)
    if ingediend(
        request,
        form,
        lambda: acties.wijzig_organisatie(
            actor=request.user, pk=pk, organisatie=organisatie_pk, gegevens=form.cleaned_data
        ),
    ):
        messages.success(request, _("De dienst is bijgewerkt."))
        return redirect("casus:livc_gids", pk)
    return render(request, "casus/livc/dienst.html", {"form": form, "livc": livc, "dienst": dienst})


@require_http_methods(["GET", "POST"])
def lid_nieuw(request: Verzoek, pk: UUID, organisatie_pk: UUID) -> HttpResponse:
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    dienst = selectors.dienst(livc, organisatie_pk)
    form = OrganisatielidForm(request.POST or None)
    if ingediend(
        request,
        form,
        lambda: acties.voeg_lid_toe(
            actor=request.user, pk=pk, organisatie=organisatie_pk, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Toegevoegd. Wie nog geen account heeft, kreeg een link."))
        return redirect("casus:livc_gids", pk)
    return render(request, "casus/livc/dienstlid.html", {"form": form, "livc": livc, "dienst": dienst})


@require_http_methods(["GET", "POST"])
def lid_beeindigen(request: Verzoek, pk: UUID, lid_pk: UUID) -> HttpResponse:
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    lid = selectors.organisatielid(livc, lid_pk)
    if request.method == "POST":
        acties.beeindig_lid(actor=request.user, pk=pk, lid=lid_pk)
        messages.success(request, _("De persoon staat niet meer in de gids."))
        return redirect("casus:livc_gids", pk)
    return render(request, "casus/livc/dienstlid_weg.html", {"lid": lid, "livc": livc})


@require_http_methods(["GET", "POST"])
def invoer(request: Verzoek, pk: UUID) -> HttpResponse:
    """Toont wat het bestand zou doen. Het bestand blijft nergens staan: wie bevestigt, stuurt de tekst terug."""
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if request.method == "POST" and form.is_valid():
        return _plan(request, livc, form.cleaned_data["bestand"])
    return render(request, "casus/livc/invoer.html", {"form": form, "livc": livc})


@require_POST
def invoer_bevestigen(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livcblad.livc_met(request.user, pk, "livc.gids")
    form = BevestigInvoerForm(request.POST)
    if ingediend(request, form, lambda: voer_in(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("Ingevoerd. Wie nog geen account heeft, kreeg een link."))
        return redirect("casus:livc_gids", pk)
    if "tekst" in form.cleaned_data and "afdruk" in form.cleaned_data:
        return _plan(request, livc, form.cleaned_data["tekst"], veranderd=True)
    messages.error(request, _("Er is niets ingevoerd. Kies het bestand opnieuw."))
    return redirect("casus:gids_invoer", pk)


def _plan(request: Verzoek, livc: Livc, tekst: str, *, veranderd: bool = False) -> HttpResponse:
    plan = selectors.plan(livc, tekst)
    form = BevestigInvoerForm(initial={"tekst": tekst, "afdruk": plan.afdruk})
    context = {"livc": livc, "plan": plan, "form": form, "veranderd": veranderd}
    return render(request, "casus/livc/invoerplan.html", context)
