"""De boom in tegels van 256 (C2SP tlog-tiles): wortel en bewijzen uit zo weinig tegels als de boom hoog is.

Tegel `(0, n)` houdt de bladen 256n tot 256n+255; een waarde op niveau k+1 is de wortel van een volle tegel op niveau k.
Kent geen databank: wie rekent, geeft een `Tegels` mee.
"""

from collections.abc import Callable, Iterable

from .verificateur import LEEG, knoop

BREEDTE = 256
HOOGTE = 8
"""Lagen per tegel: 2⁸ = 256."""
AFDRUK = 32

type Tegels = Callable[[int, int], bytes]
"""(niveau, nummer) → de waarden van die tegel achter elkaar, tot waar ze gevuld is. Raises KeyError als ze er niet is."""


def wortel(tegels: Tegels, grootte: int) -> bytes:
    """De wortel over de eerste `grootte` bladen."""
    return _deel(tegels, 0, grootte) if grootte else LEEG


def inclusiebewijs(tegels: Tegels, index: int, grootte: int) -> list[bytes]:
    """RFC 9162 § 2.1.3.1. Raises ValueError buiten de boom."""
    if not 0 <= index < grootte:
        raise ValueError("dit blad staat niet in de boom")
    bewijs: list[bytes] = []
    van, tot = 0, grootte
    while tot - van > 1:
        midden = van + _splits(tot - van)
        if index < midden:
            bewijs.append(_deel(tegels, midden, tot))
            tot = midden
        else:
            bewijs.append(_deel(tegels, van, midden))
            van = midden
    return bewijs[::-1]


def consistentiebewijs(tegels: Tegels, oud: int, nieuw: int) -> list[bytes]:
    """RFC 9162 § 2.1.4.1. Raises ValueError als de oude boom groter is."""
    if not 0 <= oud <= nieuw:
        raise ValueError("de oude boom is groter dan de nieuwe")
    if oud in (0, nieuw):
        return []
    bewijs: list[bytes] = []
    van, tot, grens = 0, nieuw, oud
    while grens != tot:
        midden = van + _splits(tot - van)
        if grens <= midden:
            bewijs.append(_deel(tegels, midden, tot))
            tot = midden
        else:
            bewijs.append(_deel(tegels, van, midden))
            van = midden
    if van:
        bewijs.append(_deel(tegels, van, tot))
    return bewijs[::-1]


def _splits(aantal: int) -> int:
    """De grootste macht van twee die kleiner is."""
    return 1 << (aantal - 1).bit_length() - 1


def _deel(tegels: Tegels, van: int, tot: int) -> bytes:
    """De wortel over de bladen van `van` tot `tot`; `van` is een veelvoud van de macht van twee waarin dat past."""
    aantal = tot - van
    if aantal & (aantal - 1) == 0:
        hoogte = aantal.bit_length() - 1
        return _volle_knoop(tegels, hoogte, van >> hoogte)
    midden = van + _splits(aantal)
    return knoop(_deel(tegels, van, midden), _deel(tegels, midden, tot))


def _volle_knoop(tegels: Tegels, hoogte: int, index: int) -> bytes:
    niveau, binnen = divmod(hoogte, HOOGTE)
    aantal = 1 << binnen
    nummer, plaats = divmod(index * aantal, BREEDTE)
    ruw = tegels(niveau, nummer)[plaats * AFDRUK : (plaats + aantal) * AFDRUK]
    if len(ruw) != aantal * AFDRUK:
        raise KeyError((niveau, nummer))
    return _vouw([ruw[i : i + AFDRUK] for i in range(0, len(ruw), AFDRUK)])


def _vouw(laag: list[bytes]) -> bytes:
    """De wortel van een macht van twee waarden."""
    while len(laag) > 1:
        laag = [knoop(laag[i], laag[i + 1]) for i in range(0, len(laag), 2)]
    return laag[0]


def lengte(niveau: int, nummer: int, grootte: int) -> int:
    """Hoeveel bytes deze tegel hoogstens telt in een boom van die grootte."""
    return AFDRUK * max(0, min(BREEDTE, (grootte >> HOOGTE * niveau) - nummer * BREEDTE))


def tegels_uit(bladen: Iterable[bytes]) -> dict[tuple[int, int], bytes]:
    """Alle tegels van deze bladen, terwijl ze binnenkomen: om na te rekenen wat bewaard is."""
    tegels: dict[tuple[int, int], bytes] = {}
    laatste: list[list[bytes]] = []  # per niveau de tegel die nog niet vol is
    nummers: list[int] = []
    for blad in bladen:
        waarde, niveau = blad, 0
        while True:
            if niveau == len(laatste):
                laatste.append([])
                nummers.append(0)
            laatste[niveau].append(waarde)
            if len(laatste[niveau]) < BREEDTE:
                break
            tegels[niveau, nummers[niveau]] = b"".join(laatste[niveau])
            waarde, laatste[niveau] = _vouw(laatste[niveau]), []
            nummers[niveau] += 1
            niveau += 1
    return tegels | {(niveau, nummers[niveau]): b"".join(deel) for niveau, deel in enumerate(laatste) if deel}
