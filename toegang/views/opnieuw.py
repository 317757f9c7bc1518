"""Na de tweede stap: het formulier dat wachtte, gaat verder op zijn eigen adres."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from toegang import opnieuw


@require_GET
def verder(request: HttpRequest) -> HttpResponse:
    pakket = opnieuw.opgeschort(request)
    if pakket is None:
        return redirect("/")
    return render(request, "account/verder.html", pakket)
