"""Welke berichten iemand wil."""

from django import forms

from toegang.models import Berichtkeuze


class BerichtkeuzeForm(forms.ModelForm[Berichtkeuze]):
    class Meta:
        model = Berichtkeuze
        fields = ("agenda", "herinnering_overleg", "herinnering_afspraak")
