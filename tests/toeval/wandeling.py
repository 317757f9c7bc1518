"""Eén waarnemer loopt langs elk adres van de URLconf en onthoudt wat hij ziet.

Gemaskeerd wordt alleen wat per aanvraag toevallig is: het teken tegen vervalsing, en ids die een pagina zelf maakt.
De rest (volgorde, aantallen, koppen, hoeveel vragen aan de databank) moet in twee werelden gelijk zijn.
"""

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core import mail
from django.db import connection
from django.db.models import UUIDField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from toegang.models import Gebruiker
from toegang.views.gezond import _onderzocht

from .vast import Vast

UUID_RE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TEKEN_RE = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
# Het adres zegt waar een id naar verwijst; wat hier niet staat, krijgt van alles wat.
SOORT_BIJ_PAD = {
    "casussen": "casus.casus", "signalen": "casus.signaal", "overleg": "casus.overleg", "inbreng": "casus.inbreng",
    "agendapunten": "casus.agendapunt", "deelnames": "casus.deelname", "uitnodigingen": "casus.deelname",
    "trajecten": "casus.traject", "doelen": "casus.doel", "acties": "casus.actie", "livc": "toegang.livc",
    "leden": "toegang.lidmaatschap",
    "fiches": "casus.terugkoppelingsfiche", "overdrachten": "casus.ficheoverdracht",
    "overdrachtvragen": "casus.overdrachtvraag", "aanbod": "casus.aanbod",
    "overnames": "casus.dossierovername",
    "verzoeken": "casus.betrokkenenverzoek", "raadplegingen": "casus.raadpleging",
    "verlengingen": "casus.verlenging", "vernietiging": "casus.vernietigingspunt", "bewaarplichten": "casus.bewaarplicht",
    "vernietigd": "casus.vernietigingsbewijs",
}  # fmt: skip
SOORT_BIJ_NAAM = {
    "relatie_pk": "casus.relatie", "besluit_pk": "casus.besluit", "termijn_pk": "casus.bewaartermijn",
    "nacontrole_pk": "casus.nacontrole", "livc_pk": "toegang.livc", "livc_id": "toegang.livc",
    "organisatie_pk": "toegang.organisatie", "lid_pk": "toegang.organisatielid", "wraking_pk": "casus.wraking",
    "fout_pk": "toegang.adresfout",
    "overdracht_pk": "casus.overdracht",
}  # fmt: skip
VAST_ARGUMENT = {"nummer": "LR-14"}
ONBEKEND = UUID("00000000-0000-7000-8000-000000000000")
# Het logboek telt met opzet alles (LR-57); zijn lezer is geen waarnemer. Sleutels uit een mail test allauth zelf.
NIET_LANGS = re.compile(r"^(toezicht:|.*_from_key)")
# Pagina's die bij elke aanvraag een nieuw geheim voor de lezer zelf maken: een QR-code, een uitdaging.
EIGEN_GEHEIM = re.compile(
    r"^(mfa_activate_totp|mfa_add_webauthn|mfa_login_webauthn|mfa_.*webauthn.*|.*totp.*)"
)


@dataclass(frozen=True)
class Adres:
    naam: str
    pad: str


@dataclass(frozen=True)
class Blik:
    """Wat één aanvraag liet zien. Zonder `vragen` is het wat een mens ziet; met, ook wat een klok kan meten."""

    status: int
    lichaam: str
    koppen: tuple[tuple[str, str], ...]
    koekjes: tuple[str, ...]
    vragen: int


def patronen(
    resolver: URLResolver | None = None, ruimte: str = ""
) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Elk genoemd adres: naam, pad, en zijn argumenten met hun soort."""
    for deel in (resolver or get_resolver()).url_patterns:
        if isinstance(deel, URLResolver):
            yield from patronen(deel, f"{deel.namespace}:" if deel.namespace else ruimte)
        elif isinstance(deel, URLPattern) and deel.name:
            yield f"{ruimte}{deel.name}", str(deel.pattern), deel.pattern.converters


def alle_pks() -> dict[str, list[UUID]]:
    """Elke rij met een eigen id, per soort, in de volgorde van het gebeuren."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.app_label in {"casus", "toegang"} and isinstance(model._meta.pk, UUIDField)
    }


def voorraad(uitgezonderd: frozenset[UUID]) -> dict[str, list[UUID]]:
    """Van elke soort de twee eerste rijen en de laatste, zonder wat uitgezonderd is; uitnodigingen een meer."""
    uit: dict[str, list[UUID]] = {}
    for soort, alle in alle_pks().items():
        pks, eerst = [pk for pk in alle if pk not in uitgezonderd], 3 if soort == "casus.deelname" else 2
        uit[soort] = pks if len(pks) <= eerst else pks[:eerst] + pks[-1:]
    return uit


def adressen(rijen: dict[str, list[UUID]], hoogstens: int = 4) -> list[Adres]:
    """Elk adres, met rijen uit de voorraad als argument."""
    lijst = []
    for naam, pad, namen in patronen():
        if NIET_LANGS.match(naam):
            continue
        reeksen: list[list[Any]] = [_waarden(rijen, pad, *argument) for argument in namen.items()]
        for args in itertools.islice(itertools.product(*reeksen), hoogstens):
            lijst.append(Adres(naam, reverse(naam, kwargs=dict(zip(namen, args, strict=True)))))
    return lijst


def _waarden(rijen: dict[str, list[UUID]], pad: str, argument: str, soort_argument: Any) -> list[Any]:
    if not isinstance(soort_argument, UUIDConverter):
        return [VAST_ARGUMENT.get(argument, 1 if isinstance(soort_argument, IntConverter) else "x")]
    soort = SOORT_BIJ_NAAM.get(argument) or SOORT_BIJ_PAD.get(pad.split("/")[0])
    if soort:
        return rijen.get(soort) or [ONBEKEND]
    return [pks[-1] for pks in rijen.values() if pks][:8]


def kijk(client: Client, adres: Adres, vast: Vast, methode: str = "get") -> Blik:
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as vragen:
        antwoord = getattr(client, methode)(adres.pad)
    koekjes = tuple(
        sorted(f"{k}|{m['path']}|{m['httponly']}|{m['samesite']}" for k, m in antwoord.cookies.items())
    )
    koppen = tuple(sorted((k, masker(v, vast)) for k, v in antwoord.headers.items()))
    lichaam = masker(antwoord.content.decode(), vast)
    if EIGEN_GEHEIM.match(adres.naam):
        lichaam, koppen = "", ()
    return Blik(antwoord.status_code, lichaam, koppen, koekjes, len(vragen))


def masker(tekst: str, vast: Vast) -> str:
    """Laat elk id staan dat de wereld uitgaf; wat de pagina zelf verzon, wordt een leeg teken."""
    tekst = TEKEN_RE.sub(r"\1*", tekst)
    return UUID_RE.sub(
        lambda gevonden: gevonden[0] if UUID(gevonden[0]) in vast.uitgegeven else "<id>", tekst
    )


def wandel(
    als: Callable[[Gebruiker], Client], wie: Gebruiker, lijst: Iterable[Adres], vast: Vast
) -> dict[str, Blik]:
    """Alles wat deze persoon ziet, per adres."""
    client = als(wie)
    _onderzocht.cache_clear()  # de bewaking onthoudt enkele seconden; elke wandeling begint vers
    return {f"{adres.naam} {adres.pad}": kijk(client, adres, vast) for adres in lijst}


def post_van(wie: Gebruiker) -> list[tuple[str, str]]:
    return [(str(bericht.subject), str(bericht.body)) for bericht in mail.outbox if wie.email in bericht.to]
