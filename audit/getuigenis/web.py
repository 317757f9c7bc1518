"""De getuige op het web: één pad om mede te laten ondertekenen, en een regel die zegt wat dit is."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import ParseException

from .getuige import TEKST, Getuige, Geweigerd
from .stand import Standfout

logger = logging.getLogger("casusoverleg.getuige")
HOOGSTENS_BYTES = 64 * 1024
PADEN = {"/": "GET", "/add-checkpoint": "POST"}
GEHEUGENSCHIJF = Path("/dev/shm")  # noqa: S108 - voor de hartslag van gunicorn, nooit voor gegevens


def toepassing(getuige: Getuige) -> WSGIApplication:
    def app(omgeving: WSGIEnvironment, begin: StartResponse) -> Iterable[bytes]:
        status, tekst, soort = _antwoord(getuige, omgeving)
        lijf = tekst.encode()
        koppen = [("Content-Type", soort), ("Content-Length", str(len(lijf))), ("Cache-Control", "no-store")]
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            koppen.append(("Allow", PADEN[omgeving["PATH_INFO"]]))
        begin(f"{status.value} {status.phrase}", koppen)
        return [lijf]

    return app


def _antwoord(getuige: Getuige, omgeving: WSGIEnvironment) -> tuple[HTTPStatus, str, str]:
    try:
        return HTTPStatus.OK, _bedien(getuige, omgeving), TEKST
    except Geweigerd as fout:
        return fout.status, f"{fout.uitleg}\n", fout.soort
    except Standfout as fout:
        # Wat niet op de schijf staat, is niet ondertekend.
        logger.error("%s", fout)  # noqa: TRY400 - de fout zegt alles, een spoor niets
        return HTTPStatus.SERVICE_UNAVAILABLE, "de getuige kan nu niets bewaren\n", TEKST


def _bedien(getuige: Getuige, omgeving: WSGIEnvironment) -> str:
    """Raises Geweigerd, Standfout."""
    methode = PADEN.get(omgeving["PATH_INFO"])
    if methode is None:
        raise Geweigerd(HTTPStatus.NOT_FOUND, "dit adres bestaat niet")
    if omgeving["REQUEST_METHOD"] != methode:
        raise Geweigerd(HTTPStatus.METHOD_NOT_ALLOWED, "dat kan hier niet")
    return f"{getuige.overzicht()}\n" if methode == "GET" else getuige.onderteken(_lijf(omgeving))


def _lijf(omgeving: WSGIEnvironment) -> bytes:
    """Raises Geweigerd."""
    try:
        ruw: bytes = omgeving["wsgi.input"].read(HOOGSTENS_BYTES + 1)
    except (OSError, ParseException):
        raise Geweigerd(HTTPStatus.BAD_REQUEST, "onleesbaar") from None
    if len(ruw) > HOOGSTENS_BYTES:
        raise Geweigerd(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "te groot")
    return ruw


class _Gunicorn(BaseApplication):
    def __init__(self, app: WSGIApplication, adres: str) -> None:
        self.app, self.adres = app, adres
        super().__init__()

    def load_config(self) -> None:
        instellingen: dict[str, Any] = {
            "bind": self.adres,
            "workers": 1,
            "worker_class": "gthread",
            "threads": 8,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "error",  # een waarschuwing noemt het adres van wie vroeg
            "control_socket_disable": True,
            "worker_tmp_dir": str(GEHEUGENSCHIJF) if GEHEUGENSCHIJF.is_dir() else None,
        }
        for naam, waarde in instellingen.items():
            self.cfg.set(naam, waarde)

    def load(self) -> WSGIApplication:
        return self.app


def dien(getuige: Getuige, adres: str) -> None:
    """Tot iemand het proces stopt."""
    _Gunicorn(toepassing(getuige), adres).run()
