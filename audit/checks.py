"""Wat er in de instellingen van het logboek in orde moet zijn."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from .getuigen import ingesteld
from .verificateur import OngeldigeNota


@register()
def controleer_getuigen(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Een getuige die verkeerd staat, telt nergens; dat hoort niet pas na een kwartier op te vallen."""
    try:
        ingesteld()
    except OngeldigeNota as fout:
        return [Error(f"GETUIGEN: {fout}.", id="audit.E001")]
    return []
