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


class AanwezigForm(forms.Form):
    """Wie er bij dit punt is."""

    aanwezig = forms.MultipleChoiceField(
        label=_("Wie is er bij dit punt?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Duid minstens één persoon aan."),
            "invalid_choice": _("Duid alleen mensen aan die nu aan deze tafel zitten. (LR-31)"),
        },
    )

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["aanwezig"]
        keuze.choices = keuzes

    def ids(self) -> set[UUID]:
        return {UUID(pk) for pk in self.cleaned_data["aanwezig"]}


class BesluitForm(forms.Form):
    """Eén besluit (LR-45)."""

    tekst = Tekstveld(
        label=_("Besluit"),
        help_text=_("Alleen wat de tafel besliste. Niet wie wat zei."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ActieForm(forms.Form):
    """Eén afspraak: wat, wie, tegen wanneer."""

    omschrijving = Tekstveld(label=_("Actie"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    eigenaar = forms.ChoiceField(label=_("Wie doet dit"))
    tegen = Datumveld(label=_("Tegen wanneer"))

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["eigenaar"]
        keuze.choices = [("", _("Kies iemand aan deze tafel")), *keuzes]
