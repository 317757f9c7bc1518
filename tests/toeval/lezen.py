"""Drie manieren om te zien wie een casus leest: de pagina, het ORM onder het beleid, en SQL op de rol van de toepassing."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.urls import reverse

from casus.models import Casus
from toegang import identiteit, sleutels
from toegang.beleid import zichtbaar

from .toneel import Toneel

type Plek = tuple[str, str]
# Tabellen met inhoud van een casus die iedereen aan tafel leest; inbreng heeft een eigen publiek.
INHOUD = (
    "casus_traject", "casus_doel", "casus_evaluatie", "casus_actie", "casus_besluit", "casus_relatie",
    "casus_kindafweging", "casus_aanwezigheid",
)  # fmt: skip
PER_TABEL = "SELECT '{0}', {1}, count(*) FROM {2} WHERE {1} = ANY(%s) GROUP BY 2"
RIJEN = " UNION ALL ".join(
    [
        PER_TABEL.format("sleutel", "dossier_id", "toegang_casussleutel"),
        PER_TABEL.format("persoon", "casus_id", "casus_betrokkene"),
        *(PER_TABEL.format(tabel, "casus_id", tabel) for tabel in INHOUD),
    ]
)


def casussen(toneel: Toneel) -> dict[str, UUID]:
    return {naam: zaak.dingen["casus"][-1] for naam, zaak in toneel.zaken.items() if zaak.dingen.get("casus")}


def per_orm(toneel: Toneel, mensen: Iterable[str]) -> set[Plek]:
    """Wie de casus volgens `zichtbaar` mag inzien; als die persoon zelf, dus ook door row-level security heen."""
    zaken = {pk: naam for naam, pk in casussen(toneel).items()}
    uit = set()
    for wie in mensen:
        with identiteit.als(toneel.mensen[wie]):
            rijen = zichtbaar(toneel.mensen[wie], "casus.inzien", Casus.objects.filter(pk__in=zaken))
            uit |= {(wie, zaken[pk]) for pk in rijen.values_list("pk", flat=True)}
    return uit


def _tel(pks: list[UUID]) -> dict[tuple[str, UUID], int]:
    with connection.cursor() as cursor:
        cursor.execute(RIJEN, [pks] * (len(INHOUD) + 2))
        return {(tabel, pk): aantal for tabel, pk, aantal in cursor.fetchall()}


def leeg(toneel: Toneel, zaak: str) -> bool:
    """Staat er nog niets in de tabellen met inhoud?"""
    pk = casussen(toneel)[zaak]
    return not any(tabel in INHOUD for tabel, _casus in _tel([pk]))


def per_sql(toneel: Toneel, mensen: Iterable[str]) -> dict[str, set[Plek]]:
    """Wie op de rol van de toepassing álles van een casus ziet, wie er íets van ziet, en wie haar sleutel krijgt."""
    zaken = casussen(toneel)
    bestaat = _tel(list(zaken.values()))
    uit: dict[str, set[Plek]] = {"sql, alles": set(), "sql, iets": set(), "sql, sleutel": set()}
    for wie in mensen:
        with identiteit.als(toneel.mensen[wie]):
            ziet = _tel(list(zaken.values()))
        for naam, pk in zaken.items():
            hier = {plek: aantal for plek, aantal in bestaat.items() if plek[1] == pk}
            if all(ziet.get(plek) == aantal for plek, aantal in hier.items()):
                uit["sql, alles"].add((wie, naam))
            if any(ziet.get(plek) for plek in hier if plek[0] in INHOUD):
                uit["sql, iets"].add((wie, naam))
            if ziet.get(("sleutel", pk)):
                uit["sql, sleutel"].add((wie, naam))
    return uit


def per_pagina(toneel: Toneel, als: Callable[[Any], Client], plekken: Iterable[Plek]) -> set[Plek]:
    """Wie het geplante merk op de pagina van de casus vindt."""
    zaken, browsers, uit = casussen(toneel), dict[str, Client](), set()
    for wie, zaak in plekken:
        browsers.setdefault(wie, als(toneel.mensen[wie]))
        sleutels.vergeet()
        antwoord = browsers[wie].get(reverse("casus:casus", args=[zaken[zaak]]))
        if antwoord.status_code == 200 and f"GEHEIM-{zaak}" in antwoord.content.decode():
            uit.add((wie, zaak))
    return uit
