"""Eén manier om rijen van een tabel te maken."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def p95(tijden: Sequence[float]) -> float:
    return sorted(tijden)[int(len(tijden) * 0.95)]


def tijden(doe: Callable[[], object], rondes: int, opwarmen: int = 3) -> list[float]:
    """Milliseconden per keer."""
    gemeten = []
    for ronde in range(rondes + opwarmen):
        begin = perf_counter()
        doe()
        if ronde >= opwarmen:
            gemeten.append((perf_counter() - begin) * 1000)
    return gemeten


def rij(*cellen: object) -> str:
    return "| " + " | ".join(f"{cel:.2f}" if isinstance(cel, float) else str(cel) for cel in cellen) + " |"


def kop(*cellen: str) -> list[str]:
    return [rij(*cellen), "|" + "---|" * len(cellen)]


def p50_p95(gemeten: Sequence[float]) -> tuple[float, float]:
    return median(gemeten), p95(gemeten)
