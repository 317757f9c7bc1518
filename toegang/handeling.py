"""Wat een handeling is: iemand stelt ze, alles of niets, en een weigering laat een spoor na."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction

from . import identiteit, sleutels
from .uitzonderingen import GeenActor, Weigering
from .verantwoording import leg_weigering_vast


def handeling[**P, R](functie: Callable[P, R]) -> Callable[P, R]:
    """Maakt van een functie met `actor` een handeling: één duurzame transactie.

    Een `Weigering` die ontsnapt, komt na het terugdraaien in het logboek. Raises GeenActor zonder actor.
    """

    @wraps(functie)
    def gesteld(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs.get("actor")
        if actor is None:
            raise GeenActor(f"{functie.__qualname__} heeft een actor nodig (actor=…).")
        try:
            # Ook wat na het vastleggen komt (een bericht), gebeurt nog namens deze persoon.
            with identiteit.als(actor), transaction.atomic(durable=True):
                return functie(*args, **kwargs)
        except Exception as fout:
            # Een sleutel die in deze transactie gemaakt werd, bestaat niet meer.
            sleutels.vergeet()
            if isinstance(fout, Weigering):
                leg_weigering_vast(fout, actor=actor)
            raise

    return gesteld
