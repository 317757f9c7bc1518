"""Mensen die door elkaar in de databank kijken, elk in een eigen draad, en wat daarbij niet klopte."""

import random
import threading
from collections import defaultdict
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from tests.pooler.conftest import omgeleid, verbind
from toegang import identiteit
from toegang.models import Gebruiker

type Wie = Gebruiker | None
# Alle rijen, zonder voorwaarde in de vraag: alleen de databank zelf houdt iets tegen.
VRAAG = """
    SELECT pg_backend_pid(), ARRAY(SELECT id FROM casus_casus),
        ARRAY(SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = ANY (%s))
"""
NAAKT = """
    SELECT (SELECT count(*) FROM casus_casus) + (SELECT count(*) FROM casus_betrokkene)
        + (SELECT count(*) FROM casus_deelname) + (SELECT count(*) FROM toegang_casussleutel)
        + (SELECT count(*) FROM django_session)
"""
FOUTEN = (
    "SELECT 1 / 0",
    "SELECT bestaat_niet",
    "SELECT FROM",
    "INSERT INTO toegang_gemeente (nis, naam, provincie) SELECT nis, naam, provincie FROM toegang_gemeente",
)


@dataclass(frozen=True)
class Blik:
    """De casussen die iemand ziet, en die waarvan hij de sleutel krijgt."""

    casussen: frozenset[UUID] = frozenset()
    sleutels: frozenset[UUID] = frozenset()


class Kijkers:
    """Wie wat hoort te zien; na `loop` staan de afwijkingen in `fouten`."""

    def __init__(self, ziet: dict[Wie, Blik], schrijvers: set[Gebruiker]) -> None:
        self.ziet = ziet
        self.schrijvers = schrijvers
        self.alle = list(frozenset[UUID]().union(*(blik.casussen for blik in ziet.values())))
        self.fouten: list[str] = []
        self.op: dict[int, set[Wie]] = defaultdict(set)  # per verbinding met de server: wie er werkte
        self.naakt: list[int] = []  # wat een verbinding zonder onze cursor ondertussen zag
        self.opdrachten = 0

    def loop(
        self, pooler: Path, *, cursor: type[identiteit.Cursor] = identiteit.Cursor, rondes: int = 150
    ) -> None:
        """Iedereen tegelijk, met nog een naakte verbinding erbij."""
        namen = list(self.ziet)
        draden = [
            threading.Thread(target=self._werk, args=(wie, namen[plaats - 3], rondes))
            for plaats, wie in enumerate(namen)
        ]
        with omgeleid(pooler, cursor):
            kaal = verbind(pooler)
            with kaal.cursor() as vraag:
                # Eerst: wie midden in een transactie wegvalt, neemt mee wat er op die verbinding bleef staan.
                vraag.execute(NAAKT)
                self.naakt.append(vraag.fetchone()[0])
                for draad in draden:
                    draad.start()
                while any(draad.is_alive() for draad in draden):
                    vraag.execute(NAAKT)
                    self.naakt.append(vraag.fetchone()[0])
            kaal.close()
            for draad in draden:
                draad.join()

    def _werk(self, wie: Wie, ander: Wie, rondes: int) -> None:
        keuze = random.Random(str(wie))
        try:
            with identiteit.als(wie):
                for _ronde in range(rondes):
                    self._ronde(keuze, wie, ander)
        except Exception as fout:  # noqa: BLE001 - anders verdwijnt ze met de draad
            self.fouten.append(repr(fout))
        finally:
            connection.close()

    def _ronde(self, keuze: random.Random, wie: Wie, ander: Wie) -> None:
        match keuze.randrange(7):
            case 0:  # in een transactie
                with transaction.atomic():
                    self._kijk(wie)
                    self._kijk(wie)
            case 1:  # na een fout
                _fout(keuze)
            case 2:  # na een fout in een savepoint
                with transaction.atomic():
                    _fout(keuze)
                    self._kijk(wie)
            case 3:  # iemand anders ertussen, in dezelfde draad
                with identiteit.als(ander):
                    self._kijk(ander)
            case 4:  # iemand anders ertussen, in dezelfde transactie
                with transaction.atomic():
                    self._kijk(wie)
                    with identiteit.als(ander):
                        self._kijk(ander)
                    self._kijk(wie)
            case 5:  # weg zonder af te ronden: de server krijgt niets meer te horen
                with suppress(DatabaseError), transaction.atomic():
                    self._kijk(wie)
                    transaction.set_rollback(True)
                    connection.connection.close()
                connection.close()
            case 6:
                self._schrijf(wie, keuze)
        self._kijk(wie)

    def _kijk(self, wie: Wie) -> None:
        with connection.cursor() as cursor:
            cursor.execute(VRAAG, [self.alle])
            pid, casussen, sleutels = cursor.fetchone()
        self.opdrachten += 1
        self.op[pid].add(wie)
        gezien = Blik(frozenset(casussen), frozenset(sleutels))
        if gezien != self.ziet[wie]:
            self.fouten.append(f"{wie} zag {gezien} in plaats van {self.ziet[wie]}")

    def _schrijf(self, wie: Wie, keuze: random.Random) -> None:
        """Wie alle accounts wijzigt, raakt alleen zijn eigen rij."""
        if wie not in self.schrijvers:
            return
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("UPDATE toegang_gebruiker SET naam = naam RETURNING id")
                geraakt = [pk for (pk,) in cursor.fetchall()]
            transaction.set_rollback(keuze.random() < 0.5)
        if geraakt != [wie.pk]:
            self.fouten.append(f"{wie} wijzigde {geraakt}")


def _fout(keuze: random.Random) -> None:
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(keuze.choice(FOUTEN))


def zet_op_elke_verbinding(pooler: Path, opdracht: str, *args: Any) -> None:
    """Laat iets achter op beide verbindingen met de server, zoals wie eigen SQL laat binnensluipen."""
    with ExitStack() as open_:
        twee = [open_.enter_context(closing(verbind(pooler))).cursor() for _keer in range(2)]
        for cursor in twee:
            cursor.execute("BEGIN")
            cursor.execute(opdracht, args)
        for cursor in twee:
            cursor.execute("COMMIT")
