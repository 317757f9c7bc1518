"""Signaal → casus → overleg → traject."""

from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .inbreng import Inbreng
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .verantwoordelijken import Verwerkingslezing
from .verzoek import Betrokkenenverzoek, Raadpleging, Verzoekbrief, Verzoekgrond
from .wraking import Wraking

__all__ = [
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
    "Besluit",
    "Betrokkene",
    "Betrokkenenverzoek",
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
    "Raadpleging",
    "Relatie",
    "Signaal",
    "Traject",
    "Verwerkingslezing",
    "Verzoekbrief",
    "Verzoekgrond",
    "Weging",
    "Wraking",
]
