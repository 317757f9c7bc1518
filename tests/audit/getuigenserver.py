"""Een echte getuige van een ander (aics-witness), als eigen proces op de lus."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests

from audit.verificateur import Sleutel


class Getuigenserver:
    """`adres` en `sleutel` zijn wat een gemeente van haar getuige krijgt."""

    def __init__(self, map_: Path) -> None:
        self.instelling = map_ / "getuige.json"
        self.poort = vrije_poort()
        self.adres = f"http://127.0.0.1:{self.poort}"
        uit = self._doe("init", "--name", "buurgemeente.test/getuige")
        self.sleutel = Sleutel.lees(next(woord for woord in uit.split() if is_sleutel(woord)))

    def vertrouw(self, log: Sleutel) -> None:
        self._doe("add-log", "--origin", log.naam, "--vkey", str(log))

    @contextmanager
    def draait(self) -> Iterator[None]:
        opdracht = self._opdracht("serve", "--listen", f"127.0.0.1:{self.poort}")
        proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._wacht()
            yield
        finally:
            proces.terminate()
            proces.wait(10)

    def _wacht(self) -> None:
        for _poging in range(100):
            try:
                requests.get(f"{self.adres}/healthz", timeout=1)
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.adres)

    def _opdracht(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "aics_witness", args[0], "--config", str(self.instelling), *args[1:]]

    def _doe(self, *args: str) -> str:
        return subprocess.run(self._opdracht(*args), check=True, capture_output=True, text=True).stdout


def vrije_poort() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as luisteraar:
        poort: int = luisteraar.getsockname()[1]
        return poort


def is_sleutel(woord: str) -> bool:
    return woord.count("+") >= 2
