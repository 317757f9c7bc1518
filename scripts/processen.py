"""Kindprocessen van de demo: samen starten, netjes stoppen, en opruimen wat een gedode demo achterliet."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil


class Processen:
    """Bewaart naast elk procesnummer de starttijd: een hergebruikt nummer is iets anders en blijft met rust."""

    def __init__(self, bestand: Path) -> None:
        self.bestand = bestand
        self.kinderen: list[subprocess.Popen[bytes]] = []

    def start(self, *opdracht: str, omgeving: dict[str, str], map: Path, stil: Path | None = None) -> None:
        """Een eigen sessie: Ctrl-C bereikt alleen de demo, die dan in de goede volgorde stopt."""
        uit = stil.open("ab") if stil else None
        kind = subprocess.Popen(
            [sys.executable, *opdracht], env=omgeving, cwd=map, start_new_session=True, stdout=uit, stderr=uit
        )
        self.kinderen.append(kind)
        levend = [[k.pid, psutil.Process(k.pid).create_time()] for k in self.kinderen if k.poll() is None]
        self.bestand.write_text(json.dumps(levend))

    def gestopt(self) -> bool:
        return any(kind.poll() is not None for kind in self.kinderen)

    def stop(self) -> None:
        for kind in reversed(self.kinderen):
            kind.terminate()
        for kind in self.kinderen:
            try:
                kind.wait(15)
            except subprocess.TimeoutExpired:
                kind.kill()
                kind.wait()
        self.bestand.unlink(missing_ok=True)

    def ruim_achterblijvers_op(self) -> None:
        """Na een kill -9 van de demo draaien haar kinderen nog en houden ze de poort bezet."""
        with suppress(FileNotFoundError, ValueError):
            for pid, begonnen in json.loads(self.bestand.read_text()):
                with suppress(psutil.NoSuchProcess):
                    proces = psutil.Process(pid)
                    if abs(proces.create_time() - begonnen) < 1:
                        familie = [*proces.children(recursive=True), proces]
                        proces.terminate()
                        for rest in psutil.wait_procs(familie, timeout=10)[1]:
                            rest.kill()
        self.bestand.unlink(missing_ok=True)
