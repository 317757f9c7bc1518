"""Twee verzoeken van personen: één in beoordeling, met voor ieder iets te doen, en één beantwoord zonder casus."""

from casus import verzoekgronden
from casus.actions import verzoek, verzoekantwoord
from casus.actions.verantwoordelijken import leg_lezing_vast
from casus.models import Betrokkenenverzoek, Casus, Verzoekbrief

from .stappen import Verteller


def laad(demo: Verteller) -> None:
    _zonder_casus(demo)
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


def _zonder_casus(demo: Verteller) -> None:
    """Er is niets gevonden. Wie het vroeg, blijft een jaar na het antwoord te lezen, en dan niet meer."""
    demo.klok.zet(-41, 10)
    rij = verzoek.registreer(
        actor=demo.stad["preventie"],
        livc_pk=demo.stad.livc.pk,
        soort=Betrokkenenverzoek.Soort.INZAGE,
        kanaal=Betrokkenenverzoek.Kanaal.BRIEF,
        ontvangen_op=demo.klok.dag(-42),
        verzoeker="Ilse Ingebeeld",
        adres="Nergensplein 3\n9999 Voorbeeldegem",
        vraag="Staat er iets over mij in een dossier?",
    )
    demo.klok.zet(-40, 10)
    verzoek.begin(
        actor=demo.stad["preventie"], pk=rij.pk, identiteit=Betrokkenenverzoek.Identiteit.EID, casus=None
    )
    demo.klok.zet(-38, 15)
    verzoek.leg_gronden_vast(
        actor=demo.stad["dpo"],
        pk=rij.pk,
        grond=verzoekgronden.GEEN_GEGEVENS,
        feiten="Nagekeken in de lijst van personen en bij de lopende casussen.",
        recht="AVG, artikel 15, lid 1: er worden geen gegevens verwerkt.",
        meedelen=True,
    )
    demo.klok.zet(-37, 9)
    verzoekantwoord.beantwoord(
        actor=demo.stad["preventie"],
        pk=rij.pk,
        uitkomst=Verzoekbrief.Uitkomst.GEWEIGERD,
        toelichting="Er is niets over u gevonden.",
    )
