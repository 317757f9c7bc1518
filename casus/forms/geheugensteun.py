"""Het formulier van een eigen notitie. Niets is verplicht te delen, en alleen de auteur leest ze (LR-22)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from casus.geheugen import KAN, SOORTEN
from toegang.formulier import Tekstveld


class NotitieForm(forms.Form):
    """Eén regel voor zichzelf."""

    tekst = Tekstveld(label=_("Voor uzelf"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    soort = forms.ChoiceField(
        label=_("Wat doet u ermee aan tafel?"), choices=SOORTEN, initial=KAN, widget=forms.RadioSelect
    )
    thema = forms.CharField(
        label=_("Thema"),
        required=False,
        max_length=80,
        help_text=_("Bijvoorbeeld wonen, school of thuis. Alleen om het zelf terug te vinden."),
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
