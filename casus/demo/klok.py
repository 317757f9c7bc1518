"""Een klok die terug kan. De demo heeft een verleden nodig: een uitnodiging vertrekt veertien dagen vooraf (LR-14)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

PER_BLIK = timedelta(seconds=1)
"""Elke blik op de klok is iets later dan de vorige: zo staat het logboek in de volgorde van het gebeuren."""


class Klok:
    """Staat op een dag voor of na vandaag, tot ze verzet wordt."""

    def __init__(self) -> None:
        self.vandaag = timezone.localdate()
        self._moment = timezone.now()

    def moment(self, dagen: int, uur: int, minuut: int = 0) -> datetime:
        """Een uur op een dag, geteld vanaf vandaag."""
        return timezone.make_aware(datetime.combine(self.dag(dagen), time(uur, minuut)))

    def dag(self, dagen: int) -> date:
        return self.vandaag + timedelta(days=dagen)

    def zet(self, dagen: int, uur: int = 9, minuut: int = 0) -> None:
        self._moment = self.moment(dagen, uur, minuut)

    def kijk(self) -> datetime:
        self._moment += PER_BLIK
        return self._moment


@contextmanager
def verzetbare_klok() -> Iterator[Klok]:
    """Django vraagt overal `timezone.now()`; binnen dit blok antwoordt deze klok."""
    klok = Klok()
    with patch("django.utils.timezone.now", klok.kijk):
        yield klok
