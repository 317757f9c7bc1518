"""De sleutelkluis: de tweede helft (de scherf) van elke dossiersleutel, buiten PostgreSQL.

Een reservekopie van de databank bevat alleen de eerste helft. Wie een dossier vernietigt, wist de scherf; een
teruggezette kopie opent het dossier dan niet meer (LR-53). De kluis is een bestand (SLEUTELKLUIS=/pad) voor één server,
of Vault (SLEUTELKLUIS=vault:mount/map) voor meer dan één. Ze wordt nooit vanzelf gemaakt: een lege kluis in de plaats
van de echte maakt alles onleesbaar.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from .bestandskluis import Bestandskluis
from .uitzonderingen import SleutelFout


class Kluis(Protocol):
    """Elke methode werpt SleutelFout als de kluis er niet is of niet antwoordt."""

    def bewaar(self, dossier_id: UUID, scherf: bytes) -> None:
        """Nooit over een bestaande scherf heen."""
        ...

    def haal(self, dossier_ids: Collection[UUID]) -> Mapping[UUID, bytes]: ...
    def wis(self, dossier_ids: Collection[UUID]) -> int: ...
    def alle(self) -> Mapping[UUID, datetime]:
        """Elk dossier met het ogenblik waarop zijn scherf gemaakt werd."""
        ...

    def controleer(self) -> None: ...


def _kies(plaats: str) -> Kluis:
    if not plaats:
        raise SleutelFout("Er is geen sleutelkluis: zet SLEUTELKLUIS.")
    if plaats.startswith("vault:"):
        from .aanbieders.vaultkluis import Vaultkluis  # hvac laadt alleen wie het gebruikt

        return Vaultkluis(plaats.removeprefix("vault:"))
    return Bestandskluis(plaats)


_gekozen = cache(_kies)


def kluis() -> Kluis:
    """De kluis van deze installatie. Raises SleutelFout."""
    return _gekozen(settings.SLEUTELKLUIS)


@receiver(setting_changed)
def _vergeet(*, setting: str, **_: Any) -> None:
    if setting in {"SLEUTELKLUIS", "VAULT_ADDR"}:
        _gekozen.cache_clear()
