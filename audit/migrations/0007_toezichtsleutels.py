"""Elke houder een eigen sleutelpaar; van elk tijdvak een verzegelde kopie per houder en voor het herstel.

Wat rechtstreeks onder een wachtzin gewikkeld was, blijft staan (Directwikkel) tot die persoon ontgrendelt.
"""

import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models

# Django hernoemt de tabel, niet wat eraan hangt; de nieuwe tabel met de oude naam heeft die namen nodig.
HERNOEM = """
DO $$ DECLARE rij record; BEGIN
    FOR rij IN SELECT c.oid::regclass::text AS naam, c.relname FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
        WHERE i.indrelid = 'audit_directwikkel'::regclass AND c.relname LIKE '{van}%' AND c.relname <> 'toezichttoegang_eenmaal'
    LOOP EXECUTE format('ALTER INDEX %I RENAME TO %I', rij.relname, replace(rij.relname, '{van}', '{naar}')); END LOOP;
END $$;
"""
OUD, NIEUW = "audit_toezichttoegang", "audit_directwikkel"


def sleutel():
    return models.UUIDField(
        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_regelsleutel_en_kenmerken")]

    operations = [
        migrations.RenameModel("Toezichttoegang", "Directwikkel"),
        migrations.RunSQL(HERNOEM.format(van=OUD, naar=NIEUW), HERNOEM.format(van=NIEUW, naar=OUD)),
        migrations.AlterModelOptions(
            "directwikkel",
            {
                "verbose_name": "toezichtsleutel rechtstreeks onder een wachtzin",
                "verbose_name_plural": "toezichtsleutels rechtstreeks onder een wachtzin",
            },
        ),
        migrations.RemoveField("directwikkel", "mislukt"),
        migrations.RemoveField("directwikkel", "laatst_mislukt"),
        migrations.AlterField(
            "directwikkel",
            "toezichtsleutel",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directwikkels",
                to="audit.toezichtsleutel",
            ),
        ),
        migrations.CreateModel(
            name="Sleutelhouder",
            fields=[
                ("id", sleutel()),
                ("livc_id", models.UUIDField(verbose_name="LIVC")),
                ("gebruiker_id", models.UUIDField(verbose_name="houder")),
                ("publiek", models.BinaryField()),
                ("aangemaakt", models.DateTimeField(default=django.utils.timezone.now, verbose_name="aangemaakt")),
            ],
            options={
                "verbose_name": "houder van een toezichtsleutel",
                "verbose_name_plural": "houders van toezichtsleutels",
                "constraints": [
                    models.UniqueConstraint(fields=("livc_id", "gebruiker_id"), name="sleutelhouder_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wachtzinwikkel",
            fields=[
                (
                    "houder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="wikkel",
                        serialize=False,
                        to="audit.sleutelhouder",
                    ),
                ),
                ("zout", models.BinaryField()),
                ("rondes", models.PositiveIntegerField()),
                ("geheugen_kib", models.PositiveIntegerField()),
                ("banen", models.PositiveSmallIntegerField()),
                ("gewikkeld", models.BinaryField()),
            ],
            options={
                "verbose_name": "gewikkelde eigen sleutel",
                "verbose_name_plural": "gewikkelde eigen sleutels",
            },
        ),
        migrations.CreateModel(
            name="Toezichttoegang",
            fields=[
                ("id", sleutel()),
                ("verzegeld", models.BinaryField()),
                ("gegeven_door", models.UUIDField(null=True, verbose_name="gegeven door")),
                ("gegeven_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gegeven op")),
                (
                    "geopend_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="voor het eerst geopend op"),
                ),
                (
                    "toezichtsleutel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toegangen",
                        to="audit.toezichtsleutel",
                    ),
                ),
                (
                    "houder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toegangen",
                        to="audit.sleutelhouder",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang tot een toezichtsleutel",
                "verbose_name_plural": "toegangen tot toezichtsleutels",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("toezichtsleutel", "houder"), name="toezichttoegang_per_houder"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Herstelsleutel",
            fields=[
                ("id", sleutel()),
                ("livc_id", models.UUIDField(verbose_name="LIVC")),
                ("publiek", models.BinaryField()),
                ("bewijs_afdruk", models.BinaryField()),
                ("gemaakt_door", models.UUIDField(verbose_name="gemaakt door")),
                ("aangemaakt", models.DateTimeField(default=django.utils.timezone.now, verbose_name="aangemaakt")),
                ("nagegaan_op", models.DateTimeField(blank=True, null=True, verbose_name="nagekeken op")),
                ("vervallen", models.DateTimeField(blank=True, null=True, verbose_name="vervallen")),
            ],
            options={
                "verbose_name": "herstelsleutel",
                "verbose_name_plural": "herstelsleutels",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen__isnull", True)),
                        fields=("livc_id",),
                        name="herstelsleutel_een_geldig",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Herstelkopie",
            fields=[
                ("id", sleutel()),
                ("verzegeld", models.BinaryField()),
                (
                    "herstelsleutel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kopieen",
                        to="audit.herstelsleutel",
                    ),
                ),
                (
                    "toezichtsleutel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="herstelkopieen",
                        to="audit.toezichtsleutel",
                    ),
                ),
            ],
            options={
                "verbose_name": "tijdvak voor het herstel",
                "verbose_name_plural": "tijdvakken voor het herstel",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("herstelsleutel", "toezichtsleutel"), name="herstelkopie_eenmaal"
                    )
                ],
            },
        ),
    ]
