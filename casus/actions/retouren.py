"""Berichten die terugkwamen: bij welk account, en verder niets. De inhoud van een retour blijft nergens staan (LR-34)."""

from datetime import timedelta

from django.utils import timezone

from casus import databank
from toegang.handeling import handeling
from toegang.models import Adresfout, Verzending
from toegang.retour import Retour
from toegang.verantwoording import Systeemactor

RETOUREN = Systeemactor("retouren")
BEWAARD = timedelta(days=30)


@handeling
def verwerk(*, actor: Systeemactor, retour: Retour) -> bool:
    """Onwaar voor een teken dat niemand kent: een verzonnen, een herhaald of een te oud retour."""
    verzending = Verzending.objects.filter(teken=retour.teken).first()
    if verzending is None:
        return False
    Adresfout.objects.update_or_create(
        gebruiker_id=verzending.gebruiker_id,
        defaults={"code": retour.code},
        create_defaults={"code": retour.code, "sinds": timezone.now()},
    )
    databank.meld_terug(verzending.gebruiker_id)
    # Eén bericht komt één keer terug; wie een retour herhaalt, herhaalt de waarschuwing niet.
    verzending.delete()
    return True


@handeling
def ruim_op(*, actor: Systeemactor) -> int:
    """Na een maand komt er geen retour meer, en hoeft niemand te weten dat er een bericht was."""
    aantal, _per = Verzending.objects.filter(verstuurd_op__lt=timezone.now() - BEWAARD).delete()
    return aantal
