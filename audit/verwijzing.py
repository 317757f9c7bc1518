"""Hoe een ander stuk naar een regel van het logboek verwijst, bijvoorbeeld een bewijs van vernietiging.

Het volgnummer en het blad blijven wijzen waar ze wezen, ook als de regel later vervalt: het blad blijft in de boom.
"""

from dataclasses import dataclass
from uuid import UUID

from toegang import identiteit

from . import controlepunten
from .models import Controlepunt, Regel
from .narekenen import NAREKENAAR


@dataclass(frozen=True)
class Verwijzing:
    """Het logboek, de plaats in de boom, en de bladwaarde (hex): genoeg om de regel later aan te wijzen."""

    herkomst: str
    volgnummer: int
    blad: str

    def __str__(self) -> str:
        return f"{self.herkomst} · {self.volgnummer} · {self.blad}"


def verwijzing(regel_id: UUID) -> Verwijzing | None:
    """None zolang de regel nog geen plaats heeft (dat duurt hoogstens een minuut), of als ze vervallen is."""
    with identiteit.als(NAREKENAAR):
        regel = Regel.objects.filter(pk=regel_id, volgnummer__isnull=False).first()
        if regel is None or regel.volgnummer is None:
            return None
        sleutel = controlepunten.sleutel(regel.livc_id)
        naam = sleutel.naam if sleutel else controlepunten.herkomst(regel.livc_id)
        return Verwijzing(naam, regel.volgnummer, bytes(regel.blad).hex())


def controlepunt_met(regel_id: UUID) -> Controlepunt | None:
    """Het oudste getekende controlepunt waar deze regel in zit; None zolang er geen is."""
    with identiteit.als(NAREKENAAR):
        regel = Regel.objects.filter(pk=regel_id, volgnummer__isnull=False).first()
        if regel is None:
            return None
        punten = Controlepunt.objects.filter(livc_id=regel.livc_id, grootte__gt=regel.volgnummer)
        return punten.order_by("grootte").first()
