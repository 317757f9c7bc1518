"""De formulieren van de fiche: samenstellen, antwoorden, overmaken."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casus import bestemmelingen
from casus.models import Fichegoedkeurder, Terugkoppelingsfiche
from casus.selectors import fiche as selectors
from toegang.formulier import Tekstveld
from toegang.models import Gebruiker


class Bronveld(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Wat er gekozen kan worden, met zijn hele tekst: die komt letterlijk in de fiche."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        dag = date_format(timezone.localtime(obj.aangemaakt), "j F Y")  # type: ignore[attr-defined]
        return f"{obj.tekst} ({dag})"  # type: ignore[attr-defined]


class FicheForm(forms.Form):
    """Bronnen en eigen verbindende tekst; de bronnen komen letterlijk in de fiche (LR-42)."""

    inleiding = Tekstveld(
        label=_("Inleiding"),
        help_text=_("Eigen tekst vooraf. Schrijf niets dat iemand als geheim vertelde."),
        required=False,
        max_length=5000,
    )
    besluiten = Bronveld(label=_("Besluiten van de tafel"), queryset=None, required=False)
    inbrengen = Bronveld(
        label=_("Inbreng die de auteur vrijgaf om verder te delen"), queryset=None, required=False
    )
    evaluaties = Bronveld(
        label=_("Evaluatie van de opvolging"),
        help_text=_("Minstens één: zonder evaluatie kan de fiche niet voorgelegd worden."),
        queryset=None,
        required=False,
    )
    slot = Tekstveld(label=_("Slot"), help_text=_("Eigen tekst achteraan."), required=False, max_length=5000)

    def __init__(self, *args: Any, fiche: Terugkoppelingsfiche, opsteller: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, rijen in (
            ("besluiten", selectors.kiesbare_besluiten(fiche)),
            ("inbrengen", selectors.kiesbare_inbreng(opsteller, fiche)),
            ("evaluaties", selectors.kiesbare_evaluaties(fiche)),
        ):
            self.fields[naam].queryset = rijen  # type: ignore[attr-defined]
            if not rijen.exists():
                self.fields[naam].help_text = _("Er is nog niets om te kiezen.")

    def gegevens(self) -> dict[str, Any]:
        def pks(naam: str) -> list[UUID]:
            return [rij.pk for rij in self.cleaned_data[naam]]

        eigen = {naam: self.cleaned_data[naam] for naam in ("inleiding", "slot")}
        return eigen | {naam: pks(naam) for naam in ("inbrengen", "besluiten", "evaluaties")}


class AntwoordForm(forms.Form):
    """Goed of niet goed, allebei even goed; de vingerafdruk zegt welke tekst er gelezen is."""

    hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    antwoord = forms.ChoiceField(
        label=_("Uw antwoord op precies deze tekst"),
        choices=[
            (Fichegoedkeurder.Antwoord.GOEDGEKEURD, _("Ik keur deze tekst goed")),
            (Fichegoedkeurder.Antwoord.GEWEIGERD, _("Ik keur deze tekst niet goed")),
        ],
        widget=forms.RadioSelect,
    )
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_(
            "Hoeft niet. Alleen als u niet goedkeurt. Alleen de burgemeester leest ze, met uw naam. Zonder reden leest ook hij niet wie niet goedkeurde."
        ),
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, alleen_terug: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alleen_terug:
            veld: Any = self.fields["antwoord"]
            veld.choices = veld.choices[1:]


class OvermaakForm(forms.Form):
    """Aan wie; de lijst komt uit de gegevens die vandaag gelden (LR-40)."""

    hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    bestemmeling = forms.ChoiceField(label=_("Aan welke dienst?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["bestemmeling"]
        veld.choices = [(b.code, b.naam) for b in bestemmelingen.geldige(timezone.localdate())]
