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
from casus.forms.overleg import AanwezigForm, ActieForm, BesluitForm, OpenForm
from casus.selectors import overleg as overleggen
from casus.selectors import tafel as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend


@require_safe
def leiden(request: Verzoek, pk: UUID) -> HttpResponse:
    return _toon(request, pk)


@require_safe
def punt(request: Verzoek, pk: UUID) -> HttpResponse:
    """Een punt voor wie aan tafel zit: meekijken terwijl het loopt, en daarna nalezen."""
    blad = inzage.open_agendapunt(actor=request.user, pk=pk)
    return render(request, "casus/overleg/punt.html", {"punt": blad})


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
        request, form, lambda: acties.noteer_aanwezigheid(actor=request.user, pk=pk, aanwezig=form.ids())
    ):
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, aanwezigform=form)


@require_POST
def punt_besluit(request: Verzoek, pk: UUID) -> HttpResponse:
    agendapunt = selectors.te_leiden_punt(request.user, pk)
    form = BesluitForm(request.POST)
    if ingediend(
        request,
        form,
        lambda: acties.noteer_besluit(actor=request.user, pk=pk, tekst=form.cleaned_data["tekst"]),
    ):
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, besluitform=form)


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
    if ingediend(request, form, lambda: _spreek_af(request, agendapunt, form.cleaned_data)):
        return redirect("casus:overleg_leiden", agendapunt.overleg_id)
    return _toon(request, agendapunt.overleg_id, actieform=form)


def _spreek_af(request: Verzoek, agendapunt: Any, gegevens: dict[str, Any]) -> Any:
    selectors.eis_lopend(agendapunt)
    return afspraken.spreek_af(
        actor=request.user,
        casus=agendapunt.casus,
        agendapunt=agendapunt,
        omschrijving=gegevens["omschrijving"],
        eigenaar=selectors.tafelgenoot(agendapunt.casus, gegevens["eigenaar"]),
        tegen=gegevens["tegen"],
    )


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
    context: dict[str, Any] = {"blad": blad, "openform": OpenForm(), **forms}
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
    keuzes = selectors.keuzes(punt.punt)
    return {
        "punt": punt,
        "aanwezigform": AanwezigForm(keuzes=keuzes, initial={"aanwezig": [str(pk) for pk in punt.aanwezig]}),
        "besluitform": BesluitForm(),
        "actieform": ActieForm(keuzes=keuzes),
        "knoppen": selectors.puntknoppen(punt),
    }
