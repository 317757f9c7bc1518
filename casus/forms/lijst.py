"""De beslissing van de burgemeester."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casus import indicatoren
from casus.models import Casus
from toegang.formulier import Datumveld, Tekstveld

from .signaal import LANGSTE


class GeschrevenVeld(Tekstveld):
    """Verplicht, maar wat er leeg of te kort aan is, zegt de voorwaarde zelf, met haar regel."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Aankruislijst(forms.MultipleChoiceField):
    """Zoals `GeschrevenVeld`: de voorwaarde legt uit waarom niets aankruisen niet volstaat."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class LijstForm(forms.Form):
    """Het doel staat er niet in: dat ligt vast (LR-02). De voorwaarden zelf staan in `voorwaarden.lijst`."""

    aanwijzingen = GeschrevenVeld(
        label=_("Welke feiten wijzen op een radicaliseringsproces"),
        help_text=_("Wat gebeurde er, wanneer, en wat veranderde er bij deze persoon?"),
        max_length=LANGSTE,
    )
    indicatoren = Aankruislijst(
        label=_("Aanwijzingen van een proces dat naar geweld leidt"),
        help_text=_("Kruis aan wat u hierboven beschreef."),
    )
    overtuiging = forms.MultipleChoiceField(
        label=_("Wat alleen een overtuiging, mening, geloof of herkomst noemt"),
        help_text=_(
            "Dit alleen is nooit genoeg. Kruis het alleen aan als het in dit signaal een rol speelt."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rechtsgrond = forms.ChoiceField(
        label=_("Rechtsgrond"),
        choices=Casus.Rechtsgrond,
        widget=forms.RadioSelect,
        initial=Casus.Rechtsgrond.LIVC_WET,
    )
    machtiging_datum = Datumveld(label=_("Datum van de machtiging"), required=False)
    machtiging_referentie = forms.CharField(
        label=_("Referentie van de machtiging"),
        help_text=_("Het nummer van het stuk. Schrijf hier geen naam."),
        max_length=120,
        required=False,
    )
    tweede_casus = forms.BooleanField(
        label=_("Ik ging het na: het gaat om iemand anders, of een tweede casus is nodig"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("indicatoren", "overtuiging"):
            veld = self.fields[naam]
            assert isinstance(veld, forms.MultipleChoiceField)
            veld.choices = indicatoren.keuzes(overtuiging=naam == "overtuiging")

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.lijst.zet_op_lijst`."""
        schoon = dict(self.cleaned_data)
        schoon["indicatoren"] = [*schoon["indicatoren"], *schoon.pop("overtuiging")]
        return schoon


class AfwijzingForm(forms.Form):
    reden = Tekstveld(
        label=_("Waarom zet u deze persoon niet op de lijst"),
        help_text=_("Wie het signaal woog, leest deze reden tot het signaal gewist is."),
        max_length=LANGSTE,
    )
