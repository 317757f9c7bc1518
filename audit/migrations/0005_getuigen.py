"""De handtekeningen van getuigen; ook die verandert en verdwijnt niet."""

import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

BLIJFT = """
CREATE TRIGGER audit_medeondertekening_blijft BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_medeondertekening
    FOR EACH STATEMENT EXECUTE FUNCTION audit_regel_blijft();
ALTER TABLE audit_medeondertekening ENABLE ALWAYS TRIGGER audit_medeondertekening_blijft;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_controlepunten")]

    operations = [
        migrations.CreateModel(
            name="Medeondertekening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("livc_id", models.UUIDField()),
                ("grootte", models.BigIntegerField()),
                ("getuige", models.CharField(max_length=255, verbose_name="getuige")),
                ("regel", models.TextField()),
                ("ontvangen_op", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "medeondertekening",
                "verbose_name_plural": "medeondertekeningen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("livc_id", "getuige", "grootte"), name="medeondertekening_eenmaal"
                    )
                ],
            },
        ),
        migrations.RunSQL(BLIJFT, "DROP TRIGGER audit_medeondertekening_blijft ON audit_medeondertekening;"),
    ]
