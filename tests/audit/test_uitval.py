"""Honderd keer kill -9 van de databank, de web en het achtergrondwerk, tussen invoegen, vastleggen, verzegelen en tekenen.

Op een eigen PostgreSQL met fsync. Daarna is geen regel weg, geen enkele dubbel, er is geen gat, elk controlepunt van
voor de klap klopt nog, en elke handeling staat er samen met haar regel of geen van beide.
"""

import random
import time
from collections import Counter
from itertools import product
from typing import Any

import psutil
import pytest
from django.conf import settings
from django.db import connection

from audit import boom, controlepunten, verzegeling
from audit.models import Controlepunt, Regel
from audit.narekenen import reken_na
from audit.soorten import Soort
from audit.verificateur import Controlepunt as Punt
from casus.models import Signaal
from tests.audit.conftest import Cluster
from tests.audit.hulp import gelezen
from tests.audit.uitval import PUNTEN, Kind, web, werker
from tests.audit.webserver import Webserver
from tests.factories import Stad, maak_stad
from toegang.pseudoniem import pseudoniem

KEREN = {"web": 45, "werker": 40, "databank": 15}
PER_PUNT, KLAPPEN, AANVRAGEN = 5, 3, 10
# Iedereen op de server behalve deze test; van de server zelf alleen wat een transactie heeft (ANALYZE vanzelf).
LEVENDEN = """
SELECT backend_type, state, wait_event_type, wait_event, backend_xid::text, now() - state_change
FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND (backend_type = 'client backend' OR backend_xid IS NOT NULL)
"""


