"""Het logboek lezen: lijst, één regel, uitvoer."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit import sessie, weergave
from audit.actions import logboek as acties
from audit.filters import Bladwijzer, Filter
from audit.forms.logboek import Filterformulier, Redenformulier
from audit.forms.nazicht import Nakijkformulier
from audit.kader import kader
from audit.models import Regel
from audit.selectors import logboek as selectors
from audit.selectors import nazicht
from audit.selectors.belang import belang
from audit.vrijheid import GEEN_VRAAG
from toegang.beleid import mag
from toegang.models import Livc
from toegang.verzoek import Verzoek, ingediend

CONTROLE = (
    "Elke volgende lijn is een regel. blad = sha256(0x00 || open || sha256(omhulling)); open is de JSON van de open "
    "kolommen (alles behalve omhulling, blad en volgnummer), sleutels gesorteerd, zonder witruimte, ASCII. omhulling is "
    "base64 en blijft verzegeld."
)


@require_GET
def lijst(request: Verzoek) -> HttpResponse:
    livcs = selectors.livcs(request.user)
    if len(livcs) == 1:
        return redirect("toezicht:nazicht", livcs[0].pk)
    context = {"livcs": livcs, "zonder_sleutel": [] if livcs else selectors.zonder_sleutel(request.user)}
    return render(request, "audit/keuze.html", context)


@require_GET
def regels(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = selectors.livc(request.user, livc_id)
    return _blad(request, livc, Redenformulier(prefix="uitvoer"))


def _blad(request: Verzoek, livc: Livc, uitvoerform: Redenformulier) -> HttpResponse:
    form = Filterformulier(request.GET, livc_id=livc.pk, mensen=selectors.mensen(livc))
    filters = form.filter()
    if filters.actor:
        acties.bekijk_persoon(livc, actor=request.user, filters=filters)
    context = {
        "form": form,
        "blad": selectors.blad(livc, filters, Bladwijzer.lees(request.GET.get("na", ""))),
        "gefilterd": bool(filters.als_feiten()),
        "uitvoerform": uitvoerform,
        "mag_uitvoeren": mag(request.user, "toezicht.uitvoeren", livc),
    }
    return render(request, "audit/regels.html", kader(request, livc, "regels") | context)


@require_http_methods(["GET", "POST"])
def regel(request: Verzoek, livc_id: UUID, regel_id: UUID) -> HttpResponse:
    """Met POST en een reden: de inhoud. Zonder: alleen de open kolommen."""
    livc = selectors.livc(request.user, livc_id)
    gevonden = selectors.regel(livc, regel_id)
    form = Redenformulier(request.POST or None)
    inhoud = None
    if request.method == "POST":
        prives = sessie.prives(request, livc.pk)
        if not prives:
            return redirect(f"{reverse('toezicht:ontgrendelen', args=[livc.pk])}?regel={regel_id}")
        geopend = ingediend(
            request,
            form,
            lambda: acties.open_regel(
                livc, gevonden, actor=request.user, reden=form.cleaned_data["reden"], prives=prives
            ),
        )
        inhoud = weergave.inhoud(geopend) if geopend else None
    return toon_regel(request, livc, gevonden, form=form, inhoud=inhoud)


def toon_regel(request: Verzoek, livc: Livc, gevonden: Regel, **extra: Any) -> HttpResponse:
    """Eén regel; `extra` vervangt wat er anders leeg staat: een formulier met een fout, of de inhoud."""
    context: dict[str, Any] = {
        "livc": livc,
        "regel": gevonden,
        "form": Redenformulier(),
        "tot": sessie.ontgrendeld_tot(request, livc.pk),
        "belet": belang(livc, request.user).belet(gevonden),
        "nagekeken": nazicht.nagekeken(livc, gevonden.pk),
        "bevinding": nazicht.bevinding_over(livc, gevonden.pk),
        "vraag_kan": gevonden.soort not in GEEN_VRAAG,
        "nakijkform": Nakijkformulier(),
    }
    return render(request, "audit/regel.html", context | extra)


@require_POST
def uitvoer(request: Verzoek, livc_id: UUID) -> HttpResponse | StreamingHttpResponse:
    livc = selectors.livc(request.user, livc_id)
    filterform = Filterformulier(request.GET, livc_id=livc.pk, mensen=selectors.mensen(livc))
    form = Redenformulier(request.POST, prefix="uitvoer")
    if not (form.is_valid() and filterform.is_valid()):
        return _blad(request, livc, form)
    filters = filterform.filter()
    aantal = acties.voer_uit(livc, actor=request.user, filters=filters, reden=form.cleaned_data["reden"])
    antwoord = StreamingHttpResponse(_lijnen(livc, filters, aantal), content_type="application/jsonl")
    naam = f"logboek-{timezone.localdate():%Y%m%d}.jsonl"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _lijnen(livc: Livc, filters: Filter, aantal: int) -> Iterator[str]:
    kop = {"versie": 1, "livc": str(livc.pk), "gemaakt": timezone.now().isoformat(), "aantal": aantal}
    yield json.dumps({**kop, "filter": filters.als_feiten(), "controle": CONTROLE}) + "\n"
    for rij in selectors.uitvoer(livc, filters):
        yield json.dumps(rij, sort_keys=True) + "\n"
