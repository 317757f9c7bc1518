"""De vergelijking ziet wat ze moet zien: elk lek dat hier met opzet geplant wordt, valt op.

Een geplant lek leest als eigenaar van de databank. Langs de gewone weg zou row-level security het al tegenhouden;
ook dat staat hier.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from casus.models import Casus
from casus.selectors import casus as casusselectors
from casus.selectors import deelname
from casus.selectors.werk import Werk
from toegang import identiteit
from toegang.middleware import WeigeringMiddleware
from toegang.models import Gebruiker

from . import paren
from .schudden import schud
from .toneel import Toneel
from .vast import Vast
from .vergelijken import velden, verschillen
from .wandeling import Adres, Blik, adressen, alle_pks, voorraad, wandel

pytestmark = pytest.mark.django_db
type Als = Callable[[Any], Client]
type Lek = Callable[[], AbstractContextManager[Any]]


@contextmanager
def als_eigenaar() -> Iterator[None]:
    """Voorbij elke regel: de hand van de test."""
    vorige = identiteit.huidige()
    identiteit._lokaal.identiteit = None
    try:
        yield
    finally:
        identiteit._lokaal.identiteit = vorige


def geheimen() -> list[Casus]:
    with als_eigenaar():
        return list(Casus.objects.order_by("pk"))


def een_aantal() -> AbstractContextManager[Any]:
    """Een kop die meetelt wat de lezer niet kent."""
    return patch.object(Werk, "samenvatting", property(lambda _werk: f"{len(geheimen())} casussen"))


def een_volgorde() -> AbstractContextManager[Any]:
    """Dezelfde rijen, maar hun volgorde hangt af van hoeveel er verborgen is."""
    echt = casusselectors.zichtbare

    def geschud(*args: Any, **kwargs: Any) -> Any:
        return echt(*args, **kwargs).order_by("pk" if len(geheimen()) > 3 else "-pk")

    return patch.object(casusselectors, "zichtbare", geschud)


def _bij_verborgen(antwoord: Callable[[HttpResponse, Casus], None]) -> AbstractContextManager[Any]:
    """Een 404 die anders is als er achter het adres toch een casus staat."""
    echt = WeigeringMiddleware.process_exception

    def verklapt(zelf: Any, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        uit = echt(zelf, request, fout)
        for casus in geheimen():
            if uit is not None and str(casus.pk) in request.path:
                antwoord(uit, casus)
        return uit

    return patch.object(WeigeringMiddleware, "process_exception", verklapt)


def een_403() -> AbstractContextManager[Any]:
    return _bij_verborgen(lambda uit, _casus: setattr(uit, "status_code", 403))


def een_titel() -> AbstractContextManager[Any]:
    def met_referentie(uit: HttpResponse, casus: Casus) -> None:
        uit.content = uit.content.replace(b"</title>", f" {casus.referentie}</title>".encode())

    return _bij_verborgen(met_referentie)


def een_kop() -> AbstractContextManager[Any]:
    return _bij_verborgen(lambda uit, _casus: uit.headers.__setitem__("X-Bestaat", "ja"))


def een_vraag_te_veel() -> AbstractContextManager[Any]:
    """Per verborgen casus één vraag meer: niemand leest het, een klok meet het."""
    echt = Werk.samenvatting.fget

    def traag(werk: Werk) -> str:
        for casus in geheimen():
            list(Casus.objects.filter(pk=casus.pk))
        return str(echt(werk))

    return patch.object(Werk, "samenvatting", property(traag))


def een_ligging() -> AbstractContextManager[Any]:
    """Wie een rol heeft, in de volgorde waarin de databank het toevallig vindt."""

    def zoals_ze_liggen(livc_id: Any, rol: Any) -> list[Gebruiker]:
        leden = Gebruiker.objects.filter(lidmaatschappen__livc=livc_id, lidmaatschappen__rol=rol)
        return list(leden.order_by())

    return patch.object(deelname, "leden_met_rol", zoals_ze_liggen)


def langs_de_gewone_weg() -> AbstractContextManager[Any]:
    """Hetzelfde aantal, gevraagd door een view die het beleid vergeet."""
    return patch.object(Werk, "samenvatting", property(lambda _werk: f"{Casus.objects.count()} casussen"))


# Per soort lek: hoe het erin komt, op welke pagina, en welke velden van de blik dan verschillen.
LEKKEN: dict[str, tuple[Lek, str, set[str]]] = {
    "aantal": (een_aantal, "casus:werk", {"lichaam"}),
    "volgorde": (een_volgorde, "casus:casussen", {"lichaam"}),
    "403": (een_403, "casus:casus", {"status"}),
    "titel": (een_titel, "casus:casus", {"lichaam", "koppen"}),
    "kop": (een_kop, "casus:tafel", {"koppen"}),
    "ligging": (een_ligging, "casus:tafel", {"lichaam"}),
    "vragen": (een_vraag_te_veel, "casus:werk", {"vragen"}),
    "langs de gewone weg": (langs_de_gewone_weg, "casus:werk", set()),
    "geen lek": (nullcontext, "casus:werk casus:casussen casus:casus casus:tafel", set()),
}


def _kijk(als: Als, toneel: Toneel, langs: list[Adres], vast: Vast) -> dict[str, dict[str, Blik]]:
    """Wat iemand van de kern (de lijst) en een deelnemer (de rest) zien, met elk lek apart."""
    uit = {}
    for naam, (lek, namen, _velden) in LEKKEN.items():
        gekozen = [adres for adres in langs if adres.naam in namen.split()]
        with lek():
            wie = toneel.mensen["vera" if naam == "volgorde" else "caw"]
            uit[naam] = wandel(als, wie, gekozen, vast)
    return uit


@pytest.mark.regel("LR-05", "LR-23")
def test_elk_geplant_lek_valt_op(als: Als) -> None:
    """En telkens om zijn eigen reden: een lek dat toevallig opvalt, bewijst niet dat de vergelijking dit soort ziet."""
    r = random.Random(7)
    open_ = paren.open_geschiedenis(r, 0)
    alles = paren.verweven(r, open_, paren.verborgen_geschiedenis(r, 20))
    with paren.wereld(alles) as (toneel, vast):
        verborgen = {stap.label for stap in alles if stap.verborgen}
        geheim = frozenset(pk for pk in vast.uitgegeven if vast.van[pk] in verborgen)
        casussen = [pk for pk in alle_pks()["casus.casus"] if pk in geheim]
        langs = adressen(voorraad(geheim)) + adressen({"casus.casus": casussen})
        vol = _kijk(als, toneel, langs, vast)
    with paren.wereld(open_) as (toneel, kale):
        kale.uitgegeven = vast.uitgegeven
        schud()
        kaal = _kijk(als, toneel, langs, kale)
    gezien = {naam: velden(kaal[naam], vol[naam]) for naam in LEKKEN}
    verwacht = {naam: velden_ for naam, (_lek, _namen, velden_) in LEKKEN.items()}
    fout = [f"{naam}: {wat}" for naam in LEKKEN for wat in verschillen(kaal[naam], vol[naam], verwacht[naam])]
    assert gezien == verwacht, "\n".join(fout)
