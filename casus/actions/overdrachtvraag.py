"""De auteur antwoordt zelf of zijn geheime inbreng mee mag naar een ander LIVC (LR-20, LR-32)."""

from uuid import UUID

from django.utils import timezone

from audit.soorten import Soort
from casus.models import Overdrachtvraag
from casus.spoor import noteer
from casus.voorwaarden.overdracht import beletten_antwoord
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen

from .casus import vergrendeld

Antwoord = Overdrachtvraag.Antwoord


@handeling
def beantwoord(*, actor: Gebruiker, pk: UUID, akkoord: bool) -> Overdrachtvraag:
    """Ja of neen, zonder reden. Een ja terugnemen kan tot het dossier aanvaard is; het stuk verdwijnt dan uit het pakket.

    Raises Verborgen, Verboden, NietVoldaan (LR-20, LR-32).
    """
    plek = haal(actor, "overdrachtvraag.zien", Overdrachtvraag.objects.all(), pk)
    eis(actor, "overdrachtvraag.beantwoorden", plek)
    casus = vergrendeld(actor, plek.casus_id)
    rijen = Overdrachtvraag.objects.select_related("overdracht").select_for_update(of=("self",), no_key=True)
    vraag = haal(actor, "overdrachtvraag.zien", rijen, pk)
    eis_geen(beletten_antwoord(vraag, akkoord))
    vraag.antwoord = Antwoord.JA if akkoord else Antwoord.NEEN
    vraag.beantwoord_op = timezone.now()
    vraag.save(update_fields=["antwoord", "beantwoord_op"])
    # Wat hij zei, leest alleen wie het dossier kan openen; dat hij antwoordde, blijft na te gaan.
    noteer(
        Soort.OVERDRACHT_BEANTWOORD,
        actor,
        casus,
        object_id=vraag.inbreng_id,
        casusfeiten={"antwoord": vraag.antwoord},
    )
    return vraag
