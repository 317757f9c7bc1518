"""Vragen die de databank beantwoordt in de plaats van iemand die de rijen zelf niet mag zien (zie casus/rijen.py).

Elke functie geeft alleen het antwoord, en alleen aan wie het mag weten.
"""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection


def gevraagde_diensten(casus_id: UUID, overleg_id: UUID) -> list[str]:
    """De diensten die voor deze casus gevraagd zijn; leeg voor wie zelf geen open uitnodiging heeft (LR-13)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_gevraagde_diensten(%s, %s)", [casus_id, overleg_id])
        return [naam for (naam,) in cursor.fetchall()]


def bezette_collegas(casus_id: UUID) -> set[UUID]:
    """Wie van de eigen dienst voor deze casus al gevraagd is; leeg voor wie er zelf niet bij hoort (LR-16)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_bezette_collegas(%s)", [casus_id])
        return {wie for (wie,) in cursor.fetchall()}


def casussen_met_naam(livc_id: UUID, afdruk: bytes) -> list[UUID]:
    """Casussen van dit LIVC over iemand met deze blinde index, onder die waarvan de kern weet (LR-31)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_met_naam(%s, %s)", [livc_id, afdruk])
        return [casus for (casus,) in cursor.fetchall()]


def zoek_nood(livc_id: UUID, referentie: str) -> UUID | None:
    """De casus bij deze referentie; alleen om noodtoegang te vragen, en nooit om te tonen (LR-05)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_zoek_nood(%s, %s)", [livc_id, referentie])
        (gevonden,) = cursor.fetchone()
        return gevonden if isinstance(gevonden, UUID) else None


def livc_van_vroeger(casus_id: UUID) -> UUID | None:
    """Het LIVC van een casus waarvoor iemand ooit uitgenodigd was; verder zegt dit niets over haar (LR-57)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_livc_van_vroeger(%s)", [casus_id])
        (gevonden,) = cursor.fetchone()
        return gevonden if isinstance(gevonden, UUID) else None


def noteer_bericht(deelname_id: UUID, gelukt: bool) -> None:
    """Of de uitnodiging vertrok; ook voor wie de uitnodiging van zijn vervanger zelf niet leest (LR-20)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_bericht_verstuurd(%s, %s)", [deelname_id, gelukt])


def sluit_nood(nood_id: UUID) -> None:
    """De eigen noodtoegang eindigt nu; verlengen kan niemand (LR-31)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_sluit_nood(%s)", [nood_id])


def is_besproken(relatie_id: UUID) -> bool:
    """Of iemand al iets over deze relatie inbracht, voor welk publiek ook; een concept telt niet mee (LR-32)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_relatie_besproken(%s)", [relatie_id])
        return bool(cursor.fetchone() == (True,))


def maak_relatie_los(relatie_id: UUID) -> None:
    """Concepten over deze relatie gaan weer over de persoon zelf; wie ze schreef, blijft onbekend (LR-32)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_maak_relatie_los(%s)", [relatie_id])


def te_verwittigen(casus_id: UUID, *rollen: str) -> list[UUID]:
    """Wie vandaag een van deze rollen heeft in het LIVC van deze casus; nooit wie uitgesloten is (LR-23)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_te_verwittigen(%s, %s)", [casus_id, list(rollen)])
        return [wie for (wie,) in cursor.fetchall()]


def neem_kennis(verlenging_id: UUID, rol: str) -> bool:
    """Noteert dat deze persoon kennis nam; waar als de verlenging daarmee geldt (LR-52)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_neem_kennis(%s, %s)", [verlenging_id, rol])
        return bool(cursor.fetchone() == (True,))


def te_vernietigen() -> list[tuple[UUID, UUID, str, date]]:
    """Alleen voor de taak: casus, LIVC, referentie en einde van wat aan zijn einde is en niet op een lijst staat."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_te_vernietigen()")
        return list(cursor.fetchall())


def begin_vernietiging(punt_id: UUID) -> list[UUID]:
    """Alleen voor de taak: vernietigt sleutels en rechten als twee mensen tekenden. Geeft de dossiers (LR-53)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_begin_vernietiging(%s)", [punt_id])
        return [UUID(dossier) for dossier in _json(cursor.fetchone())]


def maak_vernietiging_af(punt_id: UUID) -> dict[str, int]:
    """Alleen voor de taak: wist elke rij die aan de casus hangt. Geeft hoeveel, per tabel (LR-53)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_maak_vernietiging_af(%s)", [punt_id])
        aantallen: dict[str, int] = _json(cursor.fetchone())
        return aantallen


def _json(rij: Any) -> Any:
    (waarde,) = rij
    return json.loads(waarde) if isinstance(waarde, str) else waarde
