"""Acties: afspreken, bijstellen, en het antwoord van de eigenaar."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus.models import Actie, Agendapunt, Casus, Doel
from casus.spoor import noteer
from casus.voorwaarden.traject import beletten_actie, beletten_opvolging, beletten_toevoegen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .basis import bewaar_onder
from .casus import vergrendeld

# Drie antwoorden; elk is een volledig antwoord, met of zonder toelichting.
UITKOMSTEN = {
    Actie.Staat.UITGEVOERD: ("voer_uit", Soort.ACTIE_UITGEVOERD),
    Actie.Staat.ONMOGELIJK: ("meld_onmogelijk", Soort.ACTIE_ONMOGELIJK),
    Actie.Staat.NIET_UITGEVOERD: ("meld_niet_uitgevoerd", Soort.ACTIE_NIET_UITGEVOERD),
}


@handeling
def spreek_af(
    *,
    actor: Gebruiker,
    casus: Casus,
    omschrijving: str,
    eigenaar: Gebruiker,
    tegen: date,
    agendapunt: Agendapunt | None = None,
    doel: Doel | None = None,
    sleutel: UUID | None = None,
) -> Actie:
    """Een afspraak met een eigenaar en een datum. Raises Verborgen, Verboden, NietVoldaan (LR-31).

    Met een `sleutel` van het formulier geeft twee keer verzenden dezelfde actie terug.
    """
    casus = vergrendeld(actor, casus.pk)
    if agendapunt is None:
        eis(actor, "traject.opstellen", casus)
    else:
        eis(actor, "agendapunt.leiden", agendapunt)
    if sleutel and (al := Actie.objects.filter(casus=casus, agendapunt=agendapunt, pk=sleutel).first()):
        return al
    eis_geen(beletten_toevoegen(casus))
    eis_geen(beletten_actie(casus, eigenaar=eigenaar, tegen=tegen, agendapunt=agendapunt, doel=doel))
    actie = Actie(
        casus=casus,
        livc_id=casus.livc_id,
        omschrijving=omschrijving,
        eigenaar=eigenaar,
        tegen=tegen,
        agendapunt=agendapunt,
        doel=doel,
    )
    bewaar_onder(actie, sleutel)
    if agendapunt is not None:
        agendapunt.concepten.filter(gebruiker=actor, sleutel=actie.pk).delete()
    _noteer(Soort.ACTIE_AFGESPROKEN, actor, casus, actie)
    return actie


@handeling
def wijzig(
    *,
    actor: Gebruiker,
    pk: UUID,
    omschrijving: str,
    eigenaar: Gebruiker,
    tegen: date,
    doel: Doel | None = None,
) -> Actie:
    """Een open afspraak bijstellen. Raises Verborgen, Verboden, NietVoldaan (LR-31)."""
    casus, actie = vergrendelde_actie(actor, pk)
    eis(actor, "traject.opstellen", casus)
    eis_open(casus, actie)
    nieuw = tegen if tegen != actie.tegen else None
    eis_geen(beletten_actie(casus, eigenaar=eigenaar, tegen=nieuw, agendapunt=None, doel=doel))
    actie.omschrijving, actie.eigenaar, actie.tegen, actie.doel = omschrijving, eigenaar, tegen, doel
    actie.save(update_fields=["omschrijving", "eigenaar", "tegen", "doel"])
    _noteer(Soort.ACTIE_GEWIJZIGD, actor, casus, actie)
    return actie


@handeling
def handel_af(*, actor: Gebruiker, pk: UUID, uitkomst: str, toelichting: str = "") -> Actie:
    """Het antwoord van de eigenaar. Raises Verborgen, Verboden, NietVoldaan als er al een antwoord is (LR-22)."""
    casus, actie = vergrendelde_actie(actor, pk)
    eis(actor, "actie.afhandelen", actie)
    eis_open(casus, actie)
    overgang, soort = UITKOMSTEN[Actie.Staat(uitkomst)]
    getattr(actie, overgang)()
    actie.toelichting, actie.afgehandeld_op = toelichting, timezone.now()
    actie.save(update_fields=["staat", "toelichting", "afgehandeld_op"])
    _noteer(soort, actor, casus, actie)
    return actie


def vergrendelde_actie(actor: Gebruiker, pk: UUID) -> tuple[Casus, Actie]:
    """De actie op slot, na haar casus. Raises Verborgen."""
    plek = haal(actor, "actie.zien", Actie.objects.all(), pk)
    casus = vergrendeld(actor, plek.casus_id)
    rijen = Actie.objects.select_for_update(of=("self",), no_key=True).select_related("eigenaar")
    return casus, haal(actor, "actie.zien", rijen, pk)


def eis_open(casus: Casus, actie: Actie) -> None:
    """Raises NietVoldaan als de casus dicht is of de eigenaar al antwoordde."""
    eis_geen(beletten_opvolging(casus))
    if not can_proceed(actie.voer_uit):
        raise NietVoldaan(_("Op deze actie is al geantwoord."))


def _noteer(soort: Soort, actor: Gebruiker, casus: Casus, actie: Actie) -> None:
    feiten: dict[str, Any] = {"staat": actie.staat, "tegen": actie.tegen.isoformat()}
    noteer(
        soort,
        actor,
        casus,
        object_id=actie.pk,
        feiten=feiten,
        casusfeiten={"eigenaar": str(actie.eigenaar_id)},
    )
