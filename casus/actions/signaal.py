"""Een signaal registreren, insturen, ontvangen, acuut doorgeven en wissen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.soorten import Soort
from casus.models import Signaal
from casus.selectors.signaal import organisatie_van
from casus.voorwaarden.livc import beletten_nieuw
from casus.voorwaarden.signaal import beletten_insturen, beletten_ontvangen, beletten_overgang
from toegang import identiteit, sleutels
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.ronde import ronde
from toegang.uitzonderingen import Verborgen, eis_geen
from toegang.verantwoording import Systeemactor, leg_vast


@handeling
def registreer(*, actor: Gebruiker, livc: Livc, gegevens: dict[str, Any]) -> Signaal:
    """De preventieambtenaar registreert een signaal. Raises Verboden, NietVoldaan (LR-10)."""
    eis(actor, "signaal.registreren", livc)
    eis_geen(beletten_nieuw(livc.pk))
    signaal = _bewaar(actor, livc, gegevens, ingezonden=False, ontvangen_op=timezone.now())
    _leg_begin_vast(Soort.SIGNAAL_GEREGISTREERD, actor, signaal)
    return signaal


@handeling
def stuur_in(*, actor: Gebruiker, livc: Livc, gegevens: dict[str, Any]) -> Signaal:
    """Een bekende professional stuurt een signaal in. Raises Verborgen, Verboden, NietVoldaan (LR-10, LR-33)."""
    eis(actor, "signaal.insturen", livc)
    eis_geen(beletten_insturen(actor, livc))
    signaal = _bewaar(
        actor,
        livc,
        gegevens,
        ingezonden=True,
        kanaal=Signaal.Kanaal.FORMULIER,
        bron_organisatie=organisatie_van(actor, livc),
    )
    _leg_begin_vast(Soort.SIGNAAL_INGESTUURD, actor, signaal)
    return signaal


def _leg_begin_vast(soort: Soort, actor: Gebruiker, signaal: Signaal) -> None:
    # Hoe dringend iemand het vond, zegt iets over de persoon: dat verdwijnt met het signaal.
    _leg_vast(soort, actor, signaal, {"kanaal": signaal.kanaal}, {"dringendheid": signaal.dringendheid})


def _leg_vast(
    soort: Soort,
    actor: Gebruiker | Systeemactor,
    signaal: Signaal,
    feiten: dict[str, Any] | None = None,
    casusfeiten: dict[str, Any] | None = None,
) -> None:
    leg_vast(
        soort,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
        feiten={"staat": signaal.staat} | (feiten or {}),
        casusfeiten=casusfeiten,
    )


def _bewaar(actor: Gebruiker, livc: Livc, gegevens: dict[str, Any], **velden: Any) -> Signaal:
    signaal = Signaal(livc=livc, melder=actor, **gegevens, **velden)
    # Eerst de sleutel: zonder sleutel valt er niets te bewaren.
    sleutels.maak(signaal.pk, livc.pk)
    signaal.save(force_insert=True)
    return signaal


def vergrendeld(actor: Gebruiker, actie: str, pk: UUID) -> Signaal:
    """Het signaal met een slot op de rij, zodat twee mensen tegelijk niet allebei beslissen.

    Raises Verborgen, Verboden.
    """
    signaal = Signaal.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if signaal is None:
        raise Verborgen(actie)
    eis(actor, actie, signaal)
    return signaal


def rond_af(signaal: Signaal, actor: Gebruiker) -> list[str]:
    """Noteert wie de uitkomst gaf; zonder casus begint de kortste bewaartermijn te lopen (LR-04).

    Geeft de namen van de velden die te bewaren zijn.
    """
    signaal.afgehandeld_op = timezone.now()
    signaal.afgehandeld_door = actor
    if signaal.staat in Signaal.TE_WISSEN:
        signaal.wissen_op = timezone.localdate() + timedelta(days=signaal.livc.signaal_bewaardagen)
    return ["staat", "afgehandeld_op", "afgehandeld_door", "wissen_op"]


@handeling
def bevestig_ontvangst(*, actor: Gebruiker, pk: UUID) -> Signaal:
    """De melder ziet vanaf nu dat zijn signaal aankwam, en niets meer. Raises Verborgen, Verboden, NietVoldaan."""
    signaal = vergrendeld(actor, "signaal.bevestigen", pk)
    eis_geen(beletten_ontvangen(signaal))
    signaal.ontvangen_op = timezone.now()
    signaal.save(update_fields=["ontvangen_op"])
    _leg_vast(Soort.SIGNAAL_ONTVANGEN, actor, signaal)
    return signaal


@handeling
def geef_acuut_door(*, actor: Gebruiker, pk: UUID, aan: str) -> Signaal:
    """Onmiddellijk gevaar ging naar de politie, buiten het LIVC; alleen de overdracht wordt vastgelegd.

    Hangt met opzet niet af van LR-10: gevaar wacht niet op een volledige kern. Raises Verborgen, Verboden, NietVoldaan.
    """
    signaal = vergrendeld(actor, "signaal.acuut", pk)
    eis_geen(beletten_overgang(signaal, signaal.geef_acuut_door))
    signaal.geef_acuut_door()
    signaal.doorgegeven_aan = Signaal.Overdracht(aan)
    # Wie dit doorgaf, las het: de melder hoeft niet op een bevestiging te wachten.
    signaal.ontvangen_op = signaal.ontvangen_op or timezone.now()
    velden = rond_af(signaal, actor)
    signaal.save(update_fields=[*velden, "doorgegeven_aan", "ontvangen_op"])
    _leg_vast(
        Soort.SIGNAAL_ACUUT_DOORGEGEVEN,
        actor,
        signaal,
        {"aan": signaal.doorgegeven_aan, "wissen_op": str(signaal.wissen_op)},
    )
    return signaal


@handeling
def wis(*, actor: Gebruiker | Systeemactor, pk: UUID) -> bool:
    """Vernietigt de sleutel en maakt de rij leeg; alleen een spoor zonder persoonsgegevens blijft (LR-04).

    Geeft False als er niets (meer) te wissen valt.
    """
    te_wissen = Signaal.objects.filter(staat__in=Signaal.TE_WISSEN, wissen_op__lte=timezone.localdate())
    signaal = te_wissen.select_for_update(of=("self",)).filter(pk=pk).first()
    if signaal is None:
        return False
    sleutels.vernietig(signaal.pk)
    signaal.wis()
    signaal.persoon = {}
    signaal.feiten = signaal.interpretatie = signaal.uitkomst_reden = signaal.besluit_reden = ""
    signaal.bron_organisatie = None
    inhoud = ["persoon", "feiten", "interpretatie", "uitkomst_reden", "besluit_reden", "bron_organisatie"]
    signaal.save(update_fields=["staat", *inhoud])
    signaal.wegingen.update(antwoorden=None, motivering=None)
    _leg_vast(Soort.SIGNAAL_GEWIST, actor, signaal, {"wissen_op": str(signaal.wissen_op)})
    return True


def wis_verlopen(*, actor: Systeemactor) -> int:
    """Wist elk signaal waarvan de termijn om is, elk in een eigen handeling. Geeft het aantal.

    Wat faalt, houdt de rest niet tegen; de eerste fout komt daarna toch naar boven, zodat de taak zichtbaar faalt.
    """
    with identiteit.als(actor):
        verlopen = _verlopen(timezone.localdate())
    return ronde(verlopen, lambda pk: wis(actor=actor, pk=pk))


def _verlopen(op: date) -> list[UUID]:
    rijen = Signaal.objects.filter(staat__in=Signaal.TE_WISSEN, wissen_op__lte=op)
    return list(rijen.order_by("wissen_op").values_list("pk", flat=True))
