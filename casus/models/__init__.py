"""Signaal → casus → overleg → traject."""

from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .inbreng import Inbreng
from .overdracht import Aanbod, Overdracht, Overdrachtkeuze, Overdrachtvraag, Overgenomen, Pakketstuk
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .wraking import Wraking

__all__ = [
    "Aanbod",
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
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
    "Overdracht",
    "Overdrachtkeuze",
    "Overdrachtvraag",
    "Overgenomen",
    "Overleg",
    "Pakketstuk",
    "Relatie",
    "Signaal",
    "Traject",
    "Weging",
    "Wraking",
]
