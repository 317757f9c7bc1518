"""Berichten: de eigen keuze, hoe elk bericht eruitziet, adressen die niet werken, en een afspraak ophalen."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import berichten as acties
from casus.forms.berichten import BerichtkeuzeForm
from casus.selectors import berichten as selectors
from casus.selectors import overleg as overleggen
from toegang.verzoek import Verzoek, ingediend


@require_http_methods(["GET", "POST"])
def mijn(request: Verzoek) -> HttpResponse:
    """Ieder voor zich; niemand anders leest deze keuze."""
    # Alles uitgevinkt is ook een antwoord.
    gegevens = request.POST if request.method == "POST" else None
    form = BerichtkeuzeForm(gegevens, instance=selectors.keuze(request.user))
    if ingediend(request, form, lambda: acties.kies(actor=request.user, gegevens=form.cleaned_data)):
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("casus:mijn_berichten")
    return render(request, "casus/berichten/mijn.html", {"form": form})


@require_safe
def voorbeelden(request: Verzoek, pk: UUID) -> HttpResponse:
    livc, lijst = selectors.voorbeelden(request.user, pk)
    return render(request, "casus/berichten/voorbeelden.html", {"livc": livc, "voorbeelden": lijst})


@require_safe
def adressen(request: Verzoek, pk: UUID) -> HttpResponse:
    livc, lijst = selectors.adressen(request.user, pk)
    return render(request, "casus/berichten/adressen.html", {"livc": livc, "adressen": lijst})


@require_POST
def nagekeken(request: Verzoek, pk: UUID, fout_pk: UUID) -> HttpResponse:
    acties.kijk_adres_na(actor=request.user, pk=pk, fout=fout_pk)
    messages.success(
        request, _("Het adres staat niet meer in de lijst. Komt er opnieuw iets terug, dan ziet u het hier.")
    )
    return redirect("casus:livc_adressen", pk)


@require_safe
def ophalen(request: Verzoek, pk: UUID) -> HttpResponse:
    """De afspraak als bestand; de naam zegt niets (LR-34)."""
    zending = selectors.eigen_zending(request.user, overleggen.overleg_voor(request.user, pk))
    if zending is None:
        raise Http404
    koppen = {"Content-Disposition": 'attachment; filename="overleg.ics"'}
    return HttpResponse(
        selectors.ophaalstuk(zending), content_type="text/calendar; charset=utf-8", headers=koppen
    )
