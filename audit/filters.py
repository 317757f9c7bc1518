"""Waarop het toezicht het logboek filtert: alleen open kolommen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from .soorten import Soort


@dataclass(frozen=True, kw_only=True)
class Filter:
    van: date | None = None
    tot: date | None = None
    onderwerp: str = ""
    soort: str = ""
    actor: bytes | None = None
    casus: bytes | None = None
    reden: str = ""

    def als_q(self) -> Q:
        voorwaarden: Mapping[str, Any] = {
            "tijdstip__gte": _begin(self.van) if self.van else None,
            "tijdstip__lt": _einde(self.tot) if self.tot else None,
            # Opgesomd en niet als begin van de tekst: zo gaat het langs de index.
            "soort__in": [soort for soort in Soort if soort.onderwerp == self.onderwerp]
            if self.onderwerp
            else None,
            "soort": self.soort or None,
            "actor_pseudoniem": self.actor,
            "casus_pseudoniem": self.casus,
            # Geen reden is een deel van een andere; een test houdt dat zo.
            "kenmerken__contains": self.reden or None,
        }
        return Q(**{naam: waarde for naam, waarde in voorwaarden.items() if waarde is not None})

    def als_feiten(self) -> dict[str, Any]:
        """Voor het logboek: wat er opgevraagd werd."""
        feiten = {
            "van": self.van.isoformat() if self.van else None,
            "tot": self.tot.isoformat() if self.tot else None,
            "onderwerp": self.onderwerp or None,
            "soort": self.soort or None,
            "actor": self.actor.hex() if self.actor else None,
            "casus": self.casus.hex() if self.casus else None,
            "reden": self.reden or None,
        }
        return {naam: waarde for naam, waarde in feiten.items() if waarde}


@dataclass(frozen=True)
class Bladwijzer:
    """Waar de vorige bladzijde eindigde; een plaats in de rij, geen telling."""

    tijdstip: datetime
    id: UUID

    @classmethod
    def lees(cls, tekst: str) -> Self | None:
        try:
            tijdstip, regel_id = tekst.split("_")
            moment = datetime.fromisoformat(tijdstip)
            # In UTC: een verschuiving van bijna een dag kent de databank niet.
            return cls(moment.astimezone(UTC), UUID(regel_id)) if timezone.is_aware(moment) else None
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{self.tijdstip.isoformat()}_{self.id}"

    def als_q(self) -> Q:
        # De eerste helft lijkt overbodig, en is waarmee de databank midden in haar index begint.
        return Q(tijdstip__lte=self.tijdstip) & (
            Q(tijdstip__lt=self.tijdstip) | Q(tijdstip=self.tijdstip, id__lt=self.id)
        )


def _begin(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def _einde(dag: date) -> datetime:
    """Het begin van de dag erna; een grens en geen dag, want op een dag van een tijdstip ligt geen index."""
    return _begin(min(dag, date.max - timedelta(days=1)) + timedelta(days=1))
