"""Wat de databank zelf weigert: wijzigen, wissen en leegmaken van het logboek, ook voor de eigenaar."""

from django.conf import settings
from django.db import migrations

AANMAKEN = """
CREATE FUNCTION audit_regel_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Het logboek kent alleen toevoegen: % is geweigerd.', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_regel_blijft BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_regel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();

CREATE FUNCTION audit_regel_onverzegeld() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.volgnummer IS NOT NULL OR NEW.verzegeld_op IS NOT NULL
       OR NEW.transactie IS DISTINCT FROM pg_current_xact_id() THEN
        RAISE EXCEPTION 'Een nieuwe regel is onverzegeld en hoort bij de lopende transactie.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_regel_onverzegeld BEFORE INSERT ON audit_regel
    FOR EACH ROW EXECUTE FUNCTION audit_regel_onverzegeld();

-- ALWAYS: ook wie replicatie nabootst (session_replication_role) komt er niet langs.
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft;
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_onverzegeld;
"""

TERUG = """
DROP TRIGGER audit_regel_onverzegeld ON audit_regel;
DROP TRIGGER audit_regel_blijft ON audit_regel;
DROP FUNCTION audit_regel_onverzegeld();
DROP FUNCTION audit_regel_blijft();
"""


def maak_rol(apps, schema_editor):
    """De rol van de toepassing bestaat meestal al; wie rollen mag maken, maakt ze hier anders zelf."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_ROL])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {schema_editor.quote_name(settings.DATABASE_ROL)} NOLOGIN")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_logboek")]

    operations = [
        migrations.RunPython(maak_rol, migrations.RunPython.noop),
        migrations.RunSQL(AANMAKEN, TERUG),
    ]
