"""Wat alleen de genodigde zelf beslist: zwijgen, neen, ja, stoppen, of een collega laten komen."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Casus, Deelname
from casus.spoor import noteer
from casus.voorwaarden.deelname import beletten_toetreden, beletten_vervanger
from toegang import sleutels, toekenningen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker, Organisatielid
from toegang.models.livc import NaamBijStap
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import leg_geheimhouding_vast
from .uitnodiging import maak_bekend


def _eigen(actor: Gebruiker, actie: str, pk: UUID) -> Deelname:
    """De eigen deelname, met een slot op eerst de casus en dan de rij. Raises Verborgen, Verboden."""
    gevonden = haal(actor, "deelname.uitnodiging", Deelname.objects.all(), pk)
    # Wie niet meer gevraagd is, leest de casus niet; wat er dan nog kan, zegt de staat van de deelname: niets.
    casussen = Casus.objects.select_for_update(of=("self",), no_key=True).select_related("livc")
    casus = casussen.filter(pk=gevonden.casus_id).first()
    rijen = Deelname.objects.select_for_update(of=("self",)).select_related("livc", "overleg", "organisatie")
    deelname = haal(actor, "deelname.uitnodiging", rijen, pk)
    eis(actor, actie, deelname)
    if casus is not None:
        deelname.casus = casus
    return deelname


def _intussen_gewijzigd() -> NietVoldaan:
    return NietVoldaan(_("Deze uitnodiging is intussen gewijzigd. Bekijk ze opnieuw."))


@handeling
def aanvaard_geheimhouding(*, actor: Gebruiker, pk: UUID, versie: str) -> Deelname:
    """De genodigde hoort over wie het gaat, en niets meer (LR-13, LR-30). Raises Verborgen, NietVoldaan."""
    deelname = _eigen(actor, "deelname.geheimhouding", pk)
    if not can_proceed(deelname.aanvaard_geheimhouding):
        raise _intussen_gewijzigd()
    eis_geen(beletten_toetreden(deelname))
    leg_geheimhouding_vast(actor, deelname.casus, versie)
    deelname.aanvaard_geheimhouding()
    deelname.geheimhouding_op = timezone.now()
    deelname.save(update_fields=["staat", "geheimhouding_op"])
    if deelname.casus.livc.naam_bij_stap <= NaamBijStap.GEHEIMHOUDING:
        toekenningen.geef(actor, toekenningen.WIE_KENNEN, deelname.casus)
    noteer(
        Soort.GEHEIMHOUDING_AANVAARD,
        actor,
        deelname.casus,
        object_id=deelname.pk,
        feiten={"tekst": versie, "als": "genodigde"},
    )
    return deelname


@handeling
def aanvaard(*, actor: Gebruiker, pk: UUID) -> Deelname:
    """De genodigde komt aan tafel en ziet de casus (LR-13, LR-31). Raises Verborgen, NietVoldaan (LR-30)."""
    deelname = _eigen(actor, "deelname.aanvaarden", pk)
    if not can_proceed(deelname.aanvaard):
        raise NietVoldaan(_("Aanvaarden kan nu niet. Bekijk de uitnodiging opnieuw."), "LR-30")
    eis_geen(beletten_toetreden(deelname))
    deelname.aanvaard()
    deelname.beantwoord_op = timezone.now()
    deelname.save(update_fields=["staat", "beantwoord_op"])
    toekenningen.neem(actor, deelname.casus, toekenningen.WIE_KENNEN)
    toekenningen.geef(actor, toekenningen.DEELNEMEN, deelname.casus)
    noteer(Soort.DEELNAME_AANVAARD, actor, deelname.casus, object_id=deelname.pk)
    return deelname


@handeling
def weiger(*, actor: Gebruiker, pk: UUID, reden: str = "") -> Deelname:
    """Neen zeggen: altijd, meteen, zonder gevolg; de reden is alleen voor de burgemeester (LR-20)."""
    deelname = _eigen(actor, "deelname.weigeren", pk)
    if not can_proceed(deelname.weiger):
        raise _intussen_gewijzigd()
    deelname.weiger()
    deelname.beantwoord_op, deelname.weigerreden = timezone.now(), reden
    deelname.save(update_fields=["staat", "beantwoord_op", "weigerreden"])
    _sluit_toegang(actor, deelname.casus)
    # De reden staat met opzet niet in het logboek: ze is alleen voor de burgemeester.
    noteer(Soort.DEELNAME_GEWEIGERD, actor, deelname.casus, object_id=deelname.pk)
    return deelname


@handeling
def trek_terug(*, actor: Gebruiker, pk: UUID) -> Deelname:
    """Stoppen: de toegang eindigt in dezelfde transactie, de geheimhouding blijft (LR-21)."""
    deelname = _eigen(actor, "deelname.terugtrekken", pk)
    if not can_proceed(deelname.trek_terug):
        raise NietVoldaan(_("U neemt niet meer deel aan deze casus."), "LR-21")
    deelname.trek_terug()
    deelname.beeindigd_op = timezone.now()
    deelname.save(update_fields=["staat", "beeindigd_op"])
    regisseur = _sluit_toegang(actor, deelname.casus)
    noteer(
        Soort.DEELNAME_TERUGGETROKKEN,
        actor,
        deelname.casus,
        object_id=deelname.pk,
        feiten={"was_casusregisseur": regisseur},
    )
    return deelname


@handeling
def vervang(*, actor: Gebruiker, pk: UUID, lid: UUID) -> Deelname:
    """Een collega van dezelfde organisatie krijgt een eigen, persoonlijke uitnodiging (LR-16). Geeft de nieuwe."""
    oud = _eigen(actor, "deelname.vervangen", pk)
    if not can_proceed(oud.vervang):
        raise _intussen_gewijzigd()
    collega = Organisatielid.objects.select_related("gebruiker").filter(pk=lid).first()
    eis_geen(beletten_vervanger(oud, collega))
    assert collega is not None
    oud.vervang()
    oud.beeindigd_op = timezone.now()
    oud.save(update_fields=["staat", "beeindigd_op"])
    _sluit_toegang(actor, oud.casus)
    nieuw = _opvolger(oud, collega)
    noteer(
        Soort.DEELNAME_VERVANGEN,
        actor,
        oud.casus,
        object_id=oud.pk,
        feiten={"nieuwe_deelname": str(nieuw.pk)},
    )
    return nieuw


def _opvolger(oud: Deelname, collega: Organisatielid) -> Deelname:
    """De burgemeester nodigde de organisatie uit; de vervanger aanvaardt alles zelf en persoonlijk."""
    nieuw = Deelname(
        casus=oud.casus,
        livc_id=oud.livc_id,
        gebruiker=collega.gebruiker,
        organisatie=oud.organisatie,
        overleg=oud.overleg,
        bijdrage=oud.bijdrage,
        dringend_reden=oud.dringend_reden,
        voorbereid_door_id=oud.voorbereid_door_id,
        uitgenodigd_door_id=oud.uitgenodigd_door_id,
        uitgenodigd_op=timezone.now(),
        vervangt=oud,
    )
    nieuw.nodig_uit()
    sleutels.maak(nieuw.pk, nieuw.livc_id)
    nieuw.save(force_insert=True)
    maak_bekend(nieuw, oud.casus)
    return nieuw


@handeling
def brengt_niets_in(*, actor: Gebruiker, pk: UUID, niets: bool) -> Deelname:
    """‘Ik breng niets in’ is een volledig antwoord; alleen de persoon zelf ziet het (LR-22)."""
    deelname = _eigen(actor, "deelname.niets_inbrengen", pk)
    if deelname.staat != Deelname.Staat.AANVAARD:
        raise NietVoldaan(_("U neemt niet meer deel aan deze casus."), "LR-22")
    deelname.brengt_niets_in = niets
    deelname.save(update_fields=["brengt_niets_in"])
    noteer(Soort.INBRENG_NIETS, actor, deelname.casus, object_id=deelname.pk, feiten={"niets": niets})
    return deelname


def _sluit_toegang(actor: Gebruiker, casus: Casus) -> bool:
    """Neemt alles wat de genodigde door de uitnodiging kreeg; True als de casus daardoor geen regisseur meer heeft.

    Wie niet meer aan tafel zit, kan de casus niet leiden.
    """
    was_regisseur = casus.casusregisseur_id == actor.pk
    if was_regisseur:
        # Eerst dit: zonder recht op de casus laat de databank haar niet meer wijzigen.
        casus.casusregisseur = None
        casus.save(update_fields=["casusregisseur", "gewijzigd"])
    toekenningen.neem(actor, casus, toekenningen.WIE_KENNEN, toekenningen.DEELNEMEN)
    return was_regisseur
