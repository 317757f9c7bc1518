"""De formulieren van het einde: afsluiten, de vaststelling van een nacontrole, en heropenen."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casus.models import Actie, Casus
from toegang.formulier import Datumveld, Tekstveld

MOMENTEN = ("nacontroles", "nacontrole_2", "nacontrole_3")


class AfsluitForm(forms.Form):
    """Waarom, wanneer er nagekeken wordt, en wat er met open acties gebeurt."""

    reden = forms.ChoiceField(
        label=_("Waarom sluit deze casus?"),
        # Overgedragen is ze pas als een ander LIVC aanvaardt; dan sluit ze vanzelf.
        choices=[
            keuze for keuze in Casus.Sluitingsreden.choices if keuze[0] != Casus.Sluitingsreden.OVERGEDRAGEN
        ],
        widget=forms.RadioSelect,
    )
    toelichting = Tekstveld(
        label=_("Toelichting"),
        required=False,
        max_length=4000,
        help_text=_("Nodig bij een andere reden. De kern leest dit later."),
    )
    # De namen volgen het belet: dat wijst één veld aan, het eerste.
    nacontroles = Datumveld(
        label=_("Eerste nacontrole"),
        required=False,
        help_text=_("Wanneer kijkt de preventieambtenaar of afsluiten juist was?"),
    )
    nacontrole_2 = Datumveld(label=_("Tweede nacontrole"), required=False)
    nacontrole_3 = Datumveld(label=_("Derde nacontrole"), required=False)
    loslaten = forms.BooleanField(label=_("Ik laat deze open acties los"), required=False)

    def __init__(self, *args: Any, open_acties: list[Actie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not open_acties:
            del self.fields["loslaten"]

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.afsluiten.sluit_af`."""
        data = self.cleaned_data
        momenten: list[date] = [data[naam] for naam in MOMENTEN if data.get(naam)]
        return {
            "reden": data["reden"],
            "toelichting": data["toelichting"],
            "nacontroles": momenten,
            "losgelaten": self._gezien() if data.get("loslaten") else [],
        }

    def _gezien(self) -> list[UUID]:
        """De acties die op het blad stonden: wie intussen iets bijkreeg, laat dat niet ongezien los."""
        waarden = self.data.getlist("acties") if isinstance(self.data, QueryDict) else []
        return [UUID(waarde) for waarde in waarden if is_uuid(waarde)]


def is_uuid(waarde: str) -> bool:
    try:
        UUID(waarde)
    except ValueError:
        return False
    return True


class VaststellingForm(forms.Form):
    vaststelling = Tekstveld(
        label=_("Wat stelde u vast?"),
        max_length=4000,
        help_text=_("Kort, en alleen wat nodig is om te weten of afsluiten juist was."),
    )


class HeropenForm(forms.Form):
    noodzaak = Tekstveld(
        label=_("Waarom is deze casus opnieuw nodig?"),
        max_length=4000,
        help_text=_(
            "Schrijf welke nieuwe aanwijzingen er zijn. Een paar zinnen; de vroegere aanwijzingen volstaan niet."
        ),
    )
