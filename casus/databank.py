"""Vragen die de databank beantwoordt in de plaats van iemand die de rijen zelf niet mag zien (zie casus/rijen.py).

Elke functie geeft alleen het antwoord, en alleen aan wie het mag weten.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
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


def wis_concepten(punt_id: UUID) -> None:
    """Halve zinnen bij een punt dat niet meer loopt, van wie ook; wie sluit, leest ze niet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_wis_concepten(%s)", [punt_id])


def sluit_nood(nood_id: UUID) -> None:
    """De eigen noodtoegang eindigt nu; verlengen kan niemand (LR-31)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_sluit_nood(%s)", [nood_id])


def aanbod_telling(aanbod_id: UUID) -> dict[str, int]:
    """Hoeveel stukken van elke soort een ander LIVC aanbiedt; leeg voor wie er niet over beslist (LR-05)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT soort, aantal FROM casus_aanbod_telling(%s)", [aanbod_id])
        return dict(cursor.fetchall())


def is_besproken(relatie_id: UUID) -> bool:
    """Of iemand al iets over deze relatie inbracht, voor welk publiek ook; een concept telt niet mee (LR-32)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_relatie_besproken(%s)", [relatie_id])
        return bool(cursor.fetchone() == (True,))


def fiche_stand(fiche_id: UUID) -> str:
    """Of een fiche weg mag: klaar, open, geweigerd, toegang, bron, concept of onbekend (LR-41, LR-42)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_fiche_stand(%s)", [fiche_id])
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class Telling:
    """Antwoorden zonder namen, alleen voor de burgemeester; voor een ander overal nul.

    Bij minder dan vijf mensen zijn ja en nee None: daar zou een telling een naam zijn (LR-20).
    """

    gevraagd: int
    ja: int | None
    nee: int | None
    weg: int = 0


def fiche_telling(fiche_id: UUID) -> Telling:
    """De antwoorden op de tekst die nu voorligt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_fiche_telling(%s)", [fiche_id])
        return Telling(*cursor.fetchone()[0])


def overname_telling(overname_id: UUID) -> Telling:
    """De antwoorden op een vraag voor een eigen dossier; `weg`: wie het gevraagd is en niet meer aan tafel zit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_overname_telling(%s)", [overname_id])
        return Telling(*cursor.fetchone()[0])


@dataclass(frozen=True)
class Dicht:
    """Eén geheim, nog in zijn envelop: wat het is weet alleen wie de sleutel van de casus heeft, van wie niemand."""

    pk: UUID
    envelop: bytes
    soort: str
    lijst: str
    van_elders: bool


def fiche_geheimen(fiche_id: UUID) -> list[Dicht]:
    """Elke geheime inbreng van de casus, ook die uit een ander LIVC (LR-42)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_fiche_geheimen(%s)", [fiche_id])
        return [Dicht(pk, bytes(dicht), *rest) for pk, dicht, *rest in cursor.fetchall() if dicht]


def overdracht_geheimen(overdracht_id: UUID) -> list[Dicht]:
    """Hetzelfde voor een pakket; alleen voor wie het nu maakt (LR-32)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_overdracht_geheimen(%s)", [overdracht_id])
        return [Dicht(pk, bytes(dicht), *rest) for pk, dicht, *rest in cursor.fetchall() if dicht]


def fiche_geraakt(fiche_id: UUID, stukken: list[UUID], poging: UUID) -> None:
    """Noteert voor elke auteur dat een tekst te dicht bij zijn geheim kwam; wie het is, zegt de databank niet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_fiche_geraakt(%s, %s, %s)", [fiche_id, stukken, poging])


def fiche_pogingen(casus_id: UUID, sinds: datetime) -> int:
    """Hoeveel teksten over deze casus sinds toen geweigerd werden; nul voor wie niet opstelt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_fiche_pogingen(%s, %s)", [casus_id, sinds])
        return int(cursor.fetchone()[0])


def maak_relatie_los(relatie_id: UUID) -> None:
    """Concepten over deze relatie gaan weer over de persoon zelf; wie ze schreef, blijft onbekend (LR-32)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_maak_relatie_los(%s)", [relatie_id])


@dataclass(frozen=True)
class Verwacht:
    """Iemand op een overleg: `genodigde`, `aan_tafel` of `neen`; zonder persoon is er nu niemand."""

    overleg: UUID
    begin: datetime
    plaats: str
    gebruiker: UUID | None
    soort: str | None


def agenda(livc_id: UUID) -> list[Verwacht]:
    """Wie op elk overleg dat nog komt verwacht wordt; leeg voor wie niet de taak van de agenda is (LR-23)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_agenda(%s)", [livc_id])
        return [Verwacht(*rij) for rij in cursor.fetchall()]


