"""Hoe een logboek zich houdt als het groeit: wortel, bewijzen, narekenen, en de pagina's van het toezicht.

Eén logboek groeit van de ene grootte naar de volgende; de groottes staan achter `logboek` op de opdrachtregel.
"""

import random
import resource
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.tabel import kop, p50_p95, rij, tijden

GROOTTES = (10_000, 100_000, 1_000_000)
BEWIJZEN, PAGINAS, OPENEN = 200, 30, 50


@dataclass
class Toezicht:
    livc: Any
    actor: Any
    zelden: Any
    vaak: Any
    nooit: Any
    prives: dict[int, bytes]
    mensen: list[bytes]
    casussen: list[bytes]


def meet(*groottes: int) -> str:
    """Vier tabellen; elke rij zegt bij hoeveel regels."""
    toezicht = _maak()
    delen: dict[str, list[str]] = {
        "Wortel en bewijzen, uit de databank": kop("regels", "wat", "p50 ms", "p95 ms", "tegels gelezen"),
        "Alles narekenen": kop("regels", "seconden", "regels per seconde", "geheugen MB (hoogste)"),
        "Pagina's van het toezicht": kop("regels", "pagina", "p50 ms", "p95 ms", "vragen"),
        f"{OPENEN} regels na elkaar openen": kop("regels", "samen s", "p50 ms", "p95 ms"),
    }
    for grootte in groottes or GROOTTES:
        _groei(toezicht, grootte)
        for deel, meting in zip(delen.values(), (_bewijzen, _narekenen, _paginas, _openen), strict=True):
            deel += [rij(grootte, *cellen) for cellen in meting(toezicht, grootte)]
    return "\n".join(f"\n{naam}:\n\n" + "\n".join(deel) for naam, deel in delen.items())


def _maak() -> Toezicht:
    from audit.models import Leidinggevende, Toezichtsleutel
    from audit.zegel import maak_sleutelpaar
    from bench.gegevens import _kernlid
    from toegang import identiteit
    from toegang.eigenaar import als_eigenaar
    from toegang.identiteit import Eigenaarscursor
    from toegang.models import Livc
    from toegang.pseudoniem import pseudoniem
    from toegang.rollen import Rol

    prive, publiek = maak_sleutelpaar()
    with als_eigenaar(cursor_factory=Eigenaarscursor), identiteit.als(None):
        livc = Livc.objects.create(naam="LIVC Logboek")
        Toezichtsleutel.objects.create(livc_id=livc.pk, epoch=1, publieke_sleutel=publiek)
        rollen = (Rol.TOEZICHTHOUDER, Rol.BURGEMEESTER, Rol.PREVENTIEAMBTENAAR, Rol.BEHEERDER)
        actor, zelden, vaak, nooit = (_kernlid(livc, "-logboek", rol) for rol in rollen)
        Leidinggevende.objects.create(livc_id=livc.pk, gebruiker=actor)
    bekend = [pseudoniem("actor", livc.pk, wie.pk) for wie in (zelden, vaak)]
    return Toezicht(
        livc, actor, zelden, vaak, nooit, {1: prive},
        [*bekend, *(random.randbytes(16) for _ in range(40))],
        [random.randbytes(16) for _ in range(60)],
    )  # fmt: skip


def _groei(toezicht: Toezicht, grootte: int) -> None:
    """Goedkope regels, en achteraan vijftig echte om te openen; alles verzegeld en getekend."""
    from audit import controlepunten, verzegeling
    from audit.soorten import Soort
    from bench.regels import vul
    from toegang import identiteit
    from toegang.eigenaar import als_eigenaar
    from toegang.identiteit import Eigenaarscursor
    from toegang.verantwoording import leg_vast

    with als_eigenaar(cursor_factory=Eigenaarscursor), identiteit.als(None):
        vul(toezicht.livc.pk, grootte - OPENEN, toezicht.mensen, toezicht.casussen)
    with identiteit.als(toezicht.vaak), transaction.atomic():
        for nummer in range(OPENEN):
            leg_vast(
                Soort.CASUS_INGEZIEN,
                actor=toezicht.vaak,
                livc_id=toezicht.livc.pk,
                feiten={"nummer": nummer},
            )
    verzegeling.verzegel(toezicht.livc.pk)
    controlepunten.teken(toezicht.livc.pk)


type Cellen = list[tuple[object, ...]]


