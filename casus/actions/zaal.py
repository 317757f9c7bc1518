"""In de zaal: bevestigen wie er was, en bewaren wat iemand aan het typen is."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus.models import Actie, Agendapunt, Besluit, Notitieconcept
from casus.spoor import noteer_punt
from casus.voorwaarden import overleg as voorwaarden
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .tafel import BEVESTIGING, lopend_punt


@handeling
def bevestig_aanwezigheid(
    *, actor: Gebruiker, pk: UUID, aanwezig: Collection[UUID], stand: str | None = None
) -> Agendapunt:
    """‘Deze mensen namen werkelijk deel’: de lijst die later beslist (LR-41). Daarna kan het punt sluiten.

    Raises Verborgen, Verboden, NietVoldaan.
    """
    punt = lopend_punt(actor, pk)
    eis_geen(voorwaarden.beletten_stand(punt, stand) + voorwaarden.beletten_bevestigen(punt, actor))
    if punt.aanwezig_bevestigd_op is not None:
        raise NietVoldaan(_("Deze lijst is al bevestigd."), "LR-41")
    genoteerd = {rij.gebruiker_id: rij for rij in punt.aanwezigheden.all()}
    if not aanwezig or not set(aanwezig) <= genoteerd.keys():
        uitleg = _("Bevestig alleen mensen die bij dit punt genoteerd staan.")
        raise NietVoldaan(uitleg, "LR-41", "aanwezig")
    for gebruiker_id, rij in genoteerd.items():
        if rij.aanwezig != (gebruiker_id in aanwezig):
            rij.aanwezig = gebruiker_id in aanwezig
            rij.save(update_fields=["aanwezig"])
    punt.aanwezig_bevestigd_op, punt.aanwezig_bevestigd_door = timezone.now(), actor
    punt.save(update_fields=[*BEVESTIGING])
    noteer_punt(
        Soort.AGENDAPUNT_AANWEZIGHEID_BEVESTIGD,
        actor,
        punt,
        casusfeiten={"aanwezig": sorted(str(wie) for wie in aanwezig)},
        aanwezigen=len(set(aanwezig)),
    )
    return punt


@handeling
def bewaar_concept(
    *, actor: Gebruiker, pk: UUID, soort: str, sleutel: UUID, velden: dict[str, Any]
) -> Notitieconcept | None:
    """Wat iemand aan het typen is, voor als de verbinding of de computer wegvalt. Komt niet in het logboek: het is nog
    niets. Wat al genoteerd is, komt niet terug als concept. Raises Verborgen, Verboden, NietVoldaan (LR-45).
    """
    punt = lopend_punt(actor, pk)
    genoteerd = (Besluit if soort == Notitieconcept.Soort.BESLUIT else Actie).objects
    if genoteerd.filter(pk=sleutel).exists():
        return None
    concept = punt.concepten.filter(gebruiker=actor, soort=soort).first() or Notitieconcept(
        agendapunt=punt, casus_id=punt.casus_id, livc_id=punt.livc_id, gebruiker=actor, soort=soort
    )
    if not any(velden.values()):
        if concept.pk and not concept._state.adding:
            concept.delete()
        return None
    concept.sleutel, concept.velden = sleutel, velden
    concept.save()
    return concept
