"""De eerste pagina na het aanmelden: mijn werk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casus.selectors import werk as selectors
from toegang.verzoek import Verzoek


@require_safe
def werk(request: Verzoek) -> HttpResponse:
    context = {"werk": selectors.werk(request.user), "vandaag": timezone.localdate()}
    return render(request, "casus/werk/werk.html", context)
