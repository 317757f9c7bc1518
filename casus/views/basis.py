"""Wat elke view met een formulier doet."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casus.selectors.casus import wacht_op_geheimhouding
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan


class Verzoek(HttpRequest):
    """Een verzoek van iemand die aangemeld is; LoginRequiredMiddleware zorgt daarvoor."""

    user: Gebruiker


def voer_uit[R](form: BaseForm, handeling: Callable[[], R]) -> R | None:
    """Voert de handeling uit; een niet vervulde voorwaarde komt bij het veld te staan, met haar regel."""
    try:
        return handeling()
    except NietVoldaan as fout:
        veld = fout.veld if fout.veld in form.fields else None
        form.add_error(veld, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
        return None


def ingediend[R](request: HttpRequest, form: BaseForm, handeling: Callable[[], R]) -> R | None:
    """Zoals `voer_uit`, maar alleen als het formulier verzonden en geldig is."""
    return voer_uit(form, handeling) if request.method == "POST" and form.is_valid() else None


def geheimhouding_eerst[**P](
    view: Callable[Concatenate[Verzoek, P], HttpResponse],
) -> Callable[Concatenate[Verzoek, P], HttpResponse]:
    """Voor elk blad van een casus (`pk`): wie tot de kern hoort, aanvaardt eerst de geheimhouding (LR-30)."""

    @wraps(view)
    def blad(request: Verzoek, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        pk = kwargs["pk"]
        assert isinstance(pk, UUID)
        if wacht_op_geheimhouding(request.user, pk):
            return redirect("casus:geheimhouding", pk)
        return view(request, *args, **kwargs)

    return blad
