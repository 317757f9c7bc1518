"""Hersteldelen maken en nakijken, en een verloren sleutel ermee herstellen."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from audit import sessie
from audit.actions import herstel as acties
from audit.forms.sleutels import Bewaarders, Herstelformulier, Tweedelen
from audit.selectors import sleutels as sleutelselectors
from toegang.beleid import eis
from toegang.opnieuw import bevestig_vooraf
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek

from .overdracht import naar_ontgrendelen
from .sleutels import klaar, toon_delen, vraag


@never_cache
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def maken(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutels_beheren", livc)
    prives = sessie.prives(request, livc.pk)
    if not prives:
        return naar_ontgrendelen(request, livc)
    form = Bewaarders(request.POST or None)
    if form.is_valid():
        try:
            delen = acties.maak_delen(livc, actor=request.user, prives=prives, bewaarders=form.bewaarders)
        except NietVoldaan as fout:
            form.add_error(None, fout.uitleg)
        else:
            return toon_delen(request, livc, delen, form.bewaarders)
    overzicht = sleutelselectors.overzicht(livc, request.user)
    buiten = [nummer for nummer in overzicht.nummers if nummer not in prives]
    return vraag(request, livc, form, "delen", herstel=overzicht.herstel, buiten=buiten)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def nakijken(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutels_beheren", livc)
    form = Tweedelen(request.POST or None)
    if form.is_valid():
        try:
            acties.kijk_na(livc, actor=request.user, **form.cleaned_data)
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return klaar(request, livc, _("De delen kloppen. Geef ze nu aan wie ze bewaart."))
    return vraag(request, livc, form, "nakijken")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def herstellen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutels_beheren", livc)
    form = Herstelformulier(request.POST or None)
    if form.is_valid():
        gegevens = form.cleaned_data
        try:
            acties.herstel(
                livc,
                actor=request.user,
                een=gegevens["een"],
                twee=gegevens["twee"],
                wachtzin=gegevens["wachtzin"],
            )
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return klaar(
                request, livc, _("Uw sleutel is hersteld. Vernieuw nu de hersteldelen: twee zijn bekend.")
            )
    return vraag(request, livc, form, "herstel")
