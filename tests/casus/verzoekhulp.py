"""Bouwstenen voor de tests van verzoeken: een tafel met inbreng, en een verzoek in een gekozen stand."""

from typing import Any

from django.utils import timezone

from casus.actions import raadpleging, verzoek
from casus.models import Betrokkenenverzoek, Casus, Inbreng, Raadpleging
from tests.casus.hulp_inbreng import maak_inbreng
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.models import Gebruiker

WIE = {"verzoeker": "Zeno Verzonnen", "adres": "Dorp 1\n9999 Voorbeeldegem", "vraag": "Wat weet u over mij?"}


def maak_tafel(stad: Stad, staat: str = "in_traject", **velden: Any) -> Casus:
    """CAW en CLB zitten aan tafel; jeugdwerk niet."""
    casus = maak_casus(stad, staat, **velden)
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb)
    return casus


def registreer(stad: Stad, wie: Gebruiker | None = None, **anders: Any) -> Betrokkenenverzoek:
    velden = {"soort": "inzage", "kanaal": "brief", "ontvangen_op": timezone.localdate()} | WIE | anders
    return verzoek.registreer(actor=wie or stad.preventie, livc_pk=stad.livc.pk, **velden)


def in_beoordeling(
    stad: Stad, casus: Casus | None, identiteit: str = "eid", **anders: Any
) -> Betrokkenenverzoek:
    rij = registreer(stad, **anders)
    pk = casus.pk if casus else None
    return verzoek.begin(actor=stad.preventie, pk=rij.pk, identiteit=identiteit, casus=pk, vraag="")


def leg_gronden_vast(stad: Stad, rij: Betrokkenenverzoek, grond: str = "bescherming", **anders: Any) -> Any:
    velden = {"feiten": "Er loopt een onderzoek.", "recht": "Art. 6.", "meedelen": True} | anders
    return verzoek.leg_gronden_vast(actor=stad.dpo, pk=rij.pk, grond=grond, **velden)


def raadpleging_van(wie: Gebruiker, rij: Betrokkenenverzoek) -> Raadpleging:
    return Raadpleging.objects.get(verzoek=rij, gebruiker=wie)


def antwoord(wie: Gebruiker, rij: Betrokkenenverzoek, **per_inbreng: Any) -> None:
    """Sleutel is de pk als hex; waarde True of False."""
    raadpleging.antwoord(
        actor=wie,
        pk=raadpleging_van(wie, rij).pk,
        antwoorden={pk: {"mag": mag, "reden": ""} for pk, mag in per_inbreng.items()},
    )


def geheim(casus: Casus, auteur: Gebruiker, tekst: str, **anders: Any) -> Inbreng:
    return maak_inbreng(casus, auteur, tekst=tekst, **anders)
