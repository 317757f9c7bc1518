"""De formulieren van het traject: plan, doel, evaluatie, actie en het antwoord op een actie."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from casus.models import Actie, Casus, Doel, Evaluatie
from casus.selectors import acties as selectors
from casus.selectors.traject import lopende_doelen
from toegang.formulier import Datumveld, Tekstveld

DRIE_MAANDEN = timedelta(days=91)


class PlanForm(forms.Form):
    """Waar het plan naartoe werkt, en wanneer de tafel opnieuw kijkt."""

    samenvatting = Tekstveld(label=_("Waar werkt dit traject naartoe?"), max_length=4000)
    evaluatie_op = Datumveld(
        label=_("Wanneer kijkt de tafel opnieuw?"), initial=lambda: timezone.localdate() + DRIE_MAANDEN
    )


class DoelForm(forms.Form):
    """Eén doel: wat sterk staat, naast wat zorgen baart."""

    levensdomein = forms.ChoiceField(label=_("Levensdomein"), choices=Doel.Levensdomein)
    tekst = Tekstveld(label=_("Doel"), max_length=2000, help_text=_("Wat is er beter als dit lukt?"))
    sterktes = Tekstveld(
        label=_("Sterktes en beschermende factoren"),
        required=False,
        max_length=4000,
        help_text=_("Wie of wat helpt al? Wat wil de persoon zelf?"),
    )
    zorgen = Tekstveld(label=_("Zorgen"), required=False, max_length=4000)


class EvaluatieForm(forms.Form):
    """Hoe het loopt, en wat daarna gebeurt."""

    tekst = Tekstveld(label=_("Hoe loopt het?"), max_length=4000)
    gevolg = forms.ChoiceField(label=_("En nu?"), choices=Evaluatie.Gevolg, widget=forms.RadioSelect)
    evaluatie_op = Datumveld(
        label=_("Wanneer kijkt de tafel opnieuw?"),
        required=False,
        help_text=_("Alleen nodig als het traject verder loopt."),
    )


class Doelveld(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Doel) -> str:
        return f"{obj.get_levensdomein_display()}: {obj.tekst}"


class ActieForm(forms.Form):
    """Wie doet wat, tegen wanneer."""

    omschrijving = Tekstveld(label=_("Wat spreken we af?"), max_length=2000)
    eigenaar = forms.TypedChoiceField(label=_("Wie doet het?"), coerce=UUID)
    tegen = Datumveld(label=_("Tegen wanneer?"))
    doel = Doelveld(label=_("Bij welk doel hoort het?"), queryset=None, required=False)

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = dict(self.fields)
        tafel = selectors.eigenaars(casus)
        self.eigenaars = {genoot.gebruiker.pk: genoot.gebruiker for genoot in tafel}
        keuzes = [
            (str(genoot.gebruiker.pk), f"{genoot.gebruiker.naam} · {genoot.dienst}") for genoot in tafel
        ]
        velden["eigenaar"].choices = [("", _g("Kies iemand aan deze tafel")), *keuzes]
        velden["doel"].queryset = lopende_doelen(casus)
        velden["doel"].empty_label = _g("los van een doel")

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.acties`."""
        return {**self.cleaned_data, "eigenaar": self.eigenaars[self.cleaned_data["eigenaar"]]}


class AntwoordForm(forms.Form):
    """Drie antwoorden, elk volledig; een toelichting mag, maar hoeft niet (LR-22)."""

    uitkomst = forms.ChoiceField(
        label=_("Hoe liep het?"),
        widget=forms.RadioSelect,
        choices=[keuze for keuze in Actie.Staat.choices if keuze[0] != Actie.Staat.OPEN],
    )
    toelichting = Tekstveld(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=2000,
        help_text=_("Dat hoeft niet. De tafel leest wat u hier schrijft."),
    )