def _bewijzen(toezicht: Toezicht, grootte: int) -> Cellen:
    from audit import boom, verzegeling
    from audit.narekenen import NAREKENAAR
    from toegang import identiteit

    keuze, livc_id = random.Random(7), toezicht.livc.pk

    def tegels() -> boom.Tegels:
        return verzegeling.tegels_van(livc_id)

    gevallen: dict[str, Callable[[], object]] = {
        "wortel": lambda: boom.wortel(tegels(), grootte),
        "inclusie": lambda: boom.inclusiebewijs(tegels(), keuze.randrange(grootte), grootte),
        "consistentie": lambda: boom.consistentiebewijs(tegels(), keuze.randrange(1, grootte), grootte),
    }
    with identiteit.als(NAREKENAAR):
        return [
            (naam, *p50_p95(tijden(doe, BEWIJZEN)), max(_vragen(doe) for _ in range(20)))
            for naam, doe in gevallen.items()
        ]


def _vragen(doe: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as gevraagd:
        doe()
    return len(gevraagd)


def _narekenen(toezicht: Toezicht, grootte: int) -> Cellen:
    from audit.narekenen import reken_na

    begin = perf_counter()
    uitslag = reken_na(toezicht.livc.pk)
    duur = perf_counter() - begin
    assert not uitslag.gebreken, uitslag.gebreken[:3]
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [(duur, f"{uitslag.regels / duur:.0f}", geheugen)]


def _adressen(toezicht: Toezicht) -> list[tuple[str, str]]:
    """(naam, adres) van elke pagina die met het logboek meegroeit; een nieuwe pagina komt hierbij."""
    from audit.filters import Bladwijzer
    from audit.models import Regel
    from audit.narekenen import NAREKENAAR
    from toegang import identiteit

    regels = reverse("toezicht:regels", args=[toezicht.livc.pk])
    with identiteit.als(NAREKENAAR):
        eigen = Regel.objects.filter(livc_id=toezicht.livc.pk)
        midden = eigen.get(volgnummer=eigen.count() // 2)
    dag = timezone.localtime(midden.tijdstip).date().isoformat()
    return [
        ("te bekijken", reverse("toezicht:nazicht", args=[toezicht.livc.pk])),
        ("alle regels", regels),
        ("diep in de lijst", f"{regels}?na={Bladwijzer(midden.tijdstip, midden.pk)}".replace("+", "%2B")),
        ("een persoon met een dertigtal", f"{regels}?persoon={toezicht.zelden.pk}"),
        ("een persoon met heel veel", f"{regels}?persoon={toezicht.vaak.pk}"),
        ("een persoon met niets", f"{regels}?persoon={toezicht.nooit.pk}"),
        ("een casus", f"{regels}?casus={toezicht.casussen[1].hex()}"),
        ("een soort", f"{regels}?soort=casus.ingezien"),
        ("een onderwerp", f"{regels}?soort=casus.*"),
        ("een dag", f"{regels}?van={dag}&tot={dag}"),
    ]


def _paginas(toezicht: Toezicht, grootte: int) -> Cellen:
    from tests.fixtures import volledig

    client = Client()
    client.force_login(toezicht.actor)
    volledig(client, toezicht.actor)
    cellen: Cellen = []
    for naam, adres in _adressen(toezicht):

        def haal(adres: str = adres) -> None:
            antwoord = client.get(adres)
            assert antwoord.status_code == 200, (adres, antwoord.status_code)

        cellen.append((naam, *p50_p95(tijden(haal, PAGINAS)), _vragen(haal)))
    return cellen


def _openen(toezicht: Toezicht, grootte: int) -> Cellen:
    """Eén voor één, elk met een reden en een eigen regel; zonder de pagina errond."""
    from audit.actions.logboek import open_regel
    from audit.models import Regel
    from audit.narekenen import NAREKENAAR
    from audit.soorten import Soort
    from toegang import identiteit

    with identiteit.als(NAREKENAAR):
        echte = Regel.objects.filter(livc_id=toezicht.livc.pk, soort=Soort.CASUS_INGEZIEN)
        regels = list(echte.order_by("-volgnummer")[:OPENEN])
    te_doen = iter(regels)

    def open_() -> None:
        geopend = open_regel(
            toezicht.livc, next(te_doen), actor=toezicht.actor, reden="De meting.", prives=toezicht.prives
        )
        assert geopend.leesbaar

    gemeten = tijden(open_, len(regels), opwarmen=0)
    return [(sum(gemeten) / 1000, *p50_p95(gemeten))]
