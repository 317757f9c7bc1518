"""Signaal → casus → overleg → traject."""

from .agenda import Agendazending
from .bewaartermijn import Bewaartermijn, Instemming
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .fiche import Fichebron, Fichegoedkeurder, Ficheoverdracht, Ficheraking, Terugkoppelingsfiche
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
    "Agendazending",
    "Besluit",
    "Betrokkene",
    "Bewaartermijn",
    "Casus",
    "Deelname",
    "Doel",
    "Evaluatie",
    "Fichebron",
    "Fichegoedkeurder",
    "Ficheoverdracht",
    "Ficheraking",
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
    "Terugkoppelingsfiche",
    "Traject",
    "Weging",
    "Wraking",
]
