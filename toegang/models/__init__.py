"""Personen, organisaties, LIVC's, sleutels en toekenningen."""

from .accounts import Accountuitnodiging, Factorherstel
from .berichten import Adresfout, Berichtkeuze, Verzending
from .gebruiker import Gebruiker
from .livc import Gemeente, Lidmaatschap, Livc, Modaliteiten, ModaliteitenAkkoord
from .noodtoegang import Noodtoegang
from .organisatie import Organisatie, Organisatielid
from .sleutels import Casussleutel
from .toekenningen import CasusUserObjectPermission, LivcUserObjectPermission

__all__ = [
    "Accountuitnodiging",
    "Adresfout",
    "Berichtkeuze",
    "CasusUserObjectPermission",
    "Casussleutel",
    "Factorherstel",
    "Gebruiker",
    "Gemeente",
    "Lidmaatschap",
    "Livc",
    "LivcUserObjectPermission",
    "Modaliteiten",
    "ModaliteitenAkkoord",
    "Noodtoegang",
    "Organisatie",
    "Organisatielid",
    "Verzending",
]
