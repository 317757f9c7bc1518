"""Wat dagelijks gebeurt, kost niet meer naarmate het logboek groeit: enkele tegels per laag, en een laag per 256 keer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit import boom, controlepunten, verzegeling
from audit.logboek import schrijf
from audit.soorten import Soort
from tests.audit.test_boom import voeg_toe
from tests.factories import maak_stad

GROOTTES = {10: 1, 1_000: 2, 100_000: 3}
"""Bladen → lagen van tegels."""

VUL = """
    INSERT INTO audit_regel SELECT nieuw.* FROM audit_regel oud, generate_series(1, %s) nummer,
    LATERAL jsonb_populate_record(oud, jsonb_build_object('id', gen_random_uuid(), 'omhulling', '\\x00',
        'blad', sha256(nummer::text::bytea), 'transactie', pg_current_xact_id()::text,
        'volgnummer', NULL, 'verzegeld_op', NULL)) nieuw
    WHERE oud.volgnummer = 0
"""
WERK = """
    SELECT relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0), n_tup_ins, n_tup_upd
    FROM pg_stat_xact_user_tables WHERE relname IN ('audit_regel', 'audit_tegel', 'audit_boom')
"""


@pytest.fixture
def livc(transactional_db: None) -> UUID:
    livc_id = maak_stad().livc.pk
    voeg_toe(livc_id)
    return livc_id


def groei(livc: UUID, tot: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(VUL, [tot - verzegeling.grootte(livc)])
    verzegeling.verzegel(livc)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_regel, audit_tegel")
    assert verzegeling.grootte(livc) == tot


def vragen(doe: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as gevraagd:
        doe()
    return len(gevraagd)


def test_wortel_en_bewijzen_lezen_enkele_tegels_per_laag(livc: UUID) -> None:
    for grootte, lagen in GROOTTES.items():
        groei(livc, grootte)
        assert vragen(lambda n=grootte: boom.wortel(verzegeling.tegels_van(livc), n)) <= lagen  # type: ignore[misc]
        plaatsen = {0, 1, grootte // 3, grootte // 2, grootte - 2, grootte - 1}
        for plaats in plaatsen:
            inclusie = vragen(
                lambda i=plaats, n=grootte: boom.inclusiebewijs(verzegeling.tegels_van(livc), i, n)  # type: ignore[misc]
            )
            consistentie = vragen(
                lambda i=plaats, n=grootte: boom.consistentiebewijs(verzegeling.tegels_van(livc), i, n)  # type: ignore[misc]
            )
            assert inclusie <= 2 * lagen, (grootte, plaats)
            assert consistentie <= 2 * lagen, (grootte, plaats)


def test_schrijven_verzegelen_en_tekenen_raken_altijd_evenveel_aan(livc: UUID) -> None:
    gevraagd, geraakt = [], []
    for grootte, lagen in GROOTTES.items():
        groei(livc, grootte)
        gevraagd.append(vragen(lambda: voeg_toe(livc)))
        assert vragen(lambda: controlepunten.teken(livc)) <= 12 + lagen
        geraakt.append(werk_van_een_regel(livc))
    assert len(set(gevraagd)) == 1
    # Eén regel, één tegel, één boom: nergens een tabel die helemaal gelezen wordt.
    for per_tabel in geraakt:
        assert {tabel: rijen[1:] for tabel, rijen in per_tabel.items()} == {
            "audit_regel": (0, 1), "audit_tegel": (0, 1), "audit_boom": (0, 1),
        }  # fmt: skip
        assert max(rijen[0] for rijen in per_tabel.values()) <= 12, geraakt


def werk_van_een_regel(livc: UUID) -> dict[str, tuple[int, int, int]]:
    """Per tabel: rijen gelezen, toegevoegd en gewijzigd, bij het verzegelen van één regel."""
    with transaction.atomic():
        schrijf(Soort.TOEGANG_AANGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
        transaction.get_connection().run_on_commit.clear()
    with transaction.atomic(), connection.cursor() as cursor:
        voor = _geteld(cursor)
        cursor.execute("SELECT audit_verzegel(%s, %s)", [livc, 5000])
        assert cursor.fetchone() == (1,)
        na = _geteld(cursor)
    return {
        naam: (rijen[0] - voor[naam][0], rijen[1] - voor[naam][1], rijen[2] - voor[naam][2])
        for naam, rijen in na.items()
    }


def _geteld(cursor: Any) -> dict[str, tuple[int, int, int]]:
    """Wat deze sessie al deed en nog niet doorgaf; alleen het verschil zegt iets."""
    cursor.execute(WERK)
    return {naam: (gelezen, bij, anders) for naam, gelezen, bij, anders in cursor.fetchall()}
