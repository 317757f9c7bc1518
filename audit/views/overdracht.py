"""Een eigen sleutel maken, geven, afgeven of wegnemen, en het tijdvak vernieuwen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit import sessie
from audit.actions import overdracht as acties
from audit.forms.sleutels import Eigenzin, NieuweWachtzin, Overdracht, Vernieuwreden, Zekerheid
from audit.selectors import sleutels as sleutelselectors
from toegang.beleid import eis
from toegang.models import Livc
from toegang.opnieuw import bevestig_vooraf
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek

from .sleutels import klaar, vraag


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def eigen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    """Maakt de eigen sleutel en toont meteen haar vingerafdruk, om voor te lezen."""
    livc = sleutelselectors.livc(request.user, livc_id)
    form = NieuweWachtzin(request.POST or None)
    if form.is_valid():
        zin = form.cleaned_data["wachtzin"]
        try:
            acties.maak_eigen(livc, actor=request.user, wachtzin=zin)
            afdruk = acties.toon_vingerafdruk(livc, actor=request.user, wachtzin=zin)
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return render(request, "audit/vingerafdruk.html", {"livc": livc, "afdruk": afdruk})
    return vraag(request, livc, form, "eigen")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def vingerafdruk(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    form = Eigenzin(request.POST or None)
    if form.is_valid():
        try:
            afdruk = acties.toon_vingerafdruk(
                livc, actor=request.user, wachtzin=form.cleaned_data["wachtzin"]
            )
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return render(request, "audit/vingerafdruk.html", {"livc": livc, "afdruk": afdruk})
    return vraag(request, livc, form, "vingerafdruk")


@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def geven(request: Verzoek, livc_id: UUID, gebruiker_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutel_geven", livc)
    aan = sleutelselectors.houder(livc, gebruiker_id)
    prives = sessie.prives(request, livc.pk)
    if not prives or sleutelselectors.lopend_van(livc, request.user) - prives.keys():
        return naar_ontgrendelen(request, livc)
    form = Overdracht(request.POST or None)
    if form.is_valid():
        try:
            acties.geef(
                livc,
                aan,
                actor=request.user,
                prives=prives,
                afdruk=form.cleaned_data["afdruk"],
                ook_vroeger=form.cleaned_data["wat"] == "alles",
            )
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return klaar(request, livc, _("De sleutel is gegeven. Uw collega krijgt een bericht."))
    return vraag(request, livc, form, "geven", wie=aan, tijdvakken=sorted(prives))


def naar_ontgrendelen(request: Verzoek, livc: Livc) -> HttpResponse:
    """Wie op slot staat, ontgrendelt eerst en komt dan hier terug."""
    request.session["na_ontgrendelen"] = request.get_full_path()
    return redirect(f"{reverse('toezicht:ontgrendelen', args=[livc.pk])}?naar=terug")


@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def vernieuwen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutel_geven", livc)
    form = Vernieuwreden(request.POST or None)
    if form.is_valid():
        try:
            tijdvak = acties.vernieuw(livc, actor=request.user, reden=form.cleaned_data["reden"])
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            antwoord = klaar(
                request,
                livc,
                _("Tijdvak %(n)d begint. Ontgrendel opnieuw om nieuwe regels te openen.") % {"n": tijdvak},
            )
            sessie.vergrendel(request, antwoord)
            return antwoord
    return vraag(request, livc, form, "vernieuwen")


@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def ontnemen(request: Verzoek, livc_id: UUID, gebruiker_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutel_geven", livc)
    van = sleutelselectors.houder(livc, gebruiker_id)
    form = Zekerheid(request.POST or None)
    if form.is_valid():
        try:
            acties.ontneem(livc, van, actor=request.user)
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            antwoord = klaar(request, livc, _("De sleutel is weg, en het tijdvak is vernieuwd."))
            sessie.vergrendel(request, antwoord)
            return antwoord
    return vraag(request, livc, form, "ontnemen", wie=van, zelf=van.gebruiker.pk == request.user.pk)
