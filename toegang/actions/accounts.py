"""Een account voor wie er nog geen heeft: een link die één keer werkt, en pas een account na de tweede stap.

Wie iemand aanwijst, maakt dus nooit zelf een account en kent er nooit het geheim van. De aanwijzing (een plaats bij
een dienst, of een voorstel voor een rol) wacht in de uitnodiging.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang import post
from toegang.accountregels import LINK_DAGEN
from toegang.models import Accountuitnodiging, Gebruiker, Livc, Organisatie, Organisatielid
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, leg_vast


def afdruk(sleutel: str) -> bytes:
    """Wat van een link bewaard wordt. De sleutel is willekeurig en lang: een trage afdruk voegt niets toe."""
    return sha256(sleutel.encode()).digest()


def bestaand_account(email: str) -> Gebruiker | None:
    """Wie dit adres al gebruikt. Raises NietVoldaan als dat account afgesloten is."""
    wie = Gebruiker.objects.filter(email__iexact=email).first()
    if wie is not None and not wie.is_active:
        uitleg = _("Dit account is afgesloten. De beheerder die het afsloot, kan het heropenen.")
        raise NietVoldaan(uitleg, "", "email")
    return wie


def wijs_aan_organisatie(
    actor: Actor, livc: Livc, organisatie: Organisatie, *, email: str, naam: str, **velden: Any
) -> Organisatielid | Accountuitnodiging:
    """Zet iemand bij een dienst in de gids, in de lopende transactie en zonder na te gaan of de actor het mag.

    Met een account staat de persoon er meteen; zonder account vertrekt een link en staat hij er na de tweede stap.
    `velden`: functie, vaste_vertegenwoordiger. Raises NietVoldaan (LR-12).
    """
    wie = bestaand_account(email)
    if wie is None:
        return nodig_persoon_uit(
            actor, livc, email=email, naam=naam, organisatie=organisatie, aanwijzing=velden
        )
    lid, nieuw = Organisatielid.objects.get_or_create(
        organisatie=organisatie, gebruiker=wie, defaults={"van": timezone.localdate(), **velden}
    )
    if not nieuw:
        if lid.tot is None:
            raise NietVoldaan(_("Deze persoon staat al bij deze dienst."), "", "email")
        lid.tot = None
        lid.save(update_fields=["tot"])
    leg_vast(
        Soort.ORGANISATIE_GEWIJZIGD,
        actor=actor,
        livc_id=livc.pk,
        object_id=organisatie.pk,
        feiten={
            "dienst": organisatie.naam,
            "niveau": organisatie.niveau,
            "lid": wie.naam,
            "gebeurde": "toegevoegd",
        },
    )
    return lid


def nodig_persoon_uit(
    actor: Actor,
    livc: Livc,
    *,
    email: str,
    naam: str,
    aanwijzing: dict[str, Any],
    organisatie: Organisatie | None = None,
    rol: str = "",
) -> Accountuitnodiging:
    """De uitnodiging, de regel en de e-mail; in de lopende transactie.

    `aanwijzing`: alleen wat JSON kent. Raises NietVoldaan als voor hetzelfde al een link open staat (LR-31).
    """
    zelfde = livc.accountuitnodigingen.filter(email__iexact=email, organisatie=organisatie, rol=rol)
    if zelfde.filter(gebruikt_op=None, ingetrokken_op=None).exists():
        uitleg = _("Voor deze persoon is al een link verstuurd. Verstuur die opnieuw, of trek ze eerst in.")
        raise NietVoldaan(uitleg, "", "email")
    rij = Accountuitnodiging(
        livc=livc,
        email=email.lower(),
        naam=naam,
        organisatie=organisatie,
        rol=rol,
        aanwijzing=aanwijzing,
        uitgenodigd_door=actor if isinstance(actor, Gebruiker) else None,
    )
    geef_link(actor, rij)
    return rij


def noteer(soort: Soort, actor: Actor, rij: Accountuitnodiging, **feiten: Any) -> None:
    """Eén regel over een uitnodiging: voor wie en waarvoor, nooit de link."""
    waarvoor = {"rol": rij.rol} if rij.rol else {"dienst": rij.organisatie.naam if rij.organisatie else ""}
    leg_vast(
        soort,
        actor=actor,
        livc_id=rij.livc_id,
        object_id=rij.pk,
        feiten={"naam": rij.naam, "email": rij.email} | waarvoor | feiten,
    )


def geef_link(actor: Actor, rij: Accountuitnodiging) -> None:
    """Een verse link, de regel en de e-mail; een vorige link van deze rij werkt niet meer."""
    sleutel = secrets.token_urlsafe(32)
    opnieuw = rij.sleutelafdruk is not None
    rij.sleutelafdruk, rij.mail_mislukt_op = afdruk(sleutel), None
    rij.verloopt_op = timezone.now() + timedelta(days=LINK_DAGEN)
    rij.save()
    noteer(Soort.ACCOUNT_UITGENODIGD, actor, rij, opnieuw=opnieuw)
    rijen = Accountuitnodiging.objects.filter(pk=rij.pk)

    def achteraf(gelukt: bool) -> None:
        rijen.update(mail_mislukt_op=None if gelukt else timezone.now())

    post.stuur_link(sleutel, rij.email, LINK_DAGEN, achteraf)
