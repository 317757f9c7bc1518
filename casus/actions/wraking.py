"""Een belangenconflict: iemand uitsluiten van één casus, zichzelf uitsluiten, en dat weer opheffen (LR-23).

De volgorde telt: eerst wat vastgelegd wordt, de uitsluiting zelf als laatste. Daarna bestaat de casus voor die
persoon niet meer, ook niet voor de databank. Niemand krijgt een bericht: ook dat zou een spoor zijn.
"""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus.models import Casus, Deelname, Wraking
from casus.selectors.wraking import blad_voor, is_kandidaat
from casus.spoor import noteer
from casus.voorwaarden.wraking import beletten_wraken
from toegang import toekenningen
from toegang.beleid import eis, haal, mag
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen

from .casus import vergrendeld
from .vertrek import maak_regie_vrij, sluit_plaats


@handeling
def open_wrakingen(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, list[Wraking]]:
    """Wie uitgesloten is of was, en waarom; dat lezen staat in het logboek. Raises Verborgen, Verboden."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.wraken", casus)
    noteer(Soort.WRAKING_INGEZIEN, actor, casus)
    return casus, blad_voor(casus)


@handeling
def wraak(*, actor: Gebruiker, pk: UUID, gebruiker: UUID, reden: str) -> Wraking:
    """De burgemeester sluit iemand uit, ook wie nog niet uitgenodigd is. Raises Verborgen, Verboden, NietVoldaan."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.wraken", casus)
    wie = Gebruiker.objects.filter(pk=gebruiker).first()
    if wie == actor:
        raise NietVoldaan(_("Sluit uzelf uit via de pagina van de casus."), "LR-23", "gebruiker")
    eis_geen(beletten_wraken(casus, wie if wie and is_kandidaat(casus, wie.pk) else None))
    assert wie is not None
    return _sluit_uit(actor, casus, wie, reden)


@handeling
def wraak_uzelf(*, actor: Gebruiker, pk: UUID, reden: str = "") -> Wraking:
    """Een kernlid sluit zichzelf uit, ook voor hij de inhoud kent. Raises Verborgen, Verboden, NietVoldaan.

    Een reden hoeft niet. Wie de inhoud nog niet mag zien, kan er ook geen onder de sleutel van de casus schrijven.
    """
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.zich_wraken", casus)
    eis_geen(beletten_wraken(casus, actor))
    if reden and not mag(actor, "casus.inzien", casus):
        raise NietVoldaan(_("Laat de reden leeg: u opende deze casus nog niet."), "LR-23", "reden")
    return _sluit_uit(actor, casus, actor, reden)


@handeling
def hef_op(*, actor: Gebruiker, pk: UUID, wraking: UUID) -> Wraking:
    """De persoon kan weer meewerken; een plaats aan tafel krijgt hij daar niet door terug. Raises NietVoldaan."""
    casus = vergrendeld(actor, pk)
    eis(actor, "casus.wraken", casus)
    rijen = Wraking.objects.select_for_update(of=("self",)).select_related("gebruiker")
    rij = rijen.filter(casus=casus, pk=wraking, opgeheven_op=None).first()
    if rij is None:
        raise NietVoldaan(_("Deze uitsluiting is al opgeheven."), "LR-23")
    rij.opgeheven_op, rij.opgeheven_door = timezone.now(), actor
    rij.save(update_fields=["opgeheven_op", "opgeheven_door"])
    toekenningen.hef_uitsluiting_op(rij.gebruiker, casus)
    noteer(
        Soort.WRAKING_OPGEHEVEN,
        actor,
        casus,
        object_id=rij.pk,
        casusfeiten={"persoon": str(rij.gebruiker_id)},
    )
    return rij


def _sluit_uit(actor: Gebruiker, casus: Casus, wie: Gebruiker, reden: str) -> Wraking:
    rij = Wraking.objects.create(
        casus=casus, livc_id=casus.livc_id, gebruiker=wie, ingesteld_door=actor, reden=reden
    )
    plaatsen = casus.deelname_set.select_for_update(of=("self",)).filter(
        gebruiker=wie, staat__in=Deelname.LOPEND
    )
    einde = [sluit_plaats(casus, plaats)["staat"] for plaats in plaatsen.select_related("gebruiker")]
    feiten = {
        "zichzelf": wie == actor,
        "einde_deelname": einde,
        "was_casusregisseur": maak_regie_vrij(casus, wie.pk),
    }
    # Wie de inhoud niet kent, kan niets onder haar sleutel schrijven; wie het is, zegt dan de actor.
    persoon = None if wie == actor else {"persoon": str(wie.pk)}
    noteer(
        Soort.WRAKING_INGESTELD,
        actor,
        casus,
        object_id=rij.pk,
        reden=reden,
        feiten=feiten,
        casusfeiten=persoon,
    )
    toekenningen.sluit_uit(wie, casus)
    return rij
