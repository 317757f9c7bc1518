"""Het beheer van een LIVC: mensen, termijnen en wat ontbreekt. Nooit iets van een casus (LR-31)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus.forms.livc import InstellingenForm, NaamBijStapForm
from casus.selectors import beheer as selectors
from casus.selectors.livcblad import livc_met
from toegang.actions import gebruikers as gebruikeracties
from toegang.actions import livc as acties
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_safe
def overzicht(request: Verzoek) -> HttpResponse:
    return render(request, "casus/beheer/overzicht.html", {"kaarten": selectors.overzicht(request.user)})


@require_safe
def gebruikers(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, "livc.gebruikers")
    context = {"livc": livc, "regels": selectors.gebruikers(request.user, livc)}
    return render(request, "casus/beheer/gebruikers.html", context)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def stoppen(request: Verzoek, pk: UUID, wie_pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, "livc.gebruikers")
    wie = selectors.persoon(livc, wie_pk)
    if request.method == "POST":
        gebruikeracties.stop(actor=request.user, pk=pk, persoon=wie_pk)
        messages.success(request, _("De toegang is gestopt, in elke browser."))
        return redirect("casus:gebruikers", pk)
    context = {"livc": livc, "wie": wie, "gevolgen": selectors.gevolgen(livc, wie)}
    return render(request, "casus/beheer/stoppen.html", context)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def heropenen(request: Verzoek, pk: UUID, wie_pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, "livc.gebruikers")
    wie = selectors.persoon(livc, wie_pk)
    if request.method == "POST":
        gebruikeracties.heropen(actor=request.user, pk=pk, persoon=wie_pk)
        messages.success(request, _("Het account werkt weer. Geef nu een rol of een plaats in de gids."))
        return redirect("casus:gebruikers", pk)
    return render(request, "casus/beheer/heropenen.html", {"livc": livc, "wie": wie})


@require_http_methods(["GET", "POST"])
def instellingen(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, "livc.instellingen")
    form = InstellingenForm(request.POST or None, instance=livc)
    if ingediend(
        request, form, lambda: acties.stel_in(actor=request.user, pk=pk, gegevens=form.cleaned_data)
    ):
        messages.success(request, _("De termijnen zijn bewaard. Ze gelden voor wat hierna gebeurt."))
        return redirect("casus:livc_blad", pk)
    return render(request, "casus/beheer/instellingen.html", {"livc": livc, "form": form})


@require_http_methods(["GET", "POST"])
def naam_bij_stap(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = livc_met(request.user, pk, "livc.naam_bij_stap")
    form = NaamBijStapForm(request.POST or None, initial={"naam_bij_stap": livc.naam_bij_stap})
    if ingediend(
        request,
        form,
        lambda: acties.kies_naam_bij_stap(actor=request.user, pk=pk, stap=form.cleaned_data["naam_bij_stap"]),
    ):
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("casus:livc_blad", pk)
    return render(request, "casus/beheer/naam_bij_stap.html", {"livc": livc, "form": form})
