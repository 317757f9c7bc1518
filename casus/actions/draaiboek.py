"""Het draaiboek van een LIVC aanpassen; elke versie blijft, met wie en wanneer."""

from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import draaiboek
from casus.models import Draaiboektekst
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


@handeling
def schrijf(
    *, actor: Gebruiker, livc_pk: UUID, stap: str, praktijk: str, vragen: str, na_versie: int
) -> Draaiboektekst:
    """Een eigen tekst bij een stap; wat de wet vraagt, blijft wat de regels zeggen.

    `na_versie` is de versie die de schrijver voor zich had. Raises Verborgen, Verboden, NietVoldaan.
    """
    return _voeg_toe(actor, livc_pk, stap, na_versie, praktijk=praktijk, vragen=vragen)


@handeling
def herstel(*, actor: Gebruiker, livc_pk: UUID, stap: str, na_versie: int) -> Draaiboektekst:
    """Terug naar de meegeleverde tekst; de eigen versies blijven te lezen. Raises Verborgen, Verboden, NietVoldaan."""
    return _voeg_toe(actor, livc_pk, stap, na_versie, standaard=True)


def _voeg_toe(actor: Gebruiker, livc_pk: UUID, stap: str, na_versie: int, **wat: Any) -> Draaiboektekst:
    rijen = Livc.objects.select_for_update(of=("self",), no_key=True)
    livc = haal(actor, "livc.zien", rijen, livc_pk)
    eis(actor, "livc.draaiboek", livc)
    laatste = Draaiboektekst.objects.filter(livc=livc, stap=stap).aggregate(n=Max("versie"))["n"] or 0
    if laatste != na_versie:
        raise NietVoldaan(_("Er is intussen een nieuwere versie. Lees die eerst."), "", "praktijk")
    tekst = Draaiboektekst.objects.create(
        livc=livc,
        stap=stap,
        versie=laatste + 1,
        basis=draaiboek.STAPPEN[stap].versie,
        geschreven_door=actor,
        **wat,
    )
    leg_vast(
        Soort.DRAAIBOEK_GEWIJZIGD,
        actor=actor,
        livc_id=livc.pk,
        object_id=tekst.pk,
        feiten={"versie": tekst.versie, "onderdeel": stap},
    )
    return tekst
