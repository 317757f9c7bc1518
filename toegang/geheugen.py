"""Wat het beleid tijdens één GET mag onthouden.

Een pagina vraagt hetzelfde vaak (menu, knoppen, lijst). Alleen tijdens lezen: een handeling vraagt alles opnieuw,
binnen haar eigen transactie, en een nieuwe aanvraag begint altijd leeg.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from asgiref.local import Local

_lokaal = Local()


@contextmanager
def tijdens_lezen() -> Iterator[None]:
    """Onthoudt antwoorden tot het einde van het blok."""
    _lokaal.antwoorden = {}
    try:
        yield
    finally:
        del _lokaal.antwoorden


def onthoud[R](vraag: tuple[Any, ...], antwoord: Callable[[], R]) -> R:
    """Het antwoord op deze vraag; buiten `tijdens_lezen` telkens vers."""
    antwoorden: dict[Any, Any] | None = getattr(_lokaal, "antwoorden", None)
    if antwoorden is None:
        return antwoord()
    if vraag not in antwoorden:
        antwoorden[vraag] = antwoord()
    return cast(R, antwoorden[vraag])
