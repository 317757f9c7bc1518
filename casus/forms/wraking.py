"""De formulieren bij een belangenconflict (LR-23)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from toegang.formulier import Tekstveld
from toegang.models import Gebruiker


class WraakForm(forms.Form):
    gebruiker = forms.ModelChoiceField(
        label=_("Wie sluit u uit?"),
        queryset=Gebruiker.objects.none(),
        empty_label=_("Kies een persoon"),
        help_text=_("Iemand van de kern of van een dienst in de gids, ook wie nog niet uitgenodigd is."),
    )
    reden = Tekstveld(
        label=_("Welk belangenconflict is er?"),
        max_length=2000,
        help_text=_("Kort. Alleen de burgemeester leest dit, en het toezicht."),
    )
    zeker = forms.BooleanField(
        label=_("Ik weet dat deze persoon meteen niets meer van deze casus ziet, en geen bericht krijgt")
    )

    def __init__(self, *args: Any, kandidaten: QuerySet[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gebruiker"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = kandidaten

    def gegevens(self) -> dict[str, Any]:
        """De velden voor `actions.wraking.wraak`."""
        return {"gebruiker": self.cleaned_data["gebruiker"].pk, "reden": self.cleaned_data["reden"]}


class ZichWraakForm(forms.Form):
    reden = Tekstveld(
        label=_("Reden, als u die wilt geven"),
        required=False,
        max_length=2000,
        help_text=_("Alleen de burgemeester leest dit, en het toezicht."),
    )
    zeker = forms.BooleanField(
        label=_(
            "Ik weet dat ik deze casus daarna niet meer zie, en dat alleen de burgemeester dat kan opheffen"
        )
    )

    def __init__(self, *args: Any, met_reden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_reden:
            del self.fields["reden"]

    def gegevens(self) -> dict[str, str]:
        """De velden voor `actions.wraking.wraak_uzelf`."""
        return {"reden": self.cleaned_data.get("reden", "")}