def wacht_op_agenda(livc_id: UUID) -> None:
    """Twee afstemmingen van één LIVC gaan na elkaar, tot het einde van de transactie."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agenda {livc_id}"])


def meld_terug(gebruiker_id: UUID) -> None:
    """Een bericht aan deze persoon kwam terug: zijn open uitnodigingen heten niet verstuurd."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_bericht_terug(%s)", [gebruiker_id])


def unanieme_overnames(pks: list[UUID]) -> set[UUID]:
    """Waarover iedereen aan tafel ja zei; wie wat antwoordde, zegt dit niet (LR-20, LR-43)."""
    if not pks:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_unanieme_overnames(%s::uuid[])", [[str(pk) for pk in pks]])
        return {pk for (pk,) in cursor.fetchall()}


def open_raadplegingen() -> set[UUID]:
    """De eigen raadplegingen waarvan het antwoord aan de persoon nog niet vertrok (LR-55)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_open_raadplegingen()")
        return {pk for (pk,) in cursor.fetchall()}


def nog_te_vertellen(raadpleging_id: UUID, inbreng_ids: list[UUID]) -> set[UUID]:
    """Welke van deze inbreng nog van die deelnemer is, nog aan tafel ligt en over de persoon zelf gaat (LR-51, LR-55)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_nog_te_vertellen(%s, %s::uuid[])", [raadpleging_id, inbreng_ids])
        return {pk for (pk,) in cursor.fetchall()}


def te_wissen_verzoeken() -> list[UUID]:
    """Alleen voor de taak: beantwoorde verzoeken zonder casus waarvan de termijn om is (LR-55)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_te_wissen_verzoeken()")
        return [verzoek for (verzoek,) in cursor.fetchall()]


def wis_verzoek(verzoek_id: UUID) -> dict[str, Any] | None:
    """Alleen voor de taak: wist rijen en sleutels van één verzoek; None als er niets te wissen valt (LR-55)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_wis_verzoek(%s)", [verzoek_id])
        gewist: dict[str, Any] | None = _json(cursor.fetchone())
        return gewist


def besproken_personen(livc_id: UUID) -> list[tuple[Any, ...]]:
    """De lijst van personen, met de naam nog in haar envelop; leeg voor wie ze niet mag zien (LR-06)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_besproken_personen(%s)", [livc_id])
        return list(cursor.fetchall())


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


def verlenging_mist(verlenging_id: UUID) -> str:
    """Of er een functionaris ontbreekt die kennis kan nemen: geen of uitgesloten, en anders leeg (LR-52)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_verlenging_mist(%s)", [verlenging_id])
        return cursor.fetchone()[0] or ""


def te_vernietigen() -> list[tuple[UUID, UUID, str, date]]:
    """Alleen voor de taak: casus, LIVC, referentie en einde van wat aan zijn einde is en niet op een lijst staat."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_te_vernietigen()")
        return list(cursor.fetchall())


def klaar_om_te_vernietigen() -> list[UUID]:
    """Alleen voor de taak: wat bezig is, of twee geldige handtekeningen heeft en op niets wacht."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_klaar_om_te_vernietigen()")
        return [punt for (punt,) in cursor.fetchall()]


def vernietiging_wacht(punten: list[UUID]) -> dict[UUID, str]:
    """Welke van deze punten nog niet getekend kunnen worden: op een verzoek, nieuw_verzoek of aanbod (LR-55)."""
    if not punten:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_vernietiging_wacht(%s::uuid[])", [[str(pk) for pk in punten]])
        return dict(cursor.fetchall())


def begin_vernietiging(punt_id: UUID) -> list[UUID]:
    """Alleen voor de taak: vernietigt sleutels en rechten als twee mensen tekenden. Geeft de dossiers (LR-53)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_begin_vernietiging(%s)", [punt_id])
        return [UUID(dossier) for dossier in _json(cursor.fetchone())]


def gewiste_signalen(punt_id: UUID) -> list[tuple[UUID, str]]:
    """Alleen voor de taak: de signalen waarvan de inhoud met deze casus verdween, met hun referentie."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casus_gewiste_signalen(%s)", [punt_id])
        return list(cursor.fetchall())


def maak_vernietiging_af(punt_id: UUID) -> dict[str, int]:
    """Alleen voor de taak: wist elke rij die aan de casus hangt. Geeft hoeveel, per tabel (LR-53)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casus_maak_vernietiging_af(%s)", [punt_id])
        aantallen: dict[str, int] = _json(cursor.fetchone())
        return aantallen


def _json(rij: Any) -> Any:
    (waarde,) = rij
    return json.loads(waarde) if isinstance(waarde, str) else waarde
