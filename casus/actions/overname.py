"""Iets van tafel meenemen naar het eigen dossier: vragen, antwoorden, het parket, intrekken (LR-43, W2026 art. 4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import databank
from casus.models import Actie, Casus, Deelname, Dossierovername, Inbreng
from casus.models.overname import Overnameantwoord
from casus.spoor import noteer
from casus.voorwaarden import overname as voorwaarden
from casus.zetbaar import beletten_drukken
from toegang.beleid import eis, haal, rollen_van
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.rollen import KERN
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld
from .geheimen import verklapt_besloten

JA, NEE = Overnameantwoord.Antwoord.JA, Overnameantwoord.Antwoord.NEE


@dataclass(frozen=True)
class Stuk:
    """Wat iemand wil meenemen: een afspraak, andermans inbreng, of eigen woorden."""

    actie: UUID | None = None
    inbreng: UUID | None = None
    tekst: str = ""


@handeling
def vraag(
    *,
    actor: Gebruiker,
    casus_pk: UUID,
    pk: UUID,
    stuk: Stuk,
    reden: str,
    noodzaak: str,
    gerechtelijk: bool = False,
) -> Dossierovername:
    """Vraagt het aan iedereen die nu aan tafel zit; wie vraagt, zegt zelf ja. `pk` komt van het formulier.

    Aan wie het gevraagd is, legt de databank vast. Raises Verborgen, Verboden, NietVoldaan (LR-43).
    """
    casus = vergrendeld(actor, casus_pk)
    eis(actor, "overname.vragen", casus)
    if Dossierovername.objects.filter(pk=pk).exists():
        raise NietVoldaan(_("Dit formulier is al verstuurd."))
    overname = _nieuw(actor, casus, pk, stuk, gerechtelijk)
    overname.reden, overname.noodzaak = reden.strip(), noodzaak.strip()
    eis_geen(voorwaarden.beletten_vragen(overname, casus))
    eis_geen(
        beletten_drukken(overname.inbreng.tekst if overname.inbreng else overname.tekst, "LR-43", "tekst")
    )
    for veld in ("reden", "noodzaak"):
        if not getattr(overname, veld):
            raise NietVoldaan(_("Schrijf kort waarom."), "LR-43", veld)
    if verklapt_besloten(actor, casus, "\n".join([stuk.tekst, overname.reden, overname.noodzaak])):
        uitleg = _(
            "Dit komt te dicht bij wat iemand niet voor de hele tafel vertelde. De hele tafel zou het lezen."
        )
        raise NietVoldaan(uitleg, "LR-32", "tekst")
    overname.save(force_insert=True)
    _leg_vast(Soort.OVERNAME_GEVRAAGD, actor, casus, overname)
    return overname


@handeling
def antwoord(*, actor: Gebruiker, pk: UUID, wat: str, gerechtelijk: bool = False) -> Dossierovername:
    """Ja of neen, alleen voor zichzelf. Eén neen weigert; van een ja kan men nog terugkomen tot er afgedrukt is.

    Het logboek weet van wie het antwoord is, en onder de sleutel van de casus welk. Raises Verborgen, NietVoldaan.
    """
    casus, overname = _vergrendeld(actor, pk)
    eis(actor, "overname.antwoorden", overname)
    eis_geen(voorwaarden.beletten_antwoord(overname))
    if overname.aanvrager_id == actor.pk:
        raise NietVoldaan(_("U vroeg dit zelf. Wilt u het niet meer, trek uw vraag dan in."), "LR-43")
    _noteer_antwoord(actor, overname, Overnameantwoord.Antwoord(wat))
    # Wie neen zei, mag niet uit een altijd leesbaar feit blijken: hier staat zelfs de staat niet open (LR-20).
    _leg_vast(Soort.OVERNAME_BEANTWOORD, actor, casus, overname, {}, antwoord=wat)
    if gerechtelijk and not overname.gerechtelijk:
        _merk_gerechtelijk(overname)
    if wat == NEE:
        overname.weiger()
        overname.save(update_fields=["staat"])
    elif overname.pk in databank.unanieme_overnames([overname.pk]) and can_proceed(overname.bereik_consensus):
        _bereik_consensus(actor, casus, overname)
    return overname


@handeling
def stel_vast(*, actor: Gebruiker, pk: UUID) -> Dossierovername:
    """Nodig als de laatste die nog niet antwoordde, later aan tafel kwam en weer wegging. Raises NietVoldaan."""
    casus, overname = _vergrendeld(actor, pk)
    eis(actor, "overname.vaststellen", overname)
    eis_geen(voorwaarden.beletten_vaststellen(overname))
    _bereik_consensus(actor, casus, overname)
    return overname


@handeling
def noteer_parket(
    *, actor: Gebruiker, pk: UUID, akkoord: bool, parket_op: date, referentie: str
) -> Dossierovername:
    """Het uitdrukkelijke antwoord van het parket, met datum en referentie. Raises Verborgen, Verboden, NietVoldaan."""
    casus, overname = _vergrendeld(actor, pk)
    eis(actor, "overname.parket", overname)
    eis_geen(voorwaarden.beletten_parket(overname, actor.pk, parket_op))
    if not referentie.strip():
        raise NietVoldaan(_("Schrijf de referentie van het antwoord van het parket."), "LR-43", "referentie")
    eis_geen(beletten_drukken(referentie, "LR-43", "referentie"))
    overname.parket_op, overname.parket_referentie = parket_op, referentie.strip()
    overname.parket_door = actor
    if akkoord:
        overname.sta_toe()
    else:
        overname.weiger()
    overname.save(update_fields=["staat", "parket_op", "parket_referentie", "parket_door"])
    feiten = {"staat": overname.staat, "op": parket_op.isoformat()}
    _leg_vast(Soort.OVERNAME_PARKET, actor, casus, overname, feiten)
    return overname


@handeling
def trek_in(*, actor: Gebruiker, pk: UUID) -> Dossierovername:
    """Wie vroeg, vraagt het niet meer; zijn woorden verdwijnen. Raises Verborgen, Verboden, NietVoldaan."""
    casus, overname = _vergrendeld(actor, pk)
    eis(actor, "overname.intrekken", overname)
    eis_geen(voorwaarden.beletten_antwoord(overname))
    overname.trek_in()
    overname.tekst = overname.reden = overname.noodzaak = ""
    overname.save(update_fields=["staat", "tekst", "reden", "noodzaak"])
    _leg_vast(Soort.OVERNAME_INGETROKKEN, actor, casus, overname)
    return overname


def lopend_over(inbreng: Inbreng) -> list[UUID]:
    """Wat nu met deze inbreng zou meegaan; vraag dit voor de auteur ze wijzigt."""
    return list(inbreng.overnames.lopend().values_list("pk", flat=True))


def noteer_verval(actor: Gebruiker, casus: Casus, pks: Collection[UUID]) -> None:
    """Wat de databank liet vervallen omdat de auteur zijn inbreng terugnam of geheimer maakte (LR-32)."""
    for overname in Dossierovername.objects.filter(pk__in=pks, staat=Dossierovername.Staat.VERVALLEN):
        _leg_vast(Soort.OVERNAME_VERVALLEN, actor, casus, overname)


def _nieuw(actor: Gebruiker, casus: Casus, pk: UUID, stuk: Stuk, gerechtelijk: bool) -> Dossierovername:
    actie = haal(actor, "actie.zien", Actie.objects.filter(casus=casus), stuk.actie) if stuk.actie else None
    inbreng = None
    if stuk.inbreng:
        rijen = Inbreng.objects.filter(casus=casus, **voorwaarden.TAFELINBRENG).exclude(auteur=actor)
        inbreng = haal(actor, "inbreng.zien", rijen, stuk.inbreng)
    soort = Dossierovername.Voorwaarde.AFSPRAAK if actie else Dossierovername.Voorwaarde.INFORMATIE
    van_gerecht = inbreng is not None and inbreng.categorie == voorwaarden.GEVOELIG_GERECHT
    return Dossierovername(
        pk=pk,
        casus=casus,
        livc_id=casus.livc_id,
        aanvrager=actor,
        voorwaarde=soort,
        actie=actie,
        inbreng=inbreng,
        # De afspraak zoals ze nu luidt: daarop zegt iedereen ja, ook als ze later bijgesteld wordt.
        tekst=actie.omschrijving if actie else "" if inbreng else stuk.tekst.strip(),
        gerechtelijk=gerechtelijk or van_gerecht,
        **_dienst(actor, casus),
    )


def _dienst(actor: Gebruiker, casus: Casus) -> dict[str, Any]:
    """Voor wie het is: de dienst van de eigen plaats aan tafel, of de rol in de kern."""
    plaats = Deelname.objects.aanvaard().filter(casus=casus, gebruiker=actor).first()
    if plaats is not None:
        return {"organisatie": plaats.organisatie}
    return {"rol": min(rollen_van(actor)[casus.livc_id] & KERN).value}


def _noteer_antwoord(actor: Gebruiker, overname: Dossierovername, wat: str) -> None:
    rij = overname.antwoorden.filter(gebruiker=actor).first()
    nu = timezone.now()
    if rij is None:  # kwam later aan tafel
        overname.antwoorden.create(
            casus_id=overname.casus_id,
            livc_id=overname.livc_id,
            gebruiker=actor,
            antwoord=wat,
            beantwoord_op=nu,
        )
        return
    if rij.antwoord == wat:
        raise NietVoldaan(_("U antwoordde dit al."))
    rij.antwoord, rij.beantwoord_op = wat, nu
    rij.save(update_fields=["antwoord", "beantwoord_op"])


def _merk_gerechtelijk(overname: Dossierovername) -> None:
    overname.gerechtelijk = True
    if overname.staat == Dossierovername.Staat.TOEGESTAAN:
        overname.leg_voor_aan_parket()
    overname.save(update_fields=["gerechtelijk", "staat"])


def _bereik_consensus(actor: Gebruiker, casus: Casus, overname: Dossierovername) -> None:
    overname.bereik_consensus()
    overname.save(update_fields=["staat"])
    if overname.gerechtelijk:
        overname.leg_voor_aan_parket()
    else:
        overname.sta_toe()
    overname.save(update_fields=["staat"])
    _leg_vast(Soort.OVERNAME_CONSENSUS, actor, casus, overname)


def _vergrendeld(actor: Gebruiker, pk: UUID) -> tuple[Casus, Dossierovername]:
    """De vraag op slot, na haar casus: twee laatste antwoorden tegelijk zien elkaar zo."""
    plek = haal(actor, "overname.zien", Dossierovername.objects.all(), pk)
    casus = vergrendeld(actor, plek.casus_id)
    rijen = Dossierovername.objects.select_for_update(of=("self",), no_key=True).select_related("organisatie")
    return casus, haal(actor, "overname.zien", rijen, pk)


def _leg_vast(
    soort: Soort,
    actor: Gebruiker,
    casus: Casus,
    overname: Dossierovername,
    feiten: dict[str, Any] | None = None,
    **besloten: Any,
) -> None:
    noteer(
        soort,
        actor,
        casus,
        object_id=overname.pk,
        feiten={"staat": overname.staat} if feiten is None else feiten,
        casusfeiten={"kenmerk": overname.kenmerk, "voorwaarde": overname.voorwaarde} | besloten,
    )
