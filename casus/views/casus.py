"""Casussen: lijst, zoeken, geheimhouding, het overzicht en wat daar verandert."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus import geheimhouding as teksten
from casus.actions import casus as acties
from casus.actions import inzage, voorbereiding
from casus.forms.casus import (
    FilterForm,
    GeheimhoudingForm,
    KindForm,
    PersoonForm,
    RegisseurForm,
    RelatieForm,
    ZoekForm,
)
from casus.selectors import aanbod, wraking
from casus.selectors import casus as selectors
from casus.selectors.casusblad import blad
from casus.selectors.nood import mag_vragen
from casus.selectors.overzicht import overzicht
from toegang.verzoek import Verzoek, voer_uit

from .basis import geheimhouding_eerst

PER_BLAD = 25


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    filters = FilterForm(request.GET, livcs=selectors.livcs_van(request.user))
    casussen = selectors.zichtbare(request.user, **filters.waarden())
    pagina = Paginator(casussen, PER_BLAD).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "filters": filters,
        "inzienbaar": selectors.inzienbaar(request.user, list(pagina)),
        "nood_vragen": mag_vragen(request.user),
        "aanbod": aanbod.bestaat(request.user),
        "zoeken": ZoekForm() if selectors.mag_zoeken(request.user) else None,
    }
    return render(request, "casus/casus/lijst.html", context)


@require_POST
def zoeken(request: Verzoek) -> HttpResponse:
    """Antwoordt meteen, zonder omleiding: de naam mag in geen adres en in geen sessie komen (LR-34)."""
    form = ZoekForm(request.POST)
    gevonden = acties.zoek(actor=request.user, naam=form.cleaned_data["naam"]) if form.is_valid() else None
    return render(request, "casus/casus/gezocht.html", {"form": form, "gevonden": gevonden})


@require_safe
@geheimhouding_eerst
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="overzicht")
    context = {
        "blad": blad(request.user, casus, "casus"),
        "casus": casus,
        "wraking": wraking.knoppen(request.user, casus),
    }
    return render(request, "casus/casus/detail.html", context | {"o": overzicht(request.user, casus)})


@require_http_methods(["GET", "POST"])
def geheimhouding(request: Verzoek, pk: UUID) -> HttpResponse:
    """De kern aanvaardt eerst, en ziet dan pas de inhoud (LR-30)."""
    casus = selectors.zichtbare_casus(request.user, pk)
    if not selectors.wacht_op_geheimhouding(request.user, pk):
        return redirect("casus:casus", pk)
    form = GeheimhoudingForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        versie = form.cleaned_data["versie"]
        if voer_uit(form, lambda: acties.aanvaard_geheimhouding(actor=request.user, pk=pk, versie=versie)):
            return redirect("casus:casus", pk)
    context = {"casus": casus, "form": form, "verklaring": teksten.huidige()}
    return render(request, "casus/casus/geheimhouding.html", context)


@require_POST
def voorbereiden(request: Verzoek, pk: UUID) -> HttpResponse:
    voorbereiding.start(actor=request.user, pk=pk)
    messages.success(request, _("De voorbereiding is begonnen. Nodig nu de tafel uit."))
    return redirect("casus:tafel", pk)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def regisseur(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = selectors.casus_voor(request.user, "casus.regisseur", pk)
    form = RegisseurForm(
        data=request.POST or None,
        kandidaten=selectors.mogelijke_regisseurs(casus),
        initial={"regisseur": casus.casusregisseur_id},
    )
    if request.method == "POST" and form.is_valid():
        wie = form.cleaned_data["regisseur"].pk
        if voer_uit(form, lambda: acties.wijs_regisseur_aan(actor=request.user, pk=pk, regisseur=wie)):
            messages.success(request, _("De casusregisseur is aangewezen."))
            return redirect("casus:casus", pk)
    return _formulier(request, pk, form, _("Casusregisseur aanwijzen"), _("Aanwijzen"))


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def persoon(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = selectors.casus_voor(request.user, "casus.personen", pk)
    form = PersoonForm(data=request.POST or None, initial=selectors.persoonsgegevens(casus))
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        if voer_uit(form, lambda: acties.wijzig_persoon(actor=request.user, pk=pk, gegevens=gegevens)):
            return redirect("casus:casus", pk)
    return _formulier(request, pk, form, _("Gegevens van de persoon"), _("Bewaren"))


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def relatie_nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    selectors.casus_voor(request.user, "casus.personen", pk)
    form = RelatieForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        if voer_uit(form, lambda: acties.voeg_relatie_toe(actor=request.user, pk=pk, gegevens=gegevens)):
            return redirect("casus:casus", pk)
    return _formulier(request, pk, form, _("Relatie toevoegen"), _("Relatie toevoegen"), uitleg="LR-51")


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def relatie(request: Verzoek, pk: UUID, relatie_pk: UUID) -> HttpResponse:
    casus = selectors.casus_voor(request.user, "casus.personen", pk)
    form = RelatieForm(data=request.POST or None, initial=selectors.relatiegegevens(casus, relatie_pk))
    if request.method == "POST" and form.is_valid():
        nieuw = form.cleaned_data
        gelukt = voer_uit(
            form,
            lambda: acties.wijzig_relatie(actor=request.user, pk=pk, relatie_pk=relatie_pk, gegevens=nieuw),
        )
        if gelukt:
            return redirect("casus:casus", pk)
    return _formulier(request, pk, form, _("Relatie wijzigen"), _("Bewaren"), uitleg="LR-51")


@require_POST
def relatie_verwijderen(request: Verzoek, pk: UUID, relatie_pk: UUID) -> HttpResponse:
    acties.verwijder_relatie(actor=request.user, pk=pk, relatie_pk=relatie_pk)
    messages.success(request, _("De relatie is verwijderd."))
    return redirect("casus:casus", pk)


@require_http_methods(["GET", "POST"])
@geheimhouding_eerst
def kind_wegen(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = selectors.casus_voor(request.user, "casus.kind_wegen", pk)
    form = KindForm(data=request.POST or None, initial=selectors.afwegingsgegevens(casus))
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        if voer_uit(form, lambda: voorbereiding.weeg_kind(actor=request.user, pk=pk, **gegevens)):
            messages.success(request, _("De afweging is bewaard. Een tweede persoon bevestigt ze."))
            return redirect("casus:casus", pk)
    return _formulier(
        request, pk, form, _("Belang van het kind wegen"), _("Afweging bewaren"), uitleg="LR-15"
    )


@require_POST
def kind_bevestigen(request: Verzoek, pk: UUID) -> HttpResponse:
    voorbereiding.bevestig_kind(actor=request.user, pk=pk)
    messages.success(request, _("De afweging is bevestigd."))
    return redirect("casus:casus", pk)


def _formulier(
    request: Verzoek, pk: UUID, form: BaseForm, kop: str, label: str, *, uitleg: str = ""
) -> HttpResponse:
    """Toont het formulier binnen het casusblad; wat erin staat is inhoud, dus eerst het logboek."""
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="formulier")
    context = {"blad": blad(request.user, casus, "casus"), "casus": casus, "form": form}
    return render(
        request, "casus/casus/formulier.html", context | {"kop": kop, "label": label, "uitleg": uitleg}
    )
