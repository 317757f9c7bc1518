"""De ontvanger van een overdracht: kijken zonder te weten over wie het gaat, en dan aanvaarden of niet (LR-03, LR-05)."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import indicatoren as lijst
from casus.models import Aanbod, Casus, Overdracht
from casus.overdrachtrijen import OVERDRAGER
from casus.spoor import noteer
from casus.voorwaarden.lijst import beletten_aanwijzingen, beletten_rechtsgrond
from casus.voorwaarden.overdracht import beletten_beantwoorden, beletten_overnemen
from toegang import identiteit, sleutels, toekenningen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast

from . import pakket
from .afsluiten import sluit_overgedragen


@handeling
def open_aanbod(*, actor: Gebruiker, pk: UUID) -> Aanbod:
    """Wie aanbiedt, waarom, en hoeveel stukken; van de persoon niets (LR-13). Raises Verborgen."""
    aanbod = haal(actor, "aanbod.zien", Aanbod.objects.select_related("van", "livc", "casus"), pk)
    _noteer(Soort.OVERDRACHT_INGEZIEN, actor, aanbod)
    return aanbod


@handeling
def aanvaard(
    *,
    actor: Gebruiker,
    pk: UUID,
    aanwijzingen: str,
    indicatoren: list[str],
    rechtsgrond: str,
    machtiging_datum: date | None = None,
    machtiging_referentie: str = "",
) -> Casus:
    """Een nieuwe, eigen casus, met de stukken onder haar eigen sleutel; het pakket en zijn sleutel zijn daarna weg.

    De burgemeester schrijft zelf waarom deze persoon op zijn lijst hoort, zoals bij elke andere casus. De casus van de
    afzender sluit in dezelfde transactie. Raises Verborgen, Verboden, NietVoldaan (LR-01, LR-03, LR-05, LR-10).
    """
    oud, overdracht, aanbod = _vergrendeld(actor, pk)
    eis_geen(beletten_overnemen(aanbod))
    eis_geen(beletten_aanwijzingen(aanwijzingen, indicatoren))
    eis_geen(beletten_rechtsgrond(rechtsgrond, machtiging_datum, machtiging_referentie))
    casus = Casus(
        livc_id=aanbod.livc_id,
        rechtsgrond=rechtsgrond,
        machtiging_datum=machtiging_datum,
        machtiging_referentie=machtiging_referentie,
        aanwijzingen=aanwijzingen,
        indicatoren={"versie": lijst.VERSIE, "codes": indicatoren},
        op_lijst_door=actor,
    )
    sleutels.maak(casus.pk, casus.livc_id)
    casus.save(force_insert=True)
    aanbod.aanvaard()
    aanbod.casus = casus
    _beantwoord(actor, aanbod)
    telling = pakket.vul(aanbod, casus)
    pakket.vernietig(aanbod.pk)
    toekenningen.open_voor_kern(casus)
    feiten = {"staat": aanbod.staat, "doel": casus.doel}
    noteer(
        Soort.OVERDRACHT_AANVAARD,
        actor,
        casus,
        object_id=aanbod.pk,
        feiten=feiten,
        casusfeiten={"rechtsgrond": rechtsgrond, "indicatoren": indicatoren, "stukken": telling},
    )
    overdracht.aanvaard()
    _rond_af(oud, overdracht)
    return casus


@handeling
def weiger(*, actor: Gebruiker, pk: UUID) -> Aanbod:
    """De burgemeester neemt niets over; niemand zag wat er in het pakket zat. Raises Verborgen, Verboden, NietVoldaan."""
    oud, overdracht, aanbod = _vergrendeld(actor, pk)
    eis_geen(beletten_beantwoorden(aanbod))
    aanbod.weiger()
    _beantwoord(actor, aanbod)
    pakket.vernietig(aanbod.pk)
    _noteer(Soort.OVERDRACHT_AFGESLAGEN, actor, aanbod)
    overdracht.weiger()
    _rond_af(oud, overdracht)
    return aanbod


def _vergrendeld(actor: Gebruiker, pk: UUID) -> tuple[Casus, Overdracht, Aanbod]:
    """Het aanbod met een slot, na dat op de casus en de overdracht van de afzender: die ziet alleen de taak."""
    eis(actor, "aanbod.beantwoorden", haal(actor, "aanbod.zien", Aanbod.objects.all(), pk))
    with identiteit.als(OVERDRAGER):
        plek = Overdracht.objects.filter(pk=pk).first()
        if plek is None:
            raise NietVoldaan(_("De afzender trok dit aanbod in."), "LR-05")
        oud = Casus.objects.select_for_update(of=("self",), no_key=True).filter(pk=plek.casus_id).first()
        overdracht = Overdracht.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    aanbod = haal(actor, "aanbod.zien", Aanbod.objects.select_for_update(of=("self",), no_key=True), pk)
    # Na een antwoord ziet ook de taak de oude casus niet meer; dan volgt een belet, en wordt er niets gesloten.
    return oud or Casus(pk=plek.casus_id, livc_id=plek.livc_id), overdracht, aanbod


def _beantwoord(actor: Gebruiker, aanbod: Aanbod) -> None:
    aanbod.beantwoord_door, aanbod.beeindigd_op = actor, timezone.now()
    aanbod.save(update_fields=["staat", "casus", "beantwoord_door", "beeindigd_op"])


def _rond_af(oud: Casus, overdracht: Overdracht) -> None:
    """Bij de afzender: het antwoord en de dag, meer niet; na een ja sluit zijn casus (LR-31, LR-52)."""
    with identiteit.als(OVERDRAGER):
        overdracht.beeindigd_op = timezone.now()
        overdracht.save(update_fields=["staat", "beeindigd_op"])
        noteer(
            Soort.OVERDRACHT_AFGELOPEN,
            OVERDRAGER,
            oud,
            object_id=overdracht.pk,
            feiten={"staat": overdracht.staat},
        )
        if overdracht.staat == Overdracht.Staat.AANVAARD:
            sluit_overgedragen(oud)


def _noteer(soort: Soort, actor: Gebruiker, aanbod: Aanbod) -> None:
    leg_vast(soort, actor=actor, livc_id=aanbod.livc_id, object_id=aanbod.pk, feiten={"staat": aanbod.staat})
