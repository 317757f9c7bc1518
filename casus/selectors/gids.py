"""De gids: welke diensten uitgenodigd kunnen worden, en wie er voor hen komt (LR-12)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from toegang.beleid import Wie, mag
from toegang.models import Livc, Organisatie, Organisatielid
from toegang.models.organisatie import Niveau
from toegang.schermdelen import Merk
from toegang.uitzonderingen import Verborgen


@dataclass(frozen=True)
class Dienst:
    organisatie: Organisatie
    merk: Merk
    leden: list[Organisatielid]


def gids(rij: Livc) -> list[Dienst]:
    """LR-12: elke dienst van de gids, of ze vandaag uitgenodigd kan worden, en wie er dan komt."""
    vandaag = timezone.localdate()
    leden = Organisatielid.objects.geldig(vandaag).select_related("gebruiker")
    diensten = rij.organisaties.prefetch_related(Prefetch("leden", leden, to_attr="huidige_leden"))
    return [Dienst(d, mandaat(d, vandaag), list(d.huidige_leden)) for d in diensten]  # type: ignore[attr-defined]


def mandaat(organisatie: Organisatie, op: date) -> Merk:
    """LR-12: een gemeentelijke dienst heeft geen mandaat nodig, een dienst van de gemeenschap wel."""
    if organisatie.niveau == Niveau.GEMEENTE:
        return Merk(_("gemeentelijk"), "ja")
    sinds, tot = organisatie.mandaat_datum, organisatie.mandaat_tot
    if sinds is None:
        return Merk(_("geen mandaat"), "stop")
    if sinds > op:
        return Merk(_("mandaat begint later"), "let-op")
    if tot is not None and tot < op:
        return Merk(_("mandaat verlopen"), "stop")
    return Merk(_("mandaat"), "ja")


def dienst(rij: Livc, pk: UUID) -> Organisatie:
    """Een dienst uit deze gids. Raises Verborgen."""
    gevonden = rij.organisaties.filter(pk=pk).first()
    if gevonden is None:
        raise Verborgen("livc.gids", rij, "LR-12")
    return gevonden


def organisatielid(rij: Livc, pk: UUID) -> Organisatielid:
    """Iemand uit deze gids. Raises Verborgen."""
    leden = Organisatielid.objects.select_related("gebruiker", "organisatie")
    gevonden = leden.filter(pk=pk, organisatie__livcs=rij).first()
    if gevonden is None:
        raise Verborgen("livc.gids", rij, "LR-12")
    return gevonden


def mag_gids(gebruiker: Wie, rij: Livc) -> bool:
    return bool(mag(gebruiker, "livc.gids", rij))
