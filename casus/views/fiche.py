"""De terugkoppelingsfiche: het blad, schrijven, antwoorden, overmaken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casus.actions import fiche as acties
from casus.actions import ficheantwoord, ficheinzage, ficheoverdracht, inzage
from casus.forms.fiche import AntwoordForm, FicheForm, OvermaakForm
from casus.selectors import fiche as selectors
from casus.selectors.casusblad import blad
from toegang.opnieuw import bevestig_eerst
from toegang.uitzonderingen import NietVoldaan
from toegang.verzoek import Verzoek, ingediend, voer_uit

from .basis import geheimhouding_eerst


@require_safe
@geheimhouding_eerst
def fiches(request: Verzoek, pk: UUID) -> HttpResponse:
    casus = inzage.open_casus(actor=request.user, pk=pk, onderdeel="fiches")
    context = {
        "blad": blad(request.user, casus, "fiches"),
        "lijst": selectors.fichelijst(request.user, casus),
    }
    return render(request, "casus/fiche/lijst.html", context)


@require_POST
def nieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    fiche = acties.begin(actor=request.user, punt_pk=pk)
    return redirect("casus:fiche_bewerken", fiche.pk)


@require_safe
def fiche(request: Verzoek, pk: UUID) -> HttpResponse:
    ficheblad = ficheinzage.open_fiche(actor=request.user, pk=pk)
    return render(request, "casus/fiche/detail.html", _context(request, ficheblad))


@require_http_methods(["GET", "POST"])
def bewerken(request: Verzoek, pk: UUID) -> HttpResponse:
    fiche, delen = ficheinzage.open_concept(actor=request.user, pk=pk)
    if not selectors.is_concept(fiche):
        return redirect("casus:fiche", pk)
    form = FicheForm(
        request.POST or None, initial=selectors.gekozen(fiche), fiche=fiche, opsteller=request.user
    )
    if ingediend(request, form, lambda: acties.bewaar(actor=request.user, pk=pk, **form.gegevens())):
        if "voorleggen" not in request.POST:
            messages.success(request, _("Bewaard. Alleen wie de fiche opstelt, ziet dit."))
            return redirect("casus:fiche_bewerken", pk)
        if _leg_voor(request, form, pk):
            messages.success(request, _("De tekst ligt voor. Wie bij de bespreking was, kan nu antwoorden."))
            return redirect("casus:fiche", pk)
        # Geweigerd na het bewaren: onder het formulier staat de tekst van nu, niet die van ervoor.
        fiche, delen = ficheinzage.open_concept(actor=request.user, pk=pk)
    context = {
        "blad": blad(request.user, fiche.casus, "fiches"),
        "form": form,
        "fiche": fiche,
        "delen": delen,
    }
    return render(request, "casus/fiche/bewerken.html", context)


def _leg_voor(request: Verzoek, form: FicheForm, pk: UUID) -> bool:
    uitkomst = voer_uit(form, lambda: acties.leg_voor(actor=request.user, pk=pk))
    if uitkomst is None:
        return False
    if uitkomst.geraakt:
        form.add_error(
            None,
            _(
                "De tekst komt te dicht bij een geheime inbreng en gaat zo niet verder (LR-42). De auteur en de"
                " burgemeester zien dat dit gebeurde."
            ),
        )
    return not uitkomst.geraakt


@require_POST
def herwerken(request: Verzoek, pk: UUID) -> HttpResponse:
    try:
        acties.herwerk(actor=request.user, pk=pk)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})")
        return redirect("casus:fiche", pk)
    messages.success(request, _("De fiche is weer een concept. Elk antwoord is vervallen."))
    return redirect("casus:fiche_bewerken", pk)


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def antwoord(request: Verzoek, pk: UUID) -> HttpResponse:
    ficheblad = ficheinzage.open_fiche(actor=request.user, pk=pk, actie="fiche.antwoorden")
    terug = bool(ficheblad.eigen and ficheblad.eigen.antwoord)
    form = AntwoordForm(request.POST or None, initial={"hash": ficheblad.fiche.hash}, alleen_terug=terug)
    if ingediend(request, form, lambda: _antwoord(request, pk, form)):
        messages.success(request, _("Uw antwoord is bewaard. Uw ontvangstbewijs staat in ‘Mijn logboek’."))
        return redirect("casus:fiche", pk)
    return render(request, "casus/fiche/antwoord.html", _context(request, ficheblad) | {"form": form})


def _antwoord(request: Verzoek, pk: UUID, form: AntwoordForm) -> Any:
    gekozen, hash_ = form.cleaned_data["antwoord"], form.cleaned_data["hash"]
    if gekozen == "goedgekeurd":
        return ficheantwoord.keur_goed(actor=request.user, pk=pk, hash=hash_)
    return ficheantwoord.weiger(actor=request.user, pk=pk, hash=hash_, reden=form.cleaned_data["reden"])


@require_http_methods(["GET", "POST"])
@bevestig_eerst
def overmaken(request: Verzoek, pk: UUID) -> HttpResponse:
    ficheblad = ficheinzage.open_fiche(actor=request.user, pk=pk, actie="fiche.overmaken")
    form = OvermaakForm(request.POST or None, initial={"hash": ficheblad.fiche.hash})
    if request.method == "POST" and form.is_valid():
        klaar = voer_uit(
            form, lambda: [ficheoverdracht.maak_over(actor=request.user, pk=pk, **form.cleaned_data)]
        )
        if klaar and klaar[0]:
            messages.success(request, _("Overgemaakt. U kunt de PDF voor deze dienst nu afhalen."))
            return redirect("casus:fiche", pk)
        if klaar:
            form.add_error(
                None, _("De tekst komt intussen te dicht bij een geheime inbreng. Ze gaat niet weg (LR-42).")
            )
    return render(request, "casus/fiche/overmaken.html", _context(request, ficheblad) | {"form": form})


@require_POST
def pdf(request: Verzoek, pk: UUID) -> HttpResponse:
    """De PDF voor één ontvanger; elke keer in het logboek. De bestandsnaam zegt niets over de casus (LR-34)."""
    try:
        overdracht, inhoud = ficheoverdracht.haal_pdf(actor=request.user, pk=pk)
    except NietVoldaan as fout:
        messages.warning(request, f"{fout.uitleg} ({fout.regel})")
        return redirect("casus:fiche", selectors.fiche_van_overdracht(pk))
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    naam = f"fiche-{overdracht.fiche.referentie.lower()}.pdf"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _context(request: Verzoek, ficheblad: selectors.Ficheblad) -> dict[str, Any]:
    return {"blad": blad(request.user, ficheblad.fiche.casus, "fiches"), "ficheblad": ficheblad}
