"""De lijst en het blad van een casus, als volledige aanvraag met sjabloon, voor wie 30 van de 10.000 casussen ziet."""

from statistics import median
from time import perf_counter

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

RONDES, OPWARMEN = 60, 10


def meet() -> str:
    """Een tabel met p50, p95 (ms) en het aantal vragen aan de databank."""
    from bench.gegevens import CASUSSEN, EIGEN, LIVCS, maak
    from tests.fixtures import volledig
    from toegang import identiteit
    from toegang.eigenaar import als_eigenaar
    from toegang.identiteit import Eigenaarscursor

    with als_eigenaar(cursor_factory=Eigenaarscursor), identiteit.als(None):
        gebruiker, casus = maak()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(gebruiker)
    volledig(client, gebruiker)
    regels = [
        f"{CASUSSEN} casussen in {LIVCS} LIVC's, {EIGEN} zichtbaar.\n",
        "| pagina | p50 ms | p95 ms | vragen |",
        "|---|---|---|---|",
    ]
    adressen = {
        "lijst van casussen": reverse("casus:casussen"),
        "blad van een casus": reverse("casus:casus", args=[casus.pk]),
        "mijn werk": reverse("casus:werk"),
    }
    for naam, adres in adressen.items():
        tijden = []
        for ronde in range(RONDES + OPWARMEN):
            reset_queries()
            begin = perf_counter()
            antwoord = client.get(adres)
            if ronde >= OPWARMEN:
                tijden.append((perf_counter() - begin) * 1000)
            assert antwoord.status_code == 200, (adres, antwoord.status_code)
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        p95 = sorted(tijden)[int(len(tijden) * 0.95)]
        regels.append(f"| {naam} | {median(tijden):.1f} | {p95:.1f} | {len(vragen)} |")
    return "\n".join(regels)
