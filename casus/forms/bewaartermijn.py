"""Een bewaartermijn voorstellen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from toegang.formulier import Tekstveld


class TermijnForm(forms.Form):
    """Hoeveel maanden na de laatste bespreking, en waarom als het lang is."""

    maanden = forms.IntegerField(
        label=_("Aantal maanden na de laatste bespreking"),
        help_text=_(
            "12 maanden is gewoon. Meer dan 12 vraagt een reden. De wet laat nooit meer dan dertig jaar toe."
        ),
        min_value=1,
        initial=12,
    )
    reden = Tekstveld(
        label=_("Waarom langer"),
        help_text=_(
            "Nodig bij meer dan 12 maanden, en bij elke verlenging. Iedereen aan tafel leest deze reden."
        ),
        required=False,
        max_length=2000,
    )
    uitzonderlijk = forms.BooleanField(
        label=_("Meer dan vijf jaar: de tafel besprak vooraf waarom vijf jaar niet volstaat."), required=False
    )
