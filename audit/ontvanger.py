"""De sleutel van wie een bestand krijgt: age (age-encryption.org), zodat alleen de ontvanger het opent.

Het bestand wordt versleuteld terwijl het ontstaat: het staat nergens leesbaar, ook niet even.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

import pyrage


class OngeldigeOntvanger(ValueError):
    """Dit is geen publieke sleutel van age of ssh-ed25519."""


@dataclass(frozen=True)
class Ontvanger:
    """Een publieke sleutel, in één schrijfwijze."""

    tekst: str

    @classmethod
    def lees(cls, tekst: str) -> "Ontvanger":
        """Een regel `age1…` of `ssh-ed25519 …`; wat iemand achter de sleutel schreef, telt niet. Raises OngeldigeOntvanger."""
        delen = tekst.split()
        ontvanger = cls(" ".join(delen[:2]) if delen[:1] == ["ssh-ed25519"] else "".join(delen))
        try:
            ontvanger._sleutel()
        except pyrage.RecipientError:
            raise OngeldigeOntvanger(tekst) from None
        return ontvanger

    @property
    def afdruk(self) -> str:
        return hashlib.sha256(self.tekst.encode()).hexdigest()

    @property
    def voorgelezen(self) -> str:
        """De eerste helft van de afdruk in groepjes van vier, om aan de telefoon te vergelijken."""
        return " ".join(self.afdruk[i : i + 4] for i in range(0, 32, 4))

    def versleutel(self, schrijf: "Schrijver", naar: IO[bytes]) -> None:
        """Versleutelt wat `schrijf` schrijft; nooit staat meer dan één stuk leesbaar in het geheugen."""
        pijp = _Pijp(schrijf)
        try:
            pyrage.encrypt_io(pijp, naar, [self._sleutel()])
        except pyrage.EncryptError:
            # Een fout van wie schrijft komt als tekst uit age terug; hier is ze weer zichzelf.
            raise pijp.fout or OngeldigeOntvanger("versleutelen lukte niet") from None

    def _sleutel(self) -> pyrage.x25519.Recipient | pyrage.ssh.Recipient:
        soort = pyrage.ssh if self.tekst.startswith("ssh-ed25519 ") else pyrage.x25519
        return soort.Recipient.from_str(self.tekst)


type Schrijver = Callable[[IO[bytes]], Iterator[None]]
"""Schrijft in stukken: na elk stuk leest age wat er staat."""


class _Bak:
    """Het bestand waarin een `Schrijver` schrijft; alleen vooruit."""

    def __init__(self) -> None:
        self.inhoud = bytearray()

    def write(self, stuk: bytes) -> int:
        self.inhoud += stuk
        return len(stuk)

    def flush(self) -> None: ...


class _Pijp(io.RawIOBase):
    """Wat de schrijver schrijft, leest age er meteen weer uit."""

    def __init__(self, schrijf: Schrijver) -> None:
        self.bak = _Bak()
        self.delen = schrijf(self.bak)  # type: ignore[arg-type]  # een zip vraagt alleen write en flush
        self.fout: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            while not self.bak.inhoud:
                next(self.delen)
        except StopIteration:
            return 0
        except Exception as fout:
            self.fout = fout
            raise
        aantal = min(len(buffer), len(self.bak.inhoud))
        buffer[:aantal] = self.bak.inhoud[:aantal]
        del self.bak.inhoud[:aantal]
        return aantal
