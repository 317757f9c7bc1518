"""De afgesloten casus: wat de tafel besloot, en wanneer iemand nog eens kijkt."""

from datetime import timedelta

from django.utils import timezone

from audit.soorten import Soort
from casus.actions import traject
from casus.actions.casus import vergrendeld
from casus.models import Casus, Deelname, Evaluatie, Nacontrole, Traject
from casus.spoor import noteer
from toegang import toekenningen
from toegang.handeling import handeling
from toegang.models import Gebruiker

from .stappen import Verteller


def sluit_af(demo: Verteller, casus: Casus) -> None:
    """Een kort traject, een evaluatie die afsluiten voorstelt, en het afsluiten zelf."""
    preventie = demo.stad["preventie"]
    demo.klok.zet(-117, 10)
    traject.stel_op(
        actor=preventie,
        casus_pk=casus.pk,
        samenvatting="Werk vinden, en iemand om mee te praten.",
        evaluatie_op=demo.klok.dag(-32),
    )
    demo.klok.zet(-30, 10)
    traject.start_evaluatie(actor=preventie, casus_pk=casus.pk)
    traject.schrijf_evaluatie(
        actor=preventie,
        casus_pk=casus.pk,
        tekst="Hij werkt sinds twee maanden en zijn broer ziet hem elke week.",
        gevolg=Evaluatie.Gevolg.AFSLUITEN,
    )
    demo.klok.zet(-26, 11)
    _sluit(actor=demo.stad["burgemeester"], casus=casus)
    demo.klok.zet(-26, 13)
    _plan_nacontrole(actor=preventie, casus=casus, dagen=64)


@handeling
def _sluit(*, actor: Gebruiker, casus: Casus) -> None:
    """Zet rechtstreeks wat het afsluiten doet; de echte handeling komt in `casus.actions.afsluiten`."""
    casus = vergrendeld(actor, casus.pk)
    casus.sluit_af()
    casus.sluitingsreden, casus.afgesloten_op = Casus.Sluitingsreden.DOEL_BEREIKT, timezone.now()
    casus.sluiting_toelichting = "Hij heeft werk, en mensen om zich heen."
    casus.save()
    for rij in Deelname.objects.filter(casus=casus, staat=Deelname.Staat.AANVAARD):
        rij.beeindig()
        rij.beeindigd_op = timezone.now()
        rij.save(update_fields=["staat", "beeindigd_op"])
    for plan in Traject.objects.filter(casus=casus, staat=Traject.Staat.LOPEND):
        plan.beeindig()
        plan.save(update_fields=["staat"])
    toekenningen.neem_van_deelnemers(casus)
    noteer(Soort.CASUS_AFGESLOTEN, actor, casus, feiten={"reden": str(casus.sluitingsreden)})


@handeling
def _plan_nacontrole(*, actor: Gebruiker, casus: Casus, dagen: int) -> None:
    casus = vergrendeld(actor, casus.pk)
    op = timezone.localdate() + timedelta(days=dagen)
    nacontrole = Nacontrole.objects.create(casus=casus, livc_id=casus.livc_id, gepland_op=op)
    noteer(Soort.NACONTROLE_GEPLAND, actor, casus, object_id=nacontrole.pk, feiten={"op": op.isoformat()})
