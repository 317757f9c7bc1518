"""Het einde van een casus: afsluiten, nacontrole, heropenen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casus.actions import afsluiten as acties
from casus.actions import inzage
from casus.forms.afsluiten import AfsluitForm, HeropenForm, VaststellingForm
from casus.selectors import afsluiten as selectors
from casus.selectors.casus import casus_voor
from casus.selectors.casusblad import blad
from casus.voorwaarden import afsluiten as voorwaarden
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend

from .basis import geheimhouding_eerst


@require_http_methods(["GET", "POST"])
@bevestig_eerst
@geheimhouding_eerst
def afsluiten(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = casus_voor(request.user, "casus.afsluiten", pk)
    open_acties = selectors.open_acties(casus)
    form = AfsluitForm(request.POST or None, open_acties=open_acties)
    if ingediend(request, form, lambda: acties.sluit_af(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("De casus is afgesloten. Alleen de kern kan ze nog lezen."))
        return redirect("casus:casus", pk)
    return _toon(
        request,
        pk,
        "casus/afsluiten/afsluiten.html",
        form=form,
        acties=open_acties,
        gevolgen=selectors.gevolgen(casus),
        beletten=voorwaarden.beletten_afsluiten(casus),
    )


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def nacontrole(request: Verzoek, pk: UUID, nacontrole_pk: UUID) -> HttpResponse:
    rij = selectors.nacontrole_voor(request.user, pk, nacontrole_pk)
    form = VaststellingForm(request.POST or None)
    if ingediend(
        request,
        form,
        lambda: acties.rond_nacontrole_af(
            actor=request.user, pk=pk, nacontrole_pk=nacontrole_pk, **form.cleaned_data
        ),
    ):
        messages.success(request, _("De vaststelling is bewaard. De casus blijft afgesloten."))
        return redirect("casus:casus", pk)
    return _toon(
        request,
        pk,
        "casus/afsluiten/nacontrole.html",
        form=form,
        nacontrole=rij,
        loopt=not voorwaarden.beletten_vaststelling(rij.casus, rij) or form.is_bound,
        knoppen=[selectors.begin_knop(rij.casus, rij)],
    )


@require_POST
def nacontrole_beginnen(request: Verzoek, pk: UUID, nacontrole_pk: UUID) -> HttpResponse:
    selectors.nacontrole_voor(request.user, pk, nacontrole_pk)
    try:
        acties.begin_nacontrole(actor=request.user, pk=pk, nacontrole_pk=nacontrole_pk)
    except NietVoldaan as fout:
        messages.warning(request, fout.uitleg)
    return redirect("casus:nacontrole", pk, nacontrole_pk)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
@geheimhouding_eerst
def heropenen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = casus_voor(request.user, "casus.heropenen", pk)
    form = HeropenForm(request.POST or None)
    if ingediend(request, form, lambda: acties.heropen(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("De casus is heropend. Nodig de tafel opnieuw uit."))
        return redirect("casus:casus", pk)
    return _toon(
        request,
        pk,
        "casus/afsluiten/heropenen.html",
        form=form,
        beletten=voorwaarden.beletten_heropenen(casus),
    )


def _toon(request: Verzoek, pk: UUID, sjabloon: str, **context: Any) -> HttpResponse:
    """Toont het blad binnen het kader van de casus; wat erin staat is inhoud, dus eerst het logboek."""
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="einde")
    kader = {"blad": blad(request.user, casus, "casus"), "casus": casus}
    return render(request, sjabloon, kader | context)
