"""Wat in orde moet zijn voor de toepassing in productie mag dienen."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from toegang.factoren import met_demogeheim
from toegang.models import Gebruiker, Livc

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


def eis_dienstklaar() -> None:
    """Weigert te dienen zolang een controle faalt; beheeropdrachten blijven werken om het in te vullen."""
    if fouten := controleer_dienstklaar():
        raise ImproperlyConfigured("Productie dient niet.\n" + "\n".join(f"- {fout.msg}" for fout in fouten))
