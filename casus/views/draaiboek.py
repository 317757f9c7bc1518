"""Het draaiboek lezen, en het voor een LIVC aanpassen."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import draaiboek as acties
from casus.draaiboek import STAPPEN
from casus.forms.draaiboek import DraaiboekForm, StapForm
from casus.selectors import draaiboek as selectors
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lezen(request: Verzoek, livc_pk: UUID | None = None) -> HttpResponse:
    """Wie in één LIVC werkt, leest meteen zijn draaiboek; wie in geen of meer werkt, het meegeleverde."""
    livcs = selectors.livcs(request.user)
    livc = selectors.livc(request.user, livc_pk) if livc_pk else livcs[0] if len(livcs) == 1 else None
    context = {
        "livc": livc,
        "livcs": livcs if len(livcs) > 1 else [],
        "stappen": selectors.alle(livc.pk if livc else None),
        "schrijven": livc is not None and selectors.mag_schrijven(request.user, livc),
    }
    return render(request, "casus/draaiboek/lezen.html", context)


@require_http_methods(["GET", "POST"])
def schrijven(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    """Eén stap aanpassen; `?stap=` zegt welke."""
    code = request.POST.get("stap") or request.GET.get("stap") or next(iter(STAPPEN))
    if code not in STAPPEN:
        raise Http404
    schrijfblad = selectors.schrijfblad(request.user, livc_pk, code)
    form = DraaiboekForm(request.POST or None, initial=schrijfblad.begin)
    if ingediend(
        request, form, lambda: acties.schrijf(actor=request.user, livc_pk=livc_pk, **form.cleaned_data)
    ):
        messages.success(request, _("De nieuwe versie staat er. De vorige blijft te lezen."))
        return redirect("casus:draaiboek_livc", livc_pk)
    return render(request, "casus/draaiboek/schrijven.html", {"blad": schrijfblad, "form": form})


@require_POST
def herstellen(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    """Terug naar de meegeleverde tekst."""
    selectors.livc(request.user, livc_pk, "livc.draaiboek")
    form = StapForm(request.POST)
    if form.is_valid():
        try:
            acties.herstel(actor=request.user, livc_pk=livc_pk, **form.cleaned_data)
            messages.success(
                request, _("De meegeleverde tekst geldt weer. Uw eigen versies blijven te lezen.")
            )
        except NietVoldaan as fout:
            messages.warning(request, fout.uitleg)
    return redirect("casus:draaiboek_livc", livc_pk)
