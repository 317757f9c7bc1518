"""Komt een tekst te dicht bij een geheime inbreng (LR-42)? In het geheugen; er blijft niets van bewaard.

Beide teksten worden eerst gelijkgetrokken: hoofdletters, accenten, leestekens, gelijkende tekens van andere alfabetten,
cijfers voor letters, losse letters, onzichtbare tekens. Daarna telt wat iemand zou herkennen:

- een nummer, een adres op het net of een naam die nergens anders vrijgegeven is; bij gevoelige gegevens elk bijzonder
  woord;
- een kort geheim: al zijn inhoudswoorden dicht bij elkaar;
- een langer geheim: twee bijzondere woorden of drie woorden samen, in gelijk welke volgorde;
- een lang stuk dat letter voor letter gelijk is, hoe ook in stukken geknipt.

Wat gewone woorden zijn, staat in `gewonewoorden`. Dit vindt geen omschrijving met andere woorden: daarvoor leest elke
aanwezige de tekst zelf (LR-41).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from .gewonewoorden import GEWOON, LEEG

VENSTER = 6
"""Zoveel inhoudswoorden na elkaar horen samen; wie er vulling tussen schrijft, ontsnapt niet."""
KORT = 3
"""Een geheim met hoogstens zoveel inhoudswoorden is er helemaal of niet."""
LETTERLIJK = 30
"""Zoveel gelijke letters na elkaar zijn geen toeval meer."""
GEVOELIG = 7
"""Zo lang is een woord dat bij gevoelige gegevens alleen al volstaat."""
GEWONE_DRIETALLEN = 4
"""Zoveel drietallen van alleen gewone woorden samen zijn een overgenomen zin."""

ONZICHTBAAR = frozenset({"Cf", "Mn", "Me", "Co", "Cn"})
"""Soorten tekens die niemand ziet, of die boven op een letter staan: ze knippen geen woord in twee."""
VULLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
GELIJKEND = str.maketrans(
    "аеорсухіјѕԁһкмтвнεοαρτυικνχßøłđðþæœıſ@$€", "aeopcyxijsdhkmtbheoaptuikvxsolddpaoisase"
)
CIJFERLETTERS = str.maketrans("01345789", "oieastbg")
WOORD = re.compile(r"[^\W_]+(?:['’`´-][^\W_]+)*", re.UNICODE)
NUMMER = re.compile(r"\+?\d(?:[\s./()-]{0,3}\d){3,}")
ADRES = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|(?<!\w)@[\w.]{3,}")
JAAR = re.compile(r"(?:19|20)\d\d")
UITGANGEN = (
    "heden",
    "lijke",
    "lijk",
    "ende",
    "eren",
    "tje",
    "jes",
    "en",
    "de",
    "te",
    "er",
    "e",
    "s",
    "t",
    "d",
)


@dataclass(frozen=True)
class Afdruk:
    """Wat van een tekst vergeleken wordt; leeft niet langer dan de vergelijking."""

    woorden: tuple[str, ...]
    stammen: frozenset[str]
    nummers: frozenset[str]
    namen: frozenset[str]
    begin: frozenset[str]
    letters: str
    paren: frozenset[tuple[str, ...]] = field(repr=False, default=frozenset())
    drietallen: frozenset[tuple[str, ...]] = field(repr=False, default=frozenset())

    def __repr__(self) -> str:
        return "<afdruk>"


def afdruk(tekst: str) -> Afdruk:
    """De afdruk van één tekst."""
    schoon = _zichtbaar(tekst)
    nummers = {re.sub(r"\D", "", n) for n in NUMMER.findall(schoon)} | {
        re.sub(r"[\W_]+", "", gelijk(a.lstrip("@"))) for a in ADRES.findall(schoon)
    }
    namen, begin = _namen(schoon)
    woorden = tuple(stam(w) for w in _woorden(schoon) if w not in LEEG and not w.isdigit())
    return Afdruk(
        woorden=woorden,
        stammen=frozenset(woorden),
        nummers=frozenset(n for n in nummers if not JAAR.fullmatch(n)),
        namen=frozenset(namen),
        begin=frozenset(begin),
        letters=re.sub(r"[\W_]+", "", gelijk(schoon)),
        paren=frozenset(_samen(woorden, 2)),
        drietallen=frozenset(_samen(woorden, 3)),
    )


def _zichtbaar(tekst: str) -> str:
    """Alleen wat een lezer ziet staan."""
    return "".join(
        t
        for t in unicodedata.normalize("NFKC", tekst)
        if t not in VULLERS and unicodedata.category(t) not in ONZICHTBAAR
    )


def raakt(
    tekst: Afdruk, geheim: Afdruk, bekend: frozenset[str] = frozenset(), *, gevoelig: bool = False
) -> bool:
    """Komt de tekst te dicht bij dit geheim? `bekend` zijn stammen en nummers die de tafel al mag doorgeven.

    `gevoelig`: bij gezondheid, gerecht, afkomst, overtuiging en seksualiteit volstaat één bijzonder woord (LR-50).
    """
    return (
        _deelt_nummer(tekst, geheim, bekend)
        or (gevoelig and _deelt_gevoelig_woord(tekst, geheim, bekend))
        or _deelt_naam(tekst, geheim, bekend)
        or _deelt_woorden(tekst, geheim, bekend)
        or _letterlijk(tekst.letters, geheim.letters)
    )


def bekende(teksten: Iterable[str]) -> frozenset[str]:
    """Wat in deze teksten staat, verklapt op zichzelf niets meer: wie de persoon is, en wat al vrijgegeven is."""
    uit: set[str] = set()
    for tekst in teksten:
        een = afdruk(tekst)
        uit |= een.stammen | een.nummers | {stam(w) for w in een.namen | een.begin}
    return frozenset(uit)


def gelijk(tekst: str) -> str:
    """Kleine letters zonder accenten; tekens die er alleen op lijken, worden de letter die ze nadoen."""
    letters = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in letters if not unicodedata.combining(teken)).translate(GELIJKEND)


def stam(woord: str) -> str:
    """Een woord zonder zijn uitgang en zonder dubbele letters; ruw, maar voor beide teksten hetzelfde."""
    for uitgang in UITGANGEN:
        if woord.endswith(uitgang) and len(woord) - len(uitgang) >= 4:
            woord = woord[: -len(uitgang)]
            break
    return re.sub(r"(.)\1+", r"\1", woord)


_GEWOON = frozenset(stam(gelijk(w)) for w in GEWOON | LEEG)


def _woorden(tekst: str) -> list[str]:
    """De woorden, gelijkgetrokken; losse letters na elkaar (‘d r u g s’) worden weer één woord."""
    uit: list[str] = []
    los = ""
    for ruw in WOORD.findall(gelijk(tekst)):
        woord = re.sub(r"[^\w]", "", ruw)
        if any(t.isdigit() for t in woord) and not woord.isdigit():
            woord = woord.translate(CIJFERLETTERS)
        if len(woord) == 1 and woord.isalpha():
            los += woord
            continue
        if len(los) > 2:
            uit.append(los)
        los = ""
        uit.append(woord)
    return [*uit, los] if len(los) > 2 else uit


def _namen(tekst: str) -> tuple[set[str], set[str]]:
    """Woorden met een hoofdletter: midden in een zin, en aan het begin van een zin (daar zegt ze weinig)."""
    midden: set[str] = set()
    begin: set[str] = set()
    vorig = 0
    for gevonden in WOORD.finditer(tekst):
        tussen = tekst[vorig : gevonden.start()]
        eerst = vorig == 0 or bool(re.search(r"[.!?:\n•*-]", tussen))
        vorig = gevonden.end()
        ruw = gevonden.group()
        woord = stam(re.sub(r"[^\w]", "", gelijk(ruw)))
        if ruw[0].isupper() and len(woord) >= 3 and not woord.isdigit() and woord not in _GEWOON:
            (begin if eerst else midden).add(woord)
    return midden, begin


def _samen(woorden: tuple[str, ...], aantal: int) -> Iterable[tuple[str, ...]]:
    """Elk stel van zoveel verschillende woorden dat dicht bij elkaar staat, zonder volgorde."""
    for i, laatste in enumerate(woorden):
        voor = sorted({w for w in woorden[max(0, i - VENSTER + 1) : i] if w != laatste})
        for stel in combinations(voor, aantal - 1):
            yield tuple(sorted((*stel, laatste)))


def _deelt_nummer(tekst: Afdruk, geheim: Afdruk, bekend: frozenset[str]) -> bool:
    """Hetzelfde nummer of adres, ook in een langer nummer, met een landcode ervoor, of aaneengeschreven."""
    eigen, ander = geheim.nummers - bekend, tekst.nummers - bekend
    lang = {n for n in eigen if len(n) >= 6}
    return (
        bool(eigen & ander)
        or any(n in t or t in n or n.lstrip("0") in t for n in lang for t in ander if len(t) >= 6)
        or any(n in tekst.letters for n in lang)
    )


def _deelt_naam(tekst: Afdruk, geheim: Afdruk, bekend: frozenset[str]) -> bool:
    """Een naam uit het geheim die ook in de tekst staat, hoe ook geschreven."""
    namen = geheim.namen - bekend
    begin = geheim.begin - bekend
    if namen & tekst.stammen or begin & tekst.namen:
        return True
    return any(len(n) >= 7 and n in tekst.letters for n in namen)


def _deelt_woorden(tekst: Afdruk, geheim: Afdruk, bekend: frozenset[str]) -> bool:
    eigen = frozenset(geheim.woorden)
    bijzonder = eigen - _GEWOON - bekend
    if len(eigen) <= KORT:
        return _kort_geheim(tekst, eigen, bijzonder)
    if any(set(paar) <= bijzonder for paar in geheim.paren & tekst.paren):
        return True
    samen = geheim.drietallen & tekst.drietallen
    return any(set(drie) & bijzonder for drie in samen) or len(samen) >= GEWONE_DRIETALLEN


def _deelt_gevoelig_woord(tekst: Afdruk, geheim: Afdruk, bekend: frozenset[str]) -> bool:
    bijzonder = geheim.stammen - _GEWOON - bekend
    return any(len(w) >= GEVOELIG and w in tekst.stammen for w in bijzonder)


def _kort_geheim(tekst: Afdruk, eigen: frozenset[str], bijzonder: frozenset[str]) -> bool:
    """Een paar woorden: het bijzondere woord zelf, of alle woorden dicht bij elkaar."""
    if not eigen or not bijzonder:
        return len(eigen) == KORT and tuple(sorted(eigen)) in tekst.drietallen
    if any(len(w) >= 4 and w in tekst.stammen for w in bijzonder):
        return True
    return any(len(w) >= 8 and w in tekst.letters for w in bijzonder)


def _letterlijk(tekst: str, geheim: str) -> bool:
    if len(geheim) < LETTERLIJK:
        return False
    stukken = {geheim[i : i + LETTERLIJK] for i in range(len(geheim) - LETTERLIJK + 1)}
    return any(tekst[i : i + LETTERLIJK] in stukken for i in range(len(tekst) - LETTERLIJK + 1))
