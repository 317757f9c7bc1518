"""De formulieren van het signaal: feiten apart van wat iemand ervan denkt."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casus.models import Signaal
from toegang.formulier import Datumveld, Tekstveld
from toegang.models import Organisatie

LANGSTE = 8000


class PersoonMixin(forms.Form):
    """Over wie het gaat; de geboortedatum mag onbekend zijn."""

    naam = forms.CharField(label=_("Naam van de persoon"), max_length=120)
    geboortedatum = Datumveld(label=_("Geboortedatum"), required=False)
    gemeente = forms.CharField(label=_("Woonplaats"), max_length=80, required=False)

    def clean_geboortedatum(self) -> date | None:
        return niet_later(self.cleaned_data["geboortedatum"])

    def persoon(self) -> dict[str, Any]:
        geboren = self.cleaned_data["geboortedatum"]
        return {
            "naam": self.cleaned_data["naam"],
            "geboortedatum": geboren.isoformat() if geboren else "",
            "gemeente": self.cleaned_data["gemeente"],
        }


def niet_later(datum: date | None) -> date | None:
    if datum and datum > timezone.localdate():
        raise forms.ValidationError(_("Deze datum ligt in de toekomst. Kies een dag die al voorbij is."))
    return datum


class WaarnemingMixin(forms.Form):
    """Wat er gezien is, en apart daarvan wat iemand ervan denkt."""

    feiten = Tekstveld(
        label=_("Wat is gezien of gehoord"),
        help_text=_("Alleen feiten: wie zag of hoorde wat, waar en wanneer."),
        max_length=LANGSTE,
    )
    waargenomen_op = Datumveld(label=_("Wanneer is het gezien of gehoord"))
    interpretatie = Tekstveld(
        label=_("Wat u ervan denkt"),
        help_text=_("Een indruk of een zorg. Die blijft apart van de feiten."),
        required=False,
        max_length=LANGSTE,
    )
    dringendheid = forms.ChoiceField(
        label=_("Dringendheid"),
        choices=Signaal.Dringendheid,
        widget=forms.RadioSelect,
        initial=Signaal.Dringendheid.GEWOON,
    )

    def clean_waargenomen_op(self) -> date | None:
        return niet_later(self.cleaned_data["waargenomen_op"])


class InstuurForm(WaarnemingMixin, PersoonMixin):
    """Het korte formulier voor een bekende professional."""

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.signaal.stuur_in`."""
        namen = ("feiten", "interpretatie", "waargenomen_op", "dringendheid")
        return {"persoon": self.persoon(), **{naam: self.cleaned_data[naam] for naam in namen}}


class SignaalForm(WaarnemingMixin, PersoonMixin):
    """Wat de preventieambtenaar registreert."""

    kanaal = forms.ChoiceField(
        label=_("Hoe het signaal binnenkwam"),
        choices=[keuze for keuze in Signaal.Kanaal.choices if keuze[0] != Signaal.Kanaal.FORMULIER],
    )
    bron_organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label=_("Van welke organisatie komt het"),
        help_text=_(
            "Een organisatie uit de gids van het LIVC. Leeg als het van een burger of een buur komt."
        ),
        required=False,
        empty_label=_("geen organisatie uit de gids"),
    )
    anoniem = forms.BooleanField(
        label=_("De bron wil anoniem blijven"),
        help_text=_("Schrijf dan ook in de tekst niet wie het was."),
        required=False,
    )

    def __init__(self, *args: Any, bronnen: QuerySet[Organisatie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["bron_organisatie"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = bronnen

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("anoniem") and schoon.get("bron_organisatie"):
            self.add_error("anoniem", _("Kies een organisatie als bron, of anoniem. Niet allebei."))
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.signaal.registreer`."""
        namen = ("feiten", "interpretatie", "waargenomen_op", "kanaal", "dringendheid", "anoniem")
        eigen = {naam: self.cleaned_data[naam] for naam in (*namen, "bron_organisatie")}
        return {"persoon": self.persoon(), **eigen}


class AcuutForm(forms.Form):
    """Alleen de overdracht: aan wie. Wat er gezegd is, hoort bij de politie."""

    aan = forms.ChoiceField(
        label=_("Aan wie gaf u het door"), choices=Signaal.Overdracht, widget=forms.RadioSelect
    )
    doorgegeven = forms.BooleanField(label=_("Ik sprak zelf met deze dienst, en die weet ervan"))


class SignaalFilter(forms.Form):
    """De filter van de lijst; komt uit de URL en bevat alleen een toestand."""

    staat = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        getoond = [keuze for keuze in Signaal.Staat.choices if keuze[0] != Signaal.Staat.GEWIST]
        veld = self.fields["staat"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [("open", _("alle open signalen")), *getoond, ("alles", _("alle signalen"))]

    @property
    def keuze(self) -> str:
        """De gekozen stand; onzin in de URL betekent: open."""
        return self.cleaned_data["staat"] or "open" if self.is_valid() else "open"
