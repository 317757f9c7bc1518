"""Te bekijken: de wachtrij, afvinken, en de verklaring over de leidinggevende."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from audit.aandacht import UITLEG
from audit.actions import nazicht as acties
from audit.actions.logboek import bekijk_persoon
from audit.filters import Bladwijzer
from audit.forms.nazicht import Nakijkformulier, Nazichtfilter, Verklaringformulier
from audit.kader import kader
from audit.selectors import nazicht as selectors
from audit.selectors.belang import belang
from audit.selectors.logboek import livc as livc_van
from audit.selectors.logboek import mensen
from audit.selectors.logboek import regel as regel_van
from toegang.models import Livc
from toegang.verzoek import Verzoek, ingediend

from .logboek import toon_regel


@require_http_methods(["GET", "POST"])
def nazicht(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    form = Nakijkformulier(request.POST if request.method == "POST" else None)
    gedaan = ingediend(
        request,
        form,
        lambda: acties.kijk_na(
            livc, actor=request.user, regels=form.cleaned_data["regel"], notitie=form.cleaned_data["notitie"]
        ),
    )
    if gedaan:
        messages.success(
            request, ngettext("%(n)d regel nagekeken.", "%(n)d regels nagekeken.", gedaan) % {"n": gedaan}
        )
        filters = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("toezicht:nazicht", args=[livc.pk]) + filters)
    if form.errors and (regel := _enige(form)) and "vanaf_regel" in request.POST:
        return toon_regel(request, livc, regel_van(livc, regel), nakijkform=form)
    context = _lijst(request, livc) | {"nakijkform": form, "gekozen": request.POST.getlist("regel")}
    return render(request, "audit/nazicht/lijst.html", kader(request, livc, "nazicht") | context)


def _enige(form: Nakijkformulier) -> UUID | None:
    """De regel waarvan de fout komt, als er maar één gekozen is."""
    regels = form.cleaned_data.get("regel") or []
    return regels[0] if len(regels) == 1 else None


def _lijst(request: Verzoek, livc: Livc) -> dict[str, Any]:
    filterform = Nazichtfilter(request.GET)
    filters, wie = filterform.filter(), belang(livc, request.user)
    if filters.actor:
        bekijk_persoon(livc, actor=request.user, filters=filters)
    mijn, van_collega = (
        kies(livc, wie, filters) for kies in (selectors.voor_mij, selectors.voor_een_collega)
    )
    rijen = van_collega if filterform.voor_collega else mijn
    return {
        "form": filterform,
        "blad": selectors.blad(rijen, Bladwijzer.lees(request.GET.get("na", ""))),
        "aantal": selectors.aantal(mijn),
        "collega": selectors.aantal(van_collega),
        "telt_tot": selectors.TELT_TOT,
        "voor_collega": filterform.voor_collega,
        "gefilterd": bool(filters.als_feiten()),
        "verklaard": wie.verklaard,
        "uitleg": [(reden.label, tekst) for reden, tekst in UITLEG.items()],
    }


@require_http_methods(["GET", "POST"])
def verklaring(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    form = Verklaringformulier(request.POST or None, mensen=mensen(livc), ik=request.user)

    def verklaar() -> bool:
        acties.verklaar_leidinggevende(livc, actor=request.user, leidinggevende=form.wie)
        return True

    if ingediend(request, form, verklaar):
        messages.success(request, _("Genoteerd. U kunt nu nakijken."))
        return redirect("toezicht:nazicht", livc.pk)
    context = {"form": form, "verklaard": belang(livc, request.user).verklaard}
    return render(request, "audit/nazicht/verklaring.html", kader(request, livc, "nazicht") | context)
