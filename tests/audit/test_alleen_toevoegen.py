"""De databank zelf weigert elke wijziging aan het logboek, wie het ook vraagt."""

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.logboek import schrijf
from audit.models import Regel
from audit.soorten import Soort
from tests.factories import Stad
from toegang import identiteit

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-57")]

VERBODEN = [
    "UPDATE audit_regel SET soort = 'casus.afgesloten'",
    "UPDATE audit_regel SET volgnummer = 1",
    "DELETE FROM audit_regel",
    "TRUNCATE audit_regel",
]
KOLOMMEN = "id, livc_id, soort, tijdstip, actor_pseudoniem, epoch, omhulling, blad"
KOPIE = "gen_random_uuid(), livc_id, soort, tijdstip, actor_pseudoniem, epoch, omhulling, blad"


@pytest.fixture(autouse=True)
def regel(stad: Stad) -> None:
    schrijf(Soort.CASUS_INGEZIEN, livc_id=stad.livc.pk, actor_pseudoniem=b"a" * 16, inhoud={})


def geweigerd(sql: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", VERBODEN)
def test_de_toepassing_kan_niets_wijzigen(sql: str) -> None:
    with identiteit.als(None):
        geweigerd(sql)


@pytest.mark.parametrize("sql", VERBODEN)
def test_de_eigenaar_kan_niets_wijzigen(sql: str) -> None:
    geweigerd(sql)


def test_ook_nagebootste_replicatie_kan_niets_wissen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        geweigerd("DELETE FROM audit_regel")
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize("kolom", ["volgnummer", "verzegeld_op", "transactie"])
def test_de_toepassing_noemt_geen_kolom_van_de_verzegeling(kolom: str) -> None:
    with identiteit.als(None):
        geweigerd(f"INSERT INTO audit_regel ({KOLOMMEN}, {kolom}) SELECT {KOPIE}, {kolom} FROM audit_regel")


@pytest.mark.parametrize(
    ("kolom", "waarde"), [("volgnummer", "1"), ("verzegeld_op", "now()"), ("transactie", "'3'")]
)
def test_de_eigenaar_voegt_geen_verzegelde_regel_toe(kolom: str, waarde: str) -> None:
    geweigerd(f"INSERT INTO audit_regel ({KOLOMMEN}, {kolom}) SELECT {KOPIE}, {waarde} FROM audit_regel")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_toezichtsleutel SET publieke_sleutel = ''",
        "DELETE FROM audit_toezichtsleutel",
        "UPDATE audit_toezichttoegang SET gewikkeld = ''",
        "DELETE FROM django_migrations",
        "ALTER TABLE audit_regel DISABLE TRIGGER ALL",
        "DROP TABLE audit_regel",
    ],
)
def test_de_toepassing_raakt_niet_aan_de_grondslag(sql: str) -> None:
    with identiteit.als(None):
        geweigerd(sql)


def test_het_model_schrijft_en_wist_niet() -> None:
    regel = Regel.objects.get()
    with pytest.raises(TypeError):
        regel.save()
    with pytest.raises(TypeError):
        regel.delete()
