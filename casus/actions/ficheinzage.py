"""Een fiche openen: de tekst komt pas vrij nadat de inzage in het logboek staat (LR-57)."""

from uuid import UUID

from audit.soorten import Soort
from casus import fichetekst
from casus.models import Terugkoppelingsfiche
from casus.selectors import fiche as selectors
from casus.selectors.fiche import Ficheblad
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker

from .fiche import noteer_fiche


@handeling
def open_fiche(*, actor: Gebruiker, pk: UUID, actie: str = "fiche.zien") -> Ficheblad:
    """De fiche met haar tekst, om te lezen, te beantwoorden of over te maken. Raises Verborgen, Verboden."""
    fiche = selectors.fiche_voor(actor, pk)
    eis(actor, actie, fiche)
    noteer_fiche(Soort.FICHE_INGEZIEN, actor, fiche)
    return selectors.ficheblad(actor, fiche)


@handeling
def open_concept(*, actor: Gebruiker, pk: UUID) -> tuple[Terugkoppelingsfiche, list[fichetekst.Deel]]:
    """Het concept om aan te schrijven, en hoe de tekst nu zou luiden. Raises Verborgen, Verboden (LR-42)."""
    fiche = selectors.fiche_voor(actor, pk)
    eis(actor, "casus.fiche_opstellen", fiche.casus)
    noteer_fiche(Soort.FICHE_INGEZIEN, actor, fiche)
    return fiche, fichetekst.stel_samen(fiche)
