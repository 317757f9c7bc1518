"""`rls_controle` is stil als alles klopt, en noemt elk gebrek dat iemand kan maken."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from toegang import identiteit, rijcontrole
from toegang.rijbeveiliging import tabellen, verklaring

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]

ROL = "casusoverleg_app"
PROEF = "CREATE FUNCTION proef() RETURNS int LANGUAGE sql SECURITY DEFINER"
GEBREKEN = [
    ("DROP POLICY lezen ON casus_inbreng", "casus_inbreng: de voorwaarde ‘lezen’ (SELECT) ontbreekt"),
    ("ALTER TABLE casus_casus DISABLE ROW LEVEL SECURITY", "casus_casus: row-level security staat uit"),
    (
        f"CREATE POLICY extra ON casus_casus FOR SELECT TO {ROL} USING (true)",
        "casus_casus: de voorwaarde ‘extra’ (SELECT) is niet verklaard",
    ),
    (
        "CREATE POLICY extra ON toegang_gebruiker FOR SELECT USING (true)",
        "toegang_gebruiker: de voorwaarde ‘extra’",
    ),
    (
        "ALTER POLICY lezen ON casus_besluit TO PUBLIC",
        "casus_besluit: de voorwaarde ‘lezen’ (SELECT) ontbreekt",
    ),
    ("ALTER POLICY lezen ON casus_actie USING (true)", "casus_actie: ‘lezen’: staat anders"),
    ("ALTER POLICY toevoegen ON casus_actie WITH CHECK (true)", "casus_actie: ‘toevoegen’: staat anders"),
    ("CREATE TABLE proef (casus_id uuid)", "proef: hoort bij een casus en heeft geen voorwaarde"),
    ("CREATE TABLE proef (id int, dossier_id uuid)", "proef: hoort bij een casus"),
    ("CREATE TABLE proef (wie uuid REFERENCES casus_inbreng)", "proef: hoort bij een casus"),
    ("CREATE TABLE proef (id int)", "proef: staat in geen lijst"),
    (
        "CREATE VIEW proef AS SELECT * FROM casus_casus",
        "proef: een view leest met de rechten van de eigenaar",
    ),
    (
        "CREATE MATERIALIZED VIEW proef AS SELECT * FROM casus_casus",
        "proef: een view leest met de rechten van de eigenaar",
    ),
    (f"GRANT TRUNCATE ON casus_casus TO {ROL}", "casus_casus: de toepassing mag leegmaken"),
    (f"GRANT TRIGGER ON casus_casus TO {ROL}", "casus_casus: de toepassing mag leegmaken"),
    (f"GRANT CREATE ON SCHEMA public TO {ROL}", f"de rol {ROL} mag iets maken in een schema"),
    (f"ALTER ROLE {ROL} BYPASSRLS", f"de rol {ROL} ontwijkt row-level security"),
    (f"ALTER ROLE {ROL} SUPERUSER", f"de rol {ROL} is superuser"),
    (f"GRANT pg_read_all_data TO {ROL}", f"de rol {ROL} is lid van een andere rol"),
    (f"ALTER TABLE toegang_gemeente OWNER TO {ROL}", f"de rol {ROL} is eigenaar van iets"),
    (
        "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
        f"de rol {ROL} mag tijdelijke tabellen maken",
    ),
    (
        "GRANT EXECUTE ON FUNCTION pg_stat_get_activity(integer) TO PUBLIC",
        f"de rol {ROL} leest de vragen van andere verbindingen mee",
    ),
    (f"{PROEF} SET search_path = public, pg_temp AS 'SELECT 1'", "proef(): loopt als de eigenaar en is niet"),
    (
        "ALTER FUNCTION rls_livcs() RESET search_path",
        "rls_livcs(): loopt als de eigenaar zonder vast zoekpad",
    ),
    ("GRANT EXECUTE ON FUNCTION rls_livcs() TO PUBLIC", "rls_livcs(): iedereen mag"),
    (
        "CREATE OR REPLACE FUNCTION rls_livcs() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER"
        " SET search_path = public, pg_temp AS 'SELECT array_agg(id) FROM toegang_livc'",
        "rls_livcs(): staat anders",
    ),
    (
        "DROP FUNCTION casus_gevraagde_diensten(uuid, uuid)",
        "casus_gevraagde_diensten: deze functie ontbreekt",
    ),
]


def uitvoer() -> str:
    uit = StringIO()
    call_command("rls_controle", stdout=uit)
    return uit.getvalue()


def test_alles_klopt_en_elke_tabel_staat_erin() -> None:
    regels = uitvoer().splitlines()
    for tabel in tabellen():
        [regel] = [deel for deel in regels if deel.split()[0] == tabel]
        assert ("lezen:" in regel) == (tabel in verklaring().regels)
        assert "NIET VERKLAARD" not in regel


def test_ook_de_toepassing_zelf_kan_nakijken() -> None:
    with identiteit.als(None):
        assert rijcontrole.gebreken(connection) == []


@pytest.mark.parametrize(("sql", "gebrek"), GEBREKEN)
def test_een_gebrek_wordt_gevonden(sql: str, gebrek: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(CommandError) as fout:
        uitvoer()
    assert gebrek in str(fout.value)


def test_de_toepassing_kan_zelf_niets_herstellen_of_breken() -> None:
    """De controle door de toepassing leest alleen: namen, opdrachten en rechten."""
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY wissen ON casus_relatie")
    with identiteit.als(None):
        [gebrek] = rijcontrole.gebreken(connection)
    assert "casus_relatie: de voorwaarde ‘wissen’" in gebrek


def test_nakijken_wijzigt_niets() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER POLICY lezen ON casus_actie USING (true)")
        rijcontrole.gebreken(connection)
        cursor.execute(
            "SELECT qual FROM pg_policies WHERE tablename = 'casus_actie' AND policyname = 'lezen'"
        )
        assert cursor.fetchone() == ("true",)


def test_een_casusgebonden_tabel_zonder_voorwaarde_verklaren_helpt_niet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from casus import rijen
    from toegang import rijen as vrije

    monkeypatch.setattr(rijen, "REGELS", {k: v for k, v in rijen.REGELS.items() if k != "casus_weging"})
    monkeypatch.setattr(vrije, "BIBLIOTHEEK", vrije.BIBLIOTHEEK | {"casus_weging": "hoeft niet"})
    assert "casus_weging: hoort bij een casus en heeft geen voorwaarde" in rijcontrole.gebreken(connection)
