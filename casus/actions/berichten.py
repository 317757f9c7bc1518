"""Zelf kiezen welke berichten komen, en een adres dat niet werkte weer vrijgeven."""

from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import agenda
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.livcs import livcs_van, mensen_van
from toegang.models import Adresfout, Berichtkeuze, Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


@handeling
def kies(*, actor: Gebruiker, gegevens: dict[str, bool]) -> Berichtkeuze:
    """De eigen keuze; niemand anders leest ze (LR-22). Een uitnodiging komt altijd (LR-13)."""
    keuze, _nieuw = Berichtkeuze.objects.update_or_create(gebruiker=actor, defaults=gegevens)
    # Wie de agenda weer aanzet, krijgt wat intussen gepland werd.
    for livc in livcs_van(actor):
        agenda.stem_af_na_vastleggen(livc)
    return keuze


@handeling
def kijk_adres_na(*, actor: Gebruiker, pk: UUID, fout: UUID) -> None:
    """Het adres klopt weer: de waarschuwing verdwijnt tot er opnieuw iets terugkomt.

    Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = haal(actor, "livc.zien", Livc.objects.all(), pk)
    eis(actor, "livc.berichten", livc)
    rij = Adresfout.objects.filter(pk=fout, gebruiker__in=mensen_van(livc)).first()
    if rij is None:
        raise NietVoldaan(_("Dit adres is al nagekeken."))
    rij.delete()
    leg_vast(Soort.ADRES_NAGEKEKEN, actor=actor, livc_id=livc.pk)
