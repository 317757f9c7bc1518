"""De tabel waarin alle processen samen tellen (pogingen, gebruikte codes); zoals `createcachetable` ze maakt.

In een migratie, zodat de eigenaar ze maakt en de rol van de toepassing er rechten op krijgt.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("toegang", "0005_noodtoegang_een_per_aanvrager")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE IF NOT EXISTS gedeeld_geheugen (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX IF NOT EXISTS gedeeld_geheugen_expires ON gedeeld_geheugen (expires);
            """,
            "DROP TABLE gedeeld_geheugen",
        ),
    ]
