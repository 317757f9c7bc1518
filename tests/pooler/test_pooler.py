"""Achter PgBouncer delen vreemden een verbinding met de databank. Niemand ziet daardoor iets van een ander (ADR 11)."""

import random
import threading
from collections import defaultdict
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from casus.models import Casus
from tests.factories import Stad, maak_casus, maak_deelname, maak_stad
from tests.pooler.conftest import omgeleid, verbind
from toegang import identiteit
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker

pytestmark = [pytest.mark.pooler, pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-31")]
RONDES = 120


@pytest.fixture
def steden(transactional_db: None) -> tuple[Stad, Stad]:
    stad, ander = maak_stad(), maak_stad("Anderstad", "99902")
    eerste, tweede = maak_casus(stad, "in_overleg"), maak_casus(stad, "in_overleg")
    maak_casus(ander)
    maak_deelname(stad, eerste, stad.caw)
    maak_deelname(stad, tweede, stad.clb)
    return stad, ander


def mensen(steden: tuple[Stad, Stad]) -> dict[Gebruiker | None, frozenset[UUID]]:
    """Wie wat hoort te zien, volgens het beleid."""
    stad, ander = steden
    wie = (stad.burgemeester, stad.politie, stad.caw, stad.clb, stad.beheer, ander.preventie, ander.caw)
    alle = Casus.objects.all()
    ziet = {mens: frozenset(zichtbaar(mens, "casus.zien", alle).values_list("pk", flat=True)) for mens in wie}
    assert len(set(ziet.values())) == 5
    return ziet | {None: frozenset()}


def kijk() -> tuple[int, frozenset[UUID]]:
    """Op welke verbinding met de server, en wat daar te zien is: alle rijen, zonder voorwaarde in de vraag."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), array_agg(id) FROM casus_casus")
        pid, gezien = cursor.fetchone()
    return pid, frozenset(gezien or ())


class Kijkers:
    """Mensen die door elkaar kijken, elk in een eigen draad, en wat er niet klopte."""

    def __init__(self, ziet: dict[Gebruiker | None, frozenset[UUID]]) -> None:
        self.ziet = ziet
        self.fouten: list[str] = []
        self.op: dict[int, set[Any]] = defaultdict(set)

    def controleer(self, wie: Gebruiker | None) -> None:
        pid, gezien = kijk()
        self.op[pid].add(wie and wie.pk)
        if gezien != self.ziet[wie]:
            self.fouten.append(f"{wie}: {len(gezien)} casussen in plaats van {len(self.ziet[wie])}")

    def ronde(self, soort: int, wie: Gebruiker | None, ander: Gebruiker | None) -> None:
        """Gewoon, in een transactie, na een fout, na een fout in een savepoint, of na iemand anders."""
        if soort == 1:
            with transaction.atomic():
                self.controleer(wie)
                self.controleer(wie)
        elif soort == 2:
            fout("SELECT 1 / 0")
        elif soort == 3:
            with transaction.atomic():
                fout("SELECT bestaat_niet")
                self.controleer(wie)
        elif soort == 4:
            with identiteit.als(ander):
                self.controleer(ander)
        self.controleer(wie)

    def werk(self, wie: Gebruiker | None, ander: Gebruiker | None) -> None:
        keuze = random.Random(str(wie))
        try:
            with identiteit.als(wie):
                for _ronde in range(RONDES):
                    self.ronde(keuze.randrange(5), wie, ander)
        except Exception as fout:  # noqa: BLE001 - anders verdwijnt ze met de draad
            self.fouten.append(repr(fout))
        finally:
            connection.close()


def fout(opdracht: str) -> None:
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)


def test_niemand_ziet_iets_van_wie_voor_hem_op_de_verbinding_zat(
    steden: tuple[Stad, Stad], pgbouncer: int
) -> None:
    kijkers = Kijkers(mensen(steden))
    namen = list(kijkers.ziet)
    draden = [
        threading.Thread(target=kijkers.werk, args=(wie, namen[(plaats + 3) % len(namen)]))
        for plaats, wie in enumerate(namen)
    ]
    naakt: list[int] = []
    with omgeleid(pgbouncer):
        for draad in draden:
            draad.start()
        kaal = verbind(pgbouncer)
        with kaal.cursor() as cursor:
            while any(draad.is_alive() for draad in draden):
                cursor.execute("SELECT count(*) FROM casus_casus")
                naakt.append(cursor.fetchone()[0])
        kaal.close()
        for draad in draden:
            draad.join()
    assert not kijkers.fouten, kijkers.fouten[:5]
    # Wie langs de toepassing om op zo'n verbinding komt, ziet nooit iets.
    assert naakt
    assert set(naakt) == {0}
    # En er werd echt gedeeld: twee verbindingen, elk met iedereen.
    assert len(kijkers.op) <= 2
    assert all(len(wie) == len(namen) for wie in kijkers.op.values())


def test_aanmelden_en_een_pagina_werken_achter_pgbouncer(
    steden: tuple[Stad, Stad], pgbouncer: int, als: Any
) -> None:
    stad, ander = steden
    casus = Casus.objects.filter(livc=stad.livc).first()
    assert casus is not None
    browsers = {wie: als(wie) for wie in (stad.burgemeester, ander.preventie, stad.beheer)}
    adres = reverse("casus:casus", args=[casus.pk])
    with omgeleid(pgbouncer):
        for _ronde in range(3):
            assert (
                casus.referentie
                in browsers[stad.burgemeester].get(reverse("casus:casussen")).content.decode()
            )
            assert browsers[stad.burgemeester].get(adres).status_code == 200
            for wie in (ander.preventie, stad.beheer):
                assert browsers[wie].get(adres).status_code == 404
        gast = Client()
        antwoord = gast.post("/account/login/", {"login": stad.caw.email, "password": "demo-demo-demo"})
        assert antwoord.status_code == 302
        assert gast.session["_auth_user_id"] == str(stad.caw.pk)
