"""Wat elke view met een formulier doet."""

from collections.abc import Callable

from django.forms import BaseForm

from toegang.uitzonderingen import NietVoldaan


def voer_uit[R](form: BaseForm, handeling: Callable[[], R]) -> R | None:
    """Voert de handeling uit; een niet vervulde voorwaarde komt bij het veld te staan, met haar regel."""
    try:
        return handeling()
    except NietVoldaan as fout:
        veld = fout.veld if fout.veld in form.fields else None
        form.add_error(veld, f"{fout.uitleg} ({fout.regel})" if fout.regel else fout.uitleg)
        return None
