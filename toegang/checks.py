"""Wat in orde moet zijn voor de toepassing in productie mag dienen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Waarschuwing
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from toegang import gezondheid
from toegang.factoren import met_demogeheim
from toegang.models import Casussleutel, Gebruiker, Livc
from toegang.uitzonderingen import SleutelFout

LR56_VELDEN = (
    "dpia_referentie",
    "verwerkingsverantwoordelijke",
    "functionaris_gegevensbescherming",
    "toezichthoudende_autoriteit",
)
DEMO_DOMEINEN = ("@demo.test", "@anders.test")


@register(Tags.database, deploy=True)
def controleer_dienstklaar(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """LR-56 en restanten van de demo; alleen met `check --deploy --database default` en bij het opstarten."""
    return [*_onvolledige_livcs(), *_demoaccounts()] if settings.PRODUCTIE else []


def _onvolledige_livcs() -> list[CheckMessage]:
    livcs = list(Livc.objects.filter(in_gebruik=True))
    if not livcs:
        return [
            Error("Er is nog geen LIVC in gebruik.", hint="manage.py livc_gegevens --help", id="toegang.E001")
        ]
    fouten: list[CheckMessage] = []
    for livc in livcs:
        leeg = [
            str(getattr(Livc._meta.get_field(veld), "verbose_name", veld))
            for veld in LR56_VELDEN
            if not getattr(livc, veld)
        ]
        if leeg:
            tekst = f"{livc.naam}: nog niet ingevuld is {', '.join(leeg)} (LR-56)."
            fouten.append(Error(tekst, hint="manage.py livc_gegevens --help", id="toegang.E002"))
    return fouten


def _demoaccounts() -> list[CheckMessage]:
    if any(Gebruiker.objects.filter(email__iendswith=domein).exists() for domein in DEMO_DOMEINEN):
        return [Error("De databank bevat accounts van de demo.", id="toegang.E003")]
    if met_demogeheim():
        return [Error("Een account heeft de tweede stap van de demo.", id="toegang.E004")]
    return []


DUMPS = ("*.dump", "*.sql", "*.sql.*", "*.pgdump", "*.backup")


@register(Tags.database)
def controleer_sleutels(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Met `check --database default`, bij `migrate` en bij het opstarten: passen sleutelring, kluis en databank?"""
    if "default" not in (databases or ()) or _nog_leeg():
        return []
    try:
        gezondheid.sleutels_passen()
    except SleutelFout as fout:
        hint = "Staan SLEUTELRING_BESTAND, SLEUTELKLUIS en DATABASE_URL van dezelfde installatie er?"
        return [Error(str(fout), hint=hint, id="toegang.E005")]
    return _plaats_van_de_kluis()


def _nog_leeg() -> bool:
    return Casussleutel._meta.db_table not in connection.introspection.table_names()


def _plaats_van_de_kluis() -> list[CheckMessage]:
    kluis = Path(settings.SLEUTELKLUIS)
    if settings.SLEUTELKLUIS.startswith("vault:"):
        return []
    fouten: list[CheckMessage] = []
    if any(next(kluis.parent.glob(soort), None) for soort in DUMPS):
        tekst = "De kluis staat bij kopieën van de databank: wie die map heeft, heeft beide helften."
        fouten.append(Waarschuwing(tekst, id="toegang.W001"))
    if kluis.stat().st_mode & 0o077:
        tekst = "Anderen dan de eigenaar kunnen bij het bestand van de kluis."
        fouten.append(Waarschuwing(tekst, hint="chmod 600", id="toegang.W002"))
    return fouten


def eis_dienstklaar() -> None:
    """Weigert te dienen zolang een controle faalt; beheeropdrachten blijven werken om het in te vullen."""
    sleutels = controleer_sleutels(databases=["default"]) if settings.PRODUCTIE else []
    if fouten := controleer_dienstklaar() + [fout for fout in sleutels if fout.is_serious()]:
        raise ImproperlyConfigured("Productie dient niet.\n" + "\n".join(f"- {fout.msg}" for fout in fouten))
