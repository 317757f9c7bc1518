"""Het LIVC: wie het vormt, zijn gegevens en modaliteiten."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.forms.livc import AkkoordForm, GegevensForm, LidForm, MachtigingForm, ModaliteitenForm
from casus.selectors import livcblad as selectors
from toegang.actions import leden as ledenacties
from toegang.actions import livc as acties
from toegang.opnieuw import bevestig_eerst
from toegang.verzoek import Verzoek, ingediend


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """Wie maar één LIVC heeft, komt er meteen."""
    livcs = selectors.livcs(request.user)
    if len(livcs) == 1:
        return redirect("casus:livc_blad", livcs[0].pk)
    return render(request, "casus/livc/lijst.html", {"livcs": livcs})


@require_safe
def blad(request: Verzoek, pk: UUID) -> HttpResponse:
    gezien = selectors.blad(request.user, pk)
    return render(request, "casus/livc/blad.html", {"blad": gezien, "livc": gezien.livc})


@require_http_methods(["GET", "POST"])
def gegevens(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = selectors.livc_met(request.user, pk, "livc.gegevens")
    form = GegevensForm(request.POST or None, instance=livc)
    if ingediend(
        request, form, lambda: acties.werk_gegevens_bij(actor=request.user, pk=pk, gegevens=form.cleaned_data)
    ):
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("casus:livc_blad", pk)
    return render(request, "casus/livc/gegevens.html", {"form": form, "livc": livc})


@require_http_methods(["GET", "POST"])
def modaliteiten(request: Verzoek, pk: UUID) -> HttpResponse:
    """Lezen mag wie het LIVC ziet; een nieuwe versie is voor de burgemeester en de preventieambtenaar."""
    if request.method == "POST":
        selectors.livc_met(request.user, pk, "livc.modaliteiten")
    versieblad = selectors.versieblad(request.user, pk)
    form = ModaliteitenForm(request.POST or None, initial=versieblad.begin)
    if ingediend(
        request,
        form,
        lambda: acties.stel_modaliteiten_op(actor=request.user, pk=pk, **form.cleaned_data),
    ):
        messages.success(
            request,
            _(
                "Het ontwerp is bewaard. Het geldt zodra de burgemeester, de politie en de preventieambtenaar akkoord zijn."
            ),
        )
        return redirect("casus:livc_modaliteiten", pk)
    return render(
        request, "casus/livc/modaliteiten.html", {"form": form, "blad": versieblad, "livc": versieblad.livc}
    )


@require_POST
@bevestig_eerst
def modaliteiten_akkoord(request: Verzoek, pk: UUID) -> HttpResponse:
    """Elk lid van de kern persoonlijk, op de tekst die op het scherm stond."""
    selectors.livc_met(request.user, pk, "livc.modaliteiten_akkoord")
    form = AkkoordForm(request.POST)
    if form.is_valid():
        versie = acties.ga_akkoord(actor=request.user, pk=pk, **form.cleaned_data)
        klaar = versie.akkoord_op is not None
        messages.success(
            request,
            _("De kern is akkoord: deze versie staat vast.") if klaar else _("Uw akkoord is bewaard."),
        )
    else:
        messages.warning(request, _("Lees de versie opnieuw en ga dan akkoord."))
    return redirect("casus:livc_modaliteiten", pk)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def lid_nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    livc = selectors.livc_met(request.user, pk, "livc.leden")
    form = LidForm(request.POST or None)
    if ingediend(request, form, lambda: ledenacties.geef_rol(actor=request.user, pk=pk, **form.cleaned_data)):
        messages.success(request, _("De rol is voorgesteld. Ze geldt zodra een tweede persoon ze bevestigt."))
        return redirect("casus:livc_blad", pk)
    return render(request, "casus/livc/lid.html", {"form": form, "livc": livc})


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def lid_beeindigen(request: Verzoek, pk: UUID) -> HttpResponse:
    lid = selectors.lidmaatschap(request.user, pk)
    if request.method == "POST":
        ledenacties.beeindig(actor=request.user, pk=pk)
        messages.success(request, _("De rol is beëindigd."))
        return redirect("casus:livc_blad", lid.livc_id)
    return render(request, "casus/livc/beeindigen.html", {"lid": lid, "livc": lid.livc})


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def lid_machtiging(request: Verzoek, pk: UUID) -> HttpResponse:
    lid = selectors.politielid(request.user, pk)
    begin = {"machtiging": lid.machtiging, "machtiging_tot": lid.machtiging_tot}
    form = MachtigingForm(request.POST or None, initial=begin)
    if ingediend(
        request,
        form,
        lambda: ledenacties.vernieuw_machtiging(actor=request.user, pk=pk, **form.cleaned_data),
    ):
        messages.success(request, _("De machtiging is bijgewerkt."))
        return redirect("casus:livc_blad", lid.livc_id)
    return render(request, "casus/livc/machtiging.html", {"form": form, "lid": lid, "livc": lid.livc})
