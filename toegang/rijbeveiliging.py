"""Row-level security: de databank houdt het beleid een tweede keer, ook voor wie langs de code om vraagt.

Elke app zegt in haar eigen `rijen.py` wat er met haar tabellen mag (`REGELS`, `VRIJ`, `FUNCTIES`). Na elke
migratie zet `zet_rijbeveiliging` dat opnieuw in de databank; `manage.py rls_controle` kijkt na of het er zo staat.

Voorwaarden roepen functies op die de eigenaar toebehoren (SECURITY DEFINER): zo leest een regel over toekenningen
geen tabel waarop zijzelf geldt, en is er geen kringloop. Een functie staat altijd tussen `(SELECT …)`: PostgreSQL
rekent ze dan één keer per opdracht uit, niet per rij.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.utils.module_loading import module_has_submodule

from . import rijslot

NIEMAND = "false"
IEDEREEN = "true"
WEIGER = "RAISE EXCEPTION 'Deze wijziging mag niet.' USING ERRCODE = 'insufficient_privilege';"
MEELEZEN = ("pg_stat_get_activity(integer)", "pg_stat_get_backend_activity(integer)")
VORM = re.compile(r"FUNCTION (\w+\([^)]*\))")


@dataclass(frozen=True)
class Regel:
    """Voorwaarden in SQL per soort opdracht; wat niet genoemd is, mag niemand.

    `wijzigen` zegt welke rijen, `gewijzigd` hoe ze er daarna uit mogen zien.
    """

    lezen: str
    toevoegen: str = NIEMAND
    wijzigen: str = NIEMAND
    wissen: str = NIEMAND
    gewijzigd: str = ""

    def opdrachten(self, tabel: str, rol: str) -> Iterator[str]:
        yield f"ALTER TABLE {tabel} ENABLE ROW LEVEL SECURITY"
        soorten = (
            ("lezen", "SELECT", f"USING ({self.lezen})"),
            ("toevoegen", "INSERT", f"WITH CHECK ({self.toevoegen})"),
            ("wijzigen", "UPDATE", f"USING ({self.wijzigen}) WITH CHECK ({self.gewijzigd or self.wijzigen})"),
            ("wissen", "DELETE", f"USING ({self.wissen})"),
        )
        for naam, soort, voorwaarde in soorten:
            yield f"DROP POLICY IF EXISTS {naam} ON {tabel}"
            yield f"CREATE POLICY {naam} ON {tabel} FOR {soort} TO {rol} {voorwaarde}"


@dataclass(frozen=True)
class Verklaring:
    """Alles wat de apps samen over hun tabellen zeggen."""

    regels: Mapping[str, Regel]
    vrij: Mapping[str, str]
    bibliotheek: Mapping[str, str]
    functies: tuple[str, ...]


def verklaring() -> Verklaring:
    regels: dict[str, Regel] = {}
    vrij: dict[str, str] = {}
    bibliotheek: dict[str, str] = {}
    functies: list[str] = [*rijslot.FUNCTIES]
    for naam in ("toegang", "audit", "casus"):  # een functie van casus gebruikt die van toegang
        app = apps.get_app_config(naam)
        if app.module is not None and module_has_submodule(app.module, "rijen"):
            module = import_module(f"{app.name}.rijen")
            regels |= module.REGELS
            vrij |= getattr(module, "VRIJ", {})
            bibliotheek |= getattr(module, "BIBLIOTHEEK", {})
            functies += getattr(module, "FUNCTIES", [])
    return Verklaring(regels, vrij, bibliotheek, tuple(functies))


def zet_rijbeveiliging(*, using: str, **_: Any) -> None:
    """Ontvanger van post_migrate. Doet niets voor wie geen eigenaar is, of zolang niet alle tabellen er zijn."""
    verbinding = connections[using]
    alles = verklaring()
    with verbinding.cursor() as cursor:
        bestaand = set(verbinding.introspection.table_names(cursor))
        if not alles.regels.keys() <= bestaand or not is_eigenaar(cursor):
            return
        rol = verbinding.ops.quote_name(settings.DATABASE_ROL)
        _verberg_vragen(cursor)
        for functie in alles.functies:
            cursor.execute(functie)
            # Een functie is standaard voor iedereen; alleen de toepassing heeft ze nodig.
            for vorm in VORM.findall(functie):
                cursor.execute(f"REVOKE EXECUTE ON FUNCTION {vorm} FROM PUBLIC")
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {vorm} TO {rol}")
        modellen = tabellen()
        for tabel, regel in alles.regels.items():
            naam = verbinding.ops.quote_name(tabel)
            # Een tabel zonder model is het gedeelde geheugen: daar is niets van iemand.
            sloten = rijslot.sloten(naam, modellen[tabel]) if tabel in modellen else ()
            for opdracht in (*regel.opdrachten(naam, rol), *sloten):
                cursor.execute(opdracht)


def _verberg_vragen(cursor: Any) -> None:
    """Wat andere verbindingen nu vragen, met hun waarden erin, leest de toepassing niet.

    Alleen een superuser kan dat afnemen; doet hij het niet, dan zegt `rls_controle` het.
    """
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone() == (True,):
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {', '.join(MEELEZEN)} FROM PUBLIC")


def is_eigenaar(cursor: Any) -> bool:
    """Of deze verbinding mag wijzigen wat hier verklaard is."""
    cursor.execute(
        "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class"
        " WHERE oid = to_regclass('toegang_casussleutel')"
    )
    return bool(cursor.fetchone() == (True,))


def functie(naam: str, geeft: str, lichaam: str, *, soort: str = "STABLE") -> str:
    """Een functie van de eigenaar, met een vast zoekpad: wie een schema bijmaakt, leidt haar niet om."""
    return (
        f"CREATE OR REPLACE FUNCTION {naam} RETURNS {geeft} LANGUAGE plpgsql {soort} SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $lichaam$ {lichaam} $lichaam$"
    )


def bewaker(naam: str, tabel: str, lichaam: str, *, bij: str = "UPDATE") -> list[str]:
    """Een trigger die elke wijziging van de toepassing nakijkt, met de oude en de nieuwe rij; de eigenaar mag alles.

    `lichaam` werpt `WEIGER`, of laat het gaan.
    """
    return [
        f"""CREATE OR REPLACE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
        AS $lichaam$ DECLARE ik uuid := rls_gebruiker();
        BEGIN IF current_user <> '{settings.DATABASE_ROL}' THEN RETURN NEW; END IF; {lichaam} RETURN NEW; END $lichaam$""",
        f"CREATE OR REPLACE TRIGGER {naam} BEFORE {bij} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()",
    ]


def tabellen() -> dict[str, type[models.Model]]:
    """Elke tabel van elke geïnstalleerde app."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
