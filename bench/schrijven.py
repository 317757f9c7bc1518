"""Wat een regel in het logboek kost: één rij bewaren, met en zonder wat ernaast geschreven wordt.

Elke ronde doet elk van de vier één keer na elkaar, zodat een tragere minuut van de machine iedereen even hard treft.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from django.db import transaction

RONDES, OPWARMEN = 400, 40


def meet() -> str:
    """Een tabel met p50 en p95 in milliseconden, en de verhouding tot de kale rij."""
    from audit.models import Toezichtsleutel
    from audit.soorten import Soort
    from audit.zegel import maak_sleutelpaar
    from bench.gegevens import _kernlid
    from bench.models import Kaal, MetAuditlog, MetHistorie
    from toegang import identiteit, sleutels
    from toegang.eigenaar import als_eigenaar
    from toegang.identiteit import Eigenaarscursor
    from toegang.models import Livc
    from toegang.rollen import Rol
    from toegang.verantwoording import leg_vast

    dossier = Kaal().id
    with als_eigenaar(cursor_factory=Eigenaarscursor), identiteit.als(None):
        livc = Livc.objects.create(naam="LIVC Meting")
        Toezichtsleutel.objects.create(livc_id=livc.pk, epoch=1, publieke_sleutel=maak_sleutelpaar()[1])
        # Wie toezicht houdt, mag elke dossiersleutel van het LIVC lezen: er hoeft geen hele casus te zijn.
        actor = _kernlid(livc, "-meting", Rol.TOEZICHTHOUDER)
        sleutels.maak(dossier, livc.pk)

    def kaal() -> None:
        Kaal.objects.create()

    def met_logboek() -> None:
        rij = Kaal.objects.create()
        leg_vast(
            Soort.BESLUIT_GENOMEN,
            actor=actor,
            livc_id=livc.pk,
            dossier_id=dossier,
            object_id=rij.id,
            feiten={"staat": rij.staat},
            casusfeiten={"punt": "een korte tekst over de casus"},
        )

    gevallen: dict[str, Callable[[], object]] = {
        "kale rij": kaal,
        "django-auditlog": lambda: MetAuditlog.objects.create(),
        "django-pghistory": lambda: MetHistorie.objects.create(),
        "logboek (met zijn plaats in de boom)": met_logboek,
    }
    tijden: dict[str, list[float]] = {naam: [] for naam in gevallen}
    for ronde in range(RONDES + OPWARMEN):
        for naam, doe in gevallen.items():
            begin = perf_counter()
            with identiteit.als(actor), transaction.atomic():
                doe()
            if ronde >= OPWARMEN:
                tijden[naam].append((perf_counter() - begin) * 1000)
    basis = median(tijden["kale rij"])
    regels = ["| één rij bewaren met | p50 ms | p95 ms | verhouding p50 |", "|---|---|---|---|"]
    for naam, gemeten in tijden.items():
        p50, p95 = median(gemeten), sorted(gemeten)[int(len(gemeten) * 0.95)]
        regels.append(f"| {naam} | {p50:.2f} | {p95:.2f} | {p50 / basis:.2f} × |")
    return "\n".join(regels)
