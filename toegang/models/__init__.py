"""Personen, organisaties, LIVC's, sleutels en toekenningen."""

from .accounts import Accountuitnodiging, Factorherstel
from .gebruiker import Gebruiker
from .livc import Gemeente, Lidmaatschap, Livc, Modaliteiten
from .noodtoegang import Noodtoegang
from .organisatie import Organisatie, Organisatielid
from .sleutels import Casussleutel
from .toekenningen import CasusUserObjectPermission, LivcUserObjectPermission

__all__ = [
    "Accountuitnodiging",
    "CasusUserObjectPermission",
    "Casussleutel",
    "Factorherstel",
    "Gebruiker",
    "Gemeente",
    "Lidmaatschap",
    "Livc",
    "LivcUserObjectPermission",
    "Modaliteiten",
    "Noodtoegang",
    "Organisatie",
    "Organisatielid",
]
