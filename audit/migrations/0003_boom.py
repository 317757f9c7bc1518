"""De boom en haar tegels; en het logboek laat van een regel alleen het nummer invullen, één keer."""

import django.db.models
from django.db import migrations, models


ALLEEN_ZEGEL = """
CREATE FUNCTION audit_regel_alleen_zegel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.volgnummer IS NULL AND NEW.volgnummer IS NOT NULL AND NEW.verzegeld_op IS NOT NULL
       AND (OLD.id, OLD.livc_id, OLD.soort, OLD.tijdstip, OLD.actor_pseudoniem, OLD.epoch, OLD.omhulling, OLD.blad,
            OLD.transactie) = (NEW.id, NEW.livc_id, NEW.soort, NEW.tijdstip, NEW.actor_pseudoniem, NEW.epoch,
            NEW.omhulling, NEW.blad, NEW.transactie)
       AND OLD.casus_pseudoniem IS NOT DISTINCT FROM NEW.casus_pseudoniem
       AND OLD.object_pseudoniem IS NOT DISTINCT FROM NEW.object_pseudoniem THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Het logboek kent alleen toevoegen: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER audit_regel_blijft ON audit_regel;
CREATE TRIGGER audit_regel_blijft BEFORE DELETE OR TRUNCATE ON audit_regel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
CREATE TRIGGER audit_regel_alleen_zegel BEFORE UPDATE ON audit_regel
    FOR EACH ROW EXECUTE FUNCTION audit_regel_alleen_zegel();
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft;
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_alleen_zegel;

-- Een boom groeit alleen; een tegel krijgt er alleen waarden bij.
CREATE FUNCTION audit_boom_groeit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.livc_id = OLD.livc_id AND NEW.grootte >= OLD.grootte THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'De boom van het logboek groeit alleen: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION audit_tegel_groeit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.livc_id, NEW.niveau, NEW.nummer) = (OLD.livc_id, OLD.niveau, OLD.nummer)
           AND substring(NEW.waarden FOR length(OLD.waarden)) = OLD.waarden THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'De boom van het logboek groeit alleen: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_boom_groeit BEFORE UPDATE OR DELETE ON audit_boom FOR EACH ROW EXECUTE FUNCTION audit_boom_groeit();
CREATE TRIGGER audit_tegel_groeit BEFORE UPDATE OR DELETE ON audit_tegel FOR EACH ROW EXECUTE FUNCTION audit_tegel_groeit();
ALTER TABLE audit_boom ENABLE ALWAYS TRIGGER audit_boom_groeit;
ALTER TABLE audit_tegel ENABLE ALWAYS TRIGGER audit_tegel_groeit;
"""

TERUG = """
DROP TRIGGER audit_tegel_groeit ON audit_tegel;
DROP TRIGGER audit_boom_groeit ON audit_boom;
DROP FUNCTION audit_tegel_groeit();
DROP FUNCTION audit_boom_groeit();
DROP TRIGGER audit_regel_alleen_zegel ON audit_regel;
DROP FUNCTION audit_regel_alleen_zegel();
DROP TRIGGER audit_regel_blijft ON audit_regel;
CREATE TRIGGER audit_regel_blijft BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_regel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
ALTER TABLE audit_regel ENABLE ALWAYS TRIGGER audit_regel_blijft;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_alleen_toevoegen")]

    operations = [
        migrations.CreateModel(
            name="Boom",
            fields=[
                ("livc_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("grootte", models.BigIntegerField(default=0)),
            ],
            options={"verbose_name": "boom van een logboek", "verbose_name_plural": "bomen van logboeken"},
        ),
        migrations.CreateModel(
            name="Tegel",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("livc_id", models.UUIDField()),
                ("niveau", models.PositiveSmallIntegerField()),
                ("nummer", models.BigIntegerField()),
                ("waarden", models.BinaryField()),
            ],
            options={
                "verbose_name": "tegel van een boom",
                "verbose_name_plural": "tegels van bomen",
                "constraints": [
                    models.UniqueConstraint(fields=("livc_id", "niveau", "nummer"), name="tegel_plaats_uniek")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="regel",
            index=models.Index(
                condition=django.db.models.Q(("volgnummer__isnull", True)),
                fields=["livc_id", "transactie", "id"],
                name="regel_wachtend",
            ),
        ),
        migrations.RunSQL(ALLEEN_ZEGEL, TERUG),
    ]
