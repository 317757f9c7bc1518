"""Wie wat niet nakijkt: uw eigen handelingen, en die van wie u als leidinggevende opgaf (LR-57)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from audit.models import Leidinggevende
from toegang.models import Gebruiker, Livc
from toegang.pseudoniem import pseudoniem
from toegang.uitzonderingen import Belet


@dataclass(frozen=True)
class Belang:
    """De pseudoniemen die deze persoon niet nakijkt, en of hij al zei wie zijn leidinggevende is."""

    verklaard: bool
    eigen: bytes
    leiding: frozenset[bytes]

    @property
    def codes(self) -> frozenset[bytes]:
        return self.leiding | {self.eigen}

    def belet(self, actor_pseudoniem: bytes | memoryview) -> Belet | None:
        """Waarom deze persoon een handeling van dit pseudoniem niet nakijkt en niet opent; None als het mag."""
        if not self.verklaard:
            return Belet(_("Zeg eerst wie uw leidinggevende is. Daarna kunt u nakijken."), "LR-57")
        if bytes(actor_pseudoniem) == self.eigen:
            return Belet(_("Dit deed u zelf. Een collega van het toezicht kijkt dit na."), "LR-57")
        if bytes(actor_pseudoniem) in self.leiding:
            uitleg = _("Dit deed uw leidinggevende. Een collega van het toezicht kijkt dit na.")
            return Belet(uitleg, "LR-57")
        return None


def belang(livc: Livc, gebruiker: Gebruiker) -> Belang:
    rijen = Leidinggevende.objects.filter(livc_id=livc.pk, gebruiker=gebruiker)
    return _belang(livc.pk, gebruiker.pk, list(rijen.values_list("leidinggevende_id", flat=True)))


def belangen(livc: Livc, mensen: Iterable[UUID]) -> list[Belang]:
    """Van elk van deze mensen die al iets verklaarde."""
    verklaard: dict[UUID, list[UUID | None]] = {}
    rijen = Leidinggevende.objects.filter(livc_id=livc.pk, gebruiker__in=mensen)
    for wie, leiding in rijen.values_list("gebruiker_id", "leidinggevende_id"):
        verklaard.setdefault(wie, []).append(leiding)
    return [_belang(livc.pk, wie, leiding) for wie, leiding in verklaard.items()]


def _belang(livc_id: UUID, wie: UUID, leiding: list[UUID | None]) -> Belang:
    codes = (pseudoniem("actor", livc_id, baas) for baas in leiding if baas)
    return Belang(bool(leiding), pseudoniem("actor", livc_id, wie), frozenset(codes))
