"""De formulieren van het signaal: feiten apart van wat iemand ervan denkt."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casus.models import Signaal
from toegang.formulier import Datumveld, Tekstveld


class PersoonMixin(forms.Form):
    """Over wie het gaat; de geboortedatum mag onbekend zijn."""

    naam = forms.CharField(label=_("Naam van de persoon"), max_length=120)
    geboortedatum = Datumveld(label=_("Geboortedatum"), required=False)
    gemeente = forms.CharField(label=_("Woonplaats"), max_length=80, required=False)

    def persoon(self) -> dict[str, Any]:
        geboren = self.cleaned_data["geboortedatum"]
        return {
            "naam": self.cleaned_data["naam"],
            "geboortedatum": geboren.isoformat() if geboren else "",
            "gemeente": self.cleaned_data["gemeente"],
        }


class SignaalForm(PersoonMixin):
    """Wat de preventieambtenaar registreert."""

    feiten = Tekstveld(
        label=_("Wat is gezien of gehoord"),
        help_text=_("Alleen feiten: wie zag of hoorde wat, waar en wanneer."),
        max_length=8000,
    )
    interpretatie = Tekstveld(
        label=_("Wat u ervan denkt"),
        help_text=_("Een indruk of een zorg. Die blijft apart van de feiten."),
        required=False,
        max_length=8000,
    )
    waargenomen_op = Datumveld(label=_("Wanneer is het gezien of gehoord"))
    kanaal = forms.ChoiceField(label=_("Hoe het signaal binnenkwam"), choices=Signaal.Kanaal)
    dringendheid = forms.ChoiceField(
        label=_("Dringendheid"), choices=Signaal.Dringendheid, widget=forms.RadioSelect, initial="gewoon"
    )
    anoniem = forms.BooleanField(label=_("De bron wil anoniem blijven"), required=False)

    def clean_waargenomen_op(self) -> Any:
        datum = self.cleaned_data["waargenomen_op"]
        if datum > timezone.localdate():
            raise forms.ValidationError(_("Deze datum ligt in de toekomst. Kies de dag waarop het gezien is."))
        return datum

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.signaal`."""
        namen = ("feiten", "interpretatie", "waargenomen_op", "kanaal", "dringendheid", "anoniem")
        return {"persoon": self.persoon(), **{naam: self.cleaned_data[naam] for naam in namen}}
