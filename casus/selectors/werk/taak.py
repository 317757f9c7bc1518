"""Eén ding dat op iemand wacht: tegen wanneer, wat, en waarom. Hoogstens een referentie, nooit een naam of inhoud."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toegang.schermdelen import Merk
from toegang.schermdelen import wanneer as in_woorden


@dataclass(frozen=True)
class Taak:
    """Een rij van ‘Mijn werk’. `merk` vervangt de termijn waar die er niet is, `voorrang` zet de rij bovenaan.

    `vrij`: antwoorden hoeft niet (LR-20).
    """

    wanneer: date | datetime | None
    wat: str
    waarom: str
    url: str
    label: str
    ref: str = ""
    merk: Merk | None = None
    voorrang: bool = False
    vrij: bool = False

    @property
    def teken(self) -> Merk | None:
        return in_woorden(self.wanneer) if self.wanneer else self.merk

    @property
    def dag(self) -> date:
        """Waarop de rij sorteert: met voorrang bij vandaag, zonder termijn achteraan."""
        if isinstance(self.wanneer, datetime):
            return timezone.localdate(self.wanneer)
        return self.wanneer or (timezone.localdate() if self.voorrang else date.max)

    @property
    def eerst(self) -> bool:
        return self.dag <= timezone.localdate()

    @property
    def te_laat(self) -> bool:
        return self.dag < timezone.localdate()


def sinds(moment: datetime) -> Merk:
    """Voor wat geen termijn heeft: hoe lang het al wacht."""
    return Merk(_("sinds %(dag)s") % {"dag": dag_maand(timezone.localdate(moment))}, "rust")


def dag_maand(dag: date) -> str:
    return date_format(dag, "j/n")
