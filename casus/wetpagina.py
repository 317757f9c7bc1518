"""docs/wet-regel-test.md: van elk artikel naar de regels die erop steunen, en van elke regel naar haar tests."""

import re
from collections.abc import Iterable
from itertools import groupby

from casus.bewijzen import bewijzen
from casus.wetgeving import HOOFDSTUKKEN, REGELS, Regel, Vindplaats

KOP = """# Wet → regel → test

Per artikel welke regels erop steunen; per regel wat ze vraagt en welke tests ze bewijzen. Het getal achter een regel
is het aantal tests. Een test die hier staat, liep en slaagde: anders faalt `make test` of `make browsertest`.

Grondslag: **W** gelezen in de wettekst, **S** uit een bijkomende bron, **B** keuze van dit product."""


def wet_regel_test() -> str:
    tests: dict[str, list[str]] = {nummer: [] for nummer in REGELS}
    for bewijs in bewijzen():
        tests.setdefault(bewijs.regel, []).append(bewijs.test)
    delen = [KOP, "", "## Per artikel", *_artikelen(tests), *_zonder_artikel(tests)]
    for titel, regels in HOOFDSTUKKEN:
        delen += ["", f"## {titel}"]
        for regel in regels:
            delen += _regel(regel, tests[regel.nummer])
    return "\n".join(delen) + "\n"


def _artikelen(tests: dict[str, list[str]]) -> Iterable[str]:
    """Per bron, in de volgorde waarin de regels ze noemen, elk artikel met zijn regels."""
    per_plaats: dict[Vindplaats, list[str]] = {}
    for regel in REGELS.values():
        for plaats in regel.vindplaatsen:
            per_plaats.setdefault(plaats, []).append(regel.nummer)
    for bron in dict.fromkeys(plaats.bron for plaats in per_plaats):
        yield from ("", f"**{bron.titel}**", "")
        for plaats in sorted((p for p in per_plaats if p.bron == bron), key=_op_nummer):
            yield f"- {plaats.artikel or 'geheel'}: {_verwijzingen(per_plaats[plaats], tests)}"


def _op_nummer(plaats: Vindplaats) -> list[int]:
    return [int(getal) for getal in re.findall(r"\d+", plaats.artikel)]


def _zonder_artikel(tests: dict[str, list[str]]) -> Iterable[str]:
    zonder = [regel for regel in REGELS.values() if not regel.vindplaatsen]
    yield from ("", "**Zonder artikel**", "")
    for waar in dict.fromkeys(regel.vindplaats for regel in zonder):
        yield f"- {waar}: {_verwijzingen([r.nummer for r in zonder if r.vindplaats == waar], tests)}"


def _verwijzingen(nummers: list[str], tests: dict[str, list[str]]) -> str:
    return ", ".join(f"[{nummer}](#{nummer.lower()}) ({len(tests[nummer])})" for nummer in nummers)


def _regel(regel: Regel, tests: list[str]) -> Iterable[str]:
    yield from ("", f"### {regel.nummer}", "", f"**{regel.titel}**", "")
    yield f"{regel.vindplaats}. Grondslag {regel.grondslag}."
    yield ""
    if not tests:
        yield "Nog geen test."
    for bestand, groep in groupby(tests, key=lambda test: test.partition("::")[0]):
        namen = ", ".join(f"`{test.partition('::')[2].removeprefix('test_')}`" for test in groep)
        yield f"- `{bestand}`: {namen}"
