"""Formulieren rond het einde van een dossier: een bewaarplicht, en wat iemand aankruist om te tekenen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casus.models import Bewaarplicht
from toegang.formulier import Tekstveld


class PlichtForm(forms.Form):
    """Welke soort grond, in woorden, en tot wanneer."""

    soort = forms.ChoiceField(
        label=_("Waarom dit dossier langer moet blijven"), choices=Bewaarplicht.Soort.choices
    )
    grond = Tekstveld(
        label=_("De grond, in uw woorden"),
        help_text=_(
            "Alleen de burgemeester en de functionaris lezen dit. Met het dossier verdwijnt ook deze tekst."
        ),
        max_length=2000,
    )
    tot = forms.DateField(
        label=_("Tot en met"),
        help_text=_("Leeg laten kan: dan loopt ze tot iemand ze opheft."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class TekenForm(forms.Form):
    """De casussen waarvoor iemand tekent. Kiezen kan alleen uit wat deze persoon te zien kreeg."""

    punten = forms.TypedMultipleChoiceField(
        label=_("Ik teken voor het vernietigen van"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["punten"].choices = keuzes  # type: ignore[attr-defined]
