"""Signaal → casus → overleg → traject."""

from .agenda import Agendazending
from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .inbreng import Inbreng
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .wraking import Wraking

__all__ = [
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
    "Agendazending",
    "Besluit",
    "Betrokkene",
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
    "Weging",
    "Wraking",
]
