"""Een echte mailserver op deze machine, die aanneemt of weigert. `tests/conftest.py` neemt dit over."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Brievenbus:
    """Neemt elk bericht aan, of weigert alles, of weigert alleen wie in `onbekend` staat."""

    def __init__(self) -> None:
        self.berichten: list[EmailMessage] = []
        self.rauw: list[bytes] = []
        self.afzenders: list[str] = []
        self.weigert = False
        self.onbekend: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, adres: str, opties: Any) -> str:
        if adres in self.onbekend:
            return "550 5.1.1 onbekend"
        envelope.rcpt_tos.append(adres)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.weigert:
            return "451 nu niet"
        bericht = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(bericht, EmailMessage)
        self.berichten.append(bericht)
        self.rauw.append(envelope.content)
        self.afzenders.append(envelope.mail_from)
        return "250 OK"

    def van(self, adres: str) -> list[EmailMessage]:
        return [bericht for bericht in self.berichten if bericht["To"] == adres]


def afspraak(bericht: EmailMessage) -> bytes | None:
    """De bijlage, zoals een agenda ze krijgt; None als er geen is."""
    for deel in bericht.walk():
        if deel.get_content_type() == "application/ics":
            inhoud = deel.get_payload(decode=True)
            assert isinstance(inhoud, bytes)
            return inhoud
    return None


@pytest.fixture
def bus(settings: Any) -> Iterator[Brievenbus]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    brievenbus = Brievenbus()
    server = Controller(brievenbus, hostname="127.0.0.1", port=poort)
    server.start()
    opties = {"host": "127.0.0.1", "port": poort, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": opties}}
    yield brievenbus
    server.stop()
