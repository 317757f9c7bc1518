"""Wat row-level security kost bij een miljoen toekenningen: naast dezelfde vraag zonder, en naast die van guardian.

Drie burgemeesters: één ziet 30 casussen, één 5.000, één geen enkele. Zonder is de eigenaar van de databank, op
dezelfde verbinding; de wegen wisselen elkaar in elke ronde af.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

from toegang import identiteit

TOEKENNINGEN, LIVCS, ZIEN = 1_000_000, 285, (30, 5_000, 0)
RONDES, OPWARMEN = 40, 5

VUL = "INSERT INTO casus_casus ({kolommen}) SELECT {waarden} FROM casus_casus c, generate_series(1, %s) n WHERE c.id = %s"
GEEF = """
INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)
SELECT a.id, l.gebruiker_id, c.id FROM casus_casus c JOIN toegang_lidmaatschap l ON l.livc_id = c.livc_id
JOIN auth_permission a ON a.codename IN ('kern', 'kern_inzien')
JOIN django_content_type t ON t.id = a.content_type_id AND t.app_label = 'casus'
"""

type Weg = tuple[bool, Callable[[], object]]
"""(als eigenaar, wat gemeten wordt)."""


class Meetcursor(identiteit.Cursor):
    """Dezelfde aanhef, met de eigenaar in de plaats van de rol van de toepassing zolang `eigenaar` waar is."""

    eigenaar = False

    def aanhef(self) -> str:
        aanhef = super().aanhef()
        return aanhef.replace("'casusoverleg_app'", "'none'", 1) if Meetcursor.eigenaar else aanhef


def meet() -> str:
    """Twee tabellen: de vragen, en wat de aanhef van elke opdracht kost."""
    connection.close()
    connection.settings_dict["OPTIONS"]["cursor_factory"] = Meetcursor
    mensen, aantal = _vul()
    regels = [
        f"{aantal} toekenningen op casussen in {LIVCS} LIVC's. {RONDES} rondes na {OPWARMEN}.\n",
        "| vraag | ziet | hoe | p50 ms | p95 ms | verhouding p50 |",
        "|---|---|---|---|---|---|",
    ]
    for ziet, wie, casus in mensen:
        with identiteit.als(wie):
            regels += _tabel(f"lijst, 50 per blad | {ziet}", _lijst(wie), 1)
            regels += _tabel(f"één casus | {ziet}", _een(wie, casus), 1)
    regels += ["\n| opdracht | hoe | p50 µs | p95 µs | verhouding p50 |", "|---|---|---|---|---|"]
    with identiteit.als(mensen[0][1]):
        regels += _tabel("SELECT 1", _aanhef("SELECT 1"), 1000)
        regels += _tabel(
            "één gemeente", _aanhef("SELECT naam FROM toegang_gemeente WHERE nis = '44021'"), 1000
        )
    return "\n".join(regels)


def _vul() -> tuple[list[tuple[int, Any, Any]], int]:
    """Geeft (hoeveel iemand ziet, wie, een casus: een eigen, of een van een ander) en het aantal toekenningen."""
    from bench.gegevens import KERN, _casus, _kernlid
    from casus.models import Casus
    from toegang.models import Livc

    Meetcursor.eigenaar = True
    rest = (TOEKENNINGEN // (2 * len(KERN)) - sum(ZIEN)) // (LIVCS - len(ZIEN))
    mensen = []
    with connection.cursor() as cursor:
        for nummer in range(LIVCS):
            livc = Livc.objects.create(naam=f"LIVC rijen {nummer}")
            burgemeester, *_anderen = (_kernlid(livc, f"-rijen-{nummer}", rol) for rol in KERN)
            aantal = ZIEN[nummer] if nummer < len(ZIEN) else rest
            casus = None
            if aantal:
                casus = _casus(livc, burgemeester, nummer)
                casus.save(force_insert=True)
                _kopieer(cursor, Casus, casus.pk, nummer, aantal - 1)
            if nummer < len(ZIEN):
                mensen.append((aantal, burgemeester, casus and casus.pk))
        cursor.execute(GEEF + " ON CONFLICT DO NOTHING")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM toegang_casususerobjectpermission")
        (toekenningen,) = cursor.fetchone()
    Meetcursor.eigenaar = False
    return [(ziet, wie, casus or mensen[0][2]) for ziet, wie, casus in mensen], toekenningen


def _kopieer(cursor: Any, model: Any, pk: Any, nummer: int, aantal: int) -> None:
    eigen = {"id": "gen_random_uuid()", "referentie": f"lpad(to_hex({nummer} * 100000 + n), 7, 'x')"}
    kolommen = [veld.column for veld in model._meta.concrete_fields]
    waarden = ", ".join(eigen.get(naam, f"c.{naam}") for naam in kolommen)
    cursor.execute(VUL.format(kolommen=", ".join(kolommen), waarden=waarden), [aantal, pk])


def _lijst(wie: Any) -> dict[str, Weg]:
    from guardian.shortcuts import get_objects_for_user

    from casus.models import Casus
    from toegang.beleid import zichtbaar

    rijen = Casus.objects.order_by("-gewijzigd", "pk").only("referentie", "staat")

    def beleid() -> object:
        return list(zichtbaar(wie, "casus.zien", rijen)[:50])

    def guardian() -> object:
        return list(
            get_objects_for_user(wie, "casus.kern", rijen, accept_global_perms=False, use_groups=False)[:50]
        )

    return {
        "beleid zonder RLS": (True, beleid),
        "beleid met RLS": (False, beleid),
        "RLS alleen": (False, lambda: list(rijen.all()[:50])),
        "guardian zonder RLS": (True, guardian),
    }


def _een(wie: Any, casus: Any) -> dict[str, Weg]:
    from guardian.shortcuts import get_user_perms

    from casus.models import Casus
    from toegang.beleid import zichtbaar

    rijen = Casus.objects.only("referentie", "staat")

    def beleid() -> object:
        return zichtbaar(wie, "casus.zien", rijen).filter(pk=casus).first()

    def guardian() -> object:
        rij = rijen.filter(pk=casus).first()
        return rij and "kern" in get_user_perms(wie, rij)

    return {
        "beleid zonder RLS": (True, beleid),
        "beleid met RLS": (False, beleid),
        "RLS alleen": (False, lambda: rijen.filter(pk=casus).first()),
        "guardian zonder RLS": (True, guardian),
    }


def _aanhef(opdracht: str) -> dict[str, Weg]:
    """Met en zonder aanhef, op dezelfde verbinding en zonder de laag van Django ertussen."""
    from psycopg2.extensions import cursor

    kaal = connection.connection.cursor(cursor_factory=cursor)
    met = connection.connection.cursor(cursor_factory=Meetcursor)

    def doe(met_wat: Any) -> Callable[[], object]:
        def eenmaal() -> object:
            met_wat.execute(opdracht)
            return met_wat.fetchone()

        return eenmaal

    return {"zonder aanhef": (False, doe(kaal)), "met aanhef": (False, doe(met))}


def _tabel(naam: str, wegen: dict[str, Weg], factor: int) -> list[str]:
    tijden: dict[str, list[float]] = {weg: [] for weg in wegen}
    for ronde in range(RONDES + OPWARMEN):
        for weg, (eigenaar, doe) in wegen.items():
            Meetcursor.eigenaar = eigenaar
            begin = perf_counter()
            doe()
            if ronde >= OPWARMEN:
                tijden[weg].append((perf_counter() - begin) * 1000 * factor)
    Meetcursor.eigenaar = False
    eerste = median(next(iter(tijden.values())))
    return [
        f"| {naam} | {weg} | {median(rij):.1f} | {sorted(rij)[int(len(rij) * 0.95)]:.1f} | {median(rij) / eerste:.2f} × |"
        for weg, rij in tijden.items()
    ]
