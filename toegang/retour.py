"""Een teruggekomen bericht lezen (RFC 3464): het teken en de code, niets anders.

Wie een retour stuurt, kan iedereen zijn. Daarom telt alleen een volledig afleveringsrapport dat een teken draagt dat hier
ooit vertrok; een adres of een naam uit het rapport wordt nergens voor gebruikt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

GROOTST = 1024 * 1024
TEKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
CODE = re.compile(r"5\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True)
class Retour:
    """Dit bericht kwam voorgoed niet aan."""

    teken: str
    code: str


def lees(rauw: bytes) -> Retour | None:
    """Het retour, of None: geen afleveringsrapport, alleen uitgesteld, wel afgeleverd, zonder teken, of onleesbaar.

    Eén bericht dat de lezer doet struikelen, houdt de rest van de postbus niet tegen.
    """
    try:
        return _lees(rauw)
    except Exception:  # noqa: BLE001 - wat iedereen kan sturen, kan alles bevatten
        return None


def _lees(rauw: bytes) -> Retour | None:
    bericht = message_from_bytes(rauw[:GROOTST], policy=policy.default)
    if not isinstance(bericht, EmailMessage) or bericht.get_content_type() != "multipart/report":
        return None
    if str(bericht.get_param("report-type", "")).lower() != "delivery-status":
        return None
    code, teken = _code(bericht), _teken(bericht)
    return Retour(teken, code) if code and teken else None


def _code(bericht: EmailMessage) -> str:
    """De code van de eerste ontvanger waarvoor het voorgoed mislukte; anders leeg."""
    for deel in bericht.walk():
        if deel.get_content_type() != "message/delivery-status":
            continue
        for velden in deel.get_payload():
            if not hasattr(velden, "get") or str(velden.get("Action", "")).strip().lower() != "failed":
                continue
            gevonden = CODE.match(str(velden.get("Status", "")).strip())
            return gevonden[0] if gevonden else "5.0.0"
    return ""


def _teken(bericht: EmailMessage) -> str:
    """Eerst het adres waarnaar het terugkwam, dan de koppen van het bericht dat erin zit."""
    for waarde in _koppen(bericht):
        if gevonden := TEKEN.search(waarde):
            return gevonden[0]
    return ""


def _koppen(bericht: EmailMessage) -> Iterator[str]:
    for naam in ("Delivered-To", "X-Original-To", "To"):
        for waarde in bericht.get_all(naam, []):
            yield from re.findall(r"\+([0-9a-f]{32})@", str(waarde))
    for deel in bericht.walk():
        if deel.get_content_type() == "text/rfc822-headers":
            inhoud = deel.get_payload(decode=True)
            koppen = message_from_bytes(inhoud if isinstance(inhoud, bytes) else b"", policy=policy.default)
            yield str(koppen.get("Message-ID", ""))
        elif deel.get_content_type() == "message/rfc822":
            yield from (str(ingesloten.get("Message-ID", "")) for ingesloten in deel.iter_parts())
