"""Het formulier van een eigen tekst bij een stap van het draaiboek."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casus.draaiboek import STAPPEN
from toegang.formulier import Tekstveld


class StapForm(forms.Form):
    """Welke stap, en welke versie de schrijver voor zich had."""

    stap = forms.ChoiceField(choices=[(code, code) for code in STAPPEN], widget=forms.HiddenInput)
    na_versie = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DraaiboekForm(StapForm):
    """Eén zin per regel; gewone tekst."""

    praktijk = Tekstveld(
        label=_("Goede praktijk"),
        max_length=4000,
        help_text=_("Eén raad per regel. Zet hier niets over een persoon of een casus."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    vragen = Tekstveld(
        label=_("Vragen die helpen"),
        max_length=4000,
        required=False,
        help_text=_("Eén vraag per regel."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ("praktijk", "vragen", "stap", "na_versie")
