"""Het overleg leiden, en een agendapunt bekijken."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from casus.actions import acties as afspraken
from casus.actions import inzage
from casus.actions import tafel as acties
from casus.actions import zaal as zaalacties
from casus.forms.overleg import AanwezigForm, ActieForm, BesluitForm, BevestigForm, OpenForm
from casus.selectors import geheugensteun, zaal
from casus.selectors import overleg as overleggen
from casus.selectors import tafel as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import vanuit_de_pagina


@require_safe
def leiden(request: Verzoek, pk: UUID) -> HttpResponse:
    return _toon(request, pk)


@require_safe
def punt(request: Verzoek, pk: UUID) -> HttpResponse:
    """Een punt voor wie aan tafel zit: meekijken terwijl het loopt, en daarna nalezen."""
    blad = inzage.open_agendapunt(actor=request.user, pk=pk)
    context: dict[str, Any] = {"punt": blad}
    if blad.loopt:
        context["notities"] = geheugensteun.notities(request.user, blad.punt.casus)
        context["kaartknoppen"] = selectors.informatiekaart(request.user, blad.punt)
        if selectors.leidt(request.user, blad.punt):
            context |= _bevestigen(request, blad)
    return render(request, "casus/overleg/punt.html", context)


@require_POST
def openen(request: Verzoek, pk: UUID) -> HttpResponse:
    selectors.te_leiden(request.user, pk)
    form = OpenForm(request.POST)
    if ingediend(request, form, lambda: acties.open_overleg(actor=request.user, pk=pk, herinnerd=True)):
        return redirect("casus:overleg_leiden", pk)
    return _toon(request, pk, openform=form)


@require_POST
def afronden(request: Verzoek, pk: UUID) -> HttpResponse:
    selectors.te_leiden(request.user, pk)
    return _doe(request, pk, lambda: acties.rond_overleg_af(actor=request.user, pk=pk))


@require_POST
def punt_beginnen(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = overleggen.punt_voor(request.user, pk).overleg_id
    return _doe(request, overleg, lambda: acties.begin_punt(actor=request.user, pk=pk))


@require_POST
def punt_informatiekaart(request: Verzoek, pk: UUID) -> HttpResponse:
    """De politie noteert op haar eigen toestel dat ze een kaart toonde (LR-46)."""
    try:
        acties.toon_informatiekaart(actor=request.user, pk=pk)
        messages.success(request, _("Genoteerd dat u een informatiekaart toonde."))
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})")
    return redirect("casus:agendapunt", pk)


@require_POST
def punt_afronden(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = overleggen.punt_voor(request.user, pk).overleg_id
    return _doe(request, overleg, lambda: acties.rond_punt_af(actor=request.user, pk=pk))


@require_POST
def punt_verdagen(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = overleggen.punt_voor(request.user, pk).overleg_id
    return _doe(request, overleg, lambda: acties.verdaag_punt(actor=request.user, pk=pk))


@require_POST
def punt_aanwezigheid(request: Verzoek, pk: UUID) -> HttpResponse:
    agendapunt = selectors.te_leiden_punt(request.user, pk)
    form = AanwezigForm(request.POST, keuzes=selectors.keuzes(agendapunt))
    if ingediend(
        request,
        form,
        lambda: acties.noteer_aanwezigheid(
            actor=request.user, pk=pk, aanwezig=form.ids(), stand=form.cleaned_data["stand"]
        ),
    ):
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, aanwezigform=form)


@require_POST
def punt_bevestigen(request: Verzoek, pk: UUID) -> HttpResponse:
    """De voorzitter bevestigt wie deelnam: een stap apart, voor het punt sluit (LR-41)."""
    agendapunt = selectors.te_leiden_punt(request.user, pk)
    blad = inzage.toon_agendapunt(actor=request.user, pk=pk)
    form = BevestigForm(request.POST, keuzes=zaal.bevestigkeuzes(blad))
    if ingediend(
        request,
        form,
        lambda: zaalacties.bevestig_aanwezigheid(
            actor=request.user, pk=pk, aanwezig=form.ids(), stand=form.cleaned_data["stand"]
        ),
    ):
        messages.success(request, _("De lijst van aanwezigen is bevestigd."))
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, bevestigform=form)


@require_POST
def punt_besluit(request: Verzoek, pk: UUID) -> HttpResponse:
    agendapunt = selectors.te_leiden_punt(request.user, pk)
    form = BesluitForm(request.POST)
    gelukt = ingediend(
        request,
        form,
        lambda: acties.noteer_besluit(
            actor=request.user,
            pk=pk,
            tekst=form.cleaned_data["tekst"],
            sleutel=form.cleaned_data["sleutel"],
        ),
    )
    return _genoteerd(request, agendapunt, gelukt, besluitform=form)


@require_POST
def punt_besluit_schrappen(request: Verzoek, pk: UUID, besluit_pk: UUID) -> HttpResponse:
    overleg = overleggen.punt_voor(request.user, pk).overleg_id
    return _doe(
        request, overleg, lambda: acties.schrap_besluit(actor=request.user, pk=pk, besluit_pk=besluit_pk)
    )


@require_POST
def punt_actie(request: Verzoek, pk: UUID) -> HttpResponse:
    agendapunt = selectors.te_leiden_punt(request.user, pk)
    form = ActieForm(request.POST, keuzes=selectors.keuzes(agendapunt))
    gelukt = ingediend(request, form, lambda: _spreek_af(request, agendapunt, form.cleaned_data))
    return _genoteerd(request, agendapunt, gelukt, actieform=form)


def _spreek_af(request: Verzoek, agendapunt: Any, gegevens: dict[str, Any]) -> Any:
    selectors.eis_lopend(agendapunt)
    return afspraken.spreek_af(
        actor=request.user,
        casus=agendapunt.casus,
        agendapunt=agendapunt,
        omschrijving=gegevens["omschrijving"],
        eigenaar=selectors.tafelgenoot(agendapunt.casus, gegevens["eigenaar"]),
        tegen=gegevens["tegen"],
        sleutel=gegevens["sleutel"],
    )


def _genoteerd(request: Verzoek, agendapunt: Any, gelukt: Any, **forms: Any) -> HttpResponse:
    """Na een besluit of actie. De pagina zelf (static/js/zaal.js) vraagt alleen of het lukte, en anders waarom niet."""
    if vanuit_de_pagina(request):
        [form] = forms.values()
        fouten = " ".join(str(fout) for lijst in form.errors.values() for fout in lijst)
        return HttpResponse(fouten, status=204 if gelukt else 409, content_type="text/plain; charset=utf-8")
    if gelukt:
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, **forms)


def _doe(request: Verzoek, overleg: UUID, handeling: Callable[[], Any]) -> HttpResponse:
    """Voert uit en toont het overleg opnieuw; wie te laat was, leest waarom."""
    try:
        handeling()
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:overleg_leiden", overleg)


def _toon(request: Verzoek, pk: UUID, **forms: Any) -> HttpResponse:
    overleg = selectors.te_leiden(request.user, pk)
    blad = selectors.leidblad(request.user, overleg)
    context: dict[str, Any] = {
        "blad": blad,
        "openform": OpenForm(),
        "stand": zaal.stand(request.user, overleg),
    }
    context |= forms
    if blad.lopend is not None and selectors.is_inzichtelijk(request.user, blad.lopend):
        context = _met_punt(request, blad.lopend.pk) | context
    for form in forms.values():
        if form.errors:
            # Ook als het formulier er niet meer staat omdat het punt intussen sloot.
            messages.error(
                request, " ".join(form.non_field_errors()) or _("Niet bewaard. Kijk het formulier na.")
            )
    return render(request, "casus/overleg/leiden.html", context)


def _met_punt(request: Verzoek, pk: UUID) -> dict[str, Any]:
    punt = inzage.toon_agendapunt(actor=request.user, pk=pk)
    lijst = zaal.stand_van_lijst(punt.punt)
    context: dict[str, Any] = {
        "punt": punt,
        "aanwezigform": AanwezigForm(
            keuzes=selectors.keuzes(punt.punt),
            initial={"aanwezig": [str(pk) for pk in punt.in_zaal], "stand": lijst},
        ),
        "knoppen": selectors.puntknoppen(punt),
    }
    if punt.toonbaar:
        context |= _noteren(request, punt)
    return context | _bevestigen(request, punt)


def _bevestigen(request: Verzoek, punt: Any) -> dict[str, Any]:
    """Het formulier van wie nu bevestigt wie er was, op het scherm of op het eigen toestel (LR-41)."""
    if not zaal.te_bevestigen(request.user, punt):
        return {}
    keuzes = zaal.bevestigkeuzes(punt)
    begin = {
        "aanwezig": [keuze for keuze, _naam in keuzes],
        "stand": zaal.stand_van_lijst(punt.punt),
    }
    return {"bevestigform": BevestigForm(keuzes=keuzes, initial=begin)}


def _noteren(request: Verzoek, punt: Any) -> dict[str, Any]:
    concepten = zaal.concepten(request.user, punt.punt)
    return {
        "besluitform": BesluitForm(initial=concepten["besluit"]),
        "actieform": ActieForm(keuzes=selectors.keuzes(punt.punt), initial=concepten["actie"]),
    }
