"""Het einde van een dossier: een is vernietigd en liet een grafsteen na, een wacht op de tweede handtekening."""

from casus.actions import afsluiten, vernietiging
from casus.models import Casus, Vernietigingspunt

from . import personen
from .stappen import Verteller


def laad(demo: Verteller) -> None:
    weg, wacht = demo.op_lijst(personen.EVA, -412), demo.op_lijst(personen.LUC, -411)
    demo.bereid_voor(weg, -404, ("Ella Echtniet", "haar zus"))
    demo.bereid_voor(wacht, -403, ("Lien Leegloop", "zijn vriendin"))
    moment = demo.plan(-402, -380, weg, wacht)
    for casus in (weg, wacht):
        demo.spreek_termijn_af(casus, -390)
    tekst = "Er is geen gevaar meer. De hulp loopt buiten dit overleg verder."
    demo.houd_overleg(moment, {casus.pk: (tekst, ()) for casus in (weg, wacht)})
    for casus in (weg, wacht):
        _sluit_af(demo, casus)
    _op_de_lijst(demo, weg, wacht)


def _sluit_af(demo: Verteller, casus: Casus) -> None:
    demo.klok.zet(-370, 11)
    afsluiten.sluit_af(
        actor=demo.stad["burgemeester"],
        pk=casus.pk,
        reden=Casus.Sluitingsreden.DOEL_BEREIKT,
        toelichting="Er is niets meer op te volgen.",
    )


def _op_de_lijst(demo: Verteller, weg: Casus, wacht: Casus) -> None:
    """Een jaar na de bespreking is de termijn om (LR-52); twee mensen tekenen voor het ene, één voor het andere."""
    demo.klok.zet(-9, 3)
    vernietiging.ronde()
    punten = {punt.casus_id: punt.pk for punt in Vernietigingspunt.objects.filter(livc=demo.stad.livc)}
    demo.klok.zet(-8, 10)
    vernietiging.teken(actor=demo.stad["preventie"], pks=[punten[weg.pk], punten[wacht.pk]])
    demo.klok.zet(-7, 14)
    vernietiging.teken(actor=demo.stad["dpo"], pks=[punten[weg.pk]])
