"""Hoe formulieren eruitzien: één weergave voor het hele product, en de velden die een browser goed invult.

Instelling: FORM_RENDERER = "toegang.formulier.Weergave", met "django.forms" in INSTALLED_APPS.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Weergave(TemplatesSetting):
    """Elk formulier begint met zijn foutlijst; elk veld zegt in woorden of het moet."""

    form_template_name = "formulier/formulier.html"
    field_template_name = "formulier/veld.html"


class Datum(forms.DateInput):
    """Een datum, gekozen met de kalender van de browser zelf."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Tijdstip(forms.DateTimeInput):
    """Een dag en een uur in één veld."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Datumveld(forms.DateField):
    """Een datum; de browser levert altijd jaar-maand-dag, wat de taal ook is."""

    widget = Datum


class Tijdstipveld(forms.DateTimeField):
    """Een dag en een uur, in de tijdzone van het product."""

    widget = Tijdstip


class Tekstveld(forms.CharField):
    """Een langere tekst; groeit mee met wat iemand schrijft."""

    widget = forms.Textarea(attrs={"rows": 4})
