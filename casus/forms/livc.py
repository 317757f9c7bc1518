"""De formulieren van het LIVC: gegevens, modaliteiten, rollen en gids."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toegang.formulier import Datumveld, Tekstveld
from toegang.invoer import GROOTST, tekst_van
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.models.livc import NaamBijStap
from toegang.models.organisatie import Niveau, Sector
from toegang.rollen import Rol


class GegevensForm(forms.ModelForm[Livc]):
    """Wat vaststaat voor er echt gewerkt wordt (LR-56)."""

    class Meta:
        model = Livc
        fields = (
            "dpia_referentie",
            "verwerkingsverantwoordelijke",
            "functionaris_gegevensbescherming",
            "toezichthoudende_autoriteit",
        )


class InstellingenForm(forms.ModelForm[Livc]):
    """De termijnen die een LIVC zelf kiest (LR-14, LR-04, LR-55)."""

    class Meta:
        model = Livc
        fields = ("uitnodigingstermijn_dagen", "signaal_bewaardagen", "verzoek_bewaarmaanden")
        help_texts = {
            "uitnodigingstermijn_dagen": _(
                "Hoeveel dagen de uitnodiging minstens voor het overleg vertrekt, behalve bij dringendheid."
            ),
            "signaal_bewaardagen": _("Daarna wist het product het signaal; er blijft een regel zonder naam."),
            "verzoek_bewaarmaanden": _(
                "Telt vanaf het antwoord, hoogstens 24. Daarna wist het product verzoek en brief. De wet noemt geen"
                " termijn; de functionaris kijkt deze keuze na."
            ),
        }


class NaamBijStapForm(forms.Form):
    """Wanneer een genodigde hoort over wie het gaat (LR-13)."""

    naam_bij_stap = forms.TypedChoiceField(
        label=_("Wanneer hoort de genodigde over wie het gaat?"),
        choices=NaamBijStap,
        coerce=int,
        widget=forms.RadioSelect,
    )


class ModaliteitenForm(forms.Form):
    tekst = Tekstveld(
        label=_("Wie, doel en werkwijze"),
        help_text=_("Wie er komt, met welk doel, en hoe u werkt. Schrijf hier nooit iets over een persoon."),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    geldig_van = Datumveld(label=_("Geldig van"), initial=timezone.localdate)
    geldig_tot = Datumveld(label=_("Geldig tot en met"), required=False)
    na_versie = forms.IntegerField(widget=forms.HiddenInput)


class AkkoordForm(forms.Form):
    """Welke versie iemand las, en de afdruk van die tekst."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    afdruk = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)


class MachtigingForm(forms.Form):
    machtiging = forms.ChoiceField(label=_("Niveau"), choices=Lidmaatschap.Machtiging)
    machtiging_tot = Datumveld(
        label=_("Vervalt op"), help_text=_("Op die dag stopt de toegang; de dag ervoor werkt ze nog.")
    )


class PersoonForm(forms.Form):
    """Wie nog geen account heeft, krijgt een link en maakt het zelf."""

    naam = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        help_text=_("Wie nog geen account heeft, krijgt op dit adres een link om er zelf een te maken."),
    )


class LidForm(PersoonForm):
    rol = forms.ChoiceField(label=_("Rol"), choices=Rol)
    vertegenwoordiger = forms.BooleanField(
        label=_("Aangewezen als vertegenwoordiger"),
        help_text=_("Alleen voor de burgemeester of de korpschef."),
        required=False,
    )
    van = Datumveld(label=_("Van"), initial=timezone.localdate)
    machtiging = forms.ChoiceField(
        label=_("Veiligheidsmachtiging"),
        help_text=_("Alleen voor de politie."),
        choices=[("", _("geen")), *Lidmaatschap.Machtiging.choices],
        required=False,
    )
    machtiging_tot = Datumveld(label=_("Machtiging vervalt op"), required=False)


class OrganisatieForm(forms.Form):
    naam = forms.CharField(label=_("Naam van de dienst"), max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector)
    niveau = forms.ChoiceField(label=_("Niveau"), choices=Niveau, widget=forms.RadioSelect)
    mandaat_referentie = forms.CharField(
        label=_("Mandaat: decreet of ordonnantie"),
        help_text=_("Alleen voor een dienst van een gemeenschap of gewest."),
        max_length=200,
        required=False,
    )
    mandaat_datum = Datumveld(label=_("Mandaat sinds"), required=False)
    mandaat_tot = Datumveld(label=_("Mandaat tot en met"), required=False)
    contactpunt = forms.EmailField(label=_("E-mailadres van de dienst"), required=False)
    ovo_code = forms.CharField(
        label=_("OVO-code of ondernemingsnummer"),
        help_text=_("Alleen nodig als mensen van deze dienst zich aanmelden met ACM/IDM."),
        max_length=20,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, vast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if vast:  # de naam van een bestaande dienst verandert niet
            del self.fields["naam"]


class OrganisatielidForm(PersoonForm):
    functie = forms.CharField(label=_("Functie"), max_length=120, required=False)
    vaste_vertegenwoordiger = forms.BooleanField(
        label=_("Vaste vertegenwoordiger van deze dienst"), required=False
    )


class BestandForm(forms.Form):
    """Een CSV-bestand; het wordt gelezen en nergens bewaard."""

    bestand = forms.FileField(
        label=_("CSV-bestand"),
        help_text=_("Hoogstens 200 rijen. U ziet eerst wat er zou gebeuren; er verandert nog niets."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Kies een CSV-bestand van hoogstens 256 kB.")},
    )

    def clean_bestand(self) -> str:
        """De tekst van het bestand."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GROOTST:
            raise forms.ValidationError(self.fields["bestand"].error_messages["required"])
        tekst = tekst_van(bestand.read())
        if tekst is None:
            raise forms.ValidationError(_("Dit is geen CSV-bestand. Kies in uw rekenblad ‘Opslaan als CSV’."))
        return tekst


class BevestigInvoerForm(forms.Form):
    """Wat getoond werd, komt zo terug: de tekst, en de afdruk van wat ze zou doen."""

    tekst = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=GROOTST)
    afdruk = forms.CharField(widget=forms.HiddenInput, max_length=64)


class HerstelForm(forms.Form):
    """Wie zijn tweede stap verloor; uit de mensen van dit LIVC."""

    persoon = forms.ModelChoiceField(
        label=_("Wie verloor zijn tweede stap?"),
        help_text=_("Bel de persoon eerst op een nummer dat u al kende."),
        empty_label=_("Kies een persoon"),
        queryset=Gebruiker.objects.none(),
    )

    def __init__(self, *args: Any, personen: "QuerySet[Gebruiker]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].queryset = personen  # type: ignore[attr-defined]
