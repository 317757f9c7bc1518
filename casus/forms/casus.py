"""De formulieren van de casus: zoeken, geheimhouding, de persoon, relaties, en het belang van een kind."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casus import geheimhouding
from casus.forms.signaal import niet_later
from casus.models import Casus
from toegang.formulier import Datumveld, Tekstveld
from toegang.models import Gebruiker


class ZoekForm(forms.Form):
    """Zoekt op de hele naam; de naam gaat nooit mee in een adres (LR-34)."""

    naam = forms.CharField(
        label=_("Naam van de persoon"),
        max_length=120,
        help_text=_("De volledige naam, zoals ze in de casus staat. Deze zoekopdracht komt in het logboek."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FilterForm(forms.Form):
    staat = forms.ChoiceField(label=_("Staat"), required=False)
    livc = forms.ChoiceField(label=_("LIVC"), required=False)

    def __init__(self, *args: Any, livcs: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keuzes("staat", [("", _("alle")), *Casus.Staat.choices])
        self._keuzes("livc", [("", _("alle")), *((str(livc.pk), livc.naam) for livc in livcs)])
        if len(livcs) < 2:
            del self.fields["livc"]

    def _keuzes(self, naam: str, keuzes: list[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def waarden(self) -> dict[str, str]:
        """Een onbekende waarde in het adres filtert niet."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class GeheimhoudingForm(forms.Form):
    """Niemand aanvaardt een tekst die hij niet zag: de versie gaat mee."""

    versie = forms.CharField(widget=forms.HiddenInput)
    akkoord = forms.BooleanField(
        label=_("Ik las deze verklaring en houd alles geheim wat ik over deze persoon hoor of lees.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versie"].initial = geheimhouding.huidige().versie


class RegisseurForm(forms.Form):
    regisseur: forms.ModelChoiceField[Gebruiker] = forms.ModelChoiceField(
        queryset=None,
        label=_("Casusregisseur"),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Volgt de afspraken op. Iemand van de kern of van de tafel."),
    )

    def __init__(self, *args: Any, kandidaten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["regisseur"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = kandidaten


class PersoonForm(forms.Form):
    naam = forms.CharField(label=_("Naam"), max_length=120)
    geboortedatum = Datumveld(
        label=_("Geboortedatum"), required=False, help_text=_("Laat leeg als u ze niet kent.")
    )
    gemeente = forms.CharField(label=_("Woonplaats"), max_length=80, required=False)
    contact = Tekstveld(label=_("Contactgegevens"), required=False, max_length=500)

    def clean_geboortedatum(self) -> date | None:
        return niet_later(self.cleaned_data["geboortedatum"])


class RelatieForm(forms.Form):
    naam = forms.CharField(label=_("Naam"), max_length=120)
    verband = forms.CharField(
        label=_("Verband met de persoon"),
        max_length=120,
        help_text=_("Bijvoorbeeld: moeder, vriend, trainer."),
    )


class KindForm(forms.Form):
    belang = Tekstveld(
        label=_("Belang van het kind"),
        help_text=_("Waarom is een casusoverleg in het belang van dit kind, en welk alternatief is bekeken?"),
        max_length=4000,
    )
    bijzondere_reden = Tekstveld(
        label=_("Bijzondere reden als het kind jonger is dan twaalf"), required=False, max_length=4000
    )
