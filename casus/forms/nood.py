"""De formulieren van noodtoegang: vragen en nakijken."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from toegang.formulier import Tekstveld
from toegang.models import Noodtoegang

REFERENTIE = re.compile(r"([0-9A-Z]{3})[ -]?([0-9A-Z]{3})")


class NoodForm(forms.Form):
    livc = forms.ChoiceField(label=_("LIVC"))
    referentie = forms.CharField(
        label=_("Referentie van de casus"),
        help_text=_("Zes tekens, zoals K7M-2QX. U hoort ze van iemand die aan tafel zit."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    grond = forms.ChoiceField(
        label=_("Rechtsgrond"), choices=Noodtoegang.Grond.choices, widget=forms.RadioSelect
    )
    reden = Tekstveld(
        label=_("Waarom kan het niet wachten?"),
        help_text=_("De kern, de deelnemers en het toezicht lezen dit. Het blijft bij de casus staan."),
        max_length=2000,
    )
    minuten = forms.IntegerField(
        label=_("Hoeveel minuten hebt u nodig?"),
        help_text=_("Van 5 tot 30."),
        min_value=5,
        max_value=30,
        initial=15,
    )

    def __init__(self, *args: Any, livcs: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enige = str(livcs[0].pk) if len(livcs) == 1 else ""
        veld = self.fields["livc"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(str(livc.pk), livc.naam) for livc in livcs]
        if self.enige:
            del self.fields["livc"]

    def clean_referentie(self) -> str:
        """Alleen de vorm telt: of de casus bestaat, zegt dit formulier nooit (LR-05)."""
        delen = REFERENTIE.fullmatch(self.cleaned_data["referentie"].strip().upper())
        if delen is None:
            raise forms.ValidationError(_t("Een referentie telt zes tekens, zoals K7M-2QX."))
        return f"{delen[1]}-{delen[2]}"

    def waarden(self) -> dict[str, Any]:
        gegevens = dict(self.cleaned_data)
        return gegevens | {"livc_pk": gegevens.pop("livc", "") or self.enige}


class NakijkForm(forms.Form):
    bevinding = Tekstveld(
        label=_("Uw bevinding"),
        help_text=_("Was de nood echt, en was dit nodig? De kern en de deelnemers lezen dit."),
        max_length=4000,
    )
