"""Voor welke dienst iemand werkt. Noodtoegang openen twee mensen alleen samen als hun diensten verschillen (LR-31)."""

from uuid import UUID

from django.utils import timezone
from django.utils.text import Truncator

from .models import Gebruiker, Lidmaatschap, Organisatie, Organisatielid
from .models.organisatie import Niveau, Sector
from .rollen import Rol

GEMEENTE = "gemeente"
LOKALE_POLITIE = "lokale politie"
BIJ_ROL = {
    Rol.BURGEMEESTER: GEMEENTE,
    Rol.PREVENTIEAMBTENAAR: GEMEENTE,
    Rol.POLITIE: LOKALE_POLITIE,
}


def diensten_van(gebruiker: Gebruiker, livc_id: UUID) -> frozenset[str]:
    """Elke dienst waarvoor deze persoon vandaag werkt; leeg voor wie alleen toezicht houdt of beheert.

    Streng: alles van de gemeente is één dienst, en wie voor twee diensten werkt, telt bij allebei.
    """
    vandaag = timezone.localdate()
    rollen = Lidmaatschap.objects.geldig(vandaag).filter(gebruiker=gebruiker, livc_id=livc_id)
    leden = Organisatielid.objects.geldig(vandaag).filter(gebruiker=gebruiker).select_related("organisatie")
    van_rol = {BIJ_ROL[Rol(rol)] for rol in rollen.values_list("rol", flat=True) if Rol(rol) in BIJ_ROL}
    return frozenset(van_rol | {dienst_van(lid.organisatie) for lid in leden})


def dienst_van(organisatie: Organisatie) -> str:
    """Een gemeentelijke dienst staat niet los van de burgemeester of de preventieambtenaar."""
    if organisatie.sector == Sector.POLITIE:
        return LOKALE_POLITIE
    return GEMEENTE if organisatie.niveau == Niveau.GEMEENTE else organisatie.naam


def in_woorden(diensten: frozenset[str]) -> str:
    """Zoals het in een aanvraag bewaard blijft."""
    return Truncator(", ".join(sorted(diensten))).chars(160)
