"""Wat een getuige doet met een vraag om mede te ondertekenen, in de volgorde van C2SP tlog-witness."""

import logging
import re
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from audit.verificateur import Controlepunt, Nota, OngeldigeNota, Sleutel, klopt_consistentie

from .sleutel import Getuigesleutel
from .stand import Stand

logger = logging.getLogger("casusoverleg.getuige")
GETAL = re.compile(r"old (0|[1-9][0-9]{0,18})")
HOOGSTENS_BEWIJS = 63
HOOGSTENS_GROOTTE = 2**63 - 1
TEKST = "text/plain; charset=utf-8"
GROOTTE = "text/x.tlog.size"


class Geweigerd(Exception):
    """Een antwoord zonder handtekening: de status van C2SP tlog-witness, en wat erbij staat."""

    def __init__(self, status: HTTPStatus, uitleg: str, soort: str = TEKST) -> None:
        super().__init__(uitleg)
        self.status, self.uitleg, self.soort = status, uitleg, soort


@dataclass(frozen=True)
class Verzoek:
    """Van welke grootte het bewijs vertrekt, het bewijs, en de nota van het logboek."""

    oud: int
    bewijs: tuple[bytes, ...]
    nota: Nota

    @classmethod
    def lees(cls, ruw: bytes) -> "Verzoek":
        """Raises Geweigerd."""
        try:
            kop, _scheiding, nota = ruw.decode().partition("\n\n")
            eerste, *bewijs = kop.split("\n")
            oud = GETAL.fullmatch(eerste)
            if oud is None or len(bewijs) > HOOGSTENS_BEWIJS or not nota.endswith("\n"):
                raise OngeldigeNota("geen vraag om mede te ondertekenen")
            return cls(int(oud[1]), tuple(map(_afdruk, bewijs)), Nota.lees(nota))
        except ValueError as fout:  # ook OngeldigeNota, en bytes die geen tekst zijn
            uitleg = str(fout) if isinstance(fout, OngeldigeNota) else "onleesbaar"
            raise Geweigerd(HTTPStatus.BAD_REQUEST, uitleg) from None


def _afdruk(regel: str) -> bytes:
    ruw = b64decode(regel, validate=True)
    if len(ruw) != 32 or b64encode(ruw).decode() != regel:
        raise OngeldigeNota("een regel van het bewijs is geen afdruk")
    return ruw


@dataclass(frozen=True)
class Getuige:
    sleutel: Getuigesleutel
    stand: Stand
    logboeken: Mapping[str, Sleutel]
    klok: Callable[[], float] = time.time

    def onderteken(self, ruw: bytes) -> str:
        """De regel met de handtekening. Raises Geweigerd, Standfout."""
        verzoek = Verzoek.lees(ruw)
        punt = self._vertrouwd(verzoek)
        with self.stand.slot() as slot:
            laatste = slot.laatste(punt.herkomst)
            _eis_vervolg(verzoek, punt, laatste)
            if punt != laatste:
                slot.bewaar(punt, str(verzoek.nota))
        # Pas nu: een handtekening die vertrok voor de stand op de schijf stond, laat later een vork toe.
        logger.info("%s: van %d naar %d", punt.herkomst, laatste.grootte, punt.grootte)
        return self.sleutel.teken(verzoek.nota, int(self.klok()))

    def overzicht(self) -> str:
        """Eén regel voor wie het adres opent: herkomst en grootte, nooit een wortel of een handtekening."""
        gezien = self.stand.groottes()
        volgt = [f"{naam} ({gezien.get(naam, 0)} regels)" for naam in sorted(self.logboeken)]
        return (
            f"Getuige {self.sleutel.naam} (C2SP tlog-witness): ondertekent mede wat alleen groeit."
            f" Volgt {', '.join(volgt) or 'nog geen logboek'}."
        )

    def _vertrouwd(self, verzoek: Verzoek) -> Controlepunt:
        """Het punt van een logboek dat deze getuige volgt, en dat het zelf tekende. Raises Geweigerd."""
        try:
            punt = Controlepunt.lees(verzoek.nota.tekst)
        except OngeldigeNota as fout:
            raise Geweigerd(HTTPStatus.BAD_REQUEST, str(fout)) from None
        log = self.logboeken.get(punt.herkomst)
        if log is None:
            raise Geweigerd(HTTPStatus.NOT_FOUND, "deze getuige volgt dit logboek niet")
        try:
            Controlepunt.uit(str(verzoek.nota), log)
        except OngeldigeNota as fout:
            raise Geweigerd(HTTPStatus.FORBIDDEN, str(fout)) from None
        if not verzoek.oud <= punt.grootte <= HOOGSTENS_GROOTTE:
            raise Geweigerd(HTTPStatus.BAD_REQUEST, "een grootte is te groot")
        return punt


def _eis_vervolg(verzoek: Verzoek, punt: Controlepunt, laatste: Controlepunt) -> None:
    """Raises Geweigerd als dit punt niet volgt op het laatste dat de getuige ondertekende."""
    if verzoek.oud != laatste.grootte:
        raise Geweigerd(HTTPStatus.CONFLICT, str(laatste.grootte), GROOTTE)
    if not klopt_consistentie(laatste.grootte, punt.grootte, laatste.wortel, punt.wortel, verzoek.bewijs):
        # Het logboek tekende dit zelf: met wat de getuige al had, is het een bewijs. Afdrukken, geen inhoud.
        logger.warning(
            "%s: een ander logboek dan bij %d regels: %r", punt.herkomst, laatste.grootte, punt.tekst()
        )
        raise Geweigerd(HTTPStatus.UNPROCESSABLE_ENTITY, "dit volgt niet op wat de getuige al zag")
