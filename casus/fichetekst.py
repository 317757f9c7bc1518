"""De tekst van een fiche: samengesteld uit haar bronnen, in een vaste vorm, met een vingerafdruk (LR-41, LR-42).

De tekst is een lijst van delen met een kop en alinea's, en een willekeurig zout: zonder de sleutel van de casus zegt de
vingerafdruk niets, ook niet aan wie de tekst raadt.
"""

import hashlib
import secrets
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.zegel import canoniek
from casus.models import Betrokkene, Terugkoppelingsfiche

type Deel = dict[str, Any]


def stel_samen(fiche: Terugkoppelingsfiche) -> list[Deel]:
    """De delen zoals ze nu zouden voorliggen. Namen van wie iets inbracht of besliste, staan er niet in."""
    veld = per_veld(fiche)
    return [
        {"kop": _("Over wie"), "wie": True, "alineas": veld[""]},
        *_deel(_("Inleiding"), veld["inleiding"]),
        *_deel(_("Besluiten van de tafel"), veld["besluiten"]),
        *_deel(_("Vrijgegeven informatie"), veld["inbrengen"]),
        *_deel(_("Evaluatie van de opvolging"), veld["evaluaties"]),
        *_deel(_("Besluit"), veld["slot"]),
    ]


def per_veld(fiche: Terugkoppelingsfiche) -> dict[str, list[str]]:
    """Dezelfde tekst, per veld van het formulier waar hij vandaan komt; leeg: over wie het gaat."""
    bronnen = list(fiche.bronnen.select_related("inbreng", "besluit", "evaluatie"))
    return {
        "": _wie(fiche),
        "inleiding": [fiche.inleiding],
        "slot": [fiche.slot],
        "besluiten": [b.besluit.tekst for b in bronnen if b.besluit],
        "inbrengen": [b.inbreng.tekst for b in bronnen if b.inbreng],
        "evaluaties": [b.evaluatie.tekst for b in bronnen if b.evaluatie],
    }


def leg_vast(delen: list[Deel]) -> dict[str, Any]:
    """Wat bewaard wordt als tekst van deze ronde."""
    return {"zout": secrets.token_hex(16), "delen": delen}


def vingerafdruk(tekst: dict[str, Any]) -> str:
    return hashlib.sha256(canoniek(tekst)).hexdigest()


def voluit(tekst: dict[str, Any]) -> str:
    """De ene regel waarvan de vingerafdruk de SHA-256 is, met het zout erin."""
    return canoniek(tekst).decode()


def in_woorden(delen: list[Deel]) -> str:
    """Alles wat geschreven of gekozen is, voor de controle op geheimen; wie de persoon is, telt niet mee."""
    return "\n".join(alinea for deel in delen if not deel.get("wie") for alinea in deel["alineas"])


def _deel(kop: str, teksten: list[str]) -> list[Deel]:
    alineas = [tekst.strip() for tekst in teksten if tekst.strip()]
    return [{"kop": kop, "alineas": alineas}] if alineas else []


def _wie(fiche: Terugkoppelingsfiche) -> list[str]:
    persoon: Betrokkene = fiche.casus.betrokkene_set.get()
    geboren = date_format(persoon.geboortedatum, "j F Y") if persoon.geboortedatum else _("niet gekend")
    overleg = fiche.agendapunt.overleg
    dag = date_format(timezone.localdate(overleg.begin), "j F Y")
    return [
        _("%(naam)s, geboren op %(dag)s, woont in %(gemeente)s.")
        % {"naam": persoon.naam, "dag": geboren, "gemeente": persoon.gemeente or _("onbekend")},
        _("Besproken op het overleg van %(dag)s van %(livc)s.") % {"dag": dag, "livc": fiche.livc.naam},
    ]
