"""Overleggen: lijst, bijeenroepen, verzetten, annuleren en de agenda."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import overleg as acties
from casus.forms.overleg import AgendaForm, OverlegForm
from casus.selectors import livc as livcs
from casus.selectors import overleg as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend, voer_uit


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    pagina = Paginator(selectors.voorbije(request.user), 20).get_page(request.GET.get("pagina"))
    context = {
        "komend": selectors.komende(request.user),
        "pagina": pagina,
        "voorbij": selectors.rijen(request.user, list(pagina.object_list)),
        "plannen_in": livcs.livcs_voor(request.user, "overleg.plannen"),
    }
    return render(request, "casus/overleg/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    livc = livcs.livc_voor(request.user, "overleg.plannen", livc_pk)
    form = OverlegForm(request.POST or None, voorzitters=selectors.voorzitters(livc))
    overleg = ingediend(request, form, lambda: acties.plan(actor=request.user, livc=livc, **form.gegevens()))
    if overleg:
        messages.success(request, _("Het overleg is gepland. Zet nu de casussen op de agenda."))
        return redirect("casus:overleg", overleg.pk)
    beletten = selectors.beletten_plannen(livc)
    return render(request, "casus/overleg/nieuw.html", {"form": form, "livc": livc, "beletten": beletten})


@require_safe
def detail(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = selectors.overleg_voor(request.user, pk)
    return _toon(request, overleg, AgendaForm(casussen=selectors.kandidaten(request.user, overleg)))


@require_http_methods(["GET", "POST"])
def wijzigen(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = selectors.te_beheren(request.user, pk)
    begin = {"begin": overleg.begin, "plaats": overleg.plaats, "voorzitter": overleg.voorzitter_id}
    form = OverlegForm(request.POST or None, initial=begin, voorzitters=selectors.voorzitters(overleg.livc))
    if ingediend(request, form, lambda: acties.wijzig(actor=request.user, pk=pk, **form.gegevens())):
        messages.success(request, _("Het overleg is gewijzigd."))
        return redirect("casus:overleg", pk)
    return render(request, "casus/overleg/wijzigen.html", {"form": form, "overleg": overleg})


@require_POST
def annuleren(request: Verzoek, pk: UUID) -> HttpResponse:
    return _doe(
        request, pk, lambda: acties.annuleer(actor=request.user, pk=pk), _("Het overleg is geannuleerd.")
    )


@require_POST
def punt_toevoegen(request: Verzoek, pk: UUID) -> HttpResponse:
    overleg = selectors.te_beheren(request.user, pk)
    form = AgendaForm(request.POST, casussen=selectors.kandidaten(request.user, overleg))
    if form.is_valid():
        gekozen = UUID(form.cleaned_data["casus"])
        if voer_uit(form, lambda: acties.zet_op_agenda(actor=request.user, pk=pk, casus_pk=gekozen)):
            return redirect("casus:overleg", pk)
    return _toon(request, overleg, form)


@require_POST
def punt_verwijderen(request: Verzoek, pk: UUID) -> HttpResponse:
    punt = selectors.punt_voor(request.user, pk)
    gedaan = _("De casus staat niet meer op deze agenda.")
    return _doe(request, punt.overleg_id, lambda: acties.haal_van_agenda(actor=request.user, pk=pk), gedaan)


@require_POST
def punt_omhoog(request: Verzoek, pk: UUID) -> HttpResponse:
    punt = selectors.punt_voor(request.user, pk)
    return _doe(request, punt.overleg_id, lambda: acties.verschuif(actor=request.user, pk=pk, omhoog=True))


@require_POST
def punt_omlaag(request: Verzoek, pk: UUID) -> HttpResponse:
    punt = selectors.punt_voor(request.user, pk)
    return _doe(request, punt.overleg_id, lambda: acties.verschuif(actor=request.user, pk=pk, omhoog=False))


def _doe(request: Verzoek, pk: UUID, handeling: Callable[[], Any], gedaan: str = "") -> HttpResponse:
    """Voert uit en gaat terug naar het overleg; wat niet kon, staat daar met de regel."""
    try:
        handeling()
        if gedaan:
            messages.success(request, gedaan)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
    return redirect("casus:overleg", pk)


def _toon(request: Verzoek, overleg: Any, form: AgendaForm) -> HttpResponse:
    context = {"blad": selectors.overlegblad(request.user, overleg), "form": form}
    return render(request, "casus/overleg/detail.html", context)
