"""Wie welke rol heeft. De beheerder stelt een rol voor; inhoud ziet hij daardoor nooit (LR-31).

Een tweede persoon bevestigt ze (`voorstellen`): wie accounts maakt, zet niemand alleen aan tafel.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang import post, toekenningen
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.livcs import leden_met_rol
from toegang.models import Accountuitnodiging, Gebruiker, Lidmaatschap, Livc
from toegang.rollen import TOEZICHT, Rol
from toegang.uitzonderingen import Verborgen, eis_geen
from toegang.verantwoording import Actor, leg_vast
from toegang.voorwaarden import beletten_beeindigen, beletten_lid, beletten_machtiging

from .accounts import bestaand_account, nodig_persoon_uit
from .livc import vergrendeld


@handeling
def geef_rol(
    *,
    actor: Gebruiker,
    pk: UUID,
    email: str,
    naam: str,
    rol: str,
    van: date,
    vertegenwoordiger: bool = False,
    machtiging: str = "",
    machtiging_tot: date | None = None,
) -> Lidmaatschap | Accountuitnodiging:
    """Stelt een rol voor; zonder account vertrekt eerst een link. Raises Verborgen, Verboden, NietVoldaan (LR-11)."""
    livc = vergrendeld(actor, pk, "livc.leden")
    if rol != Rol.POLITIE:
        machtiging, machtiging_tot = "", None
    eis_geen(beletten_machtiging(Rol(rol), machtiging, machtiging_tot))
    velden = {"vertegenwoordiger": vertegenwoordiger, "machtiging": machtiging}
    wie = bestaand_account(email)
    if wie is None:
        dagen = {"van": van.isoformat(), "machtiging_tot": machtiging_tot and machtiging_tot.isoformat()}
        return nodig_persoon_uit(actor, livc, email=email, naam=naam, rol=rol, aanwijzing=velden | dagen)
    eis_geen(beletten_lid(livc.pk, actor.pk, wie, Rol(rol)))
    velden |= {"van": van, "machtiging_tot": machtiging_tot}
    return stel_voor(actor, livc, wie, Rol(rol), voorgesteld_door=actor, **velden)


def stel_voor(
    actor: Actor, livc: Livc, wie: Gebruiker, rol: Rol, *, voorgesteld_door: Gebruiker | None, **velden: Any
) -> Lidmaatschap:
    """De rij en de regel, in de lopende transactie. Nog geen toekenning: de rol geldt pas na een tweede persoon."""
    lid = Lidmaatschap.objects.create(
        livc=livc, gebruiker=wie, rol=rol, voorgesteld_door=voorgesteld_door, **velden
    )
    door = voorgesteld_door.naam if voorgesteld_door else ""
    noteer(Soort.LIDMAATSCHAP_VOORGESTELD, actor, lid, van=lid.van.isoformat(), voorgesteld_door=door)
    return lid


def geef_bevestigde_rol(actor: Actor, lid: Lidmaatschap, bevestigd_door: Gebruiker | None) -> None:
    """De rol geldt vanaf nu: eerst de rij, dan de toekenning, dan de regel; in de lopende transactie.

    Alleen `voorstellen` en `oprichting` doen dit; de installatie bevestigt de eerste twee zonder persoon.
    """
    zet_bevestigde_rol(lid, bevestigd_door)
    noteer(Soort.LIDMAATSCHAP_TOEGEKEND, actor, lid, van=lid.van.isoformat())


def zet_bevestigde_rol(lid: Lidmaatschap, bevestigd_door: Gebruiker | None) -> None:
    """Zonder regel: alleen `oprichting` doet dit zelf, zolang het logboek nog geen sleutel heeft."""
    lid.bevestigd_door, lid.bevestigd_op = bevestigd_door, timezone.now()
    lid.save(update_fields=["bevestigd_door", "bevestigd_op"])
    toekenningen.geef_rol(lid)


@handeling
def beeindig(*, actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    """De rol stopt nu; wie geen kernrol meer heeft, verliest elke casus. Raises Verborgen, Verboden, NietVoldaan."""
    lid = _lid(actor, pk)
    eis_geen(beletten_beeindigen(actor.pk, lid))
    if lid.bevestigd_op is None:
        return schrap(actor, lid, _("ingetrokken"))
    return stop(actor, lid)


def stop(actor: Actor, lid: Lidmaatschap) -> Lidmaatschap:
    """Een bevestigde rol eindigt nu, met wat ze gaf; in de lopende transactie."""
    # ‘Tot en met’: gisteren, zodat de rol vandaag al niet meer meetelt. Begon ze vandaag, dan kan dat niet.
    lid.tot = max(lid.van, timezone.localdate() - timedelta(days=1))
    lid.save(update_fields=["tot"])
    toekenningen.neem_rol(lid)
    noteer(Soort.LIDMAATSCHAP_BEEINDIGD, actor, lid, tot=lid.tot.isoformat())
    if lid.rol in TOEZICHT:
        # Wie blijft, neemt de sleutel weg: de pagina's zijn al dicht, maar een kopie kan bestaan (LR-57).
        blijven = {mens for rol in TOEZICHT for mens in leden_met_rol(lid.livc_id, rol)}
        post.meld_toezicht(sorted(mens.email for mens in blijven - {lid.gebruiker}))
    return lid


def schrap(actor: Actor, lid: Lidmaatschap, gebeurde: str) -> Lidmaatschap:
    """Een voorstel dat niet doorgaat, laat alleen zijn regel na; in de lopende transactie."""
    noteer(Soort.LIDMAATSCHAP_BEEINDIGD, actor, lid, gebeurde=gebeurde)
    lid.delete()
    return lid


@handeling
def vernieuw_machtiging(*, actor: Gebruiker, pk: UUID, machtiging: str, machtiging_tot: date) -> Lidmaatschap:
    """Een nieuwe vervaldatum voor het lid van de politie (LR-11). Raises Verborgen, Verboden, NietVoldaan."""
    lid = _lid(actor, pk)
    if lid.rol != Rol.POLITIE:
        raise Verborgen("livc.leden", lid.livc, "LR-11")
    eis_geen(beletten_machtiging(Rol.POLITIE, machtiging, machtiging_tot))
    lid.machtiging, lid.machtiging_tot = machtiging, machtiging_tot
    lid.save(update_fields=["machtiging", "machtiging_tot"])
    noteer(Soort.LIDMAATSCHAP_GEWIJZIGD, actor, lid, machtiging_tot=machtiging_tot.isoformat())
    return lid


def _lid(actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    livc = Livc.objects.filter(lidmaatschappen=pk).first()
    if livc is None:
        raise Verborgen("livc.leden")
    eis(actor, "livc.leden", livc)
    return Lidmaatschap.objects.select_for_update(of=("self",)).select_related("livc", "gebruiker").get(pk=pk)


def noteer(soort: Soort, actor: Actor, lid: Lidmaatschap, **feiten: Any) -> None:
    """Eén regel over een rol: wie, welke, en wat er gebeurde."""
    wie = {"lid": lid.gebruiker.naam, "rol": str(lid.rol)}
    leg_vast(soort, actor=actor, livc_id=lid.livc_id, object_id=lid.pk, feiten=wie | feiten)