class Proef:
    """Wat gemeld is als gebeurd, en hoeveel keer er iets gedood is."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.stad: Stad = maak_stad()
        self.keuze = random.Random(7)
        self.gedood: Counter[str] = Counter()
        self.vast: set[str] = set()
        self.nooit: set[str] = set()
        self.punten: set[str] = set()

    def processen(self, punt: str) -> None:
        """Een proces op zijn plaats, met een ander dat schrijft en een dat verzegelt: alle drie dood, in eender welke volgorde."""
        kinderen = self._begin(punt)
        self.keuze.shuffle(kinderen)
        for wie, kind in kinderen:
            time.sleep(self.keuze.uniform(0, 0.03))
            self._oogst(kind.dood())
            assert kind.door_kill, f"{wie} stierf vanzelf"
            self.gedood[wie] += 1

    def databank(self, punt: str) -> None:
        """Dezelfde drie aan het werk, en de databank sterft onder hen."""
        kinderen = self._begin(punt)
        time.sleep(self.keuze.uniform(0, 0.1))
        self.cluster.dood()
        self.gedood["databank"] += 1
        for _wie, kind in kinderen:
            self._oogst(kind.dood())
        self.cluster.start()

    def _begin(self, punt: str) -> list[tuple[str, Kind]]:
        wie, werk = PUNTEN[punt]
        # Wie stilstaat voor het vastleggen, houdt niemand tegen behalve het verzegelen; wie een slot heeft, wel.
        anderen = [("web", Kind(web, self.stad).wacht()), ("werker", Kind(werker, self.stad).wacht())]
        return [(wie, Kind(werk, self.stad).wacht()), *anderen]

    def _oogst(self, kind: Kind) -> None:
        self.vast.update(kind.meldingen("vast"))
        self.nooit.update(kind.meldingen("nooit"))
        self.punten.update(kind.meldingen("punt"))

    def kijk_na(self) -> None:
        livc_id = self.stad.livc.pk
        connection.close()
        _wacht_op_de_doden()
        verzegeling.verzegel(livc_id)
        uitslag = reken_na(livc_id)
        assert (uitslag.gebreken, uitslag.wachtend) == ([], 0)
        nummers = Regel.objects.order_by("volgnummer").values_list("volgnummer", flat=True)
        assert list(nummers) == list(range(uitslag.regels))
        self._handelingen()
        self._controlepunten(uitslag.regels)
        connection.close()

    def _handelingen(self) -> None:
        """Handeling en regel samen of geen van beide; wat gemeld is, staat er; wat nooit vastlag, niet."""
        livc_id = self.stad.livc.pk
        signalen = list(Signaal.objects.values_list("pk", flat=True))
        regels = Regel.objects.filter(soort=Soort.SIGNAAL_GEREGISTREERD).values_list(
            "casus_pseudoniem", flat=True
        )
        verwacht = Counter(pseudoniem("casus", livc_id, pk) for pk in signalen)
        assert Counter(bytes(regel) for regel in regels) == verwacht
        assert self.vast <= {str(pk) for pk in signalen}
        assert not Regel.objects.filter(pk__in=self.nooit).exists()

    def _controlepunten(self, grootte: int) -> None:
        """Wat voor de klap getekend en gemeld is, is er nog en hoort bij de boom van nu."""
        sleutel = controlepunten.sleutel(self.stad.livc.pk)
        tegels = verzegeling.tegels_van(self.stad.livc.pk)
        bewaard = set(Controlepunt.objects.values_list("nota", flat=True))
        assert self.punten <= bewaard
        for nota in self.punten:
            assert sleutel is not None
            punt = Punt.uit(nota, sleutel)
            assert punt.grootte <= grootte
            assert boom.wortel(tegels, punt.grootte) == punt.wortel


def _wacht_op_de_doden() -> None:
    """Tot de server elk gedood proces opmerkte. Daarna heeft elke regel een plaats, of het product is stuk.

    Wie op de server stil was, is meteen weg; wie rekende, wachtte of naar schijf schreef, pas als hij wil antwoorden.
    Tot dan kan hij nog een regel vastleggen die niemand zag wachten, en houdt zijn transactie terecht het verzegelen op.
    """
    wie: list[Any] = []
    for _poging in range(1200):
        with connection.cursor() as cursor:
            cursor.execute(LEVENDEN)
            wie = cursor.fetchall()
        if not wie:
            return
        time.sleep(0.1)
    raise TimeoutError(f"Na twee minuten werkt de server nog voor een dood proces: {wie}")


@pytest.mark.django_db(transaction=True)
def test_honderd_keer_kill_9_laat_een_heel_logboek_na(cluster: Cluster, als: Any) -> None:
    proef = Proef(cluster)
    for _keer, punt in product(range(PER_PUNT), PUNTEN):
        proef.processen(punt)
        proef.kijk_na()
    for _keer, punt in product(range(KLAPPEN), PUNTEN):
        proef.databank(punt)
        proef.kijk_na()
    gunicorn(proef, als)
    proef.kijk_na()
    assert proef.gedood == KEREN
    assert sum(KEREN.values()) == 100
    assert len(proef.vast) > 100
    assert len(proef.punten) > 20


def gunicorn(proef: Proef, als: Any) -> None:
    """Tien keer een werker van gunicorn, midden in aanvragen. Elke inzage die beantwoord is, staat er één keer."""
    browser = als(proef.stad.toezicht)
    naam = settings.SESSION_COOKIE_NAME
    server = Webserver(proef.cluster, proef.stad, f"{naam}={browser.cookies[naam].value}")
    connection.close()
    with server.draait() as gunicorn_, server.klikkers():
        for _keer in range(AANVRAGEN):
            al = len(server.beantwoord)
            _wacht_tot(lambda al=al: len(server.beantwoord) >= al + 3)  # type: ignore[misc]
            time.sleep(proef.keuze.uniform(0, 0.1))
            _dood_een_werker(gunicorn_, proef.keuze)
            proef.gedood["web"] += 1
    dagen = Counter(
        gelezen(regel)["feiten"]["van"] for regel in Regel.objects.filter(soort=Soort.TOEZICHT_LIJST_INGEZIEN)
    )
    assert set(dagen.values()) == {1}
    assert set(server.beantwoord) <= set(dagen) <= set(server.gevraagd)


def _dood_een_werker(gunicorn_: psutil.Process, keuze: random.Random) -> None:
    werkers = [kind for kind in gunicorn_.children() if kind.status() != psutil.STATUS_ZOMBIE]
    werker_ = keuze.choice(werkers)
    werker_.kill()
    psutil.wait_procs([werker_], timeout=10)


def _wacht_tot(waar: Any) -> None:
    for _poging in range(600):
        if waar():
            return
        time.sleep(0.05)
    raise TimeoutError("gunicorn antwoordt niet meer")
