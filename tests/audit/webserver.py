"""Een echte gunicorn op een eigen databank, met mensen die door blijven klikken terwijl hij gedood wordt."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from itertools import count
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.urls import reverse

from scripts.databank import BASIS, NAAM, ROL
from tests.audit.conftest import Cluster
from tests.factories import Stad

EERSTE = date(2000, 1, 1)


class Webserver:
    """Elke aanvraag is een inzage met een eigen datum: zo is ze in het logboek te herkennen."""

    def __init__(self, cluster: Cluster, stad: Stad, koekje: str) -> None:
        self.cluster, self.stad, self.koekje = cluster, stad, koekje
        with closing(socket.create_server(("127.0.0.1", 0))) as luisteraar:
            self.poort = luisteraar.getsockname()[1]
        self.nummers = count()
        self.gevraagd: list[str] = []
        self.beantwoord: list[str] = []
        self.stop = threading.Event()

    @contextmanager
    def draait(self) -> Iterator[psutil.Process]:
        opdracht = ["-m", "gunicorn", "config.wsgi", "-c", "scripts/gunicorn.conf.py", "--preload",
                    "--log-level", "critical", "-b", f"127.0.0.1:{self.poort}"]  # fmt: skip
        # De server heeft twee werkers; wie er een verliest, maakt meteen een nieuwe.
        proces = subprocess.Popen(
            [sys.executable, *opdracht], cwd=BASIS, env=self._omgeving(), start_new_session=True
        )
        try:
            self._wacht()
            yield psutil.Process(proces.pid)
        finally:
            proces.terminate()
            proces.wait(20)

    @contextmanager
    def klikkers(self, aantal: int = 3) -> Iterator[None]:
        draden = [threading.Thread(target=self._klik) for _ in range(aantal)]
        for draad in draden:
            draad.start()
        try:
            yield
        finally:
            self.stop.set()
            for draad in draden:
                draad.join()

    def _klik(self) -> None:
        while not self.stop.is_set():
            dag = (EERSTE + timedelta(days=next(self.nummers))).isoformat()
            self.gevraagd.append(dag)
            with suppress(OSError, http.client.HTTPException):
                if self._vraag(dag) == http.HTTPStatus.OK:
                    self.beantwoord.append(dag)

    def _vraag(self, dag: str) -> int:
        adres = reverse("toezicht:regels", args=[self.stad.livc.pk])
        vraag = urlencode({"persoon": str(self.stad.caw.pk), "van": dag})
        with closing(http.client.HTTPConnection("127.0.0.1", self.poort, timeout=20)) as verbinding:
            verbinding.request("GET", f"{adres}?{vraag}", headers={"Cookie": self.koekje})
            antwoord = verbinding.getresponse()
            antwoord.read()
            return antwoord.status

    def _wacht(self) -> None:
        for _poging in range(300):
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.poort), 1)):
                return
            time.sleep(0.1)
        raise TimeoutError("gunicorn antwoordt niet")

    def _omgeving(self) -> dict[str, str]:
        return os.environ | {
            "CASUSOVERLEG_MODUS": "demo",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.cluster.url(NAAM, ROL),
            "DATABASE_URL_EIGENAAR": self.cluster.url(),
            "SLEUTELRING": settings.SLEUTELRING,
            "SLEUTELRING_BESTAND": "",
            "SLEUTELKLUIS": settings.SLEUTELKLUIS,
        }
