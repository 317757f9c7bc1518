"""Personen, organisaties, LIVC's, sleutels en toekenningen."""

from .gebruiker import Gebruiker
from .livc import Gemeente, Lidmaatschap, Livc, Modaliteiten
from .organisatie import Organisatie, Organisatielid
from .sleutels import Casussleutel
from .toekenningen import CasusUserObjectPermission, LivcUserObjectPermission

__all__ = [
    "CasusUserObjectPermission",
    "Casussleutel",
    "Gebruiker",
    "Gemeente",
    "Lidmaatschap",
    "Livc",
    "LivcUserObjectPermission",
    "Modaliteiten",
    "Organisatie",
    "Organisatielid",
]
