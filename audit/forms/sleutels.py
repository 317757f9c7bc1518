"""De formulieren rond de sleutels van het toezicht. Een wachtzin komt nooit terug ingevuld."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.toezichtsleutels import MINSTE_LENGTE, WachtzinTeKort, keur_wachtzin
from toegang.formulier import Tekstveld

BEWAARDERS = (
    ("", _("kies")),
    ("functionaris", _("de functionaris voor gegevensbescherming")),
    ("burgemeester", _("de burgemeester")),
    ("algemeen directeur", _("de algemeen directeur")),
    ("korpschef", _("de korpschef")),
    ("notaris", _("een notaris")),
    ("kluis", _("een kluis buiten het gemeentehuis")),
)


def wachtzinveld(label: Any, help_text: Any = "", **attrs: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"} | attrs)
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text, max_length=500)


def deelveld(label: Any) -> forms.CharField:
    hulp = _("Dertien groepen van vier tekens. Hoofdletters en spaties maken niet uit.")
    attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "rows": "2"}
    return forms.CharField(label=label, help_text=hulp, max_length=200, widget=forms.Textarea(attrs=attrs))


class NieuweWachtzin(forms.Form):
    """Een wachtzin, twee keer: wie zich vertikt, verliest zijn sleutel."""

    nieuwe_zin = "wachtzin"
    wachtzin = wachtzinveld(
        _("Wachtzin"),
        _("Minstens %(n)d tekens. Vijf of zes willekeurige woorden zijn goed; een zin uit een boek niet.")
        % {"n": MINSTE_LENGTE},
        autocomplete="new-password",
    )
    nog_eens = wachtzinveld(_("Nog eens"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        zin = gegevens.get(self.nieuwe_zin)
        if zin and gegevens.get("nog_eens") and zin != gegevens["nog_eens"]:
            self.add_error("nog_eens", _("Dit is niet dezelfde wachtzin."))
        try:
            keur_wachtzin(zin or "")
        except WachtzinTeKort as fout:
            if zin:
                self.add_error(self.nieuwe_zin, str(fout))
        return gegevens


class Bewaarders(forms.Form):
    """Wie welk deel bewaart: een functie, geen naam; drie verschillende."""

    deel_1 = forms.ChoiceField(label=_("Wie bewaart deel 1?"), choices=BEWAARDERS)
    deel_2 = forms.ChoiceField(label=_("Wie bewaart deel 2?"), choices=BEWAARDERS)
    deel_3 = forms.ChoiceField(label=_("Wie bewaart deel 3?"), choices=BEWAARDERS)

    @property
    def bewaarders(self) -> list[str]:
        return [self.cleaned_data[f"deel_{nummer}"] for nummer in (1, 2, 3)]

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        gekozen = [gegevens.get(f"deel_{nummer}") for nummer in (1, 2, 3)]
        if all(gekozen) and len(set(gekozen)) < 3:
            self.add_error("deel_3", _("Elk deel heeft een andere bewaarder: twee delen samen openen alles."))
        return gegevens


class Eerstesleutel(Bewaarders, NieuweWachtzin):
    field_order = ("wachtzin", "nog_eens", "deel_1", "deel_2", "deel_3")


class Wachtzinwijziging(NieuweWachtzin):
    nieuwe_zin = "nieuw"
    wachtzin = wachtzinveld(_("Uw wachtzin van nu"))
    nieuw = wachtzinveld(_("Nieuwe wachtzin"), autocomplete="new-password")
    field_order = ("wachtzin", "nieuw", "nog_eens")


class Eigenzin(forms.Form):
    wachtzin = wachtzinveld(_("Uw wachtzin"))


class Overdracht(forms.Form):
    afdruk = forms.CharField(
        label=_("Vingerafdruk die uw collega voorleest"),
        max_length=40,
        help_text=_("Zestien tekens. Bel uw collega op een nummer dat u al kent, en tik over wat u hoort."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    wat = forms.ChoiceField(
        label=_("Wat geeft u?"),
        choices=(
            ("alles", _("alles wat u zelf kunt openen")),
            ("nu", _("alleen het lopende tijdvak: wat vroeger geschreven is, blijft dicht")),
        ),
        widget=forms.RadioSelect,
        initial="alles",
    )


class Vernieuwreden(forms.Form):
    reden = Tekstveld(
        label=_("Waarom?"), max_length=500, help_text=_("Komt verzegeld in het logboek. Noem geen namen.")
    )


class Tweedelen(forms.Form):
    een = deelveld(_("Een deel"))
    twee = deelveld(_("Een tweede deel"))


class Herstelformulier(NieuweWachtzin, Tweedelen):
    field_order = ("een", "twee", "wachtzin", "nog_eens")


class Zekerheid(forms.Form):
    zeker = forms.BooleanField(label=_("Ik weet dat dit niet terug te draaien is."))
