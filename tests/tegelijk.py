"""Twee mensen op hetzelfde ogenblik: elk in een eigen draad met een eigen verbinding."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from toegang.uitzonderingen import NietVoldaan, Verborgen


def tegelijk(*werk: Callable[[], Any]) -> list[Any]:
    """Geeft per stuk zijn antwoord, of de voorwaarde die niet (meer) vervuld was. Elke andere fout komt naar boven."""
    start = Barrier(len(werk))

    def doe(stuk: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return stuk()
        except (NietVoldaan, Verborgen) as fout:
            return fout
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(werk)) as draden:
        return list(draden.map(doe, werk))


def uitkomsten(*werk: Callable[[], Any]) -> list[str]:
    """Zoals `tegelijk`, in woorden: ‘ja’, of de uitleg waarom niet."""
    return [fout.uitleg if isinstance(fout, NietVoldaan | Verborgen) else "ja" for fout in tegelijk(*werk)]
