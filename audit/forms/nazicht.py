"""De formulieren van het nazicht: filteren, afvinken, vragen, besluiten, antwoorden en een verslag vragen."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.aandacht import Aandacht
from audit.filters import Filter
from audit.forms.logboek import ALLES, dagveld, soortkeuzes
from audit.models import Bevinding
from audit.selectors.verslag import Periode
from toegang.formulier import Tekstveld
from toegang.models import Gebruiker

PSEUDONIEM = r"^[0-9a-f]{32}$"


class Nazichtfilter(forms.Form):
    reden = forms.ChoiceField(
        label=_("Reden"), choices=[("", _("alle redenen")), *Aandacht.choices], required=False
    )
    soort = forms.ChoiceField(label=_("Soort"), choices=soortkeuzes, required=False)
    van = dagveld(_("Van"))
    tot = dagveld(_("Tot en met"))
    persoon = forms.RegexField(PSEUDONIEM, widget=forms.HiddenInput, required=False)
    casus = forms.RegexField(PSEUDONIEM, widget=forms.HiddenInput, required=False)
    voor = forms.ChoiceField(choices=[("collega", "")], widget=forms.HiddenInput, required=False)

    def filter(self) -> Filter:
        """Een ongeldig formulier filtert niet; de fout staat bij het veld."""
        if not self.is_valid():
            return Filter()
        gegevens = self.cleaned_data
        soort = gegevens["soort"]
        grof = soort.endswith(ALLES)
        return Filter(
            van=gegevens["van"],
            tot=gegevens["tot"],
            onderwerp=soort.removesuffix(ALLES) if grof else "",
            soort="" if grof else soort,
            actor=bytes.fromhex(gegevens["persoon"]) if gegevens["persoon"] else None,
            casus=bytes.fromhex(gegevens["casus"]) if gegevens["casus"] else None,
            reden=gegevens["reden"],
        )

    @property
    def voor_collega(self) -> bool:
        return bool(self.is_valid() and self.cleaned_data["voor"])


class Regelkeuze(forms.TypedMultipleChoiceField):
    """Vinkjes in een lijst die de pagina zelf tekent; of de regel bestaat, ziet de handeling na."""

    def valid_value(self, value: Any) -> bool:
        return True


class Nakijkformulier(forms.Form):
    regel = Regelkeuze(
        label=_("Regels"), coerce=UUID, error_messages={"required": _("Kies minstens één regel.")}
    )
    notitie = Tekstveld(
        label=_("Waarom is er geen vraag?"),
        max_length=1000,
        help_text=_("Komt bij elke gekozen regel in het logboek. Noem geen namen."),
    )


class Verklaringformulier(forms.Form):
    leidinggevende = forms.ChoiceField(
        label=_("Mijn leidinggevende"),
        help_text=_("Wat uw leidinggevende doet, kijkt een collega van het toezicht na."),
    )

    def __init__(self, *args: Any, mensen: Iterable[Gebruiker], ik: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["leidinggevende"]
        assert isinstance(veld, forms.ChoiceField)
        namen = [(str(mens.pk), mens.naam) for mens in mensen if mens.pk != ik.pk]
        veld.choices = [("", _t("kies")), *namen, ("geen", _t("niemand van deze lijst"))]

    @property
    def wie(self) -> UUID | None:
        gekozen = self.cleaned_data["leidinggevende"]
        return None if gekozen == "geen" else UUID(gekozen)


class Vraagformulier(forms.Form):
    vraag = Tekstveld(
        label=_("Uw vraag"),
        max_length=2000,
        help_text=_(
            "U kent de naam niet, en hoeft die niet te kennen. Vraag naar de handeling, nooit naar wat iemand weet of "
            "vertelde over de persoon van de casus (LR-22)."
        ),
    )


class Antwoordformulier(forms.Form):
    antwoord = Tekstveld(
        label=_("Uw antwoord"),
        max_length=4000,
        help_text=_("Alleen het toezicht van dit LIVC leest het. Noem niemand uit een casus."),
    )


class Besluitformulier(forms.Form):
    uitkomst = forms.ChoiceField(
        label=_("Besluit"), choices=Bevinding.Uitkomst.choices, widget=forms.RadioSelect
    )
    besluit = Tekstveld(
        label=_("Waarom?"),
        max_length=4000,
        help_text=_("Wie de vraag kreeg, leest dit. Geen antwoord krijgen is geen reden."),
    )


class Slotformulier(forms.Form):
    slot = Tekstveld(label=_("Wat is er gedaan?"), max_length=4000)


class Verslagformulier(forms.Form):
    van = dagveld(_("Van"), verplicht=True)
    tot = dagveld(_("Tot en met"), verplicht=True)
    reden = Tekstveld(
        label=_("Waarvoor?"),
        max_length=1000,
        help_text=_("Uw reden komt in het logboek, met de afdruk van het verslag."),
    )

    @property
    def periode(self) -> Periode:
        return Periode(self.cleaned_data["van"], self.cleaned_data["tot"])
