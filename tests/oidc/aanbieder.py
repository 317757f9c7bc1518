"""Een echte, gecertificeerde aanbieder (npm `oidc-provider`) op de eigen machine, voor de browsertests."""

import json
import socket
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

MAP = Path(__file__).resolve().parent
GEHEIM = "een-geheim-alleen-voor-deze-test-0000"


class Proefaanbieder:
    """Loopt tot `stop`; `zegt` geeft elke persoon zijn claims, ook terwijl hij loopt."""

    def __init__(self, terug: str) -> None:
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort = vrij.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{poort}"
        self.proces = subprocess.Popen(
            [which("node") or "node", "provider.mjs", str(poort), terug],
            cwd=MAP,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.zegt({})
        assert self.proces.stdout is not None
        assert self.proces.stdout.readline() == "klaar\n", (
            "De aanbieder start niet: sh scripts/proefaanbieder.sh"
        )

    def zegt(self, accounts: dict[str, dict[str, Any]]) -> None:
        assert self.proces.stdin is not None
        self.proces.stdin.write(json.dumps(accounts) + "\n")
        self.proces.stdin.flush()

    def stop(self) -> None:
        if self.proces.poll() is None:
            self.proces.terminate()
            self.proces.communicate(timeout=10)
