"""Het overleg leiden: openen, punt per punt bespreken, en sluiten."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit.soorten import Soort
from casus import databank
from casus.models import Aanwezigheid, Agendapunt, Besluit, Overleg
from casus.spoor import noteer_overleg, noteer_punt
from casus.voorwaarden import overleg as voorwaarden
from casus.voorwaarden.bewaartermijn import beletten_einde
from casus.voorwaarden.tafel import aan_tafel
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.livcs import geldige_modaliteiten
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .basis import bewaar_onder
from .overleg import gekende_punten, punt_in_slot, vergrendeld

BEVESTIGING = ("aanwezig_bevestigd_op", "aanwezig_bevestigd_door")


@handeling
def open_overleg(*, actor: Gebruiker, pk: UUID, herinnerd: bool) -> Overleg:
    """Opent het overleg na de herinnering aan de geheimhouding.

    Raises Verborgen, Verboden, NietVoldaan (LR-10, LR-30, LR-52, LR-61).
    """
    overleg = vergrendeld(actor, pk)
    eis(actor, "overleg.leiden", overleg)
    if not can_proceed(overleg.open):
        raise NietVoldaan(_("Dit overleg is al open of gaat niet meer door."))
    if not herinnerd:
        uitleg = _("Lees de herinnering aan de geheimhouding voor en bevestig dat.")
        raise NietVoldaan(uitleg, "LR-30", "herinnerd")
    eis_geen(voorwaarden.beletten_openen(overleg, gekende_punten(actor, overleg)))
    overleg.open()
    overleg.geopend_op = timezone.now()
    overleg.modaliteiten = geldige_modaliteiten(overleg.livc_id)
    overleg.save(update_fields=["staat", "geopend_op", "modaliteiten"])
    noteer_overleg(Soort.OVERLEG_GEOPEND, actor, overleg, geheimhouding_herinnerd=True)
    return overleg


@handeling
def begin_punt(*, actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Neemt een punt op; de casus is vanaf nu in overleg. Raises Verborgen, Verboden, NietVoldaan (LR-52)."""
    punt = _te_leiden(actor, pk)
    if not can_proceed(punt.begin):
        raise NietVoldaan(_("Dit punt loopt al of is al besproken."))
    eis_geen(voorwaarden.beletten_beginnen(punt))
    was = punt.casus.staat
    punt.begin()
    punt.begonnen_op, punt.beeindigd_op = timezone.now(), None
    punt.aanwezig_genoteerd_op = punt.aanwezig_bevestigd_op = punt.aanwezig_bevestigd_door = None
    try:
        punt.save(
            update_fields=["staat", "begonnen_op", "beeindigd_op", "aanwezig_genoteerd_op", *BEVESTIGING]
        )
    except IntegrityError as fout:
        # Het slot op het overleg voorkomt dit al; de databank bewaakt het een tweede keer (agendapunt_een_tegelijk).
        raise NietVoldaan(_("Er loopt al een ander punt. Rond dat eerst af.")) from fout
    # Een verdaagd punt begint met een lege zaal.
    punt.aanwezigheden.update(aanwezig=False, van=None, tot=None)
    punt.casus.bespreek()
    punt.casus.save(update_fields=["staat", "gewijzigd"])
    noteer_punt(Soort.AGENDAPUNT_BEGONNEN, actor, punt, casus_was=was, casus_is=punt.casus.staat)
    return punt


@handeling
def noteer_aanwezigheid(
    *, actor: Gebruiker, pk: UUID, aanwezig: Collection[UUID], stand: str | None = None
) -> Agendapunt:
    """Wie er nu in de zaal is; alleen wie aan deze tafel zit, kan aangeduid worden (LR-31).

    Wie intussen vertrok, blijft genoteerd als iemand die deelnam; de voorzitter bevestigt de lijst op het einde. `stand`
    is de lijst waarvan het formulier vertrok: noteerde een collega intussen, dan wint die. Raises Verborgen, Verboden,
    NietVoldaan.
    """
    punt = lopend_punt(actor, pk)
    eis_geen(voorwaarden.beletten_stand(punt, stand))
    tafel = {genoot.gebruiker.pk for genoot in aan_tafel(punt.casus)}
    if not set(aanwezig) <= tafel:
        uitleg = _("Duid alleen mensen aan die nu aan deze tafel zitten.")
        raise NietVoldaan(uitleg, "LR-31", "aanwezig")
    punt.aanwezig_genoteerd_op = timezone.now()
    punt.aanwezig_bevestigd_op = punt.aanwezig_bevestigd_door = None
    punt.save(update_fields=["aanwezig_genoteerd_op", *BEVESTIGING])
    rijen = {rij.gebruiker_id: rij for rij in punt.aanwezigheden.all()}
    for gebruiker_id in tafel | rijen.keys():
        rij = rijen.get(gebruiker_id) or Aanwezigheid(
            agendapunt=punt, gebruiker_id=gebruiker_id, casus_id=punt.casus_id, livc_id=punt.livc_id
        )
        _zet_in_zaal(rij, gebruiker_id in aanwezig, punt.aanwezig_genoteerd_op)
    noteer_punt(
        Soort.AGENDAPUNT_AANWEZIGHEID,
        actor,
        punt,
        casusfeiten={"aanwezig": sorted(str(wie) for wie in aanwezig)},
    )
    return punt


def _zet_in_zaal(rij: Aanwezigheid, aanwezig: bool, nu: datetime) -> None:
    """Wie binnenkomt, krijgt een begin; wie weggaat, een einde, en hij nam wel deel."""
    if aanwezig and not rij.in_zaal:
        rij.aanwezig, rij.van, rij.tot = True, rij.van or nu, None
    elif not aanwezig and rij.in_zaal:
        rij.tot = nu
    rij.save()


