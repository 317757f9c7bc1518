"""De afzender van een overdracht, en de auteur die gevraagd wordt."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus.actions import inzage, overdrachtinzage, overdrachtvraag
from casus.actions import overdracht as acties
from casus.forms.overdracht import BeginForm, KeuzeForm
from casus.selectors import overdracht as selectors
from casus.selectors.casus import casus_voor
from casus.selectors.casusblad import blad as kader
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def overdracht(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = casus_voor(request.user, "casus.overdragen", pk)
    form = BeginForm(request.POST or None, ontvangers=selectors.ontvangers(casus))
    if ingediend(request, form, lambda: acties.begin(actor=request.user, casus_pk=pk, **form.cleaned_data)):
        messages.success(request, _("De overdracht is begonnen. Kies nu welke stukken meegaan."))
        return redirect("casus:overdracht", pk)
    casus, blad = overdrachtinzage.open_overdracht(actor=request.user, pk=pk)
    if request.method == "POST" and blad.lopend:
        messages.warning(request, _("Er loopt al een overdracht van deze casus."))
        return redirect("casus:overdracht", pk)
    context = {"blad": kader(request.user, casus, "dossier"), "o": blad, "form": form}
    return render(request, "casus/overdracht/overdracht.html", context)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def kiezen(request: Verzoek, pk: UUID, overdracht_pk: UUID) -> HttpResponse:
    casus, blad = overdrachtinzage.open_overdracht(actor=request.user, pk=pk)
    if blad.lopend is None or blad.lopend.pk != overdracht_pk or not blad.te_kiezen:
        return redirect("casus:overdracht", pk)
    form = KeuzeForm(request.POST or None, stukken=blad.stukken, gekozen=blad.gekozen)
    if ingediend(
        request,
        form,
        lambda: acties.kies(actor=request.user, casus_pk=pk, pk=overdracht_pk, keuzes=form.keuzes()),
    ):
        messages.success(request, _("Uw keuze is bewaard. Leg ze vast als ze klaar is."))
        return redirect("casus:overdracht", pk)
    context = {"blad": kader(request.user, casus, "dossier"), "o": blad, "form": form}
    return render(request, "casus/overdracht/kiezen.html", context)


@require_POST
@geheimhouding_eerst
def voorleggen(request: Verzoek, pk: UUID, overdracht_pk: UUID) -> HttpResponse:
    gedaan = _("De keuze ligt vast. Wie iets geheims inbracht, kreeg zijn eigen vraag.")
    return _doe(request, pk, overdracht_pk, acties.leg_voor, gedaan)


@require_POST
@bevestig_eerst
@geheimhouding_eerst
def aanbieden(request: Verzoek, pk: UUID, overdracht_pk: UUID) -> HttpResponse:
    gedaan = _("Het dossier is aangeboden. U leest hier wanneer de andere burgemeester antwoordde.")
    return _doe(request, pk, overdracht_pk, acties.bied_aan, gedaan)


@require_POST
@geheimhouding_eerst
def intrekken(request: Verzoek, pk: UUID, overdracht_pk: UUID) -> HttpResponse:
    gedaan = _("De overdracht is ingetrokken. Er vertrekt niets.")
    return _doe(request, pk, overdracht_pk, acties.trek_in, gedaan)


@require_http_methods(["GET", "POST"])
def vraag(request: Verzoek, pk: UUID) -> HttpResponse:
    rij = selectors.vraag_voor(request.user, pk)
    if request.method == "POST":
        return _antwoord(request, pk)
    inzage.open_eigen_inbreng(actor=request.user, pk=rij.casus_id)
    return render(request, "casus/overdracht/vraag.html", selectors.vraagblad(rij))


def _antwoord(request: Verzoek, pk: UUID) -> HttpResponse:
    antwoord = request.POST.get("antwoord")
    if antwoord not in ("ja", "neen"):
        messages.warning(request, _("Kies ja of neen."))
        return redirect("casus:overdracht_vraag", pk)
    try:
        overdrachtvraag.beantwoord(actor=request.user, pk=pk, akkoord=antwoord == "ja")
        messages.success(request, _("Uw antwoord is bewaard. Niemand anders leest een neen."))
    except NietVoldaan as fout:
        messages.warning(request, fout.uitleg)
    return redirect("casus:overdracht_vraag", pk)


def _doe(
    request: Verzoek, pk: UUID, overdracht_pk: UUID, handeling: Callable[..., Any], gedaan: str
) -> HttpResponse:
    try:
        handeling(actor=request.user, casus_pk=pk, pk=overdracht_pk)
        messages.success(request, gedaan)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:overdracht", pk)
