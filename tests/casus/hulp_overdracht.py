"""Een overdracht voor de tests: een dossier met van alles iets, en elke stap tot het pakket er ligt."""

from typing import Any

from casus.actions import overdracht as acties
from casus.models import Besluit, Casus, Inbreng, Overdracht, Relatie
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_actie, maak_doel, maak_traject
from tests.factories import Stad, maak_casus, maak_deelname

AANVAARDING: dict[str, Any] = {
    "aanwijzingen": (
        "Mijn collega beschreef dat hij sinds de zomer filmpjes van aanslagen deelt en breekt met al zijn vrienden."
    ),
    "indicatoren": ["geweld_goedpraten"],
    "rechtsgrond": "livc_wet",
}
WAAROM = "Nodig om verder te werken."


def maak_dossier(stad: Stad) -> Casus:
    """CAW en CLB zitten aan tafel; CAW vertelde iets geheims en gaf iets vrij."""
    casus = maak_casus(stad, "in_traject")
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb)
    Relatie.objects.create(casus=casus, livc=stad.livc, naam="Zus Verzonnen", verband="zus")
    doel = maak_doel(maak_traject(stad, casus))
    maak_actie(casus, stad.caw, doel=doel)
    Besluit.objects.create(
        casus=casus,
        livc=stad.livc,
        agendapunt=casus.agendapunt_set.all()[0],
        tekst="Samen naar de school.",
        genoteerd_door=stad.preventie,
    )
    dienst = stad.caw.organisatieleden.get().organisatie
    maak_inbreng(casus, stad.caw, tekst="Geheim woord", organisatie=dienst)
    maak_inbreng(casus, stad.caw, tekst="Vrij woord", organisatie=dienst, niveau="vrijgegeven", doorgave=True)
    return casus


def geheim(casus: Casus) -> Inbreng:
    return Inbreng.objects.get(casus=casus, niveau="geheim")


def vrij(casus: Casus) -> Inbreng:
    return Inbreng.objects.get(casus=casus, niveau="vrijgegeven")


def alles(casus: Casus) -> dict[tuple[str, Any], str]:
    """Elk stuk van het dossier gekozen."""
    rijen = {
        "relatie": casus.relatie_set.all(),
        "besluit": casus.besluit_set.all(),
        "doel": casus.doel_set.all(),
        "actie": casus.actie_set.all(),
        "inbreng": casus.inbreng_set.exclude(publiek="gekozen"),
    }
    return {(soort, rij.pk): WAAROM for soort, lijst in rijen.items() for rij in lijst}


def begin(stad: Stad, naar: Stad, casus: Casus) -> Overdracht:
    return acties.begin(actor=stad.preventie, casus_pk=casus.pk, ontvanger=naar.livc.pk, reden="verhuisd")


def leg_voor(stad: Stad, naar: Stad, casus: Casus) -> Overdracht:
    overdracht = begin(stad, naar, casus)
    wie = {"actor": stad.preventie, "casus_pk": casus.pk, "pk": overdracht.pk}
    acties.kies(**wie, keuzes=alles(casus))
    return acties.leg_voor(**wie)


def bied_aan(stad: Stad, naar: Stad, casus: Casus) -> Overdracht:
    overdracht = leg_voor(stad, naar, casus)
    return acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
