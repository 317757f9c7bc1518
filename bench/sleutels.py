"""Wat één dossiersleutel openen kost: met en zonder de scherf uit de kluis, en één voor één of als lijst.

De vraag aan de databank telt niet mee; die is in alle gevallen dezelfde.
"""

import os
from collections.abc import Callable
from statistics import median
from time import perf_counter
from uuid import uuid4

AANTAL, RONDES = 100, 60


def meet() -> str:
    """Een tabel met p50 en p95 in microseconden per sleutel."""
    from toegang import sleutels
    from toegang.aanbieders import Geheim
    from toegang.kluis import kluis
    from toegang.models import Casussleutel
    from toegang.sleutelring import aanbieder

    rijen = [Casussleutel(dossier_id=uuid4(), livc_id=uuid4()) for _ in range(AANTAL)]
    namen = [rij.dossier_id for rij in rijen]
    for rij in rijen:
        [(rij.kek_id, rij.gewikkeld)] = aanbieder().wikkel_alle([Geheim(os.urandom(32), rij.context)])
        kluis().bewaar(rij.dossier_id, os.urandom(32))

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
