"""De gids: welke diensten uitgenodigd kunnen worden, en wie er voor hen komt (LR-12)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang.handeling import handeling
from toegang.models import Accountuitnodiging, Gebruiker, Livc, Organisatie, Organisatielid
from toegang.seinen import dienst_gewijzigd
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.verantwoording import Actor, leg_vast
from toegang.voorwaarden import beletten_dienst, beletten_wijzigen

from .accounts import wijs_aan_organisatie
from .livc import vergrendeld

VELDEN = ("sector", "niveau", "mandaat_referentie", "mandaat_datum", "mandaat_tot", "contactpunt", "ovo_code")


@handeling
def voeg_organisatie_toe(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, Any]) -> Organisatie:
    """Zet een dienst in de gids. Raises Verborgen, Verboden, NietVoldaan (LR-12).

    Kent een ander LIVC de dienst al, dan komt ze erbij zoals ze is: een gids wijzigt die van een ander niet.
    """
    livc = vergrendeld(actor, pk, "livc.gids")
    return neem_op(actor, livc, gegevens)


def neem_op(actor: Actor, livc: Livc, gegevens: dict[str, Any]) -> Organisatie:
    """Zoals `voeg_organisatie_toe`, in de lopende transactie."""
    eis_geen(beletten_dienst(gegevens["naam"], gegevens))
    organisatie, _nieuw = Organisatie.objects.get_or_create(
        naam=gegevens["naam"], defaults={veld: gegevens.get(veld) for veld in VELDEN}
    )
    if organisatie.livcs.filter(pk=livc.pk).exists():
        raise NietVoldaan(_("Deze dienst staat al in de gids."), "", "naam")
    organisatie.livcs.add(livc)
    noteer(Soort.ORGANISATIE_TOEGEVOEGD, actor, livc, organisatie)
    return organisatie


@handeling
def wijzig_organisatie(
    *, actor: Gebruiker, pk: UUID, organisatie: UUID, gegevens: dict[str, Any]
) -> Organisatie:
    """Raises Verborgen, Verboden, NietVoldaan (LR-12)."""
    livc = vergrendeld(actor, pk, "livc.gids")
    return werk_bij(actor, livc, _organisatie(livc, organisatie), gegevens)


def werk_bij(actor: Actor, livc: Livc, rij: Organisatie, gegevens: dict[str, Any]) -> Organisatie:
    """Zoals `wijzig_organisatie`, in de lopende transactie."""
    eis_geen(beletten_wijzigen(livc, rij, gegevens))
    for veld in VELDEN:
        setattr(rij, veld, gegevens.get(veld))
    rij.save(update_fields=VELDEN)
    noteer(Soort.ORGANISATIE_GEWIJZIGD, actor, livc, rij)
    dienst_gewijzigd.send(Organisatie, organisatie_id=rij.pk)
    return rij


@handeling
def voeg_lid_toe(
    *, actor: Gebruiker, pk: UUID, organisatie: UUID, email: str, naam: str, **velden: Any
) -> Organisatielid | Accountuitnodiging:
    """Iemand die voor deze dienst kan komen; zonder account vertrekt eerst een link.

    Uitnodigen blijft per casus (LR-12). Raises Verborgen, Verboden, NietVoldaan.
    """
    livc = vergrendeld(actor, pk, "livc.gids")
    rij = _organisatie(livc, organisatie)
    return wijs_aan_organisatie(actor, livc, rij, email=email, naam=naam, **velden)


@handeling
def beeindig_lid(*, actor: Gebruiker, pk: UUID, lid: UUID) -> Organisatielid:
    """Deze persoon komt niet meer voor de dienst; elke plaats die hij namens haar had, eindigt mee.

    Raises Verborgen, Verboden, NietVoldaan (LR-12).
    """
    livc = vergrendeld(actor, pk, "livc.gids")
    rijen = Organisatielid.objects.select_for_update(of=("self",)).select_related("organisatie", "gebruiker")
    rij = rijen.filter(pk=lid, organisatie__livcs=livc).first()
    if rij is None:
        raise Verborgen("livc.gids", livc, "LR-12")
    if rij.tot is not None:
        raise NietVoldaan(_("Deze persoon staat al niet meer bij deze dienst."))
    haal_weg(actor, livc, rij)
    dienst_gewijzigd.send(Organisatie, organisatie_id=rij.organisatie_id)
    return rij


def haal_weg(actor: Actor, livc: Livc, rij: Organisatielid) -> None:
    """De plaats bij de dienst eindigt gisteren, ook als ze vandaag begon: ze telt vandaag al niet meer.

    De roeper zegt daarna dat de dienst wijzigde (`seinen`).
    """
    rij.tot = timezone.localdate() - timedelta(days=1)
    rij.save(update_fields=["tot"])
    wie = rij.gebruiker.naam
    noteer(Soort.ORGANISATIE_GEWIJZIGD, actor, livc, rij.organisatie, lid=wie, gebeurde="beeindigd")


def _organisatie(livc: Livc, pk: UUID) -> Organisatie:
    rij = livc.organisaties.select_for_update(of=("self",)).filter(pk=pk).first()
    if rij is None:
        raise Verborgen("livc.gids", livc, "LR-12")
    return rij


def noteer(soort: Soort, actor: Actor, livc: Livc, organisatie: Organisatie, **feiten: Any) -> None:
    """Eén regel over een dienst in de gids."""
    leg_vast(
        soort,
        actor=actor,
        livc_id=livc.pk,
        object_id=organisatie.pk,
        feiten={"dienst": organisatie.naam, "niveau": organisatie.niveau} | feiten,
    )
