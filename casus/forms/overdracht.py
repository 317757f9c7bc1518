"""De formulieren van een overdracht: waarheen, welke stukken, en het besluit van de ontvanger."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus.models.overdracht import Reden
from casus.selectors.overdracht import Stuk

from .lijst import LijstForm


class BeginForm(forms.Form):
    """Naar welk LIVC, en waarom: geen vrije tekst, want de ontvanger leest dit voor hij weet over wie het gaat."""

    ontvanger = forms.TypedChoiceField(label=gettext_lazy("Welk LIVC neemt het dossier over?"), coerce=UUID)
    reden = forms.ChoiceField(
        label=gettext_lazy("Waarom vertrekt het dossier?"), choices=Reden, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, ontvangers: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["ontvanger"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [("", _("Kies een LIVC")), *((str(pk), naam) for pk, naam in ontvangers)]


class KeuzeForm(forms.Form):
    """Per stuk een vinkje en een reden; niets staat vooraf aan."""

    def __init__(
        self, *args: Any, stukken: list[Stuk], gekozen: Mapping[tuple[str, UUID], str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stukken = stukken
        for nummer, stuk in enumerate(stukken, 1):
            reden = gekozen.get(stuk.sleutel)
            self.fields[f"kies-{stuk.naam}"] = forms.BooleanField(
                label=_("Meegeven"), required=False, initial=reden is not None
            )
            self.fields[f"reden-{stuk.naam}"] = forms.CharField(
                label=_("Waarom heeft de ontvanger stuk %(n)d nodig?") % {"n": nummer},
                help_text=_("Alleen in te vullen als u dit meegeeft."),
                max_length=500,
                required=False,
                initial=reden or "",
            )

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        for stuk in self.stukken:
            if schoon.get(f"kies-{stuk.naam}") and not schoon.get(f"reden-{stuk.naam}", "").strip():
                self.add_error(f"reden-{stuk.naam}", _("Schrijf waarom de ontvanger dit stuk nodig heeft."))
        return schoon

    def keuzes(self) -> dict[tuple[str, UUID], str]:
        """De velden voor `actions.overdracht.kies`."""
        return {
            stuk.sleutel: self.cleaned_data[f"reden-{stuk.naam}"]
            for stuk in self.stukken
            if self.cleaned_data[f"kies-{stuk.naam}"]
        }

    def rijen(self) -> Iterator[tuple[Stuk, BoundField, BoundField]]:
        for stuk in self.stukken:
            yield stuk, self[f"kies-{stuk.naam}"], self[f"reden-{stuk.naam}"]


class AanvaardForm(LijstForm):
    """Hetzelfde besluit als bij een signaal; of er al een casus loopt, kan niemand zeggen zonder te weten over wie het gaat."""

    tweede_casus = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["overtuiging"].help_text = _(
            "Dit alleen is nooit genoeg. Kruis het alleen aan als het een rol speelt."
        )
