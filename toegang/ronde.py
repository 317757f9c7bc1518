"""De ronde van een taak: elk stuk in een eigen handeling, en wat faalt houdt de rest niet tegen."""

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

logger = logging.getLogger(__name__)


def ronde(stukken: Iterable[UUID], doe: Callable[[UUID], int]) -> int:
    """Doet elk stuk, en telt op. De eerste fout komt na het laatste stuk naar boven: zo faalt de taak zichtbaar."""
    fouten: list[Exception] = []
    aantal = 0
    for pk in stukken:
        try:
            aantal += doe(pk)
        except Exception as fout:  # noqa: BLE001 - komt hieronder terug
            logger.error("%s: %s is niet gelukt: %s", doe.__module__, pk, type(fout).__name__)  # noqa: TRY400 - geen inhoud
            fouten.append(fout)
    if fouten:
        raise fouten[0]
    return aantal