@handeling
def noteer_besluit(*, actor: Gebruiker, pk: UUID, tekst: str, sleutel: UUID | None = None) -> Besluit:
    """Een besluit van de tafel, nooit wat iemand zei (LR-45). Raises Verborgen, Verboden, NietVoldaan.

    Met een `sleutel` van het formulier geeft twee keer verzenden hetzelfde besluit terug.
    """
    punt = lopend_punt(actor, pk)
    if sleutel and (al := punt.besluiten.filter(pk=sleutel).first()):
        return al
    besluit = Besluit(
        agendapunt=punt, casus_id=punt.casus_id, livc_id=punt.livc_id, tekst=tekst, genoteerd_door=actor
    )
    bewaar_onder(besluit, sleutel)
    punt.concepten.filter(gebruiker=actor, sleutel=besluit.pk).delete()
    noteer_punt(Soort.BESLUIT_GENOMEN, actor, punt, besluit=str(besluit.pk))
    return besluit


@handeling
def schrap_besluit(*, actor: Gebruiker, pk: UUID, besluit_pk: UUID) -> Agendapunt:
    """Een verkeerd genoteerd besluit weghalen zolang het punt loopt. Raises Verborgen, Verboden, NietVoldaan."""
    punt = lopend_punt(actor, pk)
    besluit = punt.besluiten.filter(pk=besluit_pk).first()
    if besluit is None:
        raise NietVoldaan(_("Dit besluit staat er niet meer."))
    noteer_punt(
        Soort.BESLUIT_INGETROKKEN, actor, punt, casusfeiten={"tekst": besluit.tekst}, besluit=str(besluit_pk)
    )
    besluit.delete()
    return punt


@handeling
def toon_informatiekaart(*, actor: Gebruiker, pk: UUID) -> Agendapunt:
    """De politie toonde haar kaart aan tafel: alleen dat het gebeurde, nooit wat erop staat (LR-46, Wet LIVC art. 4 § 1).

    Raises Verborgen, Verboden, NietVoldaan.
    """
    punt = punt_in_slot(actor, pk)
    eis(actor, "agendapunt.informatiekaart", punt)
    eis_geen(voorwaarden.beletten_noteren(punt))
    noteer_punt(Soort.AGENDAPUNT_INFORMATIEKAART, actor, punt)
    return punt


@handeling
def rond_punt_af(*, actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Het punt is besproken; de aanwezigheid staat vast en de bewaartermijn telt vanaf vandaag (LR-52).

    Raises Verborgen, Verboden, NietVoldaan.
    """
    punt = lopend_punt(actor, pk)
    eis_geen(voorwaarden.beletten_afronden_punt(punt))
    punt.rond_af()
    punt.beeindigd_op = timezone.now()
    punt.save(update_fields=["staat", "beeindigd_op"])
    databank.wis_concepten(punt.pk)
    # Liep het punt door tot na het einde van de termijn, dan schuift niets haar nog op.
    if not beletten_einde(punt.casus):
        punt.casus.laatst_besproken_op = timezone.localdate()
        punt.casus.save(update_fields=["laatst_besproken_op", "gewijzigd"])
    noteer_punt(
        Soort.AGENDAPUNT_BESPROKEN, actor, punt, aanwezigen=punt.aanwezigheden.filter(aanwezig=True).count()
    )
    return punt


@handeling
def verdaag_punt(*, actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Het punt komt later terug, ook als het nog niet begon. Raises Verborgen, Verboden, NietVoldaan."""
    punt = punt_in_slot(actor, pk)
    eis(actor, "overleg.leiden", punt.overleg)
    eis(actor, "agendapunt.verdagen", punt)
    # Ook na het overleg: wie het sloot, kende dit punt misschien niet (LR-23).
    if punt.overleg.staat == Overleg.Staat.GEANNULEERD or not can_proceed(punt.verdaag):
        raise NietVoldaan(_("Dit punt kan niet meer verdaagd worden."))
    punt.verdaag()
    punt.beeindigd_op = timezone.now()
    punt.save(update_fields=["staat", "beeindigd_op"])
    databank.wis_concepten(punt.pk)
    noteer_punt(Soort.AGENDAPUNT_VERDAAGD, actor, punt)
    return punt


@handeling
def rond_overleg_af(*, actor: Gebruiker, pk: UUID) -> Overleg:
    """Sluit het overleg als elk punt besproken of verdaagd is. Raises Verborgen, Verboden, NietVoldaan."""
    overleg = vergrendeld(actor, pk)
    eis(actor, "overleg.leiden", overleg)
    if not can_proceed(overleg.rond_af):
        raise NietVoldaan(_("Dit overleg is niet open."))
    eis_geen(voorwaarden.beletten_afronden(gekende_punten(actor, overleg)))
    overleg.rond_af()
    overleg.afgerond_op = timezone.now()
    overleg.save(update_fields=["staat", "afgerond_op"])
    noteer_overleg(Soort.OVERLEG_AFGEROND, actor, overleg, punten=gekende_punten(actor, overleg).count())
    return overleg


def _te_leiden(actor: Gebruiker, pk: UUID) -> Agendapunt:
    punt = punt_in_slot(actor, pk)
    eis(actor, "overleg.leiden", punt.overleg)
    eis(actor, "agendapunt.leiden", punt)
    return punt


def lopend_punt(actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Het punt dat nu besproken wordt. Raises NietVoldaan als het niet (meer) loopt: dan ligt alles vast."""
    punt = _te_leiden(actor, pk)
    eis_geen(voorwaarden.beletten_noteren(punt))
    return punt
