"""Het blad ‘Dossier’: hoe lang het blijft, wat eruit meegaat, en hoe het eindigt. Elk deel heeft zijn eigen pagina."""

from collections.abc import Callable

from casus.models import Casus
from toegang.beleid import Wie
from toegang.schermdelen import Deel

from . import bewaarplicht, bewaartermijn, overdracht, overname, verantwoordelijken, verstrekking

type Bron = Callable[[Wie, Casus], Deel | None]

# Elke bron vraagt zelf het beleid, en geeft niets aan wie er niets te zoeken heeft.
BRONNEN: tuple[Bron, ...] = (
    bewaartermijn.deel,
    overdracht.deel,
    overname.deel,
    verstrekking.deel,
    verantwoordelijken.deel,
    bewaarplicht.deel,
)


def delen(gebruiker: Wie, casus: Casus) -> list[Deel]:
    """Wat er voor deze lezer te vinden is; roep eerst `inzage.open_casus`."""
    return [deel for bron in BRONNEN if (deel := bron(gebruiker, casus))]
