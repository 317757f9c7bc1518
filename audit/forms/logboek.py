"""De formulieren van het toezicht."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from audit.autoriteiten import Autoriteit
from audit.bezorging import Opdracht
from audit.filters import Filter
from audit.ontvanger import OngeldigeOntvanger, Ontvanger
from audit.soorten import Soort
from toegang.formulier import Datumveld, Tekstveld
from toegang.models import Gebruiker
from toegang.pseudoniem import pseudoniem

ALLES = ".*"
GRENZEN = (date(2000, 1, 1), date(2999, 12, 31))


def dagveld(label: Any, *, verplicht: bool = False, help_text: Any = "") -> Datumveld:
    """Een dag waarmee de databank nog rekenen kan."""
    grenzen = [MinValueValidator(GRENZEN[0]), MaxValueValidator(GRENZEN[1])]
    return Datumveld(label=label, required=verplicht, validators=grenzen, help_text=help_text)


def soortkeuzes() -> list[tuple[str, Any]]:
    groepen = groupby(Soort, key=lambda soort: soort.onderwerp)
    return [("", _("alles"))] + [
        (
            onderwerp.capitalize(),
            [(onderwerp + ALLES, _("alles over %(onderwerp)s") % {"onderwerp": onderwerp})]
            + [(soort.value, soort.label) for soort in soorten],
        )
        for onderwerp, soorten in groepen
    ]


class Filterformulier(forms.Form):
    van = dagveld(_("Van"))
    tot = dagveld(_("Tot en met"))
    soort = forms.ChoiceField(label=_("Soort"), choices=soortkeuzes, required=False)
    persoon = forms.ChoiceField(label=_("Persoon"), required=False)
    casus = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, livc_id: UUID, mensen: Iterable[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.livc_id = livc_id
        keuzes = [("", _("iedereen"))] + [(str(mens.pk), mens.naam) for mens in mensen]
        hulp = _("Filteren op een persoon komt zelf in het logboek.")
        self.fields["persoon"] = forms.ChoiceField(
            label=_("Persoon"), choices=keuzes, required=False, help_text=hulp
        )
        self.order_fields(["van", "tot", "soort", "persoon", "casus"])

    def filter(self) -> Filter:
        """Een ongeldig formulier filtert niet; de fout staat bij het veld."""
        if not self.is_valid():
            return Filter()
        gegevens = self.cleaned_data
        soort, persoon, casus = gegevens["soort"], gegevens["persoon"], gegevens["casus"]
        return Filter(
            van=gegevens["van"],
            tot=gegevens["tot"],
            onderwerp=soort.removesuffix(ALLES) if soort.endswith(ALLES) else "",
            soort="" if soort.endswith(ALLES) else soort,
            actor=pseudoniem("actor", self.livc_id, UUID(persoon)) if persoon else None,
            casus=bytes.fromhex(casus) if casus else None,
        )


class Ontgrendelformulier(forms.Form):
    wachtzin = forms.CharField(
        label=_("Wachtzin"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Uw persoonlijke wachtzin voor dit logboek, niet uw wachtwoord."),
    )


class Redenformulier(forms.Form):
    reden = Tekstveld(
        label=_("Waarom?"),
        max_length=1000,
        help_text=_("Uw reden komt zelf in het logboek. Noem geen namen."),
    )


class Bezorgformulier(forms.Form):
    """Een deel van het logboek voor een toezichthoudende autoriteit; ook het tweede scherm stuurt het mee."""

    van = dagveld(_("Van"), verplicht=True)
    tot = dagveld(_("Tot en met"), verplicht=True, help_text=_("Hoogstens een jaar per bestand."))
    autoriteit = forms.ChoiceField(
        label=_("Aan wie?"), choices=[("", _("Kies een autoriteit")), *Autoriteit.choices]
    )
    naam = forms.CharField(
        label=_("Naam van de autoriteit"),
        max_length=120,
        required=False,
        help_text=_("Alleen bij ‘een andere autoriteit’."),
    )
    zaak = forms.CharField(label=_("Hun dossiernummer"), max_length=60, required=False)
    doel = Tekstveld(
        label=_("Waarom vragen zij dit?"),
        max_length=1000,
        help_text=_("Uw reden komt in het logboek. Noem geen namen van betrokkenen."),
    )
    sleutel = Tekstveld(
        label=_("Hun publieke sleutel"),
        max_length=1000,
        help_text=_(
            "Een regel die begint met age1 of met ssh-ed25519. Alleen zij openen daarna het bestand."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocomplete": "off"}),
    )
    deel = forms.ChoiceField(
        label=_("Wat krijgen zij?"),
        choices=[
            ("inhoud", _("de regels met hun inhoud: wie, wat en waarom")),
            ("blind", _("alleen het verzegelde logboek, om na te rekenen")),
        ],
        widget=forms.RadioSelect,
        initial="inhoud",
    )
    nummer = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_sleutel(self) -> Ontvanger:
        try:
            return Ontvanger.lees(self.cleaned_data["sleutel"])
        except OngeldigeOntvanger:
            raise forms.ValidationError(
                _(
                    "Dit is geen publieke sleutel van age (age1…) of ssh-ed25519. Plak de hele regel; nooit een private sleutel."
                )
            ) from None

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("autoriteit") == Autoriteit.ANDERE and not gegevens.get("naam", "").strip():
            self.add_error("naam", _("Schrijf welke autoriteit het is."))
        return gegevens

    def opdracht(self) -> Opdracht:
        """Alleen na `is_valid`."""
        gegevens = self.cleaned_data
        return Opdracht(
            nummer=gegevens["nummer"] or uuid7(),
            van=gegevens["van"],
            tot=gegevens["tot"],
            autoriteit=Autoriteit(gegevens["autoriteit"]),
            naam=gegevens["naam"].strip(),
            zaak=gegevens["zaak"].strip(),
            doel=gegevens["doel"].strip(),
            ontvanger=gegevens["sleutel"],
            met_inhoud=gegevens["deel"] == "inhoud",
        )
