"""De voorwaarden op de tabellen van Django en allauth waarmee iemand een ander kan worden: sessies, tweede stappen, taken.

Wie in een aanvraag SQL binnensmokkelt, leest anders de sessie van een ander en is die persoon.
"""

from .gedeeldgeheugen import GEHEUGEN
from .rijbeveiliging import IEDEREEN, Regel
from .rijtaal import IK, NIEMAND_AANGEMELD, rollen, taak
from .sessieopslag import SESSIES

_GEHEUGEN = taak(GEHEUGEN.naam)
_SESSIES = taak(SESSIES.naam)
_SLEUTELBEHEER = taak("sleutelbeheer")
_EIGEN = f"user_id = {IK} OR {NIEMAND_AANGEMELD}"

REGELS = {
    # Alleen de opslag van de sessies zelf, binnen haar eigen opdrachten: wie de sleutel leest, is de persoon.
    "django_session": Regel(_SESSIES, toevoegen=_SESSIES, wijzigen=_SESSIES, wissen=_SESSIES),
    "usersessions_usersession": Regel(
        f"{_EIGEN} OR {_SESSIES}", toevoegen=_EIGEN, wijzigen=_EIGEN, wissen=f"{_EIGEN} OR {_SESSIES}"
    ),
    # De beheerder ziet wie nog geen tweede stap koos; haar geheim staat onder de sleutelring.
    "mfa_authenticator": Regel(
        f"{_EIGEN} OR {_SLEUTELBEHEER} OR {_SESSIES} OR {rollen('beheerder')} <> '{{}}'",
        toevoegen=_EIGEN,
        wijzigen=f"{_EIGEN} OR {_SLEUTELBEHEER}",
        wissen=f"{_EIGEN} OR {_SESSIES}",
    ),
    "account_emailaddress": Regel(_EIGEN, toevoegen=_EIGEN, wijzigen=_EIGEN, wissen=_EIGEN),
    "socialaccount_socialaccount": Regel(_EIGEN, toevoegen=_EIGEN, wijzigen=_EIGEN, wissen=_EIGEN),
    "socialaccount_socialapp": Regel(IEDEREEN),
    # Een waarde in het gedeelde geheugen voert de server uit, en een taak ook: nooit uit de aanvraag van een persoon.
    "gedeeld_geheugen": Regel(_GEHEUGEN, toevoegen=_GEHEUGEN, wijzigen=_GEHEUGEN, wissen=_GEHEUGEN),
    "django_tasks_database_dbtaskresult": Regel(
        NIEMAND_AANGEMELD, toevoegen=NIEMAND_AANGEMELD, wijzigen=NIEMAND_AANGEMELD, wissen=NIEMAND_AANGEMELD
    ),
}
