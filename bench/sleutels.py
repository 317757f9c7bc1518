"""Wat één dossiersleutel openen kost: met en zonder de scherf uit de kluis, en één voor één of als lijst.

De query naar de databank telt niet mee; die is in alle gevallen dezelfde.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from uuid import uuid4

AANTAL, RONDES = 100, 60


def meet() -> str:
    """Een tabel met p50 en p95 in microseconden per sleutel."""
    from toegang import sleutels
    from toegang.kluis import kluis
    from toegang.models import Casussleutel

    namen = [uuid4() for _ in range(AANTAL)]
    livc_id = uuid4()
    for naam in namen:
        sleutels.maak(naam, livc_id)
    rijen = list(Casussleutel.objects.filter(pk__in=namen))

    def een_voor_een(doe: Callable[[list[Casussleutel]], object]) -> None:
        for rij in rijen:
            doe([rij])

    gevallen: dict[str, Callable[[], object]] = {
        "zonder kluis, één voor één": lambda: een_voor_een(sleutels.ontwikkel),
        "met kluis, één voor één": lambda: een_voor_een(sleutels.voeg_samen),
        "zonder kluis, als lijst": lambda: sleutels.ontwikkel(rijen),
        "met kluis, als lijst": lambda: sleutels.voeg_samen(rijen),
        "alleen de scherven, als lijst": lambda: kluis().haal(namen),
    }
    tijden: dict[str, list[float]] = {naam: [] for naam in gevallen}
    for ronde in range(RONDES + 5):
        for naam, doe in gevallen.items():
            begin = perf_counter()
            doe()
            if ronde >= 5:
                tijden[naam].append((perf_counter() - begin) / AANTAL * 1_000_000)
    regels = ["| één dossiersleutel openen | p50 µs | p95 µs |", "|---|---|---|"]
    for naam, reeks in tijden.items():
        regels.append(f"| {naam} | {median(reeks):.1f} | {sorted(reeks)[int(len(reeks) * 0.95)]:.1f} |")
    return "\n".join(regels)
