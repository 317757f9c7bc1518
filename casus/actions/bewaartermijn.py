"""De bewaartermijn: voorstellen, instemmen, vastleggen (LR-52)."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import databank, post
from casus.models import Bewaartermijn, Casus
from casus.models.bewaartermijn import TWEEDE
from casus.voorwaarden import bewaartermijn as voorwaarden
from casus.voorwaarden.tafel import aan_tafel
from toegang import identiteit
from toegang.beleid import eis, haal
from toegang.berichten import Berichtsoort
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import Systeemactor, leg_vast

VERWITTIGER = Systeemactor("verwittigen over een verlenging")


@handeling
def stel_voor(
    *, actor: Gebruiker, casus_pk: UUID, maanden: int, reden: str, uitzonderlijk: bool = False
) -> Bewaartermijn:
    """Een termijn voorstellen, ook een kortere; een vorig voorstel en de instemmingen ermee vervallen.

    Een termijn die al vastligt, blijft gelden tot iedereen met het nieuwe voorstel instemt. Wie voorstelt, stemt in.
    Raises Verborgen, Verboden, NietVoldaan (LR-52).
    """
    casus = _vergrendeld(actor, casus_pk)
    eis(actor, "bewaartermijn.voorstellen", casus)
    eis_geen(voorwaarden.beletten_voorstel(casus, maanden, reden, uitzonderlijk))
    oud = voorwaarden.voorstel(casus)
    if oud is not None:
        oud.vervang()
        oud.save(update_fields=["staat"])
    termijn = Bewaartermijn.objects.create(
        casus=casus,
        livc_id=casus.livc_id,
        maanden=maanden,
        reden=reden,
        verlenging=voorwaarden.volgende_verlenging(casus, maanden),
        voorgesteld_door=actor,
    )
    _noteer_instemming(actor, termijn)
    _leg_vast(Soort.BEWAARTERMIJN_VOORGESTELD, actor, casus, termijn, reden=reden)
    return termijn


@handeling
def stem_in(*, actor: Gebruiker, casus_pk: UUID, termijn_pk: UUID) -> Bewaartermijn:
    """Met precies deze termijn instemmen; de laatste instemming legt ze vast.

    Raises Verborgen, Verboden, NietVoldaan als er intussen een ander voorstel is (LR-52).
    """
    casus = _vergrendeld(actor, casus_pk)
    eis(actor, "bewaartermijn.instemmen", casus)
    termijn = (
        casus.bewaartermijn_set.filter(pk=termijn_pk).exclude(staat=Bewaartermijn.Staat.VERVANGEN).first()
    )
    if termijn is None:
        raise NietVoldaan(_("Dit voorstel is vervangen. Lees eerst het nieuwe voorstel."), "LR-52")
    if termijn.instemmingen.filter(gebruiker=actor).exists():
        raise NietVoldaan(_("U stemde al in met deze termijn."))
    _noteer_instemming(actor, termijn)
    if termijn.staat == Bewaartermijn.Staat.VOORGESTELD and not voorwaarden.beletten_vastleggen(
        termijn, aan_tafel(casus)
    ):
        _rond_af(actor, casus, termijn)
    else:
        _leg_vast(Soort.BEWAARTERMIJN_INGESTEMD, actor, casus, termijn)
    return termijn


@handeling
def stel_vast(*, actor: Gebruiker, casus_pk: UUID) -> Bewaartermijn:
    """Het voorstel vastleggen als iedereen die nog aan tafel zit, instemde.

    Nodig als de laatste die niet instemde, zich terugtrok. Raises Verborgen, Verboden, NietVoldaan (LR-52).
    """
    casus = _vergrendeld(actor, casus_pk)
    eis(actor, "bewaartermijn.voorstellen", casus)
    termijn = voorwaarden.voorstel(casus)
    if termijn is None or termijn.staat != Bewaartermijn.Staat.VOORGESTELD:
        raise NietVoldaan(_("Er is geen open voorstel."), "LR-52")
    eis_geen(voorwaarden.beletten_vastleggen(termijn, aan_tafel(casus)))
    _rond_af(actor, casus, termijn)
    return termijn


def _vergrendeld(actor: Gebruiker, pk: UUID) -> Casus:
    # Het slot op de casus, niet op de termijn: twee laatste instemmingen tegelijk zien zo elkaar.
    return haal(actor, "casus.zien", Casus.objects.select_for_update(of=("self",)), pk)


def _noteer_instemming(actor: Gebruiker, termijn: Bewaartermijn) -> None:
    termijn.instemmingen.create(casus_id=termijn.casus_id, livc_id=termijn.livc_id, gebruiker=actor)


def _rond_af(actor: Gebruiker, casus: Casus, termijn: Bewaartermijn) -> None:
    """Iedereen stemde in. Een tweede of latere verlenging wacht op de burgemeester en de functionaris."""
    if termijn.verlenging < TWEEDE:
        _maak_vast(casus, termijn)
        _leg_vast(Soort.BEWAARTERMIJN_VASTGESTELD, actor, casus, termijn)
        return
    termijn.meld_tweede_verlenging()
    termijn.save(update_fields=["staat"])
    with identiteit.als(VERWITTIGER):
        wie = databank.te_verwittigen(casus.pk, "burgemeester", "functionaris")
    post.verwittig(Berichtsoort.VERLENGING, wie)
    _leg_vast(Soort.BEWAARTERMIJN_VERLENGING_GEMELD, actor, casus, termijn)


def _maak_vast(casus: Casus, termijn: Bewaartermijn) -> None:
    geldig = voorwaarden.vastgelegd(casus)
    if geldig is not None:
        geldig.vervang()
        geldig.save(update_fields=["staat"])
    termijn.leg_vast()
    termijn.vastgelegd_op = timezone.now()
    termijn.save(update_fields=["staat", "vastgelegd_op"])


def _leg_vast(soort: Soort, actor: Gebruiker, casus: Casus, termijn: Bewaartermijn, reden: str = "") -> None:
    leg_vast(
        soort,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        object_id=termijn.pk,
        referentie=casus.referentie,
        reden=reden,
        feiten={"staat": termijn.staat, "maanden": termijn.maanden, "verlenging": termijn.verlenging},
    )
