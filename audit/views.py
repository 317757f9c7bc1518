"""De pagina's van het toezicht: ontgrendelen, lijst, één regel, uitvoer."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toegang.beleid import mag
from toegang.models import Gebruiker, Livc
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan

from . import actions, selectors, sessie, tlog, weergave
from .filters import Bladwijzer, Filter
from .forms import Filterformulier, Ontgrendelformulier, Redenformulier
from .toezichtsleutels import heeft_toegang
from .uitvoer import schrijf_uitvoer

IN_GEHEUGEN = 32 * 1024 * 1024
"""Groter wordt een uitvoer een naamloos bestand op de schijf; ook daar is ze verzegeld."""

CONTROLE = (
    "Elke volgende lijn is een regel. blad = sha256(0x00 || open || sha256(omhulling)); open is de JSON van versie, id, "
    "livc, soort, tijdstip, actor, casus, object en epoch, sleutels gesorteerd, zonder witruimte, ASCII. omhulling is "
    "base64 en blijft verzegeld."
)


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    livcs = selectors.livcs(request.user)
    if len(livcs) == 1:
        return redirect("toezicht:regels", livcs[0].pk)
    return render(request, "audit/keuze.html", {"livcs": livcs})


@require_GET
def regels(request: HttpRequest, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    form = Filterformulier(request.GET, livc_id=livc.pk, mensen=selectors.mensen(livc))
    filters = form.filter()
    if filters.actor:
        actions.bekijk_persoon(livc, actor=wie(request), filters=filters)
    context = {
        "livc": livc,
        "form": form,
        "blad": selectors.blad(livc, filters, Bladwijzer.lees(request.GET.get("na", ""))),
        "gefilterd": bool(filters.als_feiten()),
        "tot": sessie.ontgrendeld_tot(request, livc.pk),
        "uitvoerform": Redenformulier(prefix="uitvoer"),
        "volledigform": Redenformulier(prefix="volledig"),
        "stand": selectors.stand(livc),
        "mag_uitvoeren": mag(request.user, "toezicht.uitvoeren", livc),
    }
    return render(request, "audit/regels.html", context)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def ontgrendelen(request: HttpRequest, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    form = Ontgrendelformulier(request.POST or None)
    if form.is_valid():
        try:
            prives = actions.ontgrendel(livc, actor=wie(request), wachtzin=form.cleaned_data["wachtzin"])
        except NietVoldaan as fout:
            form.add_error(fout.veld or None, fout.uitleg)
        else:
            antwoord = _terug(request, livc)
            sessie.ontgrendel(request, antwoord, livc.pk, prives)
            return antwoord
    heeft_sleutel = heeft_toegang(livc.pk, wie(request).pk)
    return render(
        request, "audit/ontgrendelen.html", {"livc": livc, "form": form, "heeft_sleutel": heeft_sleutel}
    )


@require_POST
def vergrendelen(request: HttpRequest, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    actions.vergrendel(livc, actor=wie(request))
    antwoord = redirect("toezicht:regels", livc.pk)
    sessie.vergrendel(request, antwoord)
    return antwoord


@require_http_methods(["GET", "POST"])
def regel(request: HttpRequest, livc_id: UUID, regel_id: UUID) -> HttpResponse:
    """Met POST en een reden: de inhoud. Zonder: alleen de open kolommen."""
    livc = selectors.livc(request.user, livc_id)
    gevonden = selectors.regel(livc, regel_id)
    form = Redenformulier(request.POST or None)
    context: dict[str, Any] = {"livc": livc, "regel": gevonden, "form": form}
    if request.method == "POST":
        prives = sessie.prives(request, livc.pk)
        if not prives:
            return redirect(f"{reverse('toezicht:ontgrendelen', args=[livc.pk])}?regel={regel_id}")
        if form.is_valid():
            reden = form.cleaned_data["reden"]
            geopend = actions.open_regel(livc, gevonden, actor=wie(request), reden=reden, prives=prives)
            context["inhoud"] = weergave.inhoud(geopend)
    context["tot"] = sessie.ontgrendeld_tot(request, livc.pk)
    return render(request, "audit/regel.html", context)


@require_POST
def uitvoer(request: HttpRequest, livc_id: UUID) -> HttpResponse | StreamingHttpResponse:
    livc = selectors.livc(request.user, livc_id)
    filterform = Filterformulier(request.GET, livc_id=livc.pk, mensen=selectors.mensen(livc))
    form = Redenformulier(request.POST, prefix="uitvoer")
    if not (form.is_valid() and filterform.is_valid()):
        raise NietVoldaan(_("Schrijf waarom u deze regels uitvoert."), "LR-57", "reden")
    filters = filterform.filter()
    aantal = actions.voer_uit(livc, actor=wie(request), filters=filters, reden=form.cleaned_data["reden"])
    antwoord = StreamingHttpResponse(_lijnen(livc, filters, aantal), content_type="application/jsonl")
    naam = f"logboek-{timezone.localdate():%Y%m%d}.jsonl"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@require_POST
def uitvoer_volledig(request: HttpRequest, livc_id: UUID) -> FileResponse:
    """Het hele logboek, verzegeld, om elders na te rekenen."""
    livc = selectors.livc(request.user, livc_id)
    form = Redenformulier(request.POST, prefix="volledig")
    if not form.is_valid():
        raise NietVoldaan(_("Schrijf waarom u het logboek uitvoert."), "LR-57", "reden")
    actions.voer_volledig_uit(livc, actor=wie(request), reden=form.cleaned_data["reden"])
    naam = f"logboek-{timezone.localdate():%Y%m%d}.zip"
    bestand = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115 - het antwoord sluit het
    schrijf_uitvoer(livc.pk, bestand, naam)
    bestand.seek(0)
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/zip")


@require_GET
def tegels(request: HttpRequest, livc_id: UUID, pad: str) -> HttpResponse:
    """De boom zoals programma's van anderen ze lezen (C2SP tlog-tiles), voor wie toezicht houdt."""
    livc = selectors.livc(request.user, livc_id)
    try:
        inhoud = tlog.inhoud(livc.pk, pad)
    except KeyError:
        raise Http404 from None
    soort = "text/plain; charset=utf-8" if pad == "checkpoint" else "application/octet-stream"
    return HttpResponse(inhoud, content_type=soort)


def wie(request: HttpRequest) -> Gebruiker:
    """De aangemelde gebruiker; de middleware liet niemand anders door."""
    if not isinstance(request.user, Gebruiker):
        raise PermissionDenied
    return request.user


def _lijnen(livc: Livc, filters: Filter, aantal: int) -> Iterator[str]:
    kop = {"versie": 1, "livc": str(livc.pk), "gemaakt": timezone.now().isoformat(), "aantal": aantal}
    yield json.dumps({**kop, "filter": filters.als_feiten(), "controle": CONTROLE}) + "\n"
    for rij in selectors.uitvoer(livc, filters):
        yield json.dumps(rij, sort_keys=True) + "\n"


def _terug(request: HttpRequest, livc: Livc) -> HttpResponse:
    """Naar de regel waar iemand vandaan kwam, anders naar de lijst."""
    try:
        return redirect("toezicht:regel", livc.pk, UUID(request.GET["regel"]))
    except (KeyError, ValueError):
        return redirect("toezicht:regels", livc.pk)
