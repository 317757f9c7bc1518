"""Bytes om voor te lezen en over te tikken: tekens van Crockford (geen I, L, O of U), in groepen van vier."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROEP = 4
GELIJKEND = str.maketrans("OIL", "011", " -\t\r\n")


def schrijf(ruw: bytes) -> str:
    """Vult vooraan aan met nullen tot volle tekens."""
    getal, lengte = int.from_bytes(ruw), aantal(len(ruw))
    tekens = "".join(LETTERS[getal >> 5 * plaats & 31] for plaats in reversed(range(lengte)))
    return " ".join(tekens[i : i + GROEP] for i in range(0, lengte, GROEP))


def lees(tekst: str, lengte: int) -> bytes:
    """Hoofdletters, spaties en streepjes maken niet uit. Raises ValueError."""
    tekens = tekst.upper().translate(GELIJKEND)
    if len(tekens) != aantal(lengte) or set(tekens) - set(LETTERS):
        raise ValueError("Dit heeft niet het juiste aantal tekens.")
    getal = 0
    for teken in tekens:
        getal = getal << 5 | LETTERS.index(teken)
    try:
        return getal.to_bytes(lengte)
    except OverflowError as fout:
        raise ValueError("Het eerste teken kan niet kloppen.") from fout


def aantal(lengte: int) -> int:
    """Hoeveel tekens zoveel bytes vragen."""
    return (lengte * 8 + 4) // 5
