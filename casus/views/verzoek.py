"""Verzoeken van personen: het register, de beoordeling en het antwoord (LR-55)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import verzoek as acties
from casus.actions import verzoekantwoord
from casus.forms.verzoek import (
    AntwoordForm,
    BeginForm,
    GrondenForm,
    KoppelForm,
    RegistreerForm,
    VerlengForm,
)
from casus.selectors import verzoek as selectors
from casus.selectors.verzoekantwoord import redenen
from casus.voorwaarden import verzoek as voorwaarden
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    return render(request, "casus/verzoek/lijst.html", {"lijst": selectors.lijst(request.user)})


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    livc = selectors.livc_voor(request.user, livc_pk, "livc.verzoeken")
    form = RegistreerForm(request.POST or None)
    verzoek = ingediend(
        request, form, lambda: acties.registreer(actor=request.user, livc_pk=livc_pk, **form.cleaned_data)
    )
    if verzoek:
        messages.success(request, _("Het verzoek is geregistreerd. De maand loopt."))
        return redirect("casus:verzoek", verzoek.pk)
    return render(request, "casus/verzoek/nieuw.html", {"form": form, "livc": livc})


@require_safe
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    verzoek = acties.open_verzoek(actor=request.user, pk=pk)
    return render(request, "casus/verzoek/detail.html", {"blad": selectors.blad(request.user, verzoek)})


@require_http_methods(["GET", "POST"])
def beginnen(request: Verzoek, pk: UUID) -> HttpResponse:
    verzoek, casussen = acties.open_keuze(actor=request.user, pk=pk)
    form = BeginForm(request.POST or None, casussen=casussen)
    gedaan = _("De beoordeling is begonnen.")
    return _formulier(
        request,
        verzoek,
        form,
        lambda: acties.begin(actor=request.user, pk=pk, **form.cleaned_data),
        gedaan,
        kop=_("Beoordeling beginnen"),
        uitleg=_(
            "Ga eerst na wie het vraagt. Hoort er een casus bij, dan krijgt iedereen aan die tafel een eigen vraag:"
            " wat van mijn inbreng mag verteld worden?"
        ),
        label=_("Beoordeling beginnen"),
    )


@require_http_methods(["GET", "POST"])
def koppelen(request: Verzoek, pk: UUID) -> HttpResponse:
    verzoek, casussen = acties.open_keuze(actor=request.user, pk=pk)
    form = KoppelForm(request.POST or None, casussen=casussen)
    gedaan = _("De casus is verbonden. Iedereen aan die tafel wordt geraadpleegd.")
    return _formulier(
        request,
        verzoek,
        form,
        lambda: acties.koppel(actor=request.user, pk=pk, **form.cleaned_data),
        gedaan,
        kop=_("Toch een casus gevonden"),
        uitleg=_("Dit kan één keer. Daarna wordt iedereen aan die tafel geraadpleegd."),
        label=_("Casus verbinden"),
    )


@require_http_methods(["GET", "POST"])
def verlengen(request: Verzoek, pk: UUID) -> HttpResponse:
    verzoek = selectors.voor(request.user, pk, "verzoek.beoordelen")
    form = VerlengForm(request.POST or None)
    gedaan = _("De termijn is verlengd met twee maanden. Laat het de persoon weten.")
    return _formulier(
        request,
        verzoek,
        form,
        lambda: acties.verleng(actor=request.user, pk=pk, **form.cleaned_data),
        gedaan,
        kop=_("Termijn verlengen"),
        uitleg=_("Eén keer, met twee maanden, en alleen voor de eerste maand om is."),
        label=_("Termijn verlengen"),
    )


@require_http_methods(["GET", "POST"])
def gronden(request: Verzoek, pk: UUID) -> HttpResponse:
    verzoek = selectors.voor(request.user, pk, "verzoek.gronden")
    form = GrondenForm(request.POST or None)
    return _formulier(
        request,
        verzoek,
        form,
        lambda: acties.leg_gronden_vast(actor=request.user, pk=pk, **form.cleaned_data),
        _("De gronden liggen vast."),
        kop=_("Gronden vastleggen"),
        uitleg=_(
            "Zonder deze gronden vertrekt geen antwoord dat beperkt of weigert. De eerste vijf gelden alleen zolang de"
            " casus loopt. Hun woorden volgen de AVG en zijn nog na te kijken door een jurist."
        ),
        label=_("Gronden vastleggen"),
    )


@bevestig_eerst
@require_http_methods(["GET", "POST"])
def antwoorden(request: Verzoek, pk: UUID) -> HttpResponse:
    """Toont wat gegeven kan worden: een blik op de casus, en dus een regel."""
    verzoek, delen = verzoekantwoord.open_antwoord(actor=request.user, pk=pk)
    form = AntwoordForm(
        request.POST or None,
        delen=delen,
        met_gedaan=voorwaarden.vraagt_uitvoering(verzoek),
        initial={"geven": [deel.code for deel in delen]},
    )
    if ingediend(
        request, form, lambda: verzoekantwoord.beantwoord(actor=request.user, pk=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Het antwoord ligt vast. Haal de brief op en bezorg hem."))
        return redirect("casus:verzoek", pk)
    context = {"verzoek": verzoek, "form": form, "redenen": redenen(verzoek), "delen": delen}
    return render(request, "casus/verzoek/antwoorden.html", context)


@bevestig_eerst
@require_POST
def ophalen(request: Verzoek, pk: UUID) -> HttpResponse:
    naam, pakket = verzoekantwoord.haal_op(actor=request.user, pk=pk)
    antwoord = HttpResponse(pakket, content_type="application/zip")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _formulier(
    request: Verzoek,
    verzoek: Any,
    form: forms.Form,
    handeling: Callable[[], Any],
    gedaan: str,
    **tekst: str,
) -> HttpResponse:
    """Elk formulier over één verzoek heeft dezelfde pagina."""
    if ingediend(request, form, handeling):
        messages.success(request, gedaan)
        return redirect("casus:verzoek", verzoek.pk)
    return render(request, "casus/verzoek/formulier.html", {"verzoek": verzoek, "form": form} | tekst)
