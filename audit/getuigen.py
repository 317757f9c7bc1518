"""Controlepunten laten mede ondertekenen door getuigen (C2SP tlog-witness): een buurgemeente, de functionaris.

Een getuige tekent alleen wat volgt op wat hij al zag. Alleen grootte en wortel vertrekken; een getuige leert hoeveel
regels er zijn, en niets meer.
"""

import logging
import re
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

import requests
from django.conf import settings
from django.db import transaction

from toegang import alarm, identiteit

from . import boom, verzegeling
from .controlepunten import VERZEGELAAR
from .models import Controlepunt, Medeondertekening
from .verificateur import GETUIGE, Nota, OngeldigeNota, Sleutel, getuigd_op

logger = logging.getLogger(__name__)
WACHTTIJD = 10
SERVER = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
GROOTTE = re.compile(r"(0|[1-9][0-9]{0,18})\n?")


class GetuigeWeigert(RuntimeError):
    """Een getuige zag een ander of een groter logboek: er is teruggedraaid of gesplitst."""


class GetuigeVergat(GetuigeWeigert):
    """Een getuige weet minder dan hij al ondertekende: zijn handtekening sluit geen vork meer uit."""


@dataclass(frozen=True)
class Getuige:
    adres: str
    sleutel: Sleutel


class Antwoord(StrEnum):
    MEDE = "mede"
    AL = "al"
    WEG = "weg"
    WEIGERT = "weigert"


def ingesteld() -> list[Getuige]:
    """De getuigen uit GETUIGEN: telkens een adres en een sleutel. Raises OngeldigeNota."""
    getuigen = []
    for regel in settings.GETUIGEN:
        adres, _spatie, tekst = regel.strip().partition(" ")
        sleutel = Sleutel.lees(tekst)
        if sleutel.soort != GETUIGE or not _veilig(adres):
            raise OngeldigeNota("een getuige heeft een https-adres en een sleutel om mede te ondertekenen")
        getuigen.append(Getuige(adres.rstrip("/"), sleutel))
    for deel in ("naam", "publiek"):
        if len({getattr(getuige.sleutel, deel) for getuige in getuigen}) != len(getuigen):
            raise OngeldigeNota("een getuige staat er twee keer; hij telt maar een keer")
    return getuigen


def _veilig(adres: str) -> bool:
    """Https, of deze machine zelf; geen naam of wachtwoord erin, en niets achter het pad."""
    try:
        delen = urlsplit(adres)
    except ValueError:
        return False
    deze_machine = delen.scheme == "http" and delen.hostname == "127.0.0.1"
    if not SERVER.fullmatch(delen.netloc) or not (delen.scheme == "https" or deze_machine):
        return False
    return adres == f"{delen.scheme}://{delen.netloc}{delen.path}" and "\\" not in adres


def vraag_alle(livc_id: UUID) -> dict[str, Antwoord]:
    """Legt het laatste controlepunt voor aan elke getuige die het nog niet tekende; geeft per naam wat hij deed."""
    with identiteit.als(VERZEGELAAR):
        punt = Controlepunt.objects.filter(livc_id=livc_id).order_by("-grootte").first()
        if punt is None:
            return {}
        antwoorden = {}
        for getuige in ingesteld():
            try:
                antwoorden[getuige.sleutel.naam] = _vraag(getuige, punt)
            except requests.RequestException as fout:
                logger.warning(
                    "De getuige %s antwoordt niet (%s).", getuige.sleutel.naam, type(fout).__name__
                )
                antwoorden[getuige.sleutel.naam] = Antwoord.WEG
            except (GetuigeWeigert, OngeldigeNota) as fout:
                alarm.meld("getuige", fout)
                antwoorden[getuige.sleutel.naam] = Antwoord.WEIGERT
        return antwoorden


def _vraag(getuige: Getuige, punt: Controlepunt) -> Antwoord:
    eigen = Medeondertekening.objects.filter(livc_id=punt.livc_id, getuige=getuige.sleutel.naam)
    vorige = eigen.order_by("-grootte").first()
    if vorige is not None and vorige.grootte >= punt.grootte:
        return Antwoord.AL
    bekend = vorige.grootte if vorige else 0
    antwoord = _post(getuige, punt, bekend)
    if antwoord.status_code == HTTPStatus.CONFLICT:
        # De getuige zag al meer dan wij van hem weten; een antwoord dat verloren ging, of een logboek dat terug moest.
        gezien = int(antwoord.text) if GROOTTE.fullmatch(antwoord.text) else -1
        if 0 <= gezien < bekend:
            raise GetuigeVergat("Een getuige vergat wat hij al ondertekende.")
        if not 0 <= gezien <= punt.grootte:
            raise GetuigeWeigert("Een getuige zag een groter logboek.")
        antwoord = _post(getuige, punt, gezien)
    if antwoord.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT):
        raise GetuigeWeigert("Een getuige zag een ander logboek.")
    antwoord.raise_for_status()
    _bewaar(getuige, punt, antwoord.text)
    return Antwoord.MEDE


def _post(getuige: Getuige, punt: Controlepunt, oud: int) -> requests.Response:
    bewijs = boom.consistentiebewijs(verzegeling.tegels_van(punt.livc_id), oud, punt.grootte)
    regels = [f"old {oud}", *(b64encode(deel).decode() for deel in bewijs), "", punt.nota]
    return requests.post(
        f"{getuige.adres}/add-checkpoint",
        data="\n".join(regels).encode(),
        timeout=WACHTTIJD,
        allow_redirects=False,
    )


def _bewaar(getuige: Getuige, punt: Controlepunt, antwoord: str) -> None:
    """Alleen een handtekening die klopt, en alleen die van deze getuige. Raises OngeldigeNota."""
    sleutel = getuige.sleutel
    if getuigd_op(punt.nota + antwoord, sleutel) is None:
        raise OngeldigeNota("de handtekening van een getuige klopt niet")
    # Een tweede regel op naam van het logboek zou de hele nota ongeldig maken voor wie ze later leest.
    teken = Nota.lees(punt.nota + antwoord).van(sleutel)
    assert teken is not None
    regel = f"\N{EM DASH} {sleutel.naam} {b64encode(sleutel.afdruk + teken).decode()}\n"
    with transaction.atomic():
        Medeondertekening.objects.create(
            livc_id=punt.livc_id, grootte=punt.grootte, getuige=sleutel.naam, regel=regel
        )


def met_getuigen(punt: Controlepunt) -> str:
    """De nota met de handtekeningen van wie haar mede ondertekende."""
    regels = Medeondertekening.objects.filter(livc_id=punt.livc_id, grootte=punt.grootte).order_by("getuige")
    return punt.nota + "".join(regels.values_list("regel", flat=True))
