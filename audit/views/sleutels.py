"""De sleutels van het toezicht: het blad, de eerste sleutel, ontgrendelen en weer op slot."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit import sessie
from audit.actions import sleutels as acties
from audit.forms.logboek import Ontgrendelformulier
from audit.forms.sleutels import BEWAARDERS, Eerstesleutel, Wachtzinwijziging
from audit.hersteldelen import Deel
from audit.kader import kader
from audit.selectors import logboek as selectors
from audit.selectors import sleutels as sleutelselectors
from audit.toezichtsleutels import heeft_toegang
from toegang.beleid import eis, mag
from toegang.models import Livc
from toegang.opnieuw import bevestig_vooraf
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek


@require_GET
def blad(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    overzicht = sleutelselectors.overzicht(livc, request.user)
    context = {
        "overzicht": overzicht,
        "mag_beheren": mag(request.user, "toezicht.sleutels_beheren", livc),
        "mijn_tijdvakken": overzicht.ik.tijdvakken if overzicht.ik else [],
    }
    return render(request, "audit/sleutels.html", kader(request, livc, "sleutels") | context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def maken(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    eis(request.user, "toezicht.sleutels_beheren", livc)
    if sleutelselectors.overzicht(livc, request.user).tijdvakken:
        return redirect("toezicht:sleutels", livc.pk)
    form = Eerstesleutel(request.POST or None)
    if form.is_valid():
        try:
            delen = acties.maak_eerste(
                livc, actor=request.user, wachtzin=form.cleaned_data["wachtzin"], bewaarders=form.bewaarders
            )
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return toon_delen(request, livc, delen, form.bewaarders)
    return vraag(request, livc, form, "maken")


def toon_delen(request: Verzoek, livc: Livc, delen: tuple[Deel, ...], bewaarders: list[str]) -> HttpResponse:
    """Het antwoord op het maken zelf: de delen staan in geen sessie en op geen ander adres."""
    tijdvak = sleutelselectors.overzicht(livc, request.user).nummers[-1]
    namen = [dict(BEWAARDERS)[wie] for wie in bewaarders]
    context = {
        "delen": list(zip(delen, namen, strict=True)),
        "tijdvak": tijdvak,
        "logboek": str(livc.pk)[-8:],
    }
    return render(request, "audit/delen.html", {"livc": livc} | context)


def vraag(request: Verzoek, livc: Livc, form: Form, onderwerp: str, **extra: Any) -> HttpResponse:
    """Een formulier van het blad Sleutels; `onderwerp` kiest kop en uitleg in het sjabloon."""
    context = {"livc": livc, "form": form, "onderwerp": onderwerp}
    return render(request, "audit/sleutelvraag.html", context | extra)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def ontgrendelen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    form = Ontgrendelformulier(request.POST or None)
    if form.is_valid():
        try:
            prives = acties.ontgrendel(livc, actor=request.user, wachtzin=form.cleaned_data["wachtzin"])
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            if prives.gesloten:
                _waarschuw(request, prives.gesloten)
            antwoord = _terug(request, livc) if prives else redirect("toezicht:sleutels", livc.pk)
            sessie.ontgrendel(request, antwoord, livc.pk, prives)
            return antwoord
    heeft_sleutel = heeft_toegang(livc.pk, request.user.pk)
    return render(
        request, "audit/ontgrendelen.html", {"livc": livc, "form": form, "heeft_sleutel": heeft_sleutel}
    )


@require_POST
def vergrendelen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    acties.vergrendel(livc, actor=request.user)
    antwoord = redirect("toezicht:regels", livc.pk)
    sessie.vergrendel(request, antwoord)
    return antwoord


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@bevestig_vooraf
def wachtzin(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = sleutelselectors.livc(request.user, livc_id)
    form = Wachtzinwijziging(request.POST or None)
    if form.is_valid():
        try:
            acties.wijzig_wachtzin(
                livc,
                actor=request.user,
                wachtzin=form.cleaned_data["wachtzin"],
                nieuw=form.cleaned_data["nieuw"],
            )
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            return klaar(request, livc, _("Uw nieuwe wachtzin geldt vanaf nu."))
    return vraag(request, livc, form, "wachtzin")


def klaar(request: Verzoek, livc: Livc, zin: str) -> HttpResponse:
    messages.success(request, zin)
    return redirect("toezicht:sleutels", livc.pk)


def _waarschuw(request: Verzoek, gesloten: tuple[int, ...]) -> None:
    """Een kopie die niet opent, is een fout of een collega die u buitensluit: dat hoort iemand te weten."""
    nummers = ", ".join(str(nummer) for nummer in gesloten)
    zin = _("Tijdvak %(n)s opent niet met uw sleutel. Verwittig een collega en de functionaris.")
    messages.error(request, zin % {"n": nummers})


def _terug(request: Verzoek, livc: Livc) -> HttpResponse:
    """Naar de regel of het formulier waar iemand vandaan kwam, anders naar de lijst."""
    pad, naar = request.session.pop("na_ontgrendelen", None), request.GET.get("naar")
    if pad and naar == "terug":
        return redirect(pad)
    if naar == "bezorgen":
        return redirect("toezicht:bezorgen", livc.pk)
    try:
        return redirect("toezicht:regel", livc.pk, UUID(request.GET["regel"]))
    except (KeyError, ValueError):
        return redirect("toezicht:regels", livc.pk)
