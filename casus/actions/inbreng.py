"""Inbreng: voorbereiden, inbrengen, het niveau kiezen en intrekken. Alles alleen door de auteur zelf (LR-32)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.aandacht import Aandacht
from audit.soorten import Soort
from casus import aanleiding, categorieen
from casus.models import Deelname, Inbreng
from casus.voorwaarden.inbreng import beletten_inbrengen, beletten_inhoud, beletten_lezen, beletten_verbanden
from casus.voorwaarden.livc import beletten_nieuw
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast

from . import overname as overnames
from .casus import vergrendeld
from .fiche import blokkeer_zonder_bron

VELDEN = ("tekst", "bron", "over", "categorie", "noodzaak", "niveau", "publiek", "doorgave", "agendapunt")


@handeling
def begin(*, actor: Gebruiker, casus_pk: UUID, pk: UUID, gegevens: dict[str, Any]) -> Inbreng:
    """Een eigen voorbereiding; niemand anders ziet ze. `pk` komt van het formulier, zodat twee keer verzenden niet
    twee concepten maakt. Raises Verborgen, NietVoldaan (LR-33, LR-51).
    """
    casus = vergrendeld(actor, casus_pk)
    eis(actor, "inbreng.toevoegen", casus)
    eis_geen(beletten_inbrengen(actor, casus))
    if Inbreng.objects.filter(pk=pk).exists():
        raise NietVoldaan(_("Dit formulier is al verstuurd."))
    plaats = Deelname.objects.aanvaard().filter(casus=casus, gebruiker=actor).first()
    inbreng = Inbreng(
        pk=pk,
        casus=casus,
        livc_id=casus.livc_id,
        auteur=actor,
        organisatie=plaats.organisatie if plaats else None,
    )
    _vul(inbreng, gegevens)
    inbreng.save(force_insert=True)
    inbreng.lezers.set(gegevens["lezers"])
    _leg_vast(Soort.INBRENG_BEWAARD, actor, inbreng)
    return inbreng


@handeling
def wijzig(*, actor: Gebruiker, pk: UUID, gegevens: dict[str, Any]) -> Inbreng:
    """De eigen voorbereiding bijwerken. Raises Verborgen, Verboden, NietVoldaan."""
    inbreng = _eigen(actor, pk)
    eis_geen(beletten_inbrengen(actor, inbreng.casus))
    _eis_concept(inbreng)
    _vul(inbreng, gegevens)
    inbreng.save(update_fields=[*VELDEN, "categorielijst", "gewijzigd"])
    inbreng.lezers.set(gegevens["lezers"])
    _leg_vast(Soort.INBRENG_BEWAARD, actor, inbreng)
    return inbreng


@handeling
def verwijder(*, actor: Gebruiker, pk: UUID) -> UUID:
    """De eigen voorbereiding weggooien; er blijft niets van over. Geeft de casus. Raises Verborgen, NietVoldaan."""
    inbreng = _eigen(actor, pk)
    _eis_concept(inbreng)
    _leg_vast(Soort.INBRENG_VERWIJDERD, actor, inbreng)
    inbreng.delete()
    return inbreng.casus_id


@handeling
def breng_in(*, actor: Gebruiker, pk: UUID) -> Inbreng:
    """Het concept komt aan tafel, voor het publiek dat de auteur koos. Raises NietVoldaan (LR-33, LR-50, LR-51)."""
    inbreng = _eigen(actor, pk)
    _eis_concept(inbreng)
    lezers = list(inbreng.lezers.all())
    eis_geen(
        [
            *beletten_inbrengen(actor, inbreng.casus),
            *beletten_inhoud(inbreng),
            *beletten_verbanden(inbreng, lezers),
            *beletten_lezen(inbreng, lezers),
            *beletten_nieuw(inbreng.livc_id),
        ]
    )
    inbreng.breng_in()
    inbreng.ingebracht_op = timezone.now()
    inbreng.save(update_fields=["staat", "ingebracht_op", "gewijzigd"])
    _leg_vast(Soort.INBRENG_GEDEELD, actor, inbreng, aandacht=aanleiding.bij_inbreng([inbreng]))
    return inbreng


@handeling
def pas_aan(
    *, actor: Gebruiker, pk: UUID, niveau: str, publiek: str, lezers: Collection[Gebruiker], doorgave: bool
) -> Inbreng:
    """De auteur kiest opnieuw hoe geheim het is en wie het leest. Raises Verborgen, Verboden, NietVoldaan (LR-32)."""
    inbreng = _eigen(actor, pk)
    if inbreng.staat != Inbreng.Staat.INGEBRACHT:
        raise NietVoldaan(_("Deze inbreng is ingetrokken of nog niet ingebracht."), "LR-32")
    vroeger = {"niveau_van": inbreng.niveau, "publiek_van": inbreng.publiek}
    inbreng.niveau, inbreng.publiek, inbreng.doorgave = niveau, publiek, doorgave
    gekozen = list(lezers) if publiek == Inbreng.Publiek.GEKOZEN else []
    eis_geen([*beletten_verbanden(inbreng, gekozen), *beletten_lezen(inbreng, gekozen)])
    mee = overnames.lopend_over(inbreng)
    inbreng.save(update_fields=["niveau", "publiek", "doorgave", "gewijzigd"])
    inbreng.lezers.set(gekozen)
    _leg_vast(Soort.INBRENG_GEWIJZIGD, actor, inbreng, vroeger)
    blokkeer_zonder_bron(actor, inbreng)
    overnames.noteer_verval(actor, inbreng.casus, mee)
    return inbreng


@handeling
def trek_in(*, actor: Gebruiker, pk: UUID) -> Inbreng:
    """De tekst verdwijnt voorgoed; alleen dat er iets stond, van wie en wanneer, blijft. Raises NietVoldaan (LR-32)."""
    inbreng = _eigen(actor, pk)
    if inbreng.staat != Inbreng.Staat.INGEBRACHT or not can_proceed(inbreng.trek_in):
        raise NietVoldaan(_("Deze inbreng is al ingetrokken, of nog niet ingebracht."), "LR-32")
    inbreng.trek_in()
    inbreng.tekst = inbreng.noodzaak = inbreng.categorie = ""
    inbreng.over, inbreng.doorgave = None, False
    inbreng.ingetrokken_op = timezone.now()
    mee = overnames.lopend_over(inbreng)
    inbreng.save(
        update_fields=[
            "staat",
            "tekst",
            "noodzaak",
            "categorie",
            "over",
            "doorgave",
            "ingetrokken_op",
            "gewijzigd",
        ]
    )
    _leg_vast(Soort.INBRENG_INGETROKKEN, actor, inbreng)
    blokkeer_zonder_bron(actor, inbreng)
    overnames.noteer_verval(actor, inbreng.casus, mee)
    return inbreng


def _eigen(actor: Gebruiker, pk: UUID) -> Inbreng:
    """De eigen inbreng, met een slot op de casus en dan op de rij; altijd in die volgorde."""
    plek = haal(actor, "inbreng.zien", Inbreng.objects.all(), pk)
    eis(actor, "inbreng.beheren", plek)
    casus = vergrendeld(actor, plek.casus_id)
    inbreng = haal(actor, "inbreng.zien", Inbreng.objects.select_for_update(of=("self",), no_key=True), pk)
    inbreng.casus = casus
    return inbreng


def _eis_concept(inbreng: Inbreng) -> None:
    if not can_proceed(inbreng.breng_in):
        raise NietVoldaan(_("Dit is al ingebracht. U kunt het intrekken, of kiezen wie het leest."), "LR-32")


def _vul(inbreng: Inbreng, gegevens: dict[str, Any]) -> None:
    for naam in VELDEN:
        setattr(inbreng, naam, gegevens[naam])
    inbreng.categorielijst = categorieen.geldende_lijst(timezone.localdate()).versie
    eis_geen(beletten_verbanden(inbreng, gegevens["lezers"]))


def _leg_vast(
    soort: Soort,
    actor: Gebruiker,
    inbreng: Inbreng,
    vroeger: dict[str, Any] | None = None,
    aandacht: Collection[Aandacht] = (),
) -> None:
    # Wie iets mag lezen hoort bij de zaak; het niveau en het soort publiek zeggen niets over een persoon.
    lezers = [str(pk) for pk in inbreng.lezers.values_list("pk", flat=True)]
    leg_vast(
        soort,
        actor=actor,
        livc_id=inbreng.livc_id,
        dossier_id=inbreng.casus_id,
        object_id=inbreng.pk,
        referentie=inbreng.casus.referentie,
        feiten={"staat": inbreng.staat, "niveau": inbreng.niveau, "publiek": inbreng.publiek}
        | (vroeger or {}),
        casusfeiten={"categorie": inbreng.categorie, "lezers": lezers},
        aandacht=aandacht,
    )
