"""De sleutel van elk logboek en zijn controlepunten; een controlepunt verandert en verdwijnt niet."""

import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

BLIJFT = """
CREATE TRIGGER audit_controlepunt_blijft BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_controlepunt
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
ALTER TABLE audit_controlepunt ENABLE ALWAYS TRIGGER audit_controlepunt_blijft;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_boom")]

    operations = [
        migrations.CreateModel(
            name="Logsleutel",
            fields=[
                ("livc_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=200, verbose_name="herkomst")),
                ("publiek", models.BinaryField()),
                ("gewikkeld", models.TextField()),
            ],
            options={"verbose_name": "sleutel van een logboek", "verbose_name_plural": "sleutels van logboeken"},
        ),
        migrations.CreateModel(
            name="Controlepunt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("livc_id", models.UUIDField()),
                ("grootte", models.BigIntegerField()),
                ("wortel", models.BinaryField()),
                ("nota", models.TextField()),
                ("getekend_op", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "controlepunt",
                "verbose_name_plural": "controlepunten",
                "constraints": [
                    models.UniqueConstraint(fields=("livc_id", "grootte"), name="controlepunt_grootte_uniek")
                ],
            },
        ),
        migrations.RunSQL(BLIJFT, "DROP TRIGGER audit_controlepunt_blijft ON audit_controlepunt;"),
    ]
