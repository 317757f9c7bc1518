"""Signaal → casus → overleg → traject."""

from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .draaiboek import Draaiboektekst
from .inbreng import Inbreng
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .wraking import Wraking
from .zaal import Geheugensteun, Notitieconcept

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
    "Draaiboektekst",
    "Evaluatie",
    "Geheimhouding",
    "Geheugensteun",
    "Inbreng",
    "Instemming",
    "Kindafweging",
    "Nacontrole",
    "Notitieconcept",
    "Overleg",
    "Relatie",
    "Signaal",
    "Traject",
    "Weging",
    "Wraking",
]
