"""Signalen: lijst, registreren, bekijken."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casus.actions import inzage
from casus.actions import signaal as acties
from casus.forms.signaal import SignaalForm
from casus.selectors import livc as livcs
from casus.selectors import signaal as selectors

from .basis import voer_uit


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    context = {
        "signalen": selectors.zichtbare(request.user),
        "registreren_in": livcs.livcs_voor(request.user, "signaal.registreren"),
    }
    return render(request, "casus/signaal/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, livc_pk: UUID) -> HttpResponse:
    livc = livcs.livc_voor(request.user, "signaal.registreren", livc_pk)
    form = SignaalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signaal = voer_uit(form, lambda: acties.registreer(actor=request.user, livc=livc, gegevens=form.gegevens()))
        if signaal:
            messages.success(request, _("Het signaal %(ref)s is geregistreerd.") % {"ref": signaal.referentie})
            return redirect("casus:signaal", signaal.pk)
    return render(request, "casus/signaal/nieuw.html", {"form": form, "livc": livc})


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    signaal = inzage.open_signaal(actor=request.user, pk=pk)
    return render(request, "casus/signaal/detail.html", {"signaal": signaal})
