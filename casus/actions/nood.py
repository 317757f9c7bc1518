"""Noodtoegang vragen, en als tweede persoon openen of weigeren (LR-30, LR-31, LR-32)."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from audit.soorten import Soort
from casus.selectors import nood as selectors
from casus.spoor import noteer
from casus.voorwaarden.nood import beletten_antwoord, beletten_openen, vorige_eerst, waarom_niet
from toegang import post, sleutels, toekenningen
from toegang.beleid import haal
from toegang.berichten import Berichtsoort, Brief
from toegang.diensten import diensten_van, in_woorden
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc, Noodtoegang
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast


@handeling
def vraag(*, actor: Gebruiker, livc_pk: UUID, referentie: str, grond: str, reden: str, minuten: int) -> None:
    """Dient een aanvraag in, of doet precies alsof: wie vraagt, leert niet of de casus bestaat (LR-05, LR-23).

    Elke weg geeft dezelfde opdrachten aan de databank; wat niet kan, verdwijnt met het laatste punt. Het logboek
    weet het verschil. Raises Verborgen voor wie niet met dit LIVC werkt.
    """
    livc = haal(actor, "livc.nood_vragen", Livc.objects.all(), livc_pk)
    casus_id = selectors.zoek_casus(livc, referentie)
    nood = Noodtoegang(
        livc=livc,
        casus_id=casus_id or uuid7(),
        aanvrager=actor,
        aanvrager_dienst=in_woorden(diensten_van(actor, livc.pk)),
        aangevraagd_op=timezone.now(),
        grond=grond,
        reden=reden,
        minuten=minuten,
    )
    waarom = waarom_niet(actor, nood.casus_id)
    if casus_id is None:
        waarom = "onbekende referentie"
    punt = transaction.savepoint_create()
    sleutels.maak(nood.pk, livc.pk)
    nood.save(force_insert=True)
    if waarom:
        transaction.savepoint_rollback(punt)
        sleutels.vergeet()
    else:
        transaction.savepoint_commit(punt)
    leg_vast(
        Soort.NOODTOEGANG_GEVRAAGD,
        actor=actor,
        livc_id=livc.pk,
        dossier_id=casus_id,
        object_id=nood.pk,
        referentie=referentie,
        feiten={"referentie": referentie, "minuten": minuten, "grond": grond, "niet": waarom},
    )


@handeling
def open_aanvraag(*, actor: Gebruiker, pk: UUID) -> Noodtoegang:
    """De aanvraag met haar reden, voor de kern, en na het openen ook voor de tafel. Raises Verborgen (LR-57)."""
    nood = haal(actor, "noodtoegang.zien", selectors.rijen(), pk)
    noteer(Soort.NOODTOEGANG_GELEZEN, actor, nood.casus, object_id=nood.pk)
    return nood


@handeling
def open_(*, actor: Gebruiker, pk: UUID) -> Noodtoegang:
    """De tweede persoon bevestigt: de minuten lopen, en iedereen die het moet weten, hoort het meteen (LR-31).

    Raises Verborgen, NietVoldaan.
    """
    nood = _vergrendeld(actor, pk)
    eis_geen(beletten_openen(actor, nood))
    nood.open()
    nood.bevestigd_door = actor
    nood.bevestiger_dienst = in_woorden(diensten_van(actor, nood.livc_id))
    nood.begonnen_op = timezone.now()
    nood.eindigt_op = nood.begonnen_op + timedelta(minutes=nood.minuten)
    try:
        with transaction.atomic():
            nood.save(
                update_fields=["staat", "bevestigd_door", "bevestiger_dienst", "begonnen_op", "eindigt_op"]
            )
    except IntegrityError as fout:
        # Een andere noodtoegang, van deze casus of van deze persoon in een casus die u niet ziet.
        belet = vorige_eerst()
        raise NietVoldaan(belet.uitleg, belet.regel) from fout
    toekenningen.geef(nood.aanvrager, toekenningen.NOODTOEGANG, nood.casus)
    noteer(
        Soort.NOODTOEGANG_GEOPEND,
        actor,
        nood.casus,
        object_id=nood.pk,
        feiten={"minuten": nood.minuten, "grond": nood.grond, "aanvrager": str(nood.aanvrager_id)},
    )
    for iemand in selectors.te_verwittigen(nood):
        post.na_vastleggen(Brief(Berichtsoort.NOODTOEGANG), iemand.email)
    return nood


@handeling
def weiger(*, actor: Gebruiker, pk: UUID) -> Noodtoegang:
    """Neen: er gaat niets open, en wie het vroeg, hoort niets. Raises Verborgen, NietVoldaan."""
    nood = _vergrendeld(actor, pk)
    eis_geen(beletten_antwoord(actor, nood))
    nood.weiger()
    nood.save(update_fields=["staat"])
    noteer(Soort.NOODTOEGANG_GEWEIGERD, actor, nood.casus, object_id=nood.pk)
    return nood


def _vergrendeld(actor: Gebruiker, pk: UUID) -> Noodtoegang:
    rijen = selectors.rijen().select_for_update(of=("self",))
    return haal(actor, "noodtoegang.bevestigen", rijen, pk)
