"""De brief aan de persoon als toegankelijke PDF (PDF/UA-1). Wat er niet in de gegevens staat, komt er niet in."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.drukwerk import druk

SJABLOON = Path(__file__).parent / "sjablonen" / "verzoekbrief.typ"


def maak(inhoud: dict[str, Any]) -> bytes:
    """De brief zoals hij vastgelegd is."""
    gegevens = {
        "titel": _("Antwoord op uw verzoek"),
        "referentie": _("Referentie: %(ref)s") % {"ref": inhoud["referentie"]},
        "van": inhoud["van"]["livc"],
        "aan": [inhoud["aan"]["naam"], *inhoud["aan"]["adres"].splitlines()],
        "datum": _dag(inhoud["beantwoord_op"]),
        "bladzijde": _("bladzijde"),
        "delen": [_antwoord(inhoud), *_gegevens(inhoud), _rechten(inhoud)],
    }
    return druk(SJABLOON, gegevens)


def _antwoord(inhoud: dict[str, Any]) -> dict[str, Any]:
    zinnen = [
        _("Op %(dag)s ontvingen wij uw vraag om %(wat)s.")
        % {"dag": _dag(inhoud["ontvangen_op"]), "wat": inhoud["verzoek"]},
        _("Uw vraag is %(uitkomst)s.") % {"uitkomst": inhoud["uitkomst"]},
    ]
    if inhoud["grond"]:
        zinnen.append(_("De grond daarvoor is: %(grond)s.") % {"grond": inhoud["grond"]})
    zinnen += [zin for veld in ("gedaan", "toelichting") for zin in inhoud[veld].splitlines() if zin.strip()]
    return {"kop": _("Ons antwoord"), "zinnen": zinnen, "paren": []}


def _gegevens(inhoud: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "kop": deel["kop"],
            "zinnen": [],
            "paren": [[capfirst(label), waarde] for label, waarde in deel["paren"]],
        }
        for deel in inhoud["gegevens"]
    ]


def _rechten(inhoud: dict[str, Any]) -> dict[str, Any]:
    """LR-55: de weg naar de toezichthouder staat in elke brief."""
    van = inhoud["van"]
    zinnen = [
        _("Wat anderen in vertrouwen vertelden, en wat over anderen gaat, staat niet in deze brief."),
        _("Verwerkingsverantwoordelijke: %(wie)s.") % {"wie": van["verantwoordelijke"] or van["livc"]},
        _("Functionaris voor gegevensbescherming: %(wie)s.") % {"wie": van["functionaris"] or van["livc"]},
        _(
            "Bent u het niet eens met dit antwoord? U kunt een klacht indienen bij de toezichthoudende autoriteit: %(wie)s."
        )
        % {"wie": van["toezichthoudende_autoriteit"] or _("de Gegevensbeschermingsautoriteit")},
        _("U kunt ook naar de rechter stappen."),
    ]
    return {"kop": _("Uw rechten"), "zinnen": zinnen, "paren": []}


def _dag(dag: str) -> str:
    return date_format(date.fromisoformat(dag), "j F Y")
