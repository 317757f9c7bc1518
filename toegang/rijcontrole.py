"""Kijkt na of de databank het beleid houdt zoals de apps het verklaren (LR-31).

Leest alleen de catalogus. Als eigenaar gaat het tot op de letter: de verklaarde voorwaarden worden in een transactie
opnieuw gezet, vergeleken met wat er stond, en teruggedraaid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .catalogus import FUNCTIES, ROL, TABELLEN, TRIGGERS, VAN_DE_ROL, VERWIJZINGEN, VOORWAARDEN
from .rijbeveiliging import NIEMAND, VORM, is_eigenaar, tabellen, verklaring, zet_rijbeveiliging

WORTEL = "casus_casus"
BINDEND = ["casus_id", "dossier_id", "casus"]
SOORTEN = {"lezen": "SELECT", "toevoegen": "INSERT", "wijzigen": "UPDATE", "wissen": "DELETE"}


@dataclass(frozen=True)
class Tabel:
    """Een rij van `TABELLEN`."""

    naam: str
    soort: str
    beveiligd: bool
    opties: list[str]
    bindend: bool
    te_veel: bool


def overzicht() -> Iterator[tuple[str, str]]:
    """Elke tabel met wat er mag, of met de reden dat er geen voorwaarde is."""
    alles = verklaring()
    for naam in sorted(
        tabellen().keys() | alles.regels.keys() | alles.vrij.keys() | alles.bibliotheek.keys()
    ):
        if regel := alles.regels.get(naam):
            delen = (f"{soort}: {'nee' if getattr(regel, soort) == NIEMAND else 'ja'}" for soort in SOORTEN)
            yield naam, ", ".join(delen)
        else:
            yield naam, alles.vrij.get(naam) or alles.bibliotheek.get(naam, "NIET VERKLAARD")


def gebreken(verbinding: BaseDatabaseWrapper) -> list[str]:
    """Wat niet klopt, een zin per gebrek; leeg als de databank doet wat de apps zeggen."""
    with verbinding.cursor() as cursor:
        cursor.execute(TABELLEN, [BINDEND, settings.DATABASE_ROL])
        rijen = [Tabel(*rij) for rij in cursor.fetchall()]
        return [
            *_dekking(cursor, rijen),
            *_tabellen(rijen),
            *_namen(cursor),
            *_functies(cursor),
            *_rol(cursor),
            *(_letterlijk(verbinding, cursor) if is_eigenaar(cursor) else ()),
        ]


def _dekking(cursor: Any, rijen: list[Tabel]) -> Iterator[str]:
    alles = verklaring()
    bestaand = {rij.naam for rij in rijen if rij.soort in "rpf"}
    for naam in sorted(bestaand | tabellen().keys()):
        aantal = sum(naam in lijst for lijst in (alles.regels, alles.vrij, alles.bibliotheek))
        if aantal != 1:
            yield f"{naam}: {'staat in geen lijst' if not aantal else 'staat in meer dan een lijst'}"
    gebonden = _casusgebonden(cursor, {rij.naam for rij in rijen if rij.bindend})
    for naam in sorted(gebonden - alles.regels.keys()):
        yield f"{naam}: hoort bij een casus en heeft geen voorwaarde"


def _casusgebonden(cursor: Any, gebonden: set[str]) -> set[str]:
    """Wie naar een casus verwijst, en wie daar weer naar verwijst; volgens de databank en volgens de modellen."""
    cursor.execute(VERWIJZINGEN)
    pijlen = set(cursor.fetchall())
    for naam, model in tabellen().items():
        pijlen |= {
            (naam, veld.related_model._meta.db_table)
            for veld in model._meta.concrete_fields
            if veld.is_relation and not isinstance(veld.related_model, str | None)
        }
    gebonden = gebonden | {WORTEL}
    while nieuw := {van for van, naar in pijlen if naar in gebonden} - gebonden:
        gebonden |= nieuw
    return gebonden


def _tabellen(rijen: list[Tabel]) -> Iterator[str]:
    regels = verklaring().regels
    for rij in rijen:
        if rij.naam in regels and not rij.beveiligd:
            yield f"{rij.naam}: row-level security staat uit"
        if rij.soort == "m" or (rij.soort == "v" and "security_invoker=true" not in rij.opties):
            yield f"{rij.naam}: een view leest met de rechten van de eigenaar"
        if rij.te_veel:
            yield f"{rij.naam}: de toepassing mag leegmaken (TRUNCATE), verwijzen of een trigger zetten"
    for naam in sorted(regels.keys() - {rij.naam for rij in rijen}):
        yield f"{naam}: bestaat niet"


def _namen(cursor: Any) -> Iterator[str]:
    cursor.execute(VOORWAARDEN)
    gevonden = {
        (tabel, naam, soort, aard, tuple(rollen))
        for tabel, naam, aard, rollen, soort, *_ in cursor.fetchall()
    }
    verwacht = {
        (tabel, naam, soort, "PERMISSIVE", (settings.DATABASE_ROL,))
        for tabel in verklaring().regels
        for naam, soort in SOORTEN.items()
    }
    for tabel, naam, soort, *_ in sorted(verwacht - gevonden):
        yield f"{tabel}: de voorwaarde ‘{naam}’ ({soort}) ontbreekt of geldt voor een andere rol"
    for tabel, naam, soort, *_ in sorted(gevonden - verwacht):
        yield f"{tabel}: de voorwaarde ‘{naam}’ ({soort}) is niet verklaard"


def _functies(cursor: Any) -> Iterator[str]:
    verklaard = {vorm.split("(")[0] for functie in verklaring().functies for vorm in VORM.findall(functie)}
    cursor.execute(FUNCTIES)
    for vorm, naam, als_eigenaar, opties, _tekst, iedereen in cursor.fetchall():
        if naam in verklaard:
            verklaard.discard(naam)
            if iedereen:
                yield f"{vorm}: iedereen mag deze functie oproepen"
        elif als_eigenaar:
            yield f"{vorm}: loopt als de eigenaar en is niet verklaard"
        if als_eigenaar and "search_path=public, pg_temp" not in (opties or []):
            yield f"{vorm}: loopt als de eigenaar zonder vast zoekpad"
    for naam in sorted(verklaard):
        yield f"{naam}: deze functie ontbreekt"


def _rol(cursor: Any) -> Iterator[str]:
    cursor.execute(ROL, [settings.DATABASE_ROL])
    rij = cursor.fetchone()
    if rij is None:
        yield f"de rol {settings.DATABASE_ROL} bestaat niet"
        return
    for waar, wat in zip(rij, VAN_DE_ROL, strict=True):
        if waar:
            yield f"de rol {settings.DATABASE_ROL} {wat}"


def _letterlijk(verbinding: BaseDatabaseWrapper, cursor: Any) -> Iterator[str]:
    voor = _tekst(cursor)
    with transaction.atomic(using=verbinding.alias):
        # Op een drukke databank liever geen antwoord dan alle anderen laten wachten.
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        zet_rijbeveiliging(using=verbinding.alias)
        na = _tekst(cursor)
        transaction.set_rollback(True, using=verbinding.alias)
    for naam in sorted(na.keys() | voor.keys()):
        if voor.get(naam) != na.get(naam):
            yield f"{naam}: staat anders in de databank dan in de code"


def _tekst(cursor: Any) -> dict[str, Any]:
    cursor.execute(VOORWAARDEN)
    tekst = {f"{rij[0]}: ‘{rij[1]}’": rij[2:] for rij in cursor.fetchall()}
    cursor.execute(FUNCTIES)
    tekst |= {rij[0]: rij[2:] for rij in cursor.fetchall()}
    cursor.execute(TRIGGERS)
    return tekst | {rij[0]: rij[1:] for rij in cursor.fetchall()}
