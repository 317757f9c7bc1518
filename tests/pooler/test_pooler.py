"""Achter PgBouncer delen vreemden een verbinding met de databank. Niemand ziet daardoor iets van een ander (ADR 11)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg2.errors import InsufficientPrivilege

from casus.models import Casus
from tests.aanmelden import geef_app, meld_aan
from tests.factories import Stad, maak_casus, maak_deelname, maak_stad
from tests.pooler.conftest import omgeleid
from tests.pooler.kijkers import Blik, Kijkers, Wie, zet_op_elke_verbinding
from toegang import identiteit
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker

pytestmark = [pytest.mark.pooler, pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-31")]


@pytest.fixture
def steden(transactional_db: None) -> tuple[Stad, Stad]:
    stad, ander = maak_stad(), maak_stad("Anderstad", "99902")
    eerste, tweede, derde = (maak_casus(stad, "in_overleg") for _keer in range(3))
    maak_casus(ander)
    maak_deelname(stad, eerste, stad.caw)
    maak_deelname(stad, tweede, stad.clb)
    maak_deelname(stad, derde, stad.jeugdwerk, "geheimhouding")
    return stad, ander


@pytest.fixture
def kijkers(steden: tuple[Stad, Stad]) -> Kijkers:
    """Wie wat hoort te zien, volgens het beleid; nog voor PgBouncer ertussen komt."""
    stad, ander = steden
    wie = [stad.burgemeester, stad.politie, stad.caw, stad.clb, stad.beheer, ander.preventie, ander.caw]
    ziet: dict[Wie, Blik] = {mens: _volgens_beleid(mens) for mens in wie}
    assert len(set(ziet.values())) == 5
    return Kijkers({None: Blik()} | ziet, {*wie} - {stad.beheer})


def _volgens_beleid(mens: Gebruiker) -> Blik:
    casussen, inzage = (
        frozenset(zichtbaar(mens, actie, Casus.objects.all()).values_list("pk", flat=True))
        for actie in ("casus.zien", "casus.inzien")
    )
    return Blik(casussen, inzage)


class Blijvend(identiteit.Cursor):
    """Kapot met opzet: wat gezet is, blijft op de verbinding staan."""

    def aanhef(self) -> str:
        return super().aanhef().replace(",true)", ",false)")


class Eenmalig(Blijvend):
    """Kapot met opzet: zegt alleen wie er werkt als dat op déze verbinding iemand anders werd."""

    laatste: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()

    def aanhef(self) -> str:
        wie = identiteit.huidige()
        if self.laatste.get(self.connection, "") == wie:
            return ""
        self.laatste[self.connection] = wie
        return super().aanhef()


def test_niemand_ziet_iets_van_wie_voor_hem_op_de_verbinding_zat(kijkers: Kijkers, pgbouncer: Path) -> None:
    kijkers.loop(pgbouncer)
    assert not kijkers.fouten, kijkers.fouten[:5]
    # Wie langs de toepassing om op zo'n verbinding komt, ziet nooit iets.
    assert set(kijkers.naakt) == {0}
    # En er werd echt gedeeld: op de drukste verbinding zat iedereen, ook niemand.
    assert max(kijkers.op.values(), key=len) == kijkers.ziet.keys()
    assert kijkers.opdrachten > 1500
    assert len(kijkers.naakt) > 50


def test_de_proef_merkt_een_cursor_die_iets_laat_staan(kijkers: Kijkers, pgbouncer: Path) -> None:
    kijkers.loop(pgbouncer, cursor=Blijvend, rondes=40)
    assert set(kijkers.naakt) != {0}


def test_de_proef_merkt_een_cursor_die_niet_elke_keer_zegt_wie_het_is(
    kijkers: Kijkers, pgbouncer: Path
) -> None:
    kijkers.loop(pgbouncer, cursor=Eenmalig, rondes=40)
    assert any(" zag " in fout for fout in kijkers.fouten)


def test_wat_iemand_op_de_verbinding_achterlaat_maakt_van_niemand_een_ander(
    kijkers: Kijkers, steden: tuple[Stad, Stad], pgbouncer: Path
) -> None:
    opdracht = "SELECT set_config('casusoverleg.gebruiker', %s, false), set_config('casusoverleg.nu', '2099-01-01', false)"
    with pytest.raises(InsufficientPrivilege):
        zet_op_elke_verbinding(pgbouncer, "CREATE TEMP TABLE casus_casus AS SELECT gen_random_uuid() AS id")
    zet_op_elke_verbinding(pgbouncer, opdracht, str(steden[0].burgemeester.pk))
    kijkers.loop(pgbouncer, rondes=20)
    assert not kijkers.fouten, kijkers.fouten[:5]
    assert max(kijkers.naakt) > 0, "het bleef niet staan: deze proef bewijst dan niets"


def test_een_vergeten_transactie_eindigt_ook_achter_pgbouncer(pgbouncer: Path) -> None:
    with omgeleid(pgbouncer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("1min",)


def test_aanmelden_en_de_lijst_van_casussen_achter_pgbouncer(
    steden: tuple[Stad, Stad], pgbouncer: Path
) -> None:
    stad, ander = steden
    mensen = [stad.burgemeester, stad.caw, stad.clb, stad.beheer, ander.preventie, ander.caw]
    referenties = dict(Casus.objects.values_list("pk", "referentie"))
    hoort = {mens: {referenties[pk] for pk in _volgens_beleid(mens).casussen} for mens in mensen}
    for mens in mensen:
        geef_app(mens)
    lijst = reverse("casus:casussen")

    def bezoek(mens: Gebruiker) -> list[str]:
        """Wachtwoord, code, en dan vijf keer de lijst en elke casus, tussen alle anderen door."""
        mis = []
        try:
            client = Client()
            if client.get(lijst).status_code != 302:
                mis.append("de lijst was open voor wie niet aangemeld is")
            meld_aan(client, mens.email)
            for _keer in range(5):
                blad = client.get(lijst).content.decode()
                gezien = {referentie for referentie in referenties.values() if referentie in blad}
                if gezien != hoort[mens]:
                    mis.append(f"{mens}: {gezien} in plaats van {hoort[mens]}")
                for pk, referentie in referenties.items():
                    status = client.get(reverse("casus:casus", args=[pk])).status_code
                    if (status == 200) != (referentie in hoort[mens]):
                        mis.append(f"{mens}: {status} voor {referentie}")
        finally:
            connection.close()
        return mis

    with omgeleid(pgbouncer), ThreadPoolExecutor(len(mensen)) as draden:
        assert [fout for mis in draden.map(bezoek, mensen) for fout in mis] == []
