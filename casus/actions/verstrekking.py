"""Noteren wat aan het gerecht verstrekt is; voor een ander misdrijf weigert dit, en blijft daar een spoor van (LR-44)."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import aanleiding, misdrijven
from casus.models import Casus, Verstrekking
from casus.selectors import verstrekking as selectors
from casus.selectors.verstrekking import Register
from casus.spoor import noteer as leg_spoor
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

from .casus import vergrendeld

ONDERDEEL = "verstrekkingen"


@handeling
def open_register(*, actor: Gebruiker, casus_pk: UUID) -> tuple[Casus, Register]:
    """Wat verstrekt is, voor wie de inhoud ziet. Raises Verborgen, Verboden (LR-57)."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc"), casus_pk)
    eis(actor, "verstrekking.zien", casus)
    feiten = {"onderdeel": ONDERDEEL, "staat": casus.staat}
    leg_spoor(Soort.CASUS_INGEZIEN, actor, casus, feiten=feiten, aandacht=aanleiding.bij_inzage(actor, casus))
    return casus, selectors.register(actor, casus)


def noteer(*, actor: Gebruiker, casus_pk: UUID, pk: UUID, gegevens: dict[str, Any]) -> Verstrekking:
    """Eén verstrekking; `pk` komt van het formulier. Raises Verborgen, Verboden, NietVoldaan (LR-44).

    Een ander misdrijf wordt geweigerd; die poging komt in een eigen transactie in het logboek.
    """
    lijst = misdrijven.geldende_lijst(timezone.localdate())
    if misdrijven.zoek(lijst.versie, gegevens["misdrijf"]) is None:
        _noteer_poging(actor=actor, casus_pk=casus_pk)
        uitleg = _(
            "Dit kan niet. Wat aan tafel verteld is, dient alleen om de misdrijven te vervolgen waarvoor dit overleg "
            "er is: terroristische misdrijven. Deze poging staat in het logboek."
        )
        raise NietVoldaan(uitleg, "LR-44", "misdrijf")
    return _noteer(actor=actor, casus_pk=casus_pk, pk=pk, lijst=lijst.versie, gegevens=gegevens)


@handeling
def _noteer(
    *, actor: Gebruiker, casus_pk: UUID, pk: UUID, lijst: str, gegevens: dict[str, Any]
) -> Verstrekking:
    casus = _casus(actor, casus_pk)
    if Verstrekking.objects.filter(pk=pk).exists():
        raise NietVoldaan(_("Dit formulier is al verstuurd."))
    if gegevens["verstrekt_op"] > timezone.localdate():
        raise NietVoldaan(_("Kies vandaag of een vroegere dag."), veld="verstrekt_op")
    velden = {naam: gegevens[naam] for naam in ("autoriteit", "misdrijf", "verstrekt_op")}
    teksten = {naam: gegevens[naam].strip() for naam in ("tekst", "referentie")}
    leeg = next((naam for naam, tekst in teksten.items() if not tekst), "")
    if leeg:
        raise NietVoldaan(_("Vul dit in."), "LR-44", leeg)
    rij = Verstrekking(
        pk=pk,
        casus=casus,
        livc_id=casus.livc_id,
        genoteerd_door=actor,
        misdrijvenlijst=lijst,
        **velden,
        **teksten,
    )
    rij.save(force_insert=True)
    leg_spoor(
        Soort.VERSTREKKING_GENOTEERD,
        actor,
        casus,
        object_id=rij.pk,
        feiten={"op": rij.verstrekt_op.isoformat()},
        casusfeiten={"autoriteit": rij.autoriteit, "misdrijf": rij.misdrijf, "lijst": lijst},
    )
    return rij


@handeling
def _noteer_poging(*, actor: Gebruiker, casus_pk: UUID) -> None:
    leg_spoor(Soort.VERSTREKKING_GEWEIGERD, actor, _casus(actor, casus_pk), feiten={"regel": "LR-44"})


def _casus(actor: Gebruiker, pk: UUID) -> Casus:
    casus = vergrendeld(actor, pk)
    eis(actor, "verstrekking.noteren", casus)
    return casus
