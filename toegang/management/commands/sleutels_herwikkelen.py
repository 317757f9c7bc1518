"""Wikkelt alle dossiersleutels onder de actieve sleutel van de sleutelring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.logboek import GeenToezichtsleutel
from audit.soorten import Soort
from toegang import sleutels
from toegang.handeling import handeling
from toegang.models import Livc
from toegang.models.sleutels import Casussleutel
from toegang.sleutelring import aanbieder
from toegang.uitzonderingen import SleutelFout
from toegang.verantwoording import Actor, Systeemactor, leg_vast


class Command(BaseCommand):
    help = (
        "Wikkelt alle dossiersleutels onder de actieve sleutel. Daarna mag de oude weg. Opnieuw draaien kan."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        actief, fouten = aanbieder().actief, 0
        for livc in Livc.objects.order_by("pk"):
            try:
                aantal = herwikkel_livc(livc, actor=Systeemactor("sleutelbeheer"))
                self.stdout.write(f"{livc.naam}: {aantal} herwikkeld.")
            except (GeenToezichtsleutel, SleutelFout) as fout:
                fouten += 1
                self.stderr.write(f"{livc.naam}: {fout}")
        resterend = Casussleutel.objects.exclude(kek_id=actief).count()
        if fouten or resterend:
            raise CommandError(f"{resterend} dossiersleutels staan nog onder een oude sleutel.")


@handeling
def herwikkel_livc(livc: Livc, *, actor: Actor) -> int:
    """Alles van één LIVC in één transactie, met één regel in het logboek."""
    actief = aanbieder().actief
    dossiers = (
        Casussleutel.objects.filter(livc_id=livc.pk).exclude(kek_id=actief).values_list("pk", flat=True)
    )
    aantal = sum(sleutels.herwikkel(dossier_id) for dossier_id in list(dossiers))
    if aantal:
        leg_vast(
            Soort.SLEUTEL_HERWIKKELD,
            actor=actor,
            livc_id=livc.pk,
            feiten={"aantal": aantal, "sleutel": actief},
        )
    return aantal
