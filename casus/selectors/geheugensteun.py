"""De eigen notities bij een casus: wat iemand wel, niet of alleen op vraag wil zeggen. Van niemand anders (LR-22)."""

from dataclasses import dataclass
from uuid import UUID

from casus import geheugen
from casus.models import Casus, Geheugensteun
from toegang.beleid import Wie, eis, haal
from toegang.models import Gebruiker

from .inbreng import van_casus


@dataclass(frozen=True)
class Notitie:
    """Eén regel, en of er al een eigen inbreng uit ontstond."""

    regel: geheugen.Regel
    inbreng: bool = False

    @property
    def kan_inbreng(self) -> bool:
        return self.regel.soort == geheugen.KAN and not self.inbreng


def casus_van(gebruiker: Wie, pk: UUID) -> Casus:
    """De casus waarbij iemand voor zichzelf iets opschrijft; toont er niets van. Raises Verborgen, Verboden."""
    casus = haal(gebruiker, "casus.zien", Casus.objects.select_related("livc"), pk)
    eis(gebruiker, "casus.eigen_notities", casus)
    return casus


def notities(gebruiker: Gebruiker, casus: Casus) -> list[Notitie]:
    """De eigen regels, in de volgorde van het opschrijven. Eigen werk bekijken is geen inzage, en staat nergens."""
    regels = _regels(gebruiker, casus)
    if not regels:
        return []
    gemaakt = set(
        van_casus(gebruiker, casus)
        .filter(auteur=gebruiker, pk__in=[regel.pk for regel in regels])
        .values_list("pk", flat=True)
    )
    return [Notitie(regel, regel.pk in gemaakt) for regel in regels]


def notitie(gebruiker: Gebruiker, casus: Casus, pk: UUID) -> geheugen.Regel | None:
    return next((regel for regel in _regels(gebruiker, casus) if regel.pk == pk), None)


def _regels(gebruiker: Gebruiker, casus: Casus) -> list[geheugen.Regel]:
    rij = Geheugensteun.objects.filter(casus=casus, auteur=gebruiker).first()
    return geheugen.lees(rij.regels) if rij else []
