"""Even werken als eigenaar van de databank: voor wat installeren is, nooit voor een aanvraag of een taak."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections


@contextmanager
def als_eigenaar(**opties: Any) -> Iterator[None]:
    """Geeft de alias `default` de verbinding van de eigenaar, met deze opties; daarna weer die van de toepassing.

    Migraties van bibliotheken vragen naar `default`, welke alias er ook gemigreerd wordt. In de tests is er geen
    tweede verbinding: daar is de hand van de test al de eigenaar.
    """
    if "eigenaar" not in connections.settings:
        yield
        return
    default = connections["default"]
    toepassing = default.settings_dict
    default.close()
    eigenaar = connections["eigenaar"].settings_dict
    default.settings_dict = eigenaar | {"OPTIONS": eigenaar["OPTIONS"] | opties}
    try:
        yield
    finally:
        default.close()
        default.settings_dict = toepassing
