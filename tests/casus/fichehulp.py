"""Een afgerond overleg met een fiche: wie erbij was, wat vrij is, en wat geheim."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from casus.actions import fiche as acties
from casus.actions import ficheantwoord
from casus.models import (
    Aanwezigheid,
    Agendapunt,
    Besluit,
    Casus,
    Evaluatie,
    Fichegoedkeurder,
    Inbreng,
    Overleg,
    Terugkoppelingsfiche,
)
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_traject
from tests.casus.tafelhulp import maak_lopend_punt
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker


@dataclass
class Ficheplek:
    """Bij deze bespreking waren de kern, CAW en CLB; jeugdwerk zit aan tafel maar was er niet."""

    stad: Stad
    casus: Casus
    punt: Agendapunt
    vrij: Inbreng
    geheim: Inbreng
    besluit: Besluit
    evaluatie: Evaluatie

    @property
    def aanwezig(self) -> list[Gebruiker]:
        return [*self.stad.kern, self.stad.caw, self.stad.clb]

    def keuze(self, **anders: Any) -> dict[str, Any]:
        return {
            "inleiding": "Deze fiche geeft de stand weer.",
            "slot": "",
            "inbrengen": [self.vrij.pk],
            "besluiten": [self.besluit.pk],
            "evaluaties": [self.evaluatie.pk],
        } | anders

    def concept(self, **anders: Any) -> Terugkoppelingsfiche:
        fiche = acties.begin(actor=self.stad.preventie, punt_pk=self.punt.pk)
        return acties.bewaar(actor=self.stad.preventie, pk=fiche.pk, **self.keuze(**anders))

    def voorgelegd(self, **anders: Any) -> Terugkoppelingsfiche:
        fiche = self.concept(**anders)
        assert not acties.leg_voor(actor=self.stad.preventie, pk=fiche.pk).geraakt
        return vers(fiche)

    def vrijgegeven(self) -> Terugkoppelingsfiche:
        fiche = self.voorgelegd()
        for wie in self.aanwezig:
            ficheantwoord.keur_goed(actor=wie, pk=fiche.pk, hash=fiche.hash)
        return vers(fiche)


def maak_plek(stad: Stad) -> Ficheplek:
    casus = maak_casus(stad)
    punt = maak_lopend_punt(stad, casus)
    for wie in (stad.clb, stad.jeugdwerk):
        maak_deelname(stad, casus, wie, overleg=punt.overleg)
    bij = {"casus": casus, "livc": stad.livc}
    besluit = Besluit.objects.create(
        **bij, agendapunt=punt, tekst="CAW volgt de huisvesting op.", genoteerd_door=stad.preventie
    )
    evaluatie = Evaluatie.objects.create(
        **bij,
        traject=maak_traject(stad, casus),
        tekst="De begeleiding loopt goed; hij komt naar elke afspraak.",
        gevolg="verder",
        opgesteld_door=stad.preventie,
    )
    vrij = maak_inbreng(
        casus,
        stad.caw,
        organisatie=stad.caw.organisatieleden.get().organisatie,
        tekst="Hij volgt een opleiding.",
        niveau="vrijgegeven",
        doorgave=True,
    )
    geheim = maak_inbreng(
        casus,
        stad.clb,
        tekst="Zijn neef Karim verkoopt cannabis aan de schoolpoort.",
        niveau="geheim",
        publiek="gekozen",
    )
    plek = Ficheplek(stad, casus, punt, vrij, geheim, besluit, evaluatie)
    for wie in [*plek.aanwezig, stad.jeugdwerk]:
        Aanwezigheid.objects.create(**bij, agendapunt=punt, gebruiker=wie, aanwezig=wie in plek.aanwezig)
    Agendapunt.objects.filter(pk=punt.pk).update(staat="besproken", beeindigd_op=timezone.now())
    Overleg.objects.filter(pk=punt.overleg_id).update(staat="afgerond", afgerond_op=timezone.now())
    return plek


def vers(fiche: Terugkoppelingsfiche) -> Terugkoppelingsfiche:
    return Terugkoppelingsfiche.objects.select_related("casus", "livc").get(pk=fiche.pk)


def antwoorden(fiche: Terugkoppelingsfiche) -> dict[str, str]:
    rijen = Fichegoedkeurder.objects.filter(fiche=fiche, ronde=fiche.ronde)
    return dict(rijen.values_list("gebruiker__naam", "antwoord"))
