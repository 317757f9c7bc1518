"""Van fouten van toegang naar pagina's, en een slot op schrijven tijdens het lezen."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.local import Local
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import alarm, identiteit
from .geheugen import tijdens_lezen
from .uitzonderingen import NietVoldaan, SleutelFout, Verborgen, Weigering
from .verantwoording import leg_weigering_vast

type Antwoord = Callable[[HttpRequest], HttpResponse]


class IdentiteitMiddleware:
    """De databank werkt per aanvraag namens wie aangemeld is, en anders namens niemand."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Wie het is, staat in de sessie: tot dat gelezen is, werkt de databank namens niemand.
        with identiteit.als(None):
            wie = request.user if request.user.is_authenticated else None
        with identiteit.als(wie):
            return self.get_response(request)


class WeigeringMiddleware:
    """Verborgen → 404, Verboden → 403, NietVoldaan → 409, SleutelFout → 503."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        if isinstance(fout, Weigering):
            leg_weigering_vast(fout, actor=request.user if request.user.is_authenticated else None)
            if isinstance(fout, Verborgen):
                # Geen uitleg: die zou verraden dat er iets is (LR-05).
                return render(request, "404.html", status=404)
            return _pagina(request, 403, fout)
        if isinstance(fout, NietVoldaan):
            return _pagina(request, 409, fout)
        if isinstance(fout, SleutelFout):
            alarm.meld("sleutels", fout)
            return render(request, "503.html", status=503)
        return None


def _pagina(request: HttpRequest, status: int, fout: Weigering | NietVoldaan) -> HttpResponse:
    return render(request, f"{status}.html", {"uitleg": fout.uitleg, "regel": fout.regel}, status=status)


class KoppenMiddleware:
    """Wat de browser verder niet mag: andere sites laten meelezen, en toestellen aanspreken die hier niets doen.

    Alleen de eigen sleutel (passkey) mag, en alleen van deze site zelf.
    """

    UIT = (
        "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
        "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
        "serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
    )  # fmt: skip
    KOPPEN = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(
            [f"{naam}=()" for naam in UIT]
            + ["publickey-credentials-get=(self)", "publickey-credentials-create=(self)"]
        ),
    }

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        for naam, waarde in self.KOPPEN.items():
            antwoord.headers[naam] = waarde
        return antwoord


class NietBewarenMiddleware:
    """Geen pagina blijft in de browser achter: na afmelden of terugtrekken toont ‘terug’ niets meer (LR-34)."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        antwoord.headers.setdefault("Cache-Control", "no-store, private")
        return antwoord


class SchrijvenTijdensLezen(RuntimeError):
    """Een GET wilde iets veranderen. Dat is een fout in de code, nooit een keuze van de gebruiker."""


_lokaal = Local()


@contextmanager
def aanmelding_schrijft() -> Iterator[None]:
    """Alleen voor de terugkeer van een aanbieder: dat is een GET, en toch wat aanmeldt."""
    _lokaal.aanmelding = True
    try:
        yield
    finally:
        del _lokaal.aanmelding


class AlleenLezenMiddleware:
    """Een GET verandert niets. Alleen kijken vastleggen en de sessie bijwerken mag."""

    LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.LEZEN:
            return self.get_response(request)
        with connection.execute_wrapper(_bewaak), tijdens_lezen():
            return self.get_response(request)


# De sessie, en de lijst waarin iemand zijn eigen sessies terugvindt.
SESSIE = frozenset({"django_session", "usersessions_usersession"})
_SCHRIJFT = re.compile(
    r"^\s*(?:WITH\b.*?\b)?(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|COPY)\s+\"?(\w+)",
    re.IGNORECASE | re.DOTALL,
)


def _bewaak(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not hasattr(_lokaal, "aanmelding") and (gevonden := _SCHRIJFT.match(str(sql))):
        werk, tabel = gevonden[1].split()[0].upper(), gevonden[2]
        if tabel not in SESSIE and (werk, tabel) != ("INSERT", "audit_regel"):
            raise SchrijvenTijdensLezen(f"{werk} op {tabel} tijdens een GET.")
    return execute(sql, params, many, context)
