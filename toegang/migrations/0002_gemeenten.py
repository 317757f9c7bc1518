"""Laadt de gemeenten van het Vlaamse Gewest; bron in toegang/gegevens/BRON.md."""

import csv
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BESTAND = Path(__file__).resolve().parent.parent / "gegevens" / "gemeenten.csv"


def laad(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    gemeente = apps.get_model("toegang", "Gemeente")
    with BESTAND.open(encoding="utf-8", newline="") as bestand:
        rijen = [gemeente(**rij) for rij in csv.DictReader(bestand)]
    gemeente.objects.using(schema_editor.connection.alias).bulk_create(
        rijen, ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("toegang", "0001_toegang")]
    operations = [migrations.RunPython(laad, migrations.RunPython.noop)]
