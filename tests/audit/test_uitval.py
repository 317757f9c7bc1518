"""Honderd keer kill -9 terwijl iemand schrijft, verzegelt en tekent: geen regel weg, geen dubbel, geen gat, en alles klopt."""

import os
import random
import signal
import time
from uuid import UUID

import pytest
from django.db import connection, transaction

from audit import controlepunten, verzegeling
from audit.logboek import schrijf
from audit.models import Regel
from audit.narekenen import reken_na
from audit.soorten import Soort
from tests.factories import maak_stad

KEREN = 100


@pytest.fixture
def livc(transactional_db: None) -> UUID:
    return maak_stad().livc.pk


def werk(livc: UUID, pijp: int) -> None:
    """Schrijft tot iemand het proces doodt; meldt elke regel pas als haar transactie vastligt."""
    while True:
        with transaction.atomic():
            ids = [
                schrijf(Soort.TOEGANG_AANGEMELD, livc_id=livc, actor_pseudoniem=b"p" * 32, inhoud={})
                for _keer in range(random.choice((1, 1, 3)))
            ]
            # Buiten het vastleggen om: ook wie sterft tussen verzegelen en melden, liet een geldige regel na.
            transaction.on_commit(lambda ids=ids: os.write(pijp, b"".join(i.bytes for i in ids)))  # type: ignore[misc]
        if random.random() < 0.3:
            controlepunten.teken(livc)


def een_dode(livc: UUID, keuze: random.Random) -> set[UUID]:
    """Een kind dat werkt en midden daarin sterft; geeft wat het als vastgelegd meldde."""
    connection.close()
    lezen, schrijven = os.pipe()
    kind = os.fork()
    if not kind:
        try:
            random.seed(keuze.random())
            werk(livc, schrijven)
        finally:
            os._exit(1)
    os.close(schrijven)
    gemeld = os.read(lezen, 16)  # het kind leeft en legde iets vast
    time.sleep(keuze.uniform(0, 0.05))
    os.kill(kind, signal.SIGKILL)
    os.waitpid(kind, 0)
    while deel := os.read(lezen, 1 << 16):
        gemeld += deel
    os.close(lezen)
    return {UUID(bytes=gemeld[i : i + 16]) for i in range(0, len(gemeld) - 15, 16)}


def test_honderd_keer_omvallen_laat_een_heel_logboek_na(livc: UUID) -> None:
    keuze, gemeld = random.Random(7), set[UUID]()
    for _keer in range(KEREN):
        gemeld |= een_dode(livc, keuze)
    # De server merkt een dood proces pas als het antwoorden wil: tot dan loopt zijn laatste transactie nog.
    for _poging in range(50):
        verzegeling.verzegel(livc)
        if not Regel.objects.filter(volgnummer=None).exists():
            break
        time.sleep(0.1)
    controlepunten.teken(livc)
    uitslag = reken_na(livc)
    assert (uitslag.gebreken, uitslag.wachtend) == ([], 0)
    bewaard = list(Regel.objects.values_list("pk", flat=True))
    assert gemeld <= set(bewaard)
    # Wat niemand meldde, is hoogstens wat elk kind net vastlegde toen het stierf.
    assert len(bewaard) - len(gemeld) <= 3 * KEREN
    assert uitslag.regels == len(bewaard) >= KEREN
