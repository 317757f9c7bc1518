"""Wie iets niet mag weten, merkt er niets van: geen letter, geen kop, geen aantal, geen vraag aan de databank.

Elke ronde bouwt twee werelden uit één zaad (zie `paren`) en laat elke waarnemer langs elk adres lopen. De zaadjes
liggen vast, zodat een loop te herhalen is; `TOEVAL=lang` neemt er veel meer, en telkens andere.
"""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from . import paren
from .geschiedenis import Stap
from .schudden import schud
from .toneel import Toneel
from .vergelijken import verschillen
from .wandeling import Adres, Blik, adressen, alle_pks, post_van, voorraad, wandel

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
    print_blob=True,
)
AANTAL, VERBORGEN = (600, 300) if LANG else (200, 90)

type Als = Callable[[Any], Client]


class Verslag:
    """Wat alle waarnemers in één wereld zagen."""

    def __init__(self, als: Als, stappen: list[Stap], langs: "Verslag | None" = None) -> None:
        with paren.wereld(stappen) as (toneel, vast):
            self.feiten = toneel.feiten
            verborgen = {stap.label for stap in stappen if stap.verborgen}
            if langs is None:
                geheim = frozenset(pk for pk in vast.uitgegeven if vast.van[pk] in verborgen)
                self.open, self.geheim = adressen(voorraad(geheim)), _alleen(geheim)
                self.uitgegeven = vast.uitgegeven
            else:
                self.open, self.geheim, self.uitgegeven = langs.open, langs.geheim, langs.uitgegeven
                vast.uitgegeven = langs.uitgegeven
                schud()  # waar een rij ligt, hangt af van wat er eerder verdween
            self.gezien = self._kijk(als, toneel, vast)
        self.uitkomsten = [(f.label, f.fout) for f in self.feiten if f.label not in verborgen]

    def _kijk(self, als: Als, toneel: Toneel, vast: Any) -> dict[str, dict[str, Blik | Any]]:
        uit = {}
        for naam in paren.WAARNEMERS:
            wie = toneel.mensen[naam]
            uit[naam] = wandel(als, wie, [*self.open, *self.geheim], vast) | {"post": post_van(wie)}
        return uit


def _alleen(geheim: frozenset[Any]) -> list[Adres]:
    """Adressen van wat de waarnemer niet kent: in de ene wereld bestaat het, in de andere niet."""
    rijen = {soort: [pk for pk in pks if pk in geheim][-1:] for soort, pks in alle_pks().items()}
    rijen = {soort: pks for soort, pks in rijen.items() if pks}
    return [adres for adres in adressen(rijen, hoogstens=1) if any(str(pk) in adres.pad for pk in geheim)]


def alle_verschillen(kaal: Verslag, vol: Verslag) -> list[str]:
    """Elk adres waar iemand een verschil ziet, met wat er anders is."""
    uit = []
    for naam, gezien in kaal.gezien.items():
        post, ook = gezien.pop("post"), vol.gezien[naam].pop("post")
        uit += [f"{naam}: post: {post} werd {ook}"] if post != ook else []
        uit += [f"{naam}: {wat}" for wat in verschillen(gezien, vol.gezien[naam])]
    return uit


def geschiedenissen(zaad: int) -> tuple[list[Stap], list[Stap]]:
    r = random.Random(zaad)
    open_ = paren.open_geschiedenis(r, AANTAL)
    return open_, paren.verweven(r, open_, paren.verborgen_geschiedenis(r, VERBORGEN))


@pytest.mark.regel("LR-05", "LR-20", "LR-23", "LR-31", "LR-32")
@RUSTIG
@given(zaad=st.integers(0, 2**32 - 1))
def test_niemand_merkt_wat_hij_niet_mag_weten(als: Als, zaad: int) -> None:
    open_, alles = geschiedenissen(zaad)
    vol = Verslag(als, alles)
    kaal = Verslag(als, open_, langs=vol)
    note(f"zaad {zaad}: {len(open_)} en {len(alles)} daden, {len(vol.open) + len(vol.geheim)} adressen")
    assert kaal.uitkomsten == vol.uitkomsten, "een open daad liep anders af door een verborgen daad"
    anders = alle_verschillen(kaal, vol)
    assert not anders, f"zaad {zaad}, {len(anders)} verschillen:\n" + "\n".join(anders[:12])
