"""Signaal → casus → overleg → traject."""

from .bewaarplicht import Bewaarplicht
from .bewaartermijn import Bewaartermijn, Instemming, Verlenging
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .inbreng import Inbreng
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .vernietiging import (
    Vernietigingsbewijs,
    Vernietigingshandtekening,
    Vernietigingslijst,
    Vernietigingspunt,
)
from .wraking import Wraking

__all__ = [
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
    "Besluit",
    "Betrokkene",
    "Bewaarplicht",
    "Bewaartermijn",
    "Casus",
    "Deelname",
    "Doel",
    "Evaluatie",
    "Geheimhouding",
    "Inbreng",
    "Instemming",
    "Kindafweging",
    "Nacontrole",
    "Overleg",
    "Relatie",
    "Signaal",
    "Traject",
    "Verlenging",
    "Vernietigingsbewijs",
    "Vernietigingshandtekening",
    "Vernietigingslijst",
    "Vernietigingspunt",
    "Weging",
    "Wraking",
]
