"""Wie welke rol heeft. De beheerder geeft en neemt rollen; inhoud ziet hij daardoor nooit (LR-31)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang import toekenningen
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.verantwoording import Actor, leg_vast
from toegang.voorwaarden import beletten_beeindigen, beletten_lid, beletten_machtiging

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
) -> Lidmaatschap:
    """Geeft iemand een rol; zonder account komt er een, zonder wachtwoord. Raises Verboden, NietVoldaan (LR-11)."""
    livc = vergrendeld(actor, pk, "livc.leden")
    wie = account(email, naam)
    eis_geen(beletten_lid(livc.pk, actor.pk, wie, Rol(rol)))
    machtigingsvelden = (machtiging, machtiging_tot) if rol == Rol.POLITIE else ("", None)
    return ken_toe(
        actor,
        livc,
        wie,
        Rol(rol),
        van=van,
        vertegenwoordiger=vertegenwoordiger,
        machtiging=machtigingsvelden[0],
        machtiging_tot=machtigingsvelden[1],
    )


def ken_toe(actor: Actor, livc: Livc, wie: Gebruiker, rol: Rol, **velden: Any) -> Lidmaatschap:
    """De rij, de toekenning en de regel in het logboek; in de lopende transactie. Raises NietVoldaan (LR-11)."""
    eis_geen(beletten_machtiging(rol, velden.get("machtiging", ""), velden.get("machtiging_tot")))
    lid = Lidmaatschap.objects.create(
        livc=livc, gebruiker=wie, rol=rol, bevestigd_op=timezone.now(), **velden
    )
    toekenningen.geef_rol(lid)
    _noteer(Soort.LIDMAATSCHAP_TOEGEKEND, actor, lid, van=lid.van.isoformat())
    return lid


@handeling
def beeindig(*, actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    """De rol stopt nu; wie geen kernrol meer heeft, verliest elke casus. Raises Verborgen, Verboden, NietVoldaan."""
    lid = _lid(actor, pk)
    eis_geen(beletten_beeindigen(actor.pk, lid))
    vandaag = timezone.localdate()
    # ‘Tot en met’: gisteren, zodat de rol vandaag al niet meer meetelt. Begon ze vandaag, dan kan dat niet.
    lid.tot = max(lid.van, vandaag - timedelta(days=1))
    lid.save(update_fields=["tot"])
    toekenningen.neem_rol(lid)
    _noteer(Soort.LIDMAATSCHAP_BEEINDIGD, actor, lid, tot=lid.tot.isoformat())
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
    _noteer(Soort.LIDMAATSCHAP_GEWIJZIGD, actor, lid, machtiging_tot=machtiging_tot.isoformat())
    return lid


def account(email: str, naam: str) -> Gebruiker:
    """De gebruiker met dit adres. Een nieuw account heeft geen wachtwoord: dat kiest de persoon zelf."""
    wie = Gebruiker.objects.filter(email__iexact=email).first()
    if wie is None:
        return Gebruiker.objects.create_user(email, naam=naam)
    if not wie.is_active:
        raise NietVoldaan(_("Dit account is afgesloten."), "", "email")
    return wie


def _lid(actor: Gebruiker, pk: UUID) -> Lidmaatschap:
    livc = Livc.objects.filter(lidmaatschappen=pk).first()
    if livc is None:
        raise Verborgen("livc.leden")
    eis(actor, "livc.leden", livc)
    return Lidmaatschap.objects.select_for_update(of=("self",)).select_related("livc", "gebruiker").get(pk=pk)


def _noteer(soort: Soort, actor: Actor, lid: Lidmaatschap, **feiten: Any) -> None:
    wie = {"lid": lid.gebruiker.naam, "rol": str(lid.rol)}
    leg_vast(soort, actor=actor, livc_id=lid.livc_id, object_id=lid.pk, feiten=wie | feiten)
