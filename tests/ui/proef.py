"""Alle bouwstenen samen op één blad, zonder databank: om te bekijken en om na te kijken op toegankelijkheid."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from toegang.contextprocessors import Punt
from toegang.formulier import Datumveld, Tekstveld
from toegang.models import Gebruiker
from toegang.schermdelen import Knop, Merk, Spoorpunt
from toegang.uitzonderingen import Belet

HIER = Path(__file__).parent


KNOPPEN = [
    Knop("openen", "Overleg openen", "/doe/", stijl="hoofd"),
    Knop("lezen", "Verslag lezen", "/lees/", methode="get", stijl="stil"),
    Knop(
        "intrekken",
        "Intrekken",
        "/weg/",
        stijl="gevaar",
        bevestiging="De uitgenodigde ziet daarna niets meer.",
    ),
    Knop(
        "fiche",
        "Fiche overmaken",
        "/fiche/",
        stijl="stil",
        beletten=(Belet("Eén antwoord ontbreekt.", "LR-41"), Belet("Nog een.")),
    ),
]


class Proefformulier(forms.Form):
    titel = forms.CharField(label="Titel", help_text="Kort en zonder naam.")
    dag = Datumveld(label="Wanneer gezien")
    uitleg = Tekstveld(label="Uitleg", required=False)
    kanaal = forms.ChoiceField(
        label="Kanaal",
        choices=[("t", "telefoon"), ("b", "brief")],
        widget=forms.RadioSelect,
        help_text="Kies er één.",
    )
    dringend = forms.BooleanField(label="Dit is dringend", required=False, help_text="Alleen bij tijdsdruk.")
    gelezen = forms.BooleanField(label="Ik las de uitleg")
    sector = forms.ChoiceField(label="Sector", choices=[("caw", "CAW"), ("clb", "CLB")])


def context() -> dict[str, Any]:
    nu = timezone.localtime()
    return {
        "user": Gebruiker(naam="Lien Maes", email="lien@demo.test"),
        "menu": [
            Punt("Mijn werk", "/"),
            Punt("Signalen", "/signalen/"),
            Punt("Casussen", "/casussen/", "true"),
            Punt("Overleg", "/overleg/"),
            Punt("LIVC", "/livc/"),
        ],
        "werkplek": "LIVC Voorbeeldegem · preventieambtenaar",
        "demo": True,
        "messages": [type("M", (), {"level_tag": "success", "__str__": lambda s: "Bewaard."})()],
        "vandaag": nu,
        "telaat": nu.date() - timedelta(days=2),
        "straks": nu.date() + timedelta(days=9),
        "punten": [
            Spoorpunt("Signaal", nu.date() - timedelta(days=40), "af"),
            Spoorpunt("Gewogen", nu.date() - timedelta(days=30), "af"),
            Spoorpunt("Op de lijst", "22/10", "af"),
            Spoorpunt("Uitgenodigd", "26/10", "af"),
            Spoorpunt("Overleg", "vandaag", "nu"),
            Spoorpunt("Traject"),
            Spoorpunt("Afgesloten"),
        ],
        "knoppen": KNOPPEN,
        "form": Proefformulier({"titel": ""}),
        "pagina": Paginator(range(100), 10).page(3),
        "ja": Merk("aanvaard", "ja"),
        "paren": [("Bron", "CLB"), ("Kanaal", "telefoon"), ("Opmerking", "")],
    }


def proefblad() -> str:
    sjabloon = engines["django"].from_string((HIER / "proef.html").read_text())
    return sjabloon.render(context(), RequestFactory().get("/casussen/x/?stand=open"))
