"""Een fiche die voorligt: de tafel schreef een evaluatie, en één van wie erbij was, keurde de tekst al goed."""

from casus.actions import fiche as fiches
from casus.actions import ficheantwoord, traject
from casus.models import Agendapunt, Besluit, Casus, Evaluatie

from .stappen import Verteller


def laad(demo: Verteller) -> None:
    casus = Casus.objects.get(livc=demo.stad.livc, staat=Casus.Staat.IN_EVALUATIE)
    punt = Agendapunt.objects.get(casus=casus, staat=Agendapunt.Staat.BESPROKEN)
    preventie = demo.stad["preventie"]
    demo.klok.zet(-1, 11)
    evaluatie = traject.schrijf_evaluatie(
        actor=preventie,
        casus_pk=casus.pk,
        tekst="Het atelier loopt goed. De tafel wil verder met een nieuw plan.",
        gevolg=Evaluatie.Gevolg.NIEUWE_VERSIE,
    )
    fiche = fiches.begin(actor=preventie, punt_pk=punt.pk)
    fiches.bewaar(
        actor=preventie,
        pk=fiche.pk,
        inleiding="Deze fiche zegt hoe de opvolging loopt sinds de bespreking.",
        slot="",
        inbrengen=[],
        besluiten=[besluit.pk for besluit in Besluit.objects.filter(agendapunt=punt)],
        evaluaties=[evaluatie.pk],
    )
    ligt_voor = fiches.leg_voor(actor=preventie, pk=fiche.pk).fiche
    ficheantwoord.keur_goed(actor=demo.stad["clb"], pk=fiche.pk, hash=ligt_voor.hash)
