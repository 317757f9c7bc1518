"""Van vraag tot slot: vragen zonder de naam te kennen, vrij antwoorden, en besluiten met redenen."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Bevinding, Nagekeken, Regel
from audit.selectors import bevindingen as selectors
from audit.selectors.belang import belang
from audit.selectors.nazicht import nagekeken, persoon_achter
from audit.soorten import Soort
from audit.vrijheid import GEEN_VRAAG
from toegang import post, sleutels
from toegang.beleid import eis
from toegang.berichten import Berichtsoort, Brief
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen
from toegang.verantwoording import leg_vast

from .nazicht import noteer_nagekeken

Staat = Bevinding.Staat


@handeling
def vraag(livc: Livc, regel: Regel, *, actor: Gebruiker, vraag: str) -> Bevinding:
    """Vraagt uitleg aan wie dit deed, zonder dat het toezicht de naam leert (LR-57).

    Raises NietVoldaan: over neen zeggen of zwijgen (LR-20, LR-22), over uzelf of uw leidinggevende, of al gevraagd.
    """
    eis(actor, "toezicht.vragen", livc)
    eis_geen([b for b in [belang(livc, actor).belet(regel)] if b])
    if Soort(regel.soort) in GEEN_VRAAG:
        uitleg = _(
            "Neen zeggen, niets zeggen of iets terugnemen vraagt geen uitleg. Hierover komt geen vraag."
        )
        raise NietVoldaan(
            uitleg, "LR-20" if regel.soort.startswith(("deelname.", "geheimhouding.")) else "LR-22"
        )
    wie = persoon_achter(livc, regel)
    if wie is None:
        raise NietVoldaan(_("Hier zit geen persoon van dit LIVC achter: er is niemand om het te vragen."))
    vandaag = timezone.localdate()
    bevinding = Bevinding(
        livc_id=livc.pk,
        regel_id=regel.pk,
        soort=regel.soort,
        tijdstip=regel.tijdstip,
        kenmerken=regel.kenmerken,
        actor_pseudoniem=bytes(regel.actor_pseudoniem),
        casus_pseudoniem=bytes(regel.casus_pseudoniem) if regel.casus_pseudoniem else None,
        gebruiker_id=wie,
        vraag=vraag,
        gesteld_door=actor,
        gesteld_op=timezone.now(),
        antwoord_tegen=vandaag + timedelta(days=settings.BEVINDING_ANTWOORD_DAGEN),
        besluit_tegen=vandaag + timedelta(days=settings.BEVINDING_BESLUIT_DAGEN),
    )
    _bewaar_nieuw(bevinding)
    if nagekeken(livc, regel.pk) is None:
        noteer_nagekeken(livc, regel, actor, Nagekeken.Uitkomst.VRAAG)
    _leg_vast(Soort.BEVINDING_GEVRAAGD, actor, bevinding)
    adres = Gebruiker.objects.values_list("email", flat=True).get(pk=wie)
    # Mislukt dit, dan staat de vraag ook bij ‘Mijn werk’.
    post.na_vastleggen(Brief(Berichtsoort.VRAAG_VAN_TOEZICHT), adres)
    return bevinding


def _bewaar_nieuw(bevinding: Bevinding) -> None:
    """Eén vraag per regel, ook als twee toezichthouders samen vragen. Raises NietVoldaan."""
    if Bevinding.objects.filter(regel_id=bevinding.regel_id).exists():
        raise NietVoldaan(_("Over deze regel is al een vraag gesteld."))
    try:
        with transaction.atomic():
            sleutels.maak(bevinding.pk, bevinding.livc_id)
            bevinding.save(force_insert=True)
    except IntegrityError as fout:
        raise NietVoldaan(_("Over deze regel is al een vraag gesteld.")) from fout


@handeling
def lees_vraag(*, actor: Gebruiker, pk: UUID) -> Bevinding:
    """Wie de vraag kreeg, leest ze. Raises Verborgen."""
    bevinding = selectors.vraag(actor, pk)
    _leg_vast(Soort.BEVINDING_INGEZIEN, actor, bevinding)
    return bevinding


@handeling
def lees(livc: Livc, *, actor: Gebruiker, pk: UUID) -> Bevinding:
    """Het toezicht leest vraag, antwoord en besluit; ook dat is een inzage (LR-57).

    Raises Verborgen, ook voor wie van die casus uitgesloten is (LR-23).
    """
    eis(actor, "toezicht.vragen", livc)
    bevinding = selectors.bevinding(livc, pk)
    if belang(livc, actor).is_uitgesloten(bevinding):
        raise Verborgen("toezicht.vragen", livc, "LR-23")
    _leg_vast(Soort.BEVINDING_INGEZIEN, actor, bevinding)
    return bevinding


@handeling
def antwoord(*, actor: Gebruiker, pk: UUID, antwoord: str) -> Bevinding:
    """Antwoordt vrij, ook na de termijn. Zonder tekst: ‘ik antwoord liever niet’, een volwaardig antwoord (LR-22).

    Raises Verborgen, NietVoldaan.
    """
    selectors.vraag(actor, pk)
    bevinding = _vergrendeld(pk)
    if bevinding.staat != Staat.GEVRAAGD:
        raise NietVoldaan(_("Dit is al beantwoord of beslist."))
    bevinding.beantwoord()
    # Wie liever niet antwoordt, is ook in de databank van een ander niet te onderscheiden: er staat altijd een tekst.
    bevinding.antwoord = antwoord.strip() or _("Ik antwoord liever niet.")
    bevinding.beantwoord_op = timezone.now()
    bevinding.save(update_fields=["staat", "antwoord", "beantwoord_op"])
    _leg_vast(Soort.BEVINDING_BEANTWOORD, actor, bevinding)
    return bevinding


@handeling
def beslis(livc: Livc, *, actor: Gebruiker, pk: UUID, uitkomst: str, besluit: str) -> Bevinding:
    """Besluit met redenen; zonder antwoord pas na de termijn. ‘In orde’ sluit meteen. Raises Verborgen, NietVoldaan."""
    bevinding = _te_behandelen(livc, actor, pk)
    if bevinding.staat not in (Staat.GEVRAAGD, Staat.BEANTWOORD):
        raise NietVoldaan(_("Hierover is al beslist."))
    if bevinding.staat == Staat.GEVRAAGD and bevinding.antwoord_tegen >= timezone.localdate():
        raise NietVoldaan(_("Wacht op het antwoord, of tot de termijn om is."), "LR-57")
    bevinding.beslis()
    bevinding.uitkomst, bevinding.besluit = uitkomst, besluit
    bevinding.beslist_door, bevinding.beslist_op = actor, timezone.now()
    bevinding.save(update_fields=["staat", "uitkomst", "besluit", "beslist_door", "beslist_op"])
    _leg_vast(Soort.BEVINDING_BESLIST, actor, bevinding, uitkomst=uitkomst)
    if uitkomst == Bevinding.Uitkomst.IN_ORDE:
        _sluit(actor, bevinding, "")
    return bevinding


@handeling
def sluit(livc: Livc, *, actor: Gebruiker, pk: UUID, slot: str) -> Bevinding:
    """Wat beslist is, is gedaan. Raises Verborgen, NietVoldaan."""
    bevinding = _te_behandelen(livc, actor, pk)
    if bevinding.staat != Staat.BESLIST:
        raise NietVoldaan(_("Alleen wat beslist is en nog loopt, kan gesloten worden."))
    _sluit(actor, bevinding, slot)
    return bevinding


def _sluit(actor: Gebruiker, bevinding: Bevinding, slot: str) -> None:
    bevinding.sluit()
    bevinding.slot, bevinding.gesloten_op = slot, timezone.now()
    bevinding.save(update_fields=["staat", "slot", "gesloten_op"])
    _leg_vast(Soort.BEVINDING_GESLOTEN, actor, bevinding)


def _te_behandelen(livc: Livc, actor: Gebruiker, pk: UUID) -> Bevinding:
    """Vergrendeld, en nooit over uzelf of uw leidinggevende."""
    eis(actor, "toezicht.vragen", livc)
    selectors.bevinding(livc, pk)
    bevinding = _vergrendeld(pk)
    eis(actor, "bevinding.beslissen", bevinding)
    eis_geen([b for b in [belang(livc, actor).belet(bevinding)] if b])
    return bevinding


def _vergrendeld(pk: UUID) -> Bevinding:
    return Bevinding.objects.select_for_update().get(pk=pk)


def _leg_vast(soort: Soort, actor: Gebruiker, bevinding: Bevinding, **feiten: str) -> None:
    leg_vast(
        soort,
        actor=actor,
        livc_id=bevinding.livc_id,
        object_id=bevinding.pk,
        feiten={"bevinding": str(bevinding.pk), "regel": str(bevinding.regel_id), "staat": bevinding.staat}
        | feiten,
    )
