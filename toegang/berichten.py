"""Elke e-mail die ooit vertrekt: een gesloten lijst van vaste teksten, en de enige plaats die er een samenstelt (LR-34).

Een brief kent geen model, geen naam en geen casus: alleen zijn soort en waarden uit een gesloten lijst van types. Wat
daar niet in past, is een fout bij het opstellen. Adressen wijzen naar een lijst, nooit naar één casus of uitnodiging.
"""

import re
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .agendastuk import Agendastuk
from .berichtteksten import REDENEN, SJABLONEN, Reden, Sjabloon
from .berichtteksten import Berichtsoort as Berichtsoort

UUID_VORM = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
LETTERS = re.compile(r"[\w=:-]{8,200}", re.ASCII)


class Link(Enum):
    """De twee adressen met een geheim erin: ze werken één keer, en alleen voor wie de e-mail krijgt."""

    ACCOUNT = "account_uitnodiging"
    WACHTWOORD = "account_reset_password_from_key"


@dataclass(frozen=True, slots=True)
class Geheim:
    """Een eenmalige link. Raises ValueError voor alles wat geen sleutel is: een zin of een naam past er niet in."""

    link: Link
    sleutel: str
    wie: str = ""

    def __post_init__(self) -> None:
        if (
            type(self.link) is not Link
            or not LETTERS.fullmatch(self.sleutel)
            or UUID_VORM.fullmatch(self.sleutel)
        ):
            raise ValueError("Dit is geen sleutel voor een link.")
        if self.wie and not re.fullmatch(r"[0-9a-z]{1,32}", self.wie):
            raise ValueError("Dit is geen sleutel voor een link.")

    @property
    def adres(self) -> str:
        args = [self.wie, self.sleutel] if self.wie else [self.sleutel]
        return f"{settings.PUBLIEKE_URL}{reverse(self.link.value, args=args)}"


TOEGELATEN: dict[str, type] = {
    "soort": Berichtsoort,
    "reden": Reden,
    "dagen": int,
    "geheim": Geheim,
    "agenda": Agendastuk,
}
"""Alles wat een brief kan bevatten, en niets anders: geen tekst, geen model, geen woordenboek."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Eén bericht, nog zonder ontvanger. Raises TypeError of ValueError zodra er iets in zit dat er niet hoort."""

    soort: Berichtsoort
    reden: Reden | None = None
    dagen: int | None = None
    geheim: Geheim | None = None
    agenda: Agendastuk | None = None

    def __post_init__(self) -> None:
        for veld in fields(self):
            waarde = getattr(self, veld.name)
            # Geen subklasse: een tekst die zich als getal voordoet, komt er niet in.
            if waarde is not None and type(waarde) is not TOEGELATEN[veld.name]:
                raise TypeError(f"Een brief bevat geen {type(waarde).__name__}.")
        gegeven = {naam for naam in ("reden", "dagen", "geheim") if getattr(self, naam) is not None}
        if gegeven != self.sjabloon.vraagt:
            raise ValueError(f"{self.soort.value} vraagt precies {sorted(self.sjabloon.vraagt)}.")

    @property
    def sjabloon(self) -> Sjabloon:
        return SJABLONEN[self.soort]

    @property
    def onderwerp(self) -> str:
        return str(self.sjabloon.onderwerp) % self._woorden

    @property
    def tekst(self) -> str:
        """De vaste alinea's, de pagina waar iets klaarstaat, en waarom dit bericht komt."""
        alineas = [str(alinea) % self._woorden for alinea in self.sjabloon.alineas]
        if self.sjabloon.urlnaam:
            alineas.append(settings.PUBLIEKE_URL + reverse(self.sjabloon.urlnaam))
        if self.sjabloon.keuze:
            keuzes = settings.PUBLIEKE_URL + reverse("casus:mijn_berichten")
            alineas.append(
                _("Dit bericht hoeft u niet te krijgen. U kiest zelf: %(adres)s") % {"adres": keuzes}
            )
        alineas.append(str(self.sjabloon.slot))
        return "\n\n".join(alineas) + "\n"

    @property
    def _woorden(self) -> dict[str, Any]:
        return {
            "site": settings.PUBLIEKE_URL,
            "reden": REDENEN[self.reden] if self.reden else "",
            "code": self.reden.value if self.reden else "",
            "dagen": self.dagen,
            "link": self.geheim.adres if self.geheim else "",
        }
