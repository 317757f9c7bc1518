"""Regels met een eigen sleutel, met de redenen voor het toezicht en met wat een blik mee toonde.

Wat er al staat, blijft versie 1: haar blad staat al in de boom.
"""

import django.db.models
from django.db import migrations, models

import audit.velden

ZEGEL = """
CREATE OR REPLACE FUNCTION audit_regel_alleen_zegel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.volgnummer IS NULL AND NEW.volgnummer IS NOT NULL AND NEW.verzegeld_op IS NOT NULL
       AND (OLD.id, OLD.livc_id, OLD.soort, OLD.tijdstip, OLD.actor_pseudoniem, OLD.epoch, OLD.omhulling, OLD.blad,
            OLD.transactie{oud}) = (NEW.id, NEW.livc_id, NEW.soort, NEW.tijdstip, NEW.actor_pseudoniem, NEW.epoch,
            NEW.omhulling, NEW.blad, NEW.transactie{nieuw})
       AND OLD.casus_pseudoniem IS NOT DISTINCT FROM NEW.casus_pseudoniem
       AND OLD.object_pseudoniem IS NOT DISTINCT FROM NEW.object_pseudoniem THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Het logboek kent alleen toevoegen: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""
KOLOMMEN = ("versie", "kenmerken", "getoond")
MET = ZEGEL.format(
    oud="".join(f", OLD.{kolom}" for kolom in KOLOMMEN), nieuw="".join(f", NEW.{kolom}" for kolom in KOLOMMEN)
)
ZONDER = ZEGEL.format(oud="", nieuw="")


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_getuigen")]

    operations = [
        migrations.AddField(
            model_name="regel",
            name="versie",
            field=models.PositiveSmallIntegerField(db_default=1, default=2, verbose_name="versie"),
        ),
        migrations.AddField(
            model_name="regel",
            name="kenmerken",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="kenmerken"
            ),
        ),
        migrations.AddField(
            model_name="regel",
            name="getoond",
            field=audit.velden.Bytesrij(db_default=models.Value("{}"), default=tuple),
        ),
        migrations.AddIndex(
            model_name="regel",
            index=models.Index(
                condition=~django.db.models.Q(("kenmerken", "")),
                fields=["livc_id", "-tijdstip", "-id"],
                name="regel_aandacht",
            ),
        ),
        migrations.AddIndex(
            model_name="regel",
            index=models.Index(
                fields=["livc_id", "object_pseudoniem", "-tijdstip", "-id"], name="regel_object"
            ),
        ),
        migrations.AddIndex(
            model_name="regel",
            index=models.Index(fields=["livc_id", "soort", "-tijdstip", "-id"], name="regel_soort"),
        ),
        migrations.RunSQL(
            "CREATE INDEX regel_getoond ON audit_regel USING gin (getoond) WHERE getoond <> '{}'",
            "DROP INDEX regel_getoond",
        ),
        migrations.RunSQL(MET, ZONDER),
    ]
