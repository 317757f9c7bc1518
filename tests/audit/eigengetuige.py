"""Onze eigen getuige (`manage.py getuige`) als proces op de lus, zonder één instelling: dus zonder databank of sleutelring.

En een logboek dat iemand anders schreef (aics-tlog), om hem vragen te stellen.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from aics_tlog import MerkleTree
from aics_tlog.checkpoint import Checkpoint, sign_checkpoint
from aics_tlog.cosign import verify_cosignature
from aics_tlog.note import format_vkey, vkey_from_ed25519
from aics_witness.protocol import format_add_checkpoint_request, parse_signature_lines
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.verificateur import Sleutel
from tests.audit.getuigenserver import is_sleutel, vrije_poort

WORTEL = Path(__file__).parents[2]
NAAM = "buurgemeente.test/getuige"


class Eigengetuige:
    """Zelfde vorm als Getuigenserver: `adres` en `sleutel` zijn wat een gemeente van haar getuige krijgt."""

    def __init__(self, map_: Path, naam: str = NAAM) -> None:
        self.map, self.poort = map_ / "getuige", vrije_poort()
        self.adres = f"http://127.0.0.1:{self.poort}"
        self.log, self.extra = map_ / "getuige.log", tuple[str, ...]()
        uit = doe("--map", str(self.map), "--maak-sleutel", naam)
        assert uit.returncode == 0, uit.stderr
        self.sleutel = Sleutel.lees(next(woord for woord in uit.stdout.split() if is_sleutel(woord)))

    def vertrouw(self, log: Sleutel | str) -> None:
        with (self.map / "logboeken").open("a") as lijst:
            lijst.write(f"{log}\n")

    @contextmanager
    def draait(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.stop()

    def start(self) -> None:
        with self.log.open("a") as log:
            self.proces = subprocess.Popen(
                opdracht("--map", str(self.map), "--adres", f"127.0.0.1:{self.poort}", *self.extra),
                cwd=WORTEL, env=omgeving(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        for _poging in range(200):
            try:
                requests.get(self.adres, timeout=1)
            except requests.RequestException:
                assert self.proces.poll() is None, self.log.read_text()
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.adres)

    def stop(self) -> None:
        self.proces.terminate()
        self.proces.wait(15)

    def dood(self) -> None:
        """Kill -9, ook zijn werker: alleen de groep die we zelf begonnen."""
        os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait(15)

    def vraag(self, lijf: bytes | str) -> requests.Response:
        ruw = lijf.encode() if isinstance(lijf, str) else lijf
        return requests.post(f"{self.adres}/add-checkpoint", data=ruw, timeout=20)


class Log:
    """Het logboek van een andere gemeente."""

    def __init__(self, naam: str, aantal: int = 0, prive: Ed25519PrivateKey | None = None) -> None:
        self.naam, self.prive, self.boom = naam, prive or Ed25519PrivateKey.generate(), MerkleTree()
        self.vkey = format_vkey(vkey_from_ed25519(naam, self.prive.public_key()))
        self.groei(aantal)

    def groei(self, aantal: int, wat: str = "regel") -> None:
        self.boom.extend(f"{wat} {self.boom.size + i}".encode() for i in range(aantal))

    def vork(self, vanaf: int, aantal: int, wat: str = "vork") -> "Log":
        """Tot `vanaf` hetzelfde, daarna anders, met dezelfde sleutel getekend."""
        ander = Log(self.naam, 0, self.prive)
        ander.boom.extend(self.boom.leaf_data(i) for i in range(vanaf))
        ander.groei(aantal - vanaf, wat)
        return ander

    def nota(self, prive: Ed25519PrivateKey | None = None) -> str:
        punt = Checkpoint(self.naam, self.boom.size, self.boom.root())
        return sign_checkpoint(punt, prive or self.prive, self.naam).serialise()

    def verzoek(self, oud: int) -> bytes:
        bewijs = self.boom.consistency_proof(oud) if 0 < oud <= self.boom.size else []
        return format_add_checkpoint_request(oud, bewijs, self.nota().encode())

    def medeondertekend(self, antwoord: str, getuige: Sleutel) -> bool:
        """Zo oordeelt een programma dat niemand hier schreef."""
        [regel] = parse_signature_lines(antwoord)
        assert (regel.name, regel.key_id) == (getuige.naam, getuige.afdruk)
        return verify_cosignature(
            regel.signature, getuige.naam, getuige.publiek, self.naam, self.boom.size, self.boom.root(),
            max_age_seconds=30,
        )  # fmt: skip


def opdracht(*args: str) -> list[str]:
    return [sys.executable, "manage.py", "getuige", *args]


def omgeving() -> dict[str, str]:
    """Geen enkele instelling van de toepassing: productie, op een andere machine."""
    return {"PATH": os.environ["PATH"]}


def doe(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        opdracht(*args), cwd=WORTEL, env=omgeving(), capture_output=True, text=True, timeout=30
    )
