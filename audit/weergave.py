"""Een geopende regel in woorden voor op het scherm."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from toegang.rollen import Rol

from .actions.logboek import Geopend
from .soorten import Soort

MODEL = re.compile(r"[a-z]+\.[a-z]+")
NAAM = re.compile(r"[a-z]+(_[a-z]+)+")

NAMEN = {
    "epoch": _l("tijdvak"),
    "actie": _l("wat iemand wilde"),
    "object": _l("waarvan"),
    "weigering": _l("antwoord"),
}
WEIGERINGEN = {
    "Verborgen": _l("deze pagina is er niet voor deze persoon"),
    "Verboden": _l("deze persoon mag dit niet"),
}

type Paren = list[tuple[str, str]]


@dataclass(frozen=True)
class Inhoud:
    leesbaar: bool
    wie: Paren
    wat: Paren
    casusdeel: Paren
    vernietigd: bool


def inhoud(geopend: Geopend) -> Inhoud:
    actor, casus, feiten = (_tabel(geopend.inhoud.get(naam)) for naam in ("actor", "casus", "feiten"))
    wie = [
        (_("Naam"), actor.get("naam", "")),
        (_("E-mailadres"), actor.get("email", "")),
        (_("Rol toen"), ", ".join(_rol(str(rol)) for rol in _lijst(actor.get("rollen")))),
        (_("Organisatie toen"), ", ".join(str(naam) for naam in _lijst(actor.get("organisaties")))),
    ]
    wat = [(_("Reden"), geopend.inhoud.get("reden", "")), (_("Casus"), casus.get("referentie", ""))]
    return Inhoud(
        leesbaar=geopend.leesbaar,
        wie=[paar for paar in wie if paar[1]],
        wat=[paar for paar in wat if paar[1]] + list(_plat(feiten)),
        casusdeel=list(_plat(_tabel(geopend.casusdeel))),
        vernietigd=geopend.casusdeel is None,
    )


def _tabel(waarde: Any) -> Mapping[str, Any]:
    """Iedereen kan een regel verzinnen: wat geen tabel is, toont niets in de plaats van een fout."""
    return waarde if isinstance(waarde, Mapping) else {}


def _lijst(waarde: Any) -> Sequence[Any]:
    return waarde if isinstance(waarde, list) else ()


def _rol(rol: str) -> str:
    return str(Rol(rol).label) if rol in Rol.values else rol


def _plat(feiten: Mapping[str, Any], voor: str = "") -> Iterator[tuple[str, str]]:
    for naam, waarde in feiten.items():
        label = f"{voor}{NAMEN.get(naam) or naam.replace('_', ' ')}"
        if isinstance(waarde, Mapping):
            yield from _plat(waarde, f"{label} · ")
        elif isinstance(waarde, list):
            yield label.capitalize(), ", ".join(_woord(deel) for deel in waarde)
        elif isinstance(waarde, bool):
            yield label.capitalize(), _("ja") if waarde else _("nee")
        elif waarde not in (None, ""):
            yield label.capitalize(), _woord(waarde)


def _woord(waarde: Any) -> str:
    """Een soort of toestand staat in het logboek als `casus.ingezien` of `in_traject`; op het scherm als woorden."""
    tekst = str(waarde)
    if tekst in Soort.values:
        return str(Soort(tekst).label)
    if tekst in WEIGERINGEN:
        return str(WEIGERINGEN[tekst])
    if MODEL.fullmatch(tekst):
        try:
            return str(apps.get_model(tekst)._meta.verbose_name)
        except LookupError:
            return tekst  # een handeling van het beleid, zoals casus.zien
    return tekst.replace("_", " ") if NAAM.fullmatch(tekst) else tekst
