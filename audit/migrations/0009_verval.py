"""Regels vervallen na hun termijn, met een getekende verklaring; en niets anders verdwijnt.

Wissen kan alleen wat een verklaring noemt, van die klasse, en op de klok van de databank oud genoeg: ook de eigenaar
wist met de trigger aan niets jongers.
"""

from django.db import migrations, models

import audit.velden

AANMAKEN = """
CREATE FUNCTION audit_regel_vervalt() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.volgnummer IS NOT NULL AND EXISTS (
        SELECT FROM audit_verval v WHERE v.livc_id = OLD.livc_id AND v.segment = OLD.volgnummer / 256
        AND v.klasse = audit_klasse(OLD.soort) AND OLD.volgnummer = ANY (v.nummers))
       AND greatest(OLD.tijdstip, OLD.verzegeld_op)
           < clock_timestamp() - make_interval(days => audit_termijn(audit_klasse(OLD.soort))) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Het logboek kent alleen toevoegen: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER audit_regel_blijft ON audit_regel;
CREATE TRIGGER audit_regel_blijft BEFORE TRUNCATE ON audit_regel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
CREATE TRIGGER audit_regel_vervalt BEFORE DELETE ON audit_regel
    FOR EACH ROW EXECUTE FUNCTION audit_regel_vervalt();
CREATE TRIGGER audit_verval_blijft BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_verval
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft;
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_vervalt;
ALTER TABLE audit_verval ENABLE ALWAYS TRIGGER audit_verval_blijft;
"""

TERUG = """
DROP TRIGGER audit_verval_blijft ON audit_verval;
DROP TRIGGER audit_regel_vervalt ON audit_regel;
DROP FUNCTION audit_regel_vervalt();
DROP TRIGGER audit_regel_blijft ON audit_regel;
CREATE TRIGGER audit_regel_blijft BEFORE DELETE OR TRUNCATE ON audit_regel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_nazicht")]

    operations = [
        migrations.CreateModel(
            name="Verval",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("livc_id", models.UUIDField()),
                ("segment", models.BigIntegerField()),
                (
                    "klasse",
                    models.CharField(
                        choices=[
                            ("aanmeldingen", "aanmeldingen"),
                            ("handelingen", "handelingen en inzage"),
                            ("grondslag", "grondslag van het logboek"),
                        ],
                        max_length=20,
                        verbose_name="klasse",
                    ),
                ),
                ("dagen", models.PositiveIntegerField(verbose_name="termijn in dagen")),
                ("nummers", audit.velden.Getallenrij()),
                ("bladen", models.BinaryField()),
                ("tot", models.DateTimeField(verbose_name="tot")),
                ("op", models.DateTimeField(verbose_name="vervallen op")),
                ("nota", models.TextField()),
                ("regel_id", models.UUIDField()),
            ],
            options={
                "verbose_name": "vervallen deel van een logboek",
                "verbose_name_plural": "vervallen delen van logboeken",
                "constraints": [
                    models.UniqueConstraint(fields=("livc_id", "segment", "klasse"), name="verval_eenmaal")
                ],
            },
        ),
        migrations.RunSQL(AANMAKEN, TERUG),
    ]
