"""De burgemeester beslist over de lijst (LR-03)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casus import indicatoren
from casus.actions import lijst as acties
from casus.actions.weging import open_weging
from casus.forms.lijst import AfwijzingForm, LijstForm
from casus.selectors import lijst as selectors
from casus.selectors.signaal import signaal_voor
from casus.selectors.signaalblad import persoon
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def op_lijst(request: Verzoek, pk: UUID) -> HttpResponse:
    if request.method == "GET" and not selectors.wacht_op_burgemeester(
        signaal_voor(request.user, "signaal.op_lijst", pk)
    ):
        return redirect("casus:signaal", pk)
    form = LijstForm(request.POST or None)
    casus = ingediend(
        request, form, lambda: acties.zet_op_lijst(actor=request.user, pk=pk, **form.gegevens())
    )
    if casus:
        messages.success(request, _("De casus %(ref)s staat op de lijst.") % {"ref": casus.referentie})
        return redirect("casus:casus", casus.pk)
    blad = open_weging(actor=request.user, pk=pk, actie="signaal.op_lijst")
    context = {
        "form": form,
        "definitie": indicatoren.DEFINITIE,
        "definitie_bron": indicatoren.DEFINITIE_BRON,
        "blad": blad,
        "signaal": blad.signaal,
        "persoon": persoon(blad.signaal),
        "leeftijd": selectors.leeftijd(blad.signaal),
        "lopende": (lopende := selectors.lopende_casussen(request.user, blad.signaal)),
        "inzichtelijk": selectors.met_inzage(request.user, lopende),
    }
    return render(request, "casus/signaal/op_lijst.html", context)


@require_http_methods(["GET", "POST"])
def afwijzen(request: Verzoek, pk: UUID) -> HttpResponse:
    signaal = signaal_voor(request.user, "signaal.afwijzen", pk)
    form = AfwijzingForm(request.POST or None)
    if ingediend(request, form, lambda: acties.wijs_af(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("Dit signaal komt niet op de lijst."))
        return redirect("casus:signalen")
    return render(request, "casus/signaal/afwijzen.html", {"form": form, "signaal": signaal})
