"""De formulieren van een verzoek van de persoon (LR-55)."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casus import verzoekgronden
from casus.models import Betrokkenenverzoek, Inbreng, Verwerkingslezing, Verzoekbrief
from casus.selectors.raadpleging import soort_gegeven
from casus.selectors.verzoekantwoord import Onderdeel
from toegang.formulier import Datumveld, Tekstveld

from .signaal import niet_later

LANGSTE = 4000


class RegistreerForm(forms.Form):
    """Wat binnenkwam. Wie het is, wordt pas bij de beoordeling nagegaan."""

    soort = forms.ChoiceField(
        label=_("Wat wordt gevraagd"), choices=Betrokkenenverzoek.Soort, widget=forms.RadioSelect
    )
    ontvangen_op = Datumveld(label=_("Ontvangen op"), help_text=_("Vanaf die dag loopt de maand."))
    kanaal = forms.ChoiceField(label=_("Hoe het binnenkwam"), choices=Betrokkenenverzoek.Kanaal)
    verzoeker = forms.CharField(label=_("Wie het vraagt"), max_length=120)
    adres = Tekstveld(label=_("Waar het antwoord heen gaat"), max_length=400)
    vraag = Tekstveld(
        label=_("De vraag"), help_text=_("In de woorden van de persoon zelf."), max_length=LANGSTE
    )

    def clean_ontvangen_op(self) -> date | None:
        return niet_later(self.cleaned_data["ontvangen_op"])


class KoppelForm(forms.Form):
    """Een casus die u mag inzien; wat u niet kent, staat er niet (LR-05)."""

    casus = forms.ChoiceField(label=_("Casus"))
    vraag = Tekstveld(
        label=_("Wat u aan de tafel vraagt"),
        help_text=_("Iedereen aan tafel leest dit. Schrijf wat de persoon wil weten, verbeteren of wissen."),
        required=False,
        max_length=LANGSTE,
    )

    def __init__(self, *args: Any, casussen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["casus"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [("", self.leeg), *casussen]

    leeg = _("Kies een casus")

    def clean_casus(self) -> UUID | None:
        return UUID(self.cleaned_data["casus"]) if self.cleaned_data["casus"] else None


class BeginForm(KoppelForm):
    """Wie vraagt het, en gaat het over een casus."""

    leeg = _("geen casus gevonden")
    identiteit = forms.ChoiceField(
        label=_("Hoe de identiteit nagegaan is"),
        choices=Betrokkenenverzoek.Identiteit,
        widget=forms.RadioSelect,
        help_text=_("Zonder vastgestelde identiteit gaat er niets naar buiten."),
    )
    field_order = ("identiteit", "casus", "vraag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["casus"].required = False


class VerlengForm(forms.Form):
    reden = Tekstveld(
        label=_("Waarom één maand niet volstaat"),
        help_text=_("De persoon krijgt dit te horen, binnen de eerste maand."),
        max_length=LANGSTE,
    )


class GrondenForm(forms.Form):
    """Wat de functionaris vastlegt; de lijst heeft een versie."""

    grond = forms.ChoiceField(
        label=_("Grond"),
        choices=[("", _("Kies een grond")), *((g.code, g.label) for g in verzoekgronden.GELDEND.gronden)],
    )
    feiten = Tekstveld(
        label=_("Feitelijke gronden"),
        help_text=_("Zijn er geen gegevens gevonden? Kijk dan zelf ook de lijst van personen na."),
        max_length=LANGSTE,
    )
    recht = Tekstveld(label=_("Juridische gronden"), max_length=LANGSTE)
    meedelen = forms.BooleanField(label=_("De grond mag in de brief staan"), required=False)


class AntwoordForm(forms.Form):
    """Het antwoord zoals het vertrekt."""

    uitkomst = forms.ChoiceField(label=_("Uitkomst"), choices=Verzoekbrief.Uitkomst, widget=forms.RadioSelect)
    geven = forms.MultipleChoiceField(
        label=_("Wat u geeft"),
        help_text=_(
            "Alleen bij ‘deels ingewilligd’. Bij ‘ingewilligd’ gaat alles mee, bij ‘niet ingewilligd’ niets."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    gedaan = Tekstveld(
        label=_("Wat er gedaan is"),
        help_text=_("Wat verbeterd of gewist is, en wat niet. Dit staat in de brief."),
        max_length=LANGSTE,
    )
    toelichting = Tekstveld(
        label=_("Toelichting in de brief"),
        help_text=_("In gewone taal. Noem niemand bij naam, en niets wat aan tafel geheim is."),
        required=False,
        max_length=LANGSTE,
    )

    def __init__(self, *args: Any, delen: list[Onderdeel], met_gedaan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["geven"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(deel.code, _onderdeel(deel)) for deel in delen]
        if not met_gedaan:
            del self.fields["gedaan"]
        if not delen:
            del self.fields["geven"]


def _onderdeel(deel: Onderdeel) -> str:
    """De vaste delen staan er al boven; van een inbreng het begin, om ze te herkennen."""
    if deel.inbreng is None:
        return deel.kop
    return f"{deel.kop}: {Truncator(deel.paren[0][1]).chars(80)}"


class RaadplegingForm(forms.Form):
    """Per eigen inbreng ja of neen; leeg laten mag, en betekent: niet verteld (LR-22)."""

    def __init__(self, *args: Any, inbreng: list[Inbreng], eerder: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pks = [str(rij.pk) for rij in inbreng]
        for rij in inbreng:
            gegeven = eerder.get(str(rij.pk), {})
            self.fields[f"mag_{rij.pk}"] = forms.ChoiceField(
                label=rij.tekst,
                help_text=soort_gegeven(rij),
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    ("ja", _("mag verteld worden")),
                    ("neen", _("niet vertellen")),
                    ("", _("geen antwoord")),
                ],
                initial={True: "ja", False: "neen"}.get(gegeven.get("mag"), ""),
            )
            self.fields[f"reden_{rij.pk}"] = forms.CharField(
                label=_("Reden"),
                help_text=_("Hoeft niet. Alleen wie het verzoek beoordeelt, leest dit."),
                required=False,
                max_length=400,
                initial=gegeven.get("reden", ""),
            )

    def antwoorden(self) -> dict[str, dict[str, Any]]:
        return {
            pk: {"mag": gekozen == "ja", "reden": self.cleaned_data[f"reden_{pk}"]}
            for pk in self.pks
            if (gekozen := self.cleaned_data[f"mag_{pk}"])
        }


class LezingForm(forms.Form):
    """LR-54: welke lezing het LIVC volgt."""

    lezing = forms.ChoiceField(
        label=_("Wie staat in tijdens het overleg?"),
        choices=Verwerkingslezing.Lezing,
        widget=forms.RadioSelect,
    )
    vanaf = Datumveld(label=_("Geldt vanaf"))
    reden = Tekstveld(label=_("Reden"), max_length=2000)
    na_versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
