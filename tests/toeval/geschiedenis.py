"""Een geschiedenis: een voorspel dat de wereld op gang brengt, en daarna wat het toeval wil."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import ledendaden, tafeldaden  # noqa: F401 - meldt de daden aan
from .daden import DADEN, Beurt
from .toneel import NietsTeDoen, Toneel
from .vast import later

KLOKDADEN = {"tijd_verstrijkt", "tot_het_overleg"}
DAAD_PER = {"minutes": 7}


@dataclass(frozen=True)
class Stap:
    """Eén daad op papier. `verborgen`: bestaat alleen in de wereld waarin er meer gebeurt dan iemand mag weten."""

    label: str
    naam: str
    zaak: str
    vast: dict[str, Any] = field(default_factory=dict)
    verborgen: bool = False


def begin(zaak: str, **vast: Any) -> list[Stap]:
    """Van signaal tot lijst, en de hele kern die zwijgt; niemand vreemds probeert hier iets."""
    namen: list[tuple[str, dict[str, Any]]] = [
        ("registreren", {}),
        ("wegen", {"kern": 1}),
        ("wegen", {"kern": 2}),
    ]
    namen += [("beslissen", {}), ("op_lijst_zetten", {})]
    namen += [("kern_zwijgt", {"kern": i}) for i in range(3)]
    namen += [("voorbereiden", {}), ("regisseren", {"kern_wie": 2}), ("relatie_toevoegen", {})]
    return [_zeker(zaak, i, naam, extra | vast) for i, (naam, extra) in enumerate(namen)]


def uitgenodigd(zaak: str, nummer: int, gast: str, soort: str = "deelname", *verder: str) -> list[Stap]:
    """Eén gast krijgt een uitnodiging, en antwoordt zoals `verder` zegt. Soort `vast`: het toeval blijft er af."""
    namen = [("klaarzetten", {"wie": [gast], "soort": soort}), ("ondertekenen", {"laatste": True})]
    namen += [(naam, {"wie": gast, "actor": gast}) for naam in verder]
    return [_zeker(zaak, nummer + i, naam, vast) for i, (naam, vast) in enumerate(namen)]


def aan_tafel(zaak: str, *gasten: str, soort: str = "deelname") -> list[Stap]:
    """Een overleg, de gasten die aanvaarden, een termijn en een eerste inbreng."""
    namen: list[tuple[str, dict[str, Any]]] = [("plannen", {"over": 16}), ("agenderen", {})]
    for gast in gasten:
        namen += [("klaarzetten", {"wie": [gast], "soort": soort}), ("ondertekenen", {"laatste": True})]
        namen += [("gast_zwijgt", {"wie": gast}), ("aanvaarden", {"wie": gast})]
    namen += [("termijn_voorstellen", {}), *(("termijn_instemmen", {"kern": i}) for i in (0, 1))]
    namen += [("termijn_instemmen", {"actor": gast}) for gast in gasten]
    for wie in gasten[:1]:
        namen += [("inbreng_beginnen", {"actor": wie, "publiek": "tafel"}), ("inbreng_delen", {})]
    return [_zeker(zaak, 100 + i, naam, extra) for i, (naam, extra) in enumerate(namen)]


def besproken(zaak: str) -> list[Stap]:
    """De bespreking en het plan dat eruit komt; op de dag van het overleg."""
    namen = (
        "tot_het_overleg overleg_openen punt_beginnen aanwezigheid besluiten punt_afronden overleg_afronden"
        " traject_opstellen doel_toevoegen actie_afspreken"
    )
    vast = {"actie_afspreken": {"kern": 2}}
    return [_zeker(zaak, 200 + i, naam, vast.get(naam, {})) for i, naam in enumerate(namen.split())]


def _zeker(zaak: str, nummer: int, naam: str, vast: dict[str, Any]) -> Stap:
    return Stap(f"{zaak}-{nummer:03}", naam, zaak, vast | {"vreemd": 0, "moet": True})


REEKSEN = (
    "klaarzetten ondertekenen gast_zwijgt aanvaarden termijn_instemmen",
    "klaarzetten ondertekenen gast_zwijgt weigeren",
    "inbreng_beginnen inbreng_delen inbreng_aanpassen inbreng_intrekken",
    "termijn_voorstellen termijn_instemmen termijn_instemmen termijn_instemmen",
    "plannen agenderen tot_het_overleg overleg_openen punt_beginnen aanwezigheid punt_afronden overleg_afronden",
    "traject_opstellen doel_toevoegen actie_afspreken actie_beantwoorden evaluatie_beginnen evalueren",
    "casus_afsluiten heropenen plannen agenderen",
    "rol_eindigt kern_zwijgt rol_begint rol_bevestigd kern_zwijgt",
    "dienst_verlaten tijd_verstrijkt dienst_hervatten",
    "machtiging_wijzigt tijd_verstrijkt tijd_verstrijkt machtiging_wijzigt",
)
ZELDEN = {
    "rol_eindigt": 0.2,
    "dienst_verlaten": 0.2,
    "casus_afsluiten": 0.3,
    "terugtrekken": 0.6,
    "weigeren": 0.6,
}


def toevallig(
    r: random.Random, aantal: int, zaken: Iterable[str], namen: Iterable[str], voor: str = "d", **vast: Any
) -> list[Stap]:
    """Zoveel daden op goed geluk; nu en dan een reeks die samenhoort, die ook halverwege kan stoppen."""
    keuze, waar = sorted(namen), sorted(zaken)
    stappen: list[Stap] = []
    while len(stappen) < aantal:
        zaak, reeks = r.choice(waar), r.choice(REEKSEN).split()
        if r.random() < 0.5:
            gekozen = r.choices(keuze, [ZELDEN.get(naam, 1) for naam in keuze])
        else:
            gekozen = [naam for naam in reeks[: r.randint(2, len(reeks))] if naam in keuze]
        stappen += [
            Stap(f"{voor}{len(stappen) + i:03}-{r.getrandbits(32):08x}", naam, zaak, vast)
            for i, naam in enumerate(gekozen)
        ]
    return stappen[:aantal]


def speel(toneel: Toneel, stappen: Iterable[Stap]) -> None:
    """Voert elke stap uit. Een verborgen stap neemt geen tijd: de klok van de rest loopt zoals zonder haar."""
    tussen = 0
    for stap in stappen:
        if stap.verborgen:
            tussen += 1
        else:
            tussen = 0
            toneel.verzet(**DAAD_PER)
        doe_stap(toneel, stap, tussen)


def doe_stap(toneel: Toneel, stap: Stap, tussen: int = 0) -> bool:
    """Eén stap; False als er niets te doen viel."""

    toneel.vast.begin_daad(stap.label, later(toneel.nu, seconds=tussen))
    zaak = toneel.zaken[stap.zaak]
    vast = dict(stap.vast)
    if "kern" in vast:
        vast["actor"] = vast["wie"] = zaak.kern[vast["kern"]]
    if "kern_wie" in vast:
        vast["wie"] = zaak.kern[vast["kern_wie"]]
    if vast.get("laatste"):
        vast["klaar"] = zaak.dingen["klaar"][-1:]
    try:
        DADEN[stap.naam](
            Beurt(toneel, stap.label, stap.naam, zaak, random.Random(stap.label + stap.naam), **vast)
        )
    except NietsTeDoen:
        assert not vast.get("moet"), f"{stap}: er is niets om dit mee te doen"
        return False
    feit = toneel.feiten[-1] if toneel.feiten else None
    assert not vast.get("moet") or feit is None or feit.label != stap.label or feit.gelukt, feit
    return True
