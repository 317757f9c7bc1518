"""Het formulier van de weging: per criterium een antwoord en een toelichting."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from casus import criteria
from casus.models import Weging
from toegang.formulier import Tekstveld

from .signaal import LANGSTE


class WegingForm(forms.Form):
    """De velden volgen de versie van de criteria die vandaag geldt."""

    motivering = Tekstveld(
        label=_("Waarom dit advies"),
        help_text=_("Wat geeft de doorslag? Noem ook wat beschermt."),
        max_length=LANGSTE,
    )
    advies = forms.ChoiceField(label=_("Uw advies"), choices=Weging.Advies, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterium in criteria.CRITERIA[criteria.VERSIE]:
            self.fields[criterium.code] = forms.ChoiceField(
                label=criterium.vraag, choices=criteria.ANTWOORDEN, widget=forms.RadioSelect
            )
            self.fields[_toelichting(criterium.code)] = forms.CharField(
                label=_("Toelichting"),
                required=False,
                max_length=500,
            )

    @staticmethod
    def begin(weging: Weging | None) -> dict[str, Any]:
        """De waarden van de eigen weging, om te wijzigen."""
        if weging is None:
            return {}
        begin: dict[str, Any] = {"motivering": weging.motivering, "advies": weging.advies}
        for code, gegeven in weging.antwoorden.items():
            begin |= {code: gegeven["antwoord"], _toelichting(code): gegeven["toelichting"]}
        return begin

    def groepen(self) -> Iterator[tuple[Any, list[tuple[BoundField, BoundField]]]]:
        """De vragen per groep, voor het sjabloon."""
        for groep, naam in criteria.GROEPEN.items():
            codes = [c.code for c in criteria.CRITERIA[criteria.VERSIE] if c.groep == groep]
            yield naam, [(self[code], self[_toelichting(code)]) for code in codes]

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.weging.weeg`."""
        schoon = self.cleaned_data
        antwoorden = {
            code: {"antwoord": schoon[code], "toelichting": schoon[_toelichting(code)]}
            for code in criteria.codes()
        }
        return {"antwoorden": antwoorden, "motivering": schoon["motivering"], "advies": schoon["advies"]}


def _toelichting(code: str) -> str:
    return f"{code}_toelichting"


class UitkomstForm(forms.Form):
    """De uitkomst is het gedeelde advies; alleen de reden komt erbij."""

    advies = forms.ChoiceField(choices=Weging.Advies, widget=forms.HiddenInput)
    reden = Tekstveld(
        label=_("Reden van deze uitkomst"),
        help_text=_("Wat u samen besloot en waarom. Verwijst u door, noem dan de dienst."),
        max_length=LANGSTE,
    )
