"""Het verslag van het toezicht per periode, als PDF."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.actions import verslag as acties
from audit.forms.nazicht import Verslagformulier
from audit.kader import kader
from audit.selectors.logboek import livc as livc_van
from audit.selectors.verslag import Periode
from toegang.verzoek import Verzoek, ingediend

MAANDEN, KWARTALEN = 6, 4


@dataclass(frozen=True)
class Keuze:
    label: str
    periode: Periode


@require_http_methods(["GET", "POST"])
def verslagen(request: Verzoek, livc_id: UUID) -> HttpResponse:
    livc = livc_van(request.user, livc_id)
    vandaag = timezone.localdate()
    begin = {
        "van": request.GET.get("van") or vandaag.replace(day=1),
        "tot": request.GET.get("tot") or vandaag,
    }
    form = Verslagformulier(request.POST or None, initial=begin)
    pdf = ingediend(
        request,
        form,
        lambda: acties.maak(livc, actor=request.user, periode=form.periode, reden=form.cleaned_data["reden"]),
    )
    if pdf:
        antwoord = HttpResponse(pdf, content_type="application/pdf")
        antwoord["Content-Disposition"] = f'attachment; filename="verslag-toezicht-{vandaag:%Y%m%d}.pdf"'
        return antwoord
    context = {"form": form, "maanden": _maanden(vandaag), "kwartalen": _kwartalen(vandaag)}
    return render(request, "audit/verslagen.html", kader(request, livc, "verslagen") | context)


def _maanden(vandaag: date) -> list[Keuze]:
    """De laatste maanden die voorbij zijn, de jongste eerst."""
    eerste = [_terug(vandaag, n) for n in range(1, MAANDEN + 1)]
    return [Keuze(date_format(dag, "F Y"), Periode(dag, _einde(dag))) for dag in eerste]


def _kwartalen(vandaag: date) -> list[Keuze]:
    nu = _terug(vandaag, (vandaag.month - 1) % 3)
    eerste = [_terug(nu, 3 * n) for n in range(1, KWARTALEN + 1)]
    return [
        Keuze(
            _("kwartaal %(n)d van %(jaar)d") % {"n": (dag.month + 2) // 3, "jaar": dag.year},
            Periode(dag, _einde(_terug(dag, -2))),
        )
        for dag in eerste
    ]


def _terug(dag: date, maanden: int) -> date:
    """De eerste dag van zoveel maanden eerder."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    return date(jaar, maand + 1, 1)


def _einde(eerste: date) -> date:
    return eerste.replace(day=monthrange(eerste.year, eerste.month)[1])
