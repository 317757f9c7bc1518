"""De wet in gewone taal. Iedereen mag dit lezen, ook voor het aanmelden: er staat niets over een persoon."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls.converters import StringConverter
from django.views.decorators.http import require_safe

from casus.wetgeving import BRONNEN, GRONDSLAGEN, HOOFDSTUKKEN, REGELS


class Regelnummer(StringConverter):
    """Het nummer van een regel in een adres; iets anders bestaat niet."""

    regex = "LR-[0-9]{2}"


@login_not_required
@require_safe
def wet(request: HttpRequest) -> HttpResponse:
    context = {"hoofdstukken": HOOFDSTUKKEN, "bronnen": BRONNEN, "grondslagen": GRONDSLAGEN}
    return render(request, "casus/wet/wet.html", context)


@login_not_required
@require_safe
def regel(request: HttpRequest, nummer: str) -> HttpResponse:
    gevonden = REGELS.get(nummer)
    if gevonden is None:
        raise Http404
    return render(request, "casus/wet/regel.html", {"regel": gevonden})
