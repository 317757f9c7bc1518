"""Wat een regel in het logboek kost: één rij bewaren, met en zonder wat ernaast geschreven wordt.

Alleen doet elke ronde elk van de gevallen één keer na elkaar; met acht processen krijgt elk geval om beurten een paar
seconden. Zo treft een tragere minuut van de machine iedereen even hard.
"""

import os
import pickle
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import connection, transaction

from bench.tabel import kop, p50_p95, rij

RONDES, OPWARMEN = 400, 40
PROCESSEN, SECONDEN, BEURTEN = 8, 2.0, 3
BASIS, LOGBOEK = "kale rij", "logboek (met zijn plaats in de boom)"


@dataclass
class Metingen:
    """Per geval de milliseconden, en van het logboek wanneer elke regel vastlag."""

    ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    vast: dict[UUID, float] = field(default_factory=dict)
    per_seconde: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def meet() -> str:
    """Tabellen met p50, p95 en de verhouding tot de kale rij, en hoelang een regel op haar plaats wacht."""
    actor, gevallen = _bereid_voor()
    alleen = _alleen(actor, gevallen)
    samen = _samen(actor, gevallen)
    regels = ["Eén proces:\n", *kop("één rij bewaren met", "p50 ms", "p95 ms", "verhouding p50")]
    basis = median(alleen.ms[BASIS])
    regels += [rij(naam, *p50_p95(ms), f"{median(ms) / basis:.2f} ×") for naam, ms in alleen.ms.items()]
    regels += [f"\n{PROCESSEN} processen tegelijk, in één LIVC:\n"]
    regels += kop("één rij bewaren met", "per seconde", "p50 ms", "p95 ms", "verhouding per seconde")
    basis = median(samen.per_seconde[BASIS])
    for naam, ms in samen.ms.items():
        per_seconde = median(samen.per_seconde[naam])
        regels.append(rij(naam, f"{per_seconde:.0f}", *p50_p95(ms), f"{per_seconde / basis:.2f} ×"))
    regels += [
        "\nVan vastleggen tot een plaats in de boom:\n",
        *kop("schrijvers", "regels", "p50 ms", "p95 ms"),
    ]
    regels += [_wachten(1, alleen), _wachten(PROCESSEN, samen)]
    return "\n".join(regels)


def _bereid_voor() -> tuple[Any, dict[str, Callable[[], UUID | None]]]:
    from audit import logboek
    from audit.models import Toezichtsleutel
    from audit.soorten import Soort
    from audit.zegel import maak_sleutelpaar
    from bench import ketting
    from bench.gegevens import _kernlid
    from bench.models import Kaal, Kop, MetAuditlog, MetHistorie
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
        Kop.objects.create(livc_id=livc.pk)
        # Wie toezicht houdt, mag elke dossiersleutel van het LIVC lezen: er hoeft geen hele casus te zijn.
        actor = _kernlid(livc, "-meting", Rol.TOEZICHTHOUDER)
        sleutels.maak(dossier, livc.pk)

    def met_logboek() -> UUID:
        bewaard = Kaal.objects.create()
        return leg_vast(
            Soort.BESLUIT_GENOMEN,
            actor=actor,
            livc_id=livc.pk,
            dossier_id=dossier,
            object_id=bewaard.id,
            feiten={"staat": bewaard.staat},
            casusfeiten={"punt": "een korte tekst over de casus"},
        )

    def met_ketting() -> None:
        with patch.object(logboek, "schrijf", ketting.schrijf):
            met_logboek()

    return actor, {
        BASIS: _bewaar(Kaal),
        "django-auditlog": _bewaar(MetAuditlog),
        "django-pghistory": _bewaar(MetHistorie),
        "ketting met een slot per regel": met_ketting,
        LOGBOEK: met_logboek,
    }


def _bewaar(model: Any) -> Callable[[], None]:
    def doe() -> None:
        model.objects.create()

    return doe


def _eenmaal(actor: Any, naam: str, doe: Callable[[], UUID | None], metingen: Metingen) -> None:
    from toegang import identiteit

    vast: list[float] = []
    begin = perf_counter()
    with identiteit.als(actor), transaction.atomic():
        # Als eerste na het vastleggen: voor het verzegelen begint.
        transaction.on_commit(lambda: vast.append(time.time()))
        regel_id = doe()
    metingen.ms[naam].append((perf_counter() - begin) * 1000)
    if regel_id is not None:
        metingen.vast[regel_id] = vast[0]


def _alleen(actor: Any, gevallen: dict[str, Callable[[], UUID | None]]) -> Metingen:
    for rondes in (OPWARMEN, RONDES):
        metingen = Metingen()
        for _ronde in range(rondes):
            for naam, doe in gevallen.items():
                _eenmaal(actor, naam, doe, metingen)
    return metingen


def _samen(actor: Any, gevallen: dict[str, Callable[[], UUID | None]]) -> Metingen:
    samen = Metingen()
    for _beurt in range(BEURTEN):
        for naam, doe in gevallen.items():
            pijpen = [_kind(actor, naam, doe) for _ in range(PROCESSEN)]
            aantal = 0
            for pijp in pijpen:
                with os.fdopen(pijp, "rb") as bestand:
                    ms, vast = pickle.load(bestand)
                samen.ms[naam] += ms
                samen.vast |= vast
                aantal += len(ms)
                os.wait()
            samen.per_seconde[naam].append(aantal / SECONDEN)
    return samen


def _kind(actor: Any, naam: str, doe: Callable[[], UUID | None]) -> int:
    """Een proces dat zijn tijd lang bewaart; geeft de pijp waarop het zijn metingen schrijft."""
    connection.close()
    lezen, schrijven = os.pipe()
    if os.fork():
        os.close(schrijven)
        return lezen
    try:
        os.close(lezen)
        proef, metingen = Metingen(), Metingen()
        _eenmaal(actor, naam, doe, proef)  # verbinden telt niet mee
        einde = perf_counter() + SECONDEN
        while perf_counter() < einde:
            _eenmaal(actor, naam, doe, metingen)
        with os.fdopen(schrijven, "wb") as bestand:
            pickle.dump((metingen.ms[naam], metingen.vast), bestand)
    finally:
        os._exit(0)


def _wachten(schrijvers: int, metingen: Metingen) -> str:
    """Tot het ogenblik dat de databank het nummer invulde; dezelfde klok, want dezelfde machine."""
    from audit import verzegeling
    from audit.models import Regel
    from audit.narekenen import NAREKENAAR
    from toegang import identiteit

    with identiteit.als(NAREKENAAR):
        livc_id = Regel.objects.filter(pk=next(iter(metingen.vast))).values_list("livc_id", flat=True).get()
        verzegeling.verzegel(livc_id)
        verzegeld: list[tuple[UUID, datetime]] = []
        ids = list(metingen.vast)
        for eerste in range(0, len(ids), 5000):
            deel = Regel.objects.filter(pk__in=ids[eerste : eerste + 5000])
            verzegeld += deel.values_list("pk", "verzegeld_op")
    wachten = [(op.astimezone(UTC).timestamp() - metingen.vast[pk]) * 1000 for pk, op in verzegeld]
    return rij(schrijvers, len(wachten), *p50_p95(wachten))
