"""Wat een view van een verzoek mag aannemen, en hoe een handeling haar fout bij het veld zet."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest

from .models import Gebruiker
from .uitzonderingen import NietVoldaan


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
