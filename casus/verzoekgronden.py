"""Waarom een antwoord aan de persoon beperkt of geweigerd kan worden (LR-55). Gegevens met een versie, geen code.

[NA TE KIJKEN DOOR EEN JURIST] De wet van 8 januari 2026, art. 6, somt vijf gronden op. De woorden van die opsomming zijn
hier niet nagelezen: de vijf hieronder staan in de woorden van de AVG, art. 23, lid 1, met hun letter. Klopt dat niet, dan
komt er een nieuwe versie bij; wat al vastgelegd is, blijft naar zijn eigen versie verwijzen.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Grond:
    """Eén grond. `alleen_open`: een beperking die alleen kan zolang de casus loopt."""

    code: str
    label: Any
    bron: str
    alleen_open: bool = False


@dataclass(frozen=True, slots=True)
class Gronden:
    """Eén versie van de lijst. `nagekeken`: een jurist las de wettekst ernaast."""

    versie: str
    nagekeken: bool
    gronden: tuple[Grond, ...]


_W2026 = "wet van 8 januari 2026, art. 6; woorden van AVG art. 23, lid 1, "

VERSIE_1 = Gronden(
    versie="2026-1",
    nagekeken=False,
    gronden=(
        Grond("nationale_veiligheid", _("de nationale veiligheid"), _W2026 + "a", alleen_open=True),
        Grond("openbare_veiligheid", _("de openbare veiligheid"), _W2026 + "c", alleen_open=True),
        Grond(
            "strafbare_feiten",
            _("strafbare feiten voorkomen, onderzoeken, opsporen of vervolgen"),
            _W2026 + "d",
            alleen_open=True,
        ),
        Grond(
            "toezicht",
            _("een taak van toezicht of inspectie die bij het openbaar gezag hoort"),
            _W2026 + "h",
            alleen_open=True,
        ),
        Grond(
            "bescherming",
            _("de bescherming van de persoon zelf of van de rechten van anderen"),
            _W2026 + "i",
            alleen_open=True,
        ),
        # Geen beperking van het recht, wel een reden waarom er niets of niet alles te geven is.
        Grond("geen_gegevens", _("er zijn geen gegevens gevonden"), "AVG art. 15, lid 1"),
        Grond("identiteit", _("wie het vraagt, kon niet vastgesteld worden"), "AVG art. 12, lid 2 en 6"),
        Grond("ongegrond", _("het verzoek is kennelijk ongegrond of buitensporig"), "AVG art. 12, lid 5"),
        Grond("niet_onjuist", _("de gegevens zijn niet onjuist"), "AVG art. 16"),
        Grond("bewaarplicht", _("de gegevens zijn nodig voor een wettelijke taak"), "AVG art. 17, lid 3, b"),
    ),
)

VERSIES = {lijst.versie: lijst for lijst in (VERSIE_1,)}
GELDEND = VERSIE_1
GEEN_GEGEVENS = "geen_gegevens"


def zoek(versie: str, code: str) -> Grond | None:
    """De grond zoals ze heette toen iemand ze koos."""
    lijst = VERSIES.get(versie)
    return next((grond for grond in lijst.gronden if grond.code == code), None) if lijst else None
