"""Twee werelden die alleen verschillen in wat een waarnemer niet mag weten.

De kale wereld is de geschiedenis zelf. In de volle gebeurt er daartussen nog van alles: geheime casussen met alles
erop, een derde LIVC, besloten inbreng en concepten, neen op een uitnodiging, uitsluitingen. Verborgen daden nemen
geen tijd en kiezen met hun eigen toeval, zodat al de rest letterlijk hetzelfde blijft.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from .daden import DADEN
from .geschiedenis import KLOKDADEN, Stap, aan_tafel, begin, besproken, speel, toevallig, uitgenodigd
from .toneel import Toneel, tijdelijk
from .vast import Vast, vaste_wereld

WAARNEMERS = {
    "caw": "zit aan tafel in één casus",
    "jeugdwerk": "is uitgenodigd en antwoordde niet",
    "vdab": "aanvaardde en trok zich terug",
    "vera": "hoort bij de kern, en is uitgesloten van elke geheime casus",
    "beheer": "beheert het LIVC",
    "dpo": "is functionaris zonder toezichtsleutel",
    "buur.burgemeester": "is burgemeester van een ander LIVC",
    "gids": "staat in de gids en werd nooit gevraagd",
}
LEDEN = {
    "rol_eindigt",
    "rol_begint",
    "rol_bevestigd",
    "dienst_verlaten",
    "dienst_hervatten",
    "machtiging_wijzigt",
}
LEDEN |= {"uitsluiten", "zich_uitsluiten", "toelaten"}
OPEN_DADEN = set(DADEN) - LEDEN - {"casus_afsluiten"}
# Een leeg overleg is van iedereen in de kern: in een geheime zaak plant alleen het voorspel er een.
GEHEIME_DADEN = set(DADEN) - LEDEN - KLOKDADEN - {"plannen"}
BESLOTEN = {
    "inbreng_beginnen",
    "inbreng_delen",
    "inbreng_intrekken",
    "inbreng_weggooien",
    "inbreng_aanpassen",
}
SCHADUW = "schaduw"


def open_geschiedenis(r: random.Random, aantal: int) -> list[Stap]:
    """Wat in beide werelden gebeurt: minstens `aantal` daden."""
    voorspel = begin("een") + aan_tafel("een", "caw", soort="vast")
    voorspel += uitgenodigd("een", 300, "jeugdwerk", "vast")
    voorspel += uitgenodigd("een", 310, "vdab", "vast", "gast_zwijgt", "aanvaarden", "terugtrekken")
    voorspel += uitgenodigd("een", 320, "ocmw", "stil") + uitgenodigd("een", 330, "school", "stil")
    voorspel += uitgenodigd("een", 340, "clb", "vast", "gast_zwijgt", "aanvaarden", "termijn_instemmen")
    voorspel += begin("twee") + aan_tafel("twee", "cato")
    voorspel += begin("ginder") + aan_tafel("ginder", "buur.caw")
    voorspel += besproken("een")
    return voorspel + toevallig(r, max(aantal - len(voorspel), 60), ("een", "twee", "ginder"), OPEN_DADEN)


def verborgen_geschiedenis(r: random.Random, aantal: int) -> list[Stap]:
    """Wat er in de volle wereld nog bij komt."""
    stappen: list[Stap] = []
    for zaak, gast in (("geheim", "clb"), ("geheimer", "ocmw")):
        stappen += [
            *begin(zaak),
            Stap(f"{zaak}-uit", "uitsluiten", zaak, {"wie": "vera", "vreemd": 0, "moet": True}),
        ]
        stappen += aan_tafel(zaak, gast)
    stappen += begin("verweg") + aan_tafel("verweg", "derde.caw")
    stappen.append(Stap("ocmw-uit", "uitsluiten", SCHADUW, {"wie": "ocmw", "vreemd": 0}))
    los = toevallig(r, aantal // 2, ("geheim", "geheimer", "verweg"), GEHEIME_DADEN, "v")
    los += _meelifters(r, aantal // 20) + _besloten(r, aantal // 3) + _antwoorden(r)
    blokken = [los[i : i + 2] for i in range(0, len(los), 2)]
    r.shuffle(blokken)
    return [replace(stap, verborgen=True) for stap in stappen + [s for blok in blokken for s in blok]]


def _meelifters(r: random.Random, aantal: int) -> list[Stap]:
    """Een geheime casus op de agenda van een open overleg; meteen verdaagd, want anders houdt ze dat overleg op."""
    return [
        stap
        for i in range(aantal)
        for zaak in [r.choice(("geheim", "geheimer"))]
        for stap in (
            Stap(f"mee{i}-op", "agenderen", zaak, {"overleg_van": r.choice(("een", "twee")), "vreemd": 0}),
            Stap(f"mee{i}-af", "punt_verdagen", zaak, {"vreemd": 0}),
        )
    ]


def _besloten(r: random.Random, aantal: int) -> list[Stap]:
    """Inbreng op de open casus die geen waarnemer mag lezen: voor de kern, voor één lezer, of nog een concept."""
    stappen = []
    for i in range(aantal):
        naam = r.choice(("inbreng_beginnen", "inbreng_delen", *sorted(BESLOTEN)))
        publiek = r.choice(("kern", "gekozen")) if naam == "inbreng_beginnen" else "kern"
        vast = {"publiek": publiek, "lezers": ["clb"], "vreemd": 0}
        stappen.append(Stap(f"besloten{i:03}-{r.getrandbits(32):08x}", naam, SCHADUW, vast))
    return stappen


def _antwoorden(r: random.Random) -> list[Stap]:
    """Wie in de kale wereld niet antwoordt, zegt in de volle neen, of begint te zwijgen."""
    neen = Stap("stil-neen", "weigeren", SCHADUW, {"wie": "ocmw", "vreemd": 0})
    half = Stap("stil-half", "gast_zwijgt", SCHADUW, {"wie": "school", "vreemd": 0})
    return [neen, half] if r.random() < 0.5 else [replace(neen, vast=neen.vast | {"wie": "school"}), half]


def verweven(r: random.Random, open_: list[Stap], verborgen: list[Stap]) -> list[Stap]:
    """De verborgen daden, in hun volgorde, op toevallige plaatsen na het begin van de eerste casus."""
    vroegst = next(i for i, stap in enumerate(open_) if stap.label.startswith("twee"))
    plaatsen = sorted(r.randint(vroegst, len(open_)) for _stap in verborgen)
    uit, rest = [], list(zip(plaatsen, verborgen, strict=True))
    for i, stap in enumerate(open_):
        while rest and rest[0][0] <= i:
            uit.append(rest.pop(0)[1])
        uit.append(stap)
    return uit + [stap for _plaats, stap in rest]


@contextmanager
def wereld(stappen: list[Stap]) -> Iterator[tuple[Toneel, Vast]]:
    """Speelt de geschiedenis, en vergeet ze na het blok."""
    with vaste_wereld() as vast, tijdelijk():
        toneel = Toneel(vast)
        een = toneel.zaak("een", gasten=("caw", "cato", "clb"))
        toneel.zaak("twee", gasten=("cato", "clb"))
        toneel.zaak("ginder", "buur", ("caw", "clb"))
        toneel.zaak("geheim", gasten=("clb", "cato", "ocmw"))
        toneel.zaak("geheimer", gasten=("ocmw", "school"))
        toneel.zaak("verweg", "derde", ("caw", "clb"))
        schaduw = toneel.zaak(SCHADUW, gasten=("clb",))
        for soort in ("casus", "overleg"):
            schaduw.dingen[soort] = een.dingen.setdefault(soort, [])
        schaduw.dingen["deelname"] = een.dingen.setdefault("stil", [])
        # Zij zou de geheimhouding kunnen aanvaarden, en dan mag ze meer weten dan hier bedoeld is.
        toneel.vreemden.remove("vera")
        speel(toneel, stappen)
        toneel.verzet(hours=1)
        yield toneel, vast
