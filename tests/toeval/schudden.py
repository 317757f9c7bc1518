"""Legt de rijen van een wereld andersom op schijf, zonder er één te veranderen.

Zonder ORDER BY geeft de databank rijen zoals ze liggen, en waar een nieuwe rij terechtkomt, beslist wat er eerder
gewist en opgeruimd is. Een bladzijde die daarvan afhangt, verschilt de ene keer wel en de andere keer niet, en zegt
bovendien iets over wat er verdwenen is.
"""

from django.apps import apps
from django.db import connection, transaction

# De rij die achteraan lag, wordt als eerste herschreven en ligt dan vooraan.
ANDERSOM = """
DO $$ DECLARE plek tid; BEGIN
    FOR plek IN SELECT ctid FROM {tabel} ORDER BY ctid DESC LOOP
        UPDATE {tabel} SET {sleutel} = {sleutel} WHERE ctid = plek;
    END LOOP;
END $$
"""


def schud() -> None:
    """Elke rij van casus en toegang, als eigenaar van de databank; het logboek blijft liggen, dat mag niemand."""
    naam = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label in {"casus", "toegang"} and model._meta.managed:
                sleutel = naam(model._meta.pk.column)
                cursor.execute(ANDERSOM.format(tabel=naam(model._meta.db_table), sleutel=sleutel))
        cursor.execute("SET LOCAL session_replication_role = origin")
        for weg in ("indexscan", "indexonlyscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{weg} = off")
