"""De formulieren van wat naar een eigen dossier gaat (LR-43)."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from casus.selectors.overname import Keuze, keuzes
from toegang.formulier import Datumveld, Tekstveld


class OvernameForm(forms.Form):
    """Welk stuk, waarom de voorwaarde klopt, en waarom het nodig is."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    item = forms.ChoiceField(
        label=_("Wat wilt u meenemen?"),
        help_text=_("U ziet hier de afspraken, en wat anderen voor de hele tafel inbrachten."),
    )
    tekst = Tekstveld(
        label=_("In uw eigen woorden"),
        required=False,
        max_length=600,
        help_text=_("Alleen als u koos voor iets anders. Schrijf niet meer dan uw taak nodig heeft."),
    )
    reden = Tekstveld(
        label=_("Waarom klopt de voorwaarde van de wet?"),
        max_length=1000,
        help_text=_(
            "Bij een afspraak: waarom ze nuttig is voor de wettelijke taak van uw dienst. Bij informatie: waarom ze "
            "daarvoor strikt nodig is."
        ),
    )
    noodzaak = Tekstveld(
        label=_("Waarom is het nodig voor het doel?"),
        max_length=1000,
        help_text=_("Het doel is terroristische misdrijven voorkomen. Waarom moet dit in uw eigen dossier?"),
    )
    gerechtelijk = forms.BooleanField(
        label=_("Dit komt van een rechter, uit een gerechtelijk dossier of uit een strafonderzoek"),
        required=False,
        help_text=_("Vinkt u dit aan, dan wacht het ook op het uitdrukkelijke akkoord van het parket."),
    )

    def __init__(self, *args: Any, keuze: Keuze, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Kies")), *keuzes(keuze)]  # type: ignore[attr-defined]

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.overname.vraag`, met het stuk uitgelezen."""
        data = self.cleaned_data
        soort, _dubbel, pk = data["item"].partition(":")
        stuk = {soort: UUID(pk)} if pk else {"tekst": data["tekst"]}
        namen = ("reden", "noodzaak", "gerechtelijk")
        return {"pk": data["sleutel"], "stuk": stuk} | {naam: data[naam] for naam in namen}


class AntwoordForm(forms.Form):
    """Ja of neen; de knop is het antwoord."""

    antwoord = forms.ChoiceField(choices=[("ja", _("ja")), ("nee", _("neen"))], widget=forms.HiddenInput)
    gerechtelijk = forms.BooleanField(
        label=_("Dit komt van een rechter, uit een gerechtelijk dossier of uit een strafonderzoek"),
        required=False,
    )


class ParketForm(forms.Form):
    """Wat het parket antwoordde. Alleen een uitdrukkelijk akkoord telt."""

    akkoord = forms.ChoiceField(
        label=_("Wat antwoordde het parket?"),
        choices=[("ja", _("uitdrukkelijk akkoord")), ("nee", _("geen akkoord"))],
        widget=forms.RadioSelect,
    )
    parket_op = Datumveld(label=_("Datum van het antwoord"))
    referentie = forms.CharField(
        label=_("Referentie van het antwoord"),
        max_length=120,
        help_text=_("Zo vindt iedereen de brief of het bericht van het parket terug."),
    )

    def gegevens(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "akkoord": data["akkoord"] == "ja",
            "parket_op": data["parket_op"],
            "referentie": data["referentie"],
        }
