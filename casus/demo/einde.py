"""De afgesloten casus: wat de tafel besloot, en wanneer iemand nog eens kijkt."""

from casus.actions import afsluiten, traject
from casus.models import Casus, Evaluatie

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
    afsluiten.sluit_af(
        actor=demo.stad["burgemeester"],
        pk=casus.pk,
        reden=Casus.Sluitingsreden.DOEL_BEREIKT,
        toelichting="Hij heeft werk, en mensen om zich heen.",
        nacontroles=[demo.klok.dag(64)],
    )
