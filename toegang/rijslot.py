"""Wat een rij nooit meer verandert, en langs welke weg haar staat gaat: triggers, voor wie langs de code om schrijft.

Een voorwaarde ziet bij een wijziging alleen hoe de rij wordt, niet hoe ze was. Zonder slot kon een eigen rij naar een
andere casus verhuizen, of een beëindigde deelname weer ‘aanvaard’ worden.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django_fsm import FSMFieldMixin

VAST = frozenset(
    {
        "id", "dossier_id", "livc_id", "casus_id", "signaal_id", "inbreng_id", "gebruiker_id", "auteur_id", "melder_id",
        "weger_id", "aanvrager_id", "organisatie_id", "vervangt_id", "aangevraagd_door_id", "user_id",
    }
)  # fmt: skip
"""Kolommen die zeggen van wie en waarover een rij is: eens ingevuld, voor altijd."""

FUNCTIES = [
    f"""CREATE OR REPLACE FUNCTION rls_vast() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE oud jsonb := to_jsonb(OLD); nieuw jsonb := to_jsonb(NEW); kolom text;
    BEGIN
        IF current_user <> '{settings.DATABASE_ROL}' THEN RETURN NEW; END IF;
        FOREACH kolom IN ARRAY TG_ARGV LOOP
            IF oud -> kolom <> 'null' AND nieuw -> kolom IS DISTINCT FROM oud -> kolom THEN
                RAISE EXCEPTION '%.% staat vast.', TG_TABLE_NAME, kolom USING ERRCODE = 'insufficient_privilege';
            END IF;
        END LOOP;
        RETURN NEW;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION rls_overgang() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF current_user <> '{settings.DATABASE_ROL}' OR NEW.staat = OLD.staat
           OR OLD.staat || '>' || NEW.staat = ANY (TG_ARGV) THEN RETURN NEW; END IF;
        RAISE EXCEPTION '%: van % naar % bestaat niet.', TG_TABLE_NAME, OLD.staat, NEW.staat
            USING ERRCODE = 'insufficient_privilege';
    END $$""",
]


def sloten(tabel: str, model: type[models.Model]) -> Iterator[str]:
    """De triggers van één tabel: `tabel` tussen aanhalingstekens, de rest volgt uit het model."""
    namen = [veld.attname for veld in model._meta.concrete_fields if veld.attname in VAST]
    yield from _trigger(tabel, "rls_vast", namen)
    yield from _trigger(tabel, "rls_overgang", sorted(_overgangen(model)))


def _overgangen(model: type[models.Model]) -> set[str]:
    return {
        f"{overgang.source}>{overgang.target}"
        for veld in model._meta.concrete_fields
        if isinstance(veld, FSMFieldMixin)
        for overgang in veld.get_all_transitions(model)
    }


def _trigger(tabel: str, functie: str, argumenten: list[str]) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {functie} ON {tabel}"
    if argumenten:
        lijst = ", ".join(f"'{waarde}'" for waarde in argumenten)
        yield f"CREATE TRIGGER {functie} BEFORE UPDATE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {functie}({lijst})"
