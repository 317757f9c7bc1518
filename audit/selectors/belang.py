"""Wie wat niet nakijkt: uw eigen handelingen, die van wie u als leidinggevende opgaf (LR-57), en een casus waarvan u
uitgesloten bent (LR-23).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from audit.models import Leidinggevende
from audit.models.open import InHetOpen
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.toekenningen import uitgesloten_van
from toegang.uitzonderingen import Belet


@dataclass(frozen=True)
class Belang:
    """De pseudoniemen die deze persoon niet nakijkt, en of hij al zei wie zijn leidinggevende is."""

    verklaard: bool
    eigen: bytes
    leiding: frozenset[bytes]
    uitgesloten: frozenset[bytes]
    """De casussen waarover deze persoon niets te weten komt."""

    @property
    def codes(self) -> frozenset[bytes]:
        return self.leiding | {self.eigen}

    def is_uitgesloten(self, rij: InHetOpen) -> bool:
        return rij.casus_pseudoniem is not None and bytes(rij.casus_pseudoniem) in self.uitgesloten

    def belet(self, rij: InHetOpen) -> Belet | None:
        """Waarom deze persoon deze handeling niet nakijkt en niet opent; None als het mag."""
        if not self.verklaard:
            return Belet(_("Zeg eerst wie uw leidinggevende is. Daarna kunt u nakijken."), "LR-57")
        if bytes(rij.actor_pseudoniem) == self.eigen:
            return Belet(_("Dit deed u zelf. Een collega van het toezicht kijkt dit na."), "LR-57")
        if self.is_uitgesloten(rij):
            return Belet(_("Dit is niet voor u. Een collega van het toezicht kijkt dit na."), "LR-23")
        if bytes(rij.actor_pseudoniem) in self.leiding:
            uitleg = _("Dit deed uw leidinggevende. Een collega van het toezicht kijkt dit na.")
            return Belet(uitleg, "LR-57")
        return None


def belang(livc: Livc, gebruiker: Gebruiker) -> Belang:
    rijen = Leidinggevende.objects.filter(livc_id=livc.pk, gebruiker=gebruiker)
    return _belang(
        livc.pk,
        gebruiker.pk,
        list(rijen.values_list("leidinggevende_id", flat=True)),
        uitgesloten_van(gebruiker),
    )


def belangen(livc: Livc, mensen: Iterable[UUID]) -> list[Belang]:
    """Van elk van deze mensen die al iets verklaarde; van wie zij uitgesloten zijn, ziet een collega niet (LR-23)."""
    verklaard: dict[UUID, list[UUID | None]] = {}
    rijen = Leidinggevende.objects.filter(livc_id=livc.pk, gebruiker__in=mensen)
    for wie, leiding in rijen.values_list("gebruiker_id", "leidinggevende_id"):
        verklaard.setdefault(wie, []).append(leiding)
    return [_belang(livc.pk, wie, leiding) for wie, leiding in verklaard.items()]


def _belang(livc_id: UUID, wie: UUID, leiding: list[UUID | None], uit: Iterable[UUID] = ()) -> Belang:
    return Belang(
        verklaard=bool(leiding),
        eigen=pseudoniem("actor", livc_id, wie),
        leiding=frozenset(pseudoniem("actor", livc_id, baas) for baas in leiding if baas),
        uitgesloten=frozenset(pseudoniem("casus", livc_id, casus) for casus in uit),
    )
