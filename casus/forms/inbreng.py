"""De formulieren van de inbreng. Geen veld is verplicht om iets te bewaren (LR-22)."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from casus import categorieen
from casus.models import Agendapunt, Casus, Inbreng, Relatie
from casus.selectors import inbreng as selectors
from casus.voorwaarden.inbreng import beletten_inhoud, beletten_lezen, beletten_verbanden
from toegang.formulier import Tekstveld
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet


class Relatieveld(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Relatie) -> str:
        return f"{obj.naam} ({obj.verband})" if obj.verband else obj.naam


class Puntveld(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Agendapunt) -> str:
        return date_format(timezone.localtime(obj.overleg.begin), "j F Y")


class LezenForm(forms.Form):
    """Hoe geheim het is, en wie het leest (LR-32)."""

    niveau = forms.ChoiceField(
        label=_("Hoe geheim is dit?"),
        choices=Inbreng.Niveau,
        widget=forms.RadioSelect,
        initial=Inbreng.Niveau.GEHEIM,
    )
    publiek = forms.ChoiceField(
        label=_("Wie mag het lezen?"),
        choices=Inbreng.Publiek,
        widget=forms.RadioSelect,
        initial=Inbreng.Publiek.TAFEL,
    )
    lezers = forms.MultipleChoiceField(
        label=_("Alleen deze mensen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen nodig als u hierboven koos om zelf mensen aan te duiden."),
    )
    doorgave = forms.BooleanField(
        label=_("Dit mag later in een terugkoppeling buiten deze tafel"),
        required=False,
        help_text=_("Alleen voor wat u vrijgeeft. Staat dit uit, dan gaat er niets van verder."),
    )

    def __init__(self, *args: Any, casus: Casus, auteur: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.casus, self.auteur = casus, auteur
        keuzes = selectors.mogelijke_lezers(casus, auteur)
        self.fields["lezers"].choices = [(str(pk), naam) for pk, naam in keuzes]  # type: ignore[attr-defined]

    def gekozen_lezers(self) -> list[Gebruiker]:
        """Wie de auteur aanduidde; leeg als het publiek daar niet naar vraagt."""
        if self.cleaned_data.get("publiek") != Inbreng.Publiek.GEKOZEN:
            return []
        return selectors.lezers(self.casus, {UUID(pk) for pk in self.cleaned_data.get("lezers", [])})

    def gegevens(self) -> dict[str, Any]:
        namen = ("niveau", "publiek", "doorgave")
        return {naam: self.cleaned_data[naam] for naam in namen} | {"lezers": self.gekozen_lezers()}

    def meld(self, beletten: list[Belet]) -> None:
        """Zet elke voorwaarde bij haar veld; de handeling eist ze opnieuw."""
        for belet in beletten:
            tekst = f"{belet.uitleg} ({belet.regel})" if belet.regel else belet.uitleg
            self.add_error(belet.veld if belet.veld in self.fields else None, tekst)


class InbrengForm(LezenForm):
    """Een eigen voorbereiding. Pas bij ‘inbrengen’ moet ze volledig zijn."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    tekst = Tekstveld(
        label=_("Wat wilt u vertellen?"),
        required=False,
        max_length=8000,
        help_text=_(
            "Schrijf wat u zag of hoorde. Alleen over de persoon of over een relatie van de persoon."
        ),
    )
    bron = forms.ChoiceField(label=_("Hoe weet u dit?"), choices=Inbreng.Bron, initial=Inbreng.Bron.EIGEN)
    over = Relatieveld(label=_("Over wie gaat het?"), queryset=None, required=False)
    categorie = forms.ChoiceField(label=_("Wat voor soort gegeven is het?"), required=False)
    noodzaak = Tekstveld(
        label=_("Waarom is dit nodig?"),
        required=False,
        max_length=2000,
        help_text=_("Alleen bij een soort gegeven waar ‘met reden’ bij staat."),
    )
    agendapunt = Puntveld(
        label=_("Bij welk overleg hoort het?"),
        queryset=None,
        required=False,
        empty_label=_("los van een overleg"),
    )
    field_order = (
        "tekst", "over", "bron", "categorie", "noodzaak", "agendapunt", "niveau", "publiek", "lezers", "doorgave",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = dict(self.fields)
        velden["over"].queryset = selectors.relaties(self.casus)
        velden["over"].empty_label = _g("de persoon zelf")
        velden["agendapunt"].queryset = selectors.agendapunten(self.casus)
        velden["categorie"].choices = [("", _g("Kies een soort gegeven")), *_categoriekeuzes()]

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        if not self.errors and "inbrengen" in self.data:
            proef = Inbreng(casus=self.casus, auteur=self.auteur)
            for naam, waarde in self.gegevens().items():
                if naam != "lezers":
                    setattr(proef, naam, waarde)
            proef.categorielijst = categorieen.geldende_lijst(timezone.localdate()).versie
            lezers = self.gekozen_lezers()
            self.meld(
                [*beletten_inhoud(proef), *beletten_verbanden(proef, lezers), *beletten_lezen(proef, lezers)]
            )
        return schoon

    def gegevens(self) -> dict[str, Any]:
        namen = ("tekst", "bron", "over", "categorie", "noodzaak", "agendapunt")
        return super().gegevens() | {naam: self.cleaned_data[naam] for naam in namen}


def beginwaarden(inbreng: Inbreng) -> dict[str, Any]:
    """Wat er al staat, voor een formulier dat verder werkt."""
    namen = ("tekst", "bron", "over", "categorie", "noodzaak", "agendapunt", "niveau", "publiek", "doorgave")
    lezers = [str(pk) for pk in inbreng.lezers.values_list("pk", flat=True)]
    return {naam: getattr(inbreng, naam) for naam in namen} | {"lezers": lezers, "sleutel": inbreng.pk}


def leeg_concept(tekst: str) -> dict[str, Any]:
    """Wat een eigen notitie als concept meekrijgt: zo geheim als altijd, en nog niets gekozen (LR-32)."""
    return {
        "tekst": tekst,
        "bron": Inbreng.Bron.EIGEN,
        "over": None,
        "categorie": "",
        "noodzaak": "",
        "niveau": Inbreng.Niveau.GEHEIM,
        "publiek": Inbreng.Publiek.TAFEL,
        "doorgave": False,
        "agendapunt": None,
        "lezers": [],
    }


def _categoriekeuzes() -> list[tuple[str, str]]:
    lijst = categorieen.geldende_lijst(timezone.localdate())
    met_reden = _g("met reden")
    return [(c.code, f"{c.label} ({met_reden})" if c.noodzaak else str(c.label)) for c in lijst.categorieen]
