"""De formulieren van het overleg en van wie het leidt."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from toegang.formulier import Datumveld, Tekstveld, Tijdstipveld


class OverlegForm(forms.Form):
    """Wanneer, waar, en wie voorzit."""

    begin = Tijdstipveld(label=_("Dag en uur"))
    plaats = forms.CharField(
        label=_("Plaats"),
        max_length=160,
        help_text=_("De genodigden zien deze plaats. Zet er niet bij over wie het gaat."),
    )
    voorzitter = forms.ChoiceField(
        label=_("Voorzitter"), help_text=_("De burgemeester of de vertegenwoordiger die hij aanwees.")
    )

    def __init__(self, *args: Any, voorzitters: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._voorzitters = {str(wie.pk): wie for wie in voorzitters}
        keuze: Any = self.fields["voorzitter"]
        keuze.choices = [(pk, wie.naam) for pk, wie in self._voorzitters.items()]

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.overleg`."""
        return self.cleaned_data | {"voorzitter": self._voorzitters[self.cleaned_data["voorzitter"]]}


class AgendaForm(forms.Form):
    """Eén casus kiezen om op de agenda te zetten."""

    casus = forms.ChoiceField(label=_("Casus"))

    def __init__(self, *args: Any, casussen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["casus"]
        keuze.choices = [(str(c.pk), f"{c.referentie} ({c.get_staat_display()})") for c in casussen]

    @property
    def leeg(self) -> bool:
        return not self.fields["casus"].choices  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """De herinnering aan de geheimhouding bevestigen (LR-30)."""

    herinnerd = forms.BooleanField(
        label=_("Ik heb deze herinnering voorgelezen."),
        error_messages={"required": _("Lees de herinnering voor en bevestig dat.")},
    )


class Lijstform(forms.Form):
    """Mensen van deze tafel aanduiden; `stand` is de lijst waarvan de schrijver vertrok."""

    aanwezig = forms.MultipleChoiceField(
        label=_("Wie is er nu in de zaal?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Duid minstens één persoon aan."),
            "invalid_choice": _("Duid alleen mensen aan die nu aan deze tafel zitten. (LR-31)"),
        },
    )
    stand = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["aanwezig"]
        keuze.choices = keuzes

    def ids(self) -> set[UUID]:
        return {UUID(pk) for pk in self.cleaned_data["aanwezig"]}


class AanwezigForm(Lijstform):
    """Wie er nu in de zaal is (LR-31)."""

    zaal_leeg = forms.BooleanField(
        label=_("Wie niet in deze lijst staat, is de zaal uit."),
        error_messages={"required": _("Laat eerst buiten wie niet bij dit punt hoort. (LR-31)")},
    )


class BevestigForm(Lijstform):
    """Wie werkelijk deelnam: de lijst die daarna vastligt (LR-41)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["aanwezig"]
        veld.label = _("Deze mensen namen werkelijk deel")
        veld.help_text = _("Ook wie vroeger vertrok. Haal alleen weg wie verkeerd genoteerd is.")


class BesluitForm(forms.Form):
    """Eén besluit (LR-45)."""

    tekst = Tekstveld(
        label=_("Besluit"),
        help_text=_("Alleen wat de tafel besliste. Niet wie wat zei."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ActieForm(forms.Form):
    """Eén afspraak: wat, wie, tegen wanneer."""

    omschrijving = Tekstveld(label=_("Actie"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    eigenaar = forms.ChoiceField(label=_("Wie doet dit"))
    tegen = Datumveld(label=_("Tegen wanneer"))
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["eigenaar"]
        keuze.choices = [("", _("Kies iemand aan deze tafel")), *keuzes]


class ConceptForm(forms.Form):
    """Wat er in een formulier aan tafel al staat, ook als het nog niet klopt."""

    soort = forms.ChoiceField(choices=[("besluit", ""), ("actie", "")])
    sleutel = forms.UUIDField()
    tekst = forms.CharField(max_length=2000, required=False)
    omschrijving = forms.CharField(max_length=2000, required=False)
    eigenaar = forms.CharField(max_length=36, required=False)
    tegen = forms.CharField(max_length=10, required=False)

    def velden(self) -> dict[str, str]:
        """Alleen wat ingevuld is."""
        namen = (
            ("tekst",) if self.cleaned_data["soort"] == "besluit" else ("omschrijving", "eigenaar", "tegen")
        )
        return {naam: self.cleaned_data[naam] for naam in namen if self.cleaned_data[naam]}
