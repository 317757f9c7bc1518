"""De lijst van personen die onderwerp waren van een casusoverleg: voor burgemeester en functionaris (LR-06)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from casus import databank
from casus.models import Betrokkene, Casus
from toegang import sleutels
from toegang.models import Livc
from toegang.versleuteld import Envelop


@dataclass(frozen=True)
class Persoon:
    """Eén rij. Zonder naam: wie kijkt, aanvaardde de geheimhouding van die casus nog niet (LR-30)."""

    casus_id: UUID
    persoon_id: UUID
    referentie: str
    naam: str
    staat: str
    eerst: date | None
    laatst: date | None

    @property
    def geheimhouding(self) -> str:
        return reverse("casus:geheimhouding", args=[self.casus_id])


def personen(livc: Livc) -> list[Persoon]:
    """Roep dit langs `actions.personenlijst.open_lijst`: de blik hoort in het logboek.

    De databank geeft alleen deze kolommen; van de casus en van de persoon leest de functionaris verder niets (LR-31).
    """
    rijen = databank.besproken_personen(livc.pk)
    sleutels.laad_vooraf(persoon for _casus, persoon, *_rest, naam in rijen if naam is not None)
    return [_persoon(livc, *rij) for rij in rijen]


def _persoon(
    livc: Livc,
    casus_id: UUID,
    persoon_id: UUID,
    referentie: str,
    staat: str,
    eerst: datetime | None,
    laatst: datetime | None,
    naam: Any,
) -> Persoon:
    houder = Betrokkene(pk=persoon_id, casus_id=casus_id, livc=livc)
    houder.naam = Envelop(bytes(naam)) if naam is not None else None
    label = str(Casus.Staat(staat).label) if staat in Casus.Staat else staat
    return Persoon(casus_id, persoon_id, referentie, houder.naam or "", label, _dag(eerst), _dag(laatst))


def _dag(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
