"""Signaal → casus → overleg → traject."""

from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .inbreng import Inbreng
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .overname import Dossierovername, Overnameantwoord
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .verstrekking import Verstrekking
from .wraking import Wraking

__all__ = [
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
    "Besluit",
    "Betrokkene",
    "Bewaartermijn",
    "Casus",
    "Deelname",
    "Doel",
    "Dossierovername",
    "Evaluatie",
    "Geheimhouding",
    "Inbreng",
    "Instemming",
    "Kindafweging",
    "Nacontrole",
    "Overleg",
    "Overnameantwoord",
    "Relatie",
    "Signaal",
    "Traject",
    "Verstrekking",
    "Weging",
    "Wraking",
]
