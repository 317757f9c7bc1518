"""Signaal → casus → overleg → traject."""

from .agenda import Agendazending
from .bewaarplicht import Bewaarplicht
from .bewaartermijn import Bewaartermijn, Instemming, Verlenging
from .casus import Betrokkene, Casus, Kindafweging, Nacontrole, Relatie
from .deelname import Deelname, Geheimhouding
from .draaiboek import Draaiboektekst
from .fiche import Fichebron, Fichegoedkeurder, Ficheoverdracht, Ficheraking, Terugkoppelingsfiche
from .inbreng import Inbreng
from .overdracht import Aanbod, Overdracht, Overdrachtkeuze, Overdrachtvraag, Overgenomen, Pakketstuk
from .overleg import Aanwezigheid, Agendapunt, Besluit, Overleg
from .overname import Dossierovername, Overnameantwoord
from .signaal import Signaal, Weging
from .traject import Actie, Doel, Evaluatie, Traject
from .verantwoordelijken import Verwerkingslezing
from .vernietiging import (
    Vernietigingsbewijs,
    Vernietigingshandtekening,
    Vernietigingslijst,
    Vernietigingspunt,
)
from .verstrekking import Verstrekking
from .verzoek import Betrokkenenverzoek, Raadpleging, Verzoekbrief, Verzoekgrond
from .wraking import Wraking
from .zaal import Geheugensteun, Notitieconcept

__all__ = [
    "Aanbod",
    "Aanwezigheid",
    "Actie",
    "Agendapunt",
    "Agendazending",
    "Besluit",
    "Betrokkene",
    "Betrokkenenverzoek",
    "Bewaarplicht",
    "Bewaartermijn",
    "Casus",
    "Deelname",
    "Doel",
    "Dossierovername",
    "Draaiboektekst",
    "Evaluatie",
    "Fichebron",
    "Fichegoedkeurder",
    "Ficheoverdracht",
    "Ficheraking",
    "Geheimhouding",
    "Geheugensteun",
    "Inbreng",
    "Instemming",
    "Kindafweging",
    "Nacontrole",
    "Notitieconcept",
    "Overdracht",
    "Overdrachtkeuze",
    "Overdrachtvraag",
    "Overgenomen",
    "Overleg",
    "Overnameantwoord",
    "Pakketstuk",
    "Raadpleging",
    "Relatie",
    "Signaal",
    "Terugkoppelingsfiche",
    "Traject",
    "Verlenging",
    "Vernietigingsbewijs",
    "Vernietigingshandtekening",
    "Vernietigingslijst",
    "Vernietigingspunt",
    "Verstrekking",
    "Verwerkingslezing",
    "Verzoekbrief",
    "Verzoekgrond",
    "Weging",
    "Wraking",
]
