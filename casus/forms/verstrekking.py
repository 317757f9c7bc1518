"""Noteren wat aan het gerecht verstrekt is (LR-44)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from casus.models import Verstrekking
from casus.selectors.verstrekking import keuzes
from toegang.formulier import Datumveld, Tekstveld


class VerstrekkingForm(forms.Form):
    """Aan wie, voor welk misdrijf, wanneer en wat."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    autoriteit = forms.ChoiceField(label=_("Aan wie?"), choices=Verstrekking.Autoriteit)
    misdrijf = forms.ChoiceField(
        label=_("Voor welk misdrijf?"),
        widget=forms.RadioSelect,
        help_text=_(
            "Allemaal uit art. 371-388 van het Strafwetboek; tussen haakjes het nummer tot en met 7 april 2026."
        ),
    )
    verstrekt_op = Datumveld(label=_("Wanneer?"))
    tekst = Tekstveld(
        label=_("Wat is verstrekt?"),
        max_length=600,
        help_text=_("Kort, zodat men het later terugvindt. Schrijf de inhoud zelf hier niet over."),
    )
    referentie = forms.CharField(label=_("Referentie"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["misdrijf"].choices = keuzes()  # type: ignore[attr-defined]
