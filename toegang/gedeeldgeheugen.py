"""Het gedeelde geheugen (tellers, gebruikte codes), bereikbaar alleen onder een eigen naam.

Django bewaart er Python-objecten in (pickle). Wie er met eigen SQL een waarde in zou schrijven, laat de server bij het
lezen uitvoeren wat hij wil. Daarom raakt geen andere opdracht deze tabel, namens wie ook.
"""

from typing import Any

from django.core.cache.backends.db import DatabaseCache

from . import identiteit
from .verantwoording import Systeemactor

GEHEUGEN = Systeemactor("gedeeld geheugen")


class Geheugen(DatabaseCache):
    """Zoals dat van Django; elke opdracht loopt namens het geheugen."""

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        with identiteit.als(GEHEUGEN):
            return super().get_many(*args, **kwargs)

    def _base_set(self, *args: Any, **kwargs: Any) -> Any:
        with identiteit.als(GEHEUGEN):
            return super()._base_set(*args, **kwargs)  # type: ignore[misc]

    def _base_delete_many(self, *args: Any, **kwargs: Any) -> Any:
        with identiteit.als(GEHEUGEN):
            return super()._base_delete_many(*args, **kwargs)  # type: ignore[misc]

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        with identiteit.als(GEHEUGEN):
            return bool(super().has_key(*args, **kwargs))

    def clear(self) -> None:
        with identiteit.als(GEHEUGEN):
            super().clear()
