"""Het blad Inbreng van een casus."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.filters import Bladwijzer
from casus.actions import inbreng as acties
from casus.actions import inzage
from casus.forms.inbreng import InbrengForm, LezenForm, beginwaarden
from casus.selectors import inbreng as selectors
from casus.selectors.casusblad import blad
from casus.voorwaarden.inbreng import beletten_inbrengen
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import eis_geen
from toegang.verzoek import Verzoek, voer_uit

from .basis import geheimhouding_eerst

SJABLOON = "casus/inbreng/formulier.html"


@require_safe
@geheimhouding_eerst
def lijst(request: Verzoek, pk: UUID) -> HttpResponse:
    casus, inbrengblad = inzage.open_inbrengblad(actor=request.user, pk=pk)
    context = {"blad": blad(request.user, casus, "inbreng"), "inbrengblad": inbrengblad}
    return render(request, "casus/inbreng/lijst.html", context)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_eigen_inbreng(actor=request.user, pk=pk)
    eis_geen(beletten_inbrengen(request.user, casus))
    form = InbrengForm(request.POST or None, casus=casus, auteur=request.user)
    if request.method == "POST" and form.is_valid():
        sleutel = form.cleaned_data["sleutel"]
        bewaard = voer_uit(
            form,
            lambda: acties.begin(actor=request.user, casus_pk=casus.pk, pk=sleutel, gegevens=form.gegevens()),
        )
        if bewaard and _verder(request, form, bewaard.pk):
            return redirect("casus:inbreng", casus.pk)
    return render(request, SJABLOON, _context(request, casus, form))


@require_http_methods(["GET", "POST"])
def bewerken(request: Verzoek, pk: UUID) -> HttpResponse:
    inbreng = inzage.open_inbreng(actor=request.user, pk=pk)
    if not selectors.is_concept(inbreng):
        return redirect("casus:inbreng_niveau", pk)
    form = InbrengForm(
        request.POST or None, initial=beginwaarden(inbreng), casus=inbreng.casus, auteur=request.user
    )
    if request.method == "POST" and form.is_valid():
        bewaard = voer_uit(form, lambda: acties.wijzig(actor=request.user, pk=pk, gegevens=form.gegevens()))
        if bewaard and _verder(request, form, pk):
            return redirect("casus:inbreng", inbreng.casus_id)
    return render(request, SJABLOON, _context(request, inbreng.casus, form))


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def niveau(request: Verzoek, pk: UUID) -> HttpResponse:
    inbreng = inzage.open_inbreng(actor=request.user, pk=pk)
    form = LezenForm(
        request.POST or None, initial=beginwaarden(inbreng), casus=inbreng.casus, auteur=request.user
    )
    if request.method == "POST" and form.is_valid():
        aangepast = voer_uit(form, lambda: acties.pas_aan(actor=request.user, pk=pk, **form.gegevens()))
        if aangepast:
            messages.success(request, _("Wie dit leest en hoe geheim het is, is aangepast."))
            return redirect("casus:inbreng", inbreng.casus_id)
    return render(request, SJABLOON, _context(request, inbreng.casus, form) | {"inbreng": inbreng})


@require_safe
def gezien(request: Verzoek, pk: UUID) -> HttpResponse:
    """Wie de eigen inbreng zag, en wanneer."""
    inbreng = inzage.open_inbreng(actor=request.user, pk=pk)
    context = {
        "blad": blad(request.user, inbreng.casus, "inbreng"),
        "inbreng": inbreng,
        "kijkblad": selectors.wie_zag(inbreng, Bladwijzer.lees(request.GET.get("na", ""))),
    }
    return render(request, "casus/inbreng/gezien.html", context)


@require_POST
def inbrengen(request: Verzoek, pk: UUID) -> HttpResponse:
    inbreng = acties.breng_in(actor=request.user, pk=pk)
    messages.success(request, _("Ingebracht."))
    return redirect("casus:inbreng", inbreng.casus_id)


@require_POST
def intrekken(request: Verzoek, pk: UUID) -> HttpResponse:
    inbreng = acties.trek_in(actor=request.user, pk=pk)
    messages.success(request, _("Ingetrokken. De tekst is weg."))
    return redirect("casus:inbreng", inbreng.casus_id)


@require_POST
def verwijderen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus_pk = acties.verwijder(actor=request.user, pk=pk)
    messages.success(request, _("Weggegooid."))
    return redirect("casus:inbreng", casus_pk)


def _verder(request: Verzoek, form: InbrengForm, pk: UUID) -> bool:
    """Na het bewaren: meteen inbrengen als dat de knop was."""
    if "inbrengen" not in request.POST:
        messages.success(request, _("Bewaard. Alleen u ziet dit."))
        return True
    if voer_uit(form, lambda: acties.breng_in(actor=request.user, pk=pk)):
        messages.success(request, _("Ingebracht."))
        return True
    return False


def _context(request: Verzoek, casus: Any, form: LezenForm) -> dict[str, Any]:
    return {"blad": blad(request.user, casus, "inbreng"), "form": form, "casus": casus}
