"""Eén verzoek van een persoon, in beoordeling: wie beoordeelt, wie geraadpleegd wordt en de functionaris hebben elk iets te doen."""

from casus.actions import verzoek
from casus.actions.verantwoordelijken import leg_lezing_vast
from casus.models import Betrokkenenverzoek, Casus

from .stappen import Verteller


def laad(demo: Verteller) -> None:
    casus = Casus.objects.get(livc=demo.stad.livc, staat=Casus.Staat.IN_TRAJECT)
    demo.klok.zet(-9, 10)
    leg_lezing_vast(
        actor=demo.stad["dpo"],
        pk=demo.stad.livc.pk,
        lezing="gezamenlijk",
        vanaf=demo.klok.dag(-9),
        reden="De meeste deelnemers vallen onder de federale wet.",
        na_versie=0,
    )
    demo.klok.zet(-6, 11)
    rij = verzoek.registreer(
        actor=demo.stad["preventie"],
        livc_pk=demo.stad.livc.pk,
        soort=Betrokkenenverzoek.Soort.INZAGE,
        kanaal=Betrokkenenverzoek.Kanaal.LOKET,
        ontvangen_op=demo.klok.dag(-6),
        verzoeker=casus.betrokkene_set.get().naam,
        adres="Nergensstraat 1\n9999 Voorbeeldegem",
        vraag="Ik wil weten wat er over mij bewaard wordt, en wie het leest.",
    )
    demo.klok.zet(-5, 14)
    verzoek.begin(
        actor=demo.stad["preventie"],
        pk=rij.pk,
        identiteit=Betrokkenenverzoek.Identiteit.EID,
        casus=casus.pk,
        vraag="Hij wil weten wat er over hem bewaard wordt.",
    )
