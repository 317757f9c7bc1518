"""Een bekende professional stuurt een signaal in, en ziet daarna alleen of het aankwam."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casus.actions import signaal as acties
from casus.forms.signaal import InstuurForm
from casus.selectors import livc as livcs
from casus.selectors import signaal as selectors
from casus.selectors.signaalweg import volgspoor
from toegang.verzoek import Verzoek, ingediend


@require_http_methods(["GET", "POST"])
def insturen(request: Verzoek, livc_pk: UUID) -> HttpResponse:
    livc = livcs.livc_voor(request.user, "signaal.insturen", livc_pk)
    form = InstuurForm(request.POST or None)
    signaal = ingediend(
        request, form, lambda: acties.stuur_in(actor=request.user, livc=livc, gegevens=form.gegevens())
    )
    if signaal:
        return redirect("casus:signaal_volgen", signaal.pk)
    organisatie = selectors.organisatie_van(request.user, livc)
    return render(
        request, "casus/signaal/insturen.html", {"form": form, "livc": livc, "organisatie": organisatie}
    )


@require_safe
def volgen(request: Verzoek, pk: UUID) -> HttpResponse:
    signaal = selectors.volgbaar(request.user, pk)
    return render(request, "casus/signaal/volgen.html", {"signaal": signaal, "spoor": volgspoor(signaal)})
