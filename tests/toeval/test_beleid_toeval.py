"""Na elke daad: wie leest volgens de pagina, het ORM, de databank en een onafhankelijk model, zijn dezelfde mensen.

De pagina's zijn het traagst: na elke daad bekijkt de test wie erbij betrokken was en enkele anderen, en op vaste
tijden iedereen. Het ORM en de databank antwoorden na elke daad voor iedereen.
"""

import os
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from .daden import DADEN
from .geschiedenis import Stap, aan_tafel, begin, besproken, speel, toevallig
from .lezen import casussen, leeg, per_orm, per_pagina, per_sql
from .model import Model, Plek
from .toneel import Toneel, tijdelijk
from .vast import BEGIN, vaste_wereld

pytestmark = pytest.mark.django_db
LANG = os.environ.get("TOEVAL") == "lang"
RUSTIG = settings(
    max_examples=25 if LANG else 1,
    derandomize=not LANG,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
AANTAL, IEDEREEN_OM = (600, 10) if LANG else (210, 70)
MENSEN = (
    "burgemeester", "politie", "preventie", "vera", "caw", "cato", "clb", "ocmw", "toezicht", "dpo", "beheer",
    "buur.burgemeester", "buur.politie", "buur.preventie", "buur.caw",
)  # fmt: skip
TOEZICHT = ("toezicht", "dpo")

type Als = Callable[[Any], Client]


def maak_model(toneel: Toneel) -> Model:
    """Wie bij het begin welke kernrol heeft: dezelfde rolverdeling als op het toneel, met de hand opgeschreven."""
    livc_van = {naam: zaak.livc for naam, zaak in toneel.zaken.items()}
    kern: dict[Plek, set[str]] = {("vera", "stad"): {"burgemeester"}}
    for livc, voor in (("stad", ""), ("buur", "buur.")):
        kern |= {(voor + rol, livc): {rol} for rol in ("burgemeester", "politie", "preventie")}
    vervalt = timezone.localdate(BEGIN) + timedelta(days=400)
    machtiging = {(f"{voor}politie", livc): vervalt for livc, voor in (("stad", ""), ("buur", "buur."))}
    return Model(livc_van, kern, MENSEN, machtiging)


def geschiedenis(zaad: int) -> list[Stap]:
    r = random.Random(zaad)
    voorspel = (
        begin("een") + aan_tafel("een", "caw", "clb") + begin("ginder") + aan_tafel("ginder", "buur.caw")
    )
    rest = toevallig(r, AANTAL - len(voorspel) - 10, ("een", "een", "twee", "ginder"), DADEN)
    return voorspel + besproken("een") + begin("twee") + rest


def vergelijk(toneel: Toneel, model: Model, als: Als, vandaag: date, plekken: set[Plek]) -> None:
    """Vier antwoorden op dezelfde vraag. Faalt met wie er te veel of te weinig leest, en na welke daad."""
    zou = model.lezers(casussen(toneel), vandaag)
    antwoorden = per_sql(toneel, MENSEN) | {"orm": per_orm(toneel, MENSEN)}
    # Een casus zonder inhoud toont niets, en het toezicht heeft de sleutel nodig voor het casusdeel van een regel.
    antwoorden["sql, iets"] |= {
        plek for plek in zou if plek not in antwoorden["sql, iets"] and leeg(toneel, plek[1])
    }
    antwoorden["sql, sleutel"] -= {(wie, zaak) for wie in TOEZICHT for zaak in casussen(toneel)}
    for naam, is_ in antwoorden.items():
        verschil = f"te veel {sorted(is_ - zou)}, te weinig {sorted(zou - is_)}"
        assert is_ == zou, f"{naam}: {verschil} na {toneel.feiten[-3:]}"
    gezien = per_pagina(toneel, als, sorted(plekken))
    assert gezien == zou & plekken, f"pagina: {sorted(gezien ^ (zou & plekken))} na {toneel.feiten[-3:]}"
    assert not model.mis, model.mis


@pytest.mark.regel("LR-11", "LR-12", "LR-21", "LR-23", "LR-30", "LR-31")
@RUSTIG
@given(zaad=st.integers(0, 2**32 - 1))
def test_wie_leest_volgt_uit_wat_er_gebeurde(als: Als, zaad: int) -> None:
    r = random.Random(zaad)
    with vaste_wereld() as vast, tijdelijk():
        toneel = Toneel(vast)
        toneel.zaak("een", gasten=("caw", "cato", "clb"))
        toneel.zaak("twee", gasten=("cato", "clb", "ocmw"))
        toneel.zaak("ginder", "buur", ("caw",))
        model = maak_model(toneel)
        stappen = geschiedenis(zaad)
        for nummer, stap in enumerate(stappen):
            al = len(toneel.feiten)
            speel(toneel, [stap])
            vandaag = timezone.localdate()
            for feit in toneel.feiten[al:]:
                model.verwerk(feit, vandaag)
            alle = {(wie, zaak) for wie in MENSEN for zaak in casussen(toneel)}
            if not alle:
                continue
            betrokken = {naam for feit in toneel.feiten[al:] for naam in (feit.actor, *feit.wie.split("|"))}
            nu = (
                alle
                if nummer % IEDEREEN_OM == IEDEREEN_OM - 1
                else {p for p in alle if p[0] in betrokken and p[1] == stap.zaak}
            )
            vergelijk(toneel, model, als, vandaag, nu | set(r.sample(sorted(alle), 1)))
        note(f"zaad {zaad}: {len(stappen)} daden, {sum(feit.gelukt for feit in toneel.feiten)} gelukt")
